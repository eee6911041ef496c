"""How many invitations have gone out. Counts what goes to everybody, never reminders or answers."""

from collections.abc import Sequence

from sqlalchemy import bindparam, func, or_, select
from sqlmodel import Session

from app.domain.message_plan import Occasion
from app.domain.messages import Purpose
from app.domain.timeline import SentOut, TimelineMessage
from app.storage.tables import INVITATION, OUTGOING_MESSAGE, UNDELIVERED

_OF = (
    INVITATION.c.assessment_id == bindparam("assessment_id"),
    or_(bindparam("everywhere"), INVITATION.c.organisation_id == bindparam("organisation_id")),
)
_HAS_ADDRESS = INVITATION.c.email.is_not(None)
_INVITED = select(
    func.count().filter(_HAS_ADDRESS),
    func.count().filter(_HAS_ADDRESS, INVITATION.c.id <= bindparam("reached")),
    func.count().filter(INVITATION.c.email.is_(None)),
).where(*_OF)
_IN_THE_OUTBOX = (
    select(func.count())
    .select_from(OUTGOING_MESSAGE)
    .join(INVITATION, INVITATION.c.id == OUTGOING_MESSAGE.c.invitation_id)
    .where(*_OF, OUTGOING_MESSAGE.c.purpose == Purpose.INVITATION)
)
_NOT_ARRIVED = (
    select(func.count())
    .select_from(UNDELIVERED)
    .join(INVITATION, INVITATION.c.id == UNDELIVERED.c.invitation_id)
    .where(*_OF)
)


def sent_out(
    session: Session,
    assessment_id: int,
    timeline: Sequence[TimelineMessage],
    *,
    organisation_id: int | None = None,
) -> SentOut | None:
    """Of one organisation's people, or of everybody's. None where no letters go out."""
    invitation = next((each for each in timeline if each.occasion is Occasion.INVITATION), None)
    if invitation is None:
        return None
    of = {
        "assessment_id": assessment_id,
        "organisation_id": organisation_id or 0,
        "everywhere": organisation_id is None,
    }
    with_address, written, without = session.execute(_INVITED, of | {"reached": invitation.reached}).one()
    held = session.execute(_IN_THE_OUTBOX, of).scalar_one()
    not_arrived = session.execute(_NOT_ARRIVED, of).scalar_one()
    return SentOut(written - held - not_arrived, with_address - written + held, not_arrived, without)
