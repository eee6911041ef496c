"""Mail that waits: taken in hand, and struck off once it is on its way. So nothing says who was reminded."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session

from app.domain.messages import WaitingMessage
from app.storage import outbox

MINUTES_TO_DELIVER = 30  # longer than the slowest mail server takes over as many as are taken at once


def take(session: Session, *, now: datetime, most: int) -> list[WaitingMessage]:
    """Nobody else gets these meanwhile. If whoever took them is cut off, they come round again."""
    return outbox.take(session, now=now, until=now + timedelta(minutes=MINUTES_TO_DELIVER), most=most)


def settle(session: Session, *, sent: Sequence[int], failed: Sequence[int]) -> None:
    """What went is forgotten; what could not be handed over stays, and counts one more try."""
    outbox.remove(session, sent)
    outbox.count_a_try(session, failed)
