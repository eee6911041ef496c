"""Mail that waits: taken in hand, and struck off once it is on its way. So nothing says who was reminded."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session

from app.domain.delivery import Refused, Undelivered, next_try
from app.domain.messages import Purpose, WaitingMessage
from app.storage import outbox, undelivered

MINUTES_HELD = 20
MINUTES_TO_BEGIN = 10  # after that no more of those taken are begun, so that none is in two hands


def take(
    session: Session, *, now: datetime, most: int, purposes: Sequence[Purpose] = tuple(Purpose)
) -> list[WaitingMessage]:
    """Nobody else gets these meanwhile. If whoever took them is cut off, they come round again."""
    until = now + timedelta(minutes=MINUTES_HELD)
    taken = outbox.take(session, now=now, until=until, most=most, purposes=purposes)
    pointless = outbox.pointless(session, [each.id for each in taken])
    if pointless:
        outbox.remove(session, list(pointless))
    return [each for each in taken if each.id not in pointless]


def note_sent(session: Session, sent: WaitingMessage) -> None:
    outbox.remove(session, [sent.id])


def let_go(session: Session, untried: Sequence[WaitingMessage]) -> None:
    outbox.release(session, [each.id for each in untried])


def note_refused(session: Session, waiting: WaitingMessage, refused: Refused, *, now: datetime) -> None:
    """It rests and is tried again, until that is in vain."""
    again_at = None if refused.is_final else next_try(waiting.tries + 1, now=now)
    if again_at is not None:
        outbox.count_a_try(session, [waiting.id], until=again_at)
        return
    outbox.remove(session, [waiting.id])
    message = waiting.message
    # Only an invitation's: that a reminder, or a code, did not arrive would say who has not begun, or has.
    if message.purpose is Purpose.INVITATION and message.invitation_id is not None:
        why = refused.why if refused.is_final else Undelivered.GAVE_UP
        undelivered.add(session, message.invitation_id, to_address=message.to_address, why=why, on=now.date())
