"""Messages to send: written with the deed, sent after it, and then forgotten."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, or_, select, update
from sqlmodel import Session

from app.domain.assessments import AssessmentState
from app.domain.messages import Message, Purpose, WaitingMessage
from app.storage.tables import ASSESSMENT, INVITATION, OPEN_RESPONSE, OUTGOING_MESSAGE

_ADDED = insert(OUTGOING_MESSAGE)
_WAITING = select(OUTGOING_MESSAGE).order_by(OUTGOING_MESSAGE.c.id).limit(bindparam("most"))
_IS_FREE = or_(OUTGOING_MESSAGE.c.taken_until.is_(None), OUTGOING_MESSAGE.c.taken_until <= bindparam("now"))
_FREE = (
    select(OUTGOING_MESSAGE)
    .where(OUTGOING_MESSAGE.c.purpose == bindparam("purpose"), _IS_FREE)
    # Those that failed before wait behind the rest: one bad address holds up nobody.
    .order_by(OUTGOING_MESSAGE.c.tries, OUTGOING_MESSAGE.c.id)
    .limit(bindparam("most"))
    # Whoever takes some at the same moment takes others. SQLite lets one in after the other anyway.
    .with_for_update(skip_locked=True)
)
_ONE = OUTGOING_MESSAGE.c.id.in_(bindparam("ids", expanding=True))
_HELD_UNTIL = update(OUTGOING_MESSAGE).where(_ONE).values(taken_until=bindparam("until"))
_TRIED = (
    update(OUTGOING_MESSAGE)
    .where(_ONE)
    .values(tries=OUTGOING_MESSAGE.c.tries + 1, taken_until=bindparam("until"))
)
_REMOVED = delete(OUTGOING_MESSAGE).where(_ONE)
_POINTLESS = (
    select(OUTGOING_MESSAGE.c.id)
    .join(INVITATION, INVITATION.c.id == OUTGOING_MESSAGE.c.invitation_id)
    .join(ASSESSMENT, ASSESSMENT.c.id == INVITATION.c.assessment_id)
    .outerjoin(OPEN_RESPONSE, OPEN_RESPONSE.c.invitation_id == INVITATION.c.id)
    .where(
        _ONE,
        or_(
            ASSESSMENT.c.state != AssessmentState.OPEN,
            (OUTGOING_MESSAGE.c.purpose == Purpose.REMINDER)
            & or_(INVITATION.c.declined, OPEN_RESPONSE.c.sent_on.is_not(None)),
        ),
    )
)


def put(session: Session, to_address: str, subject: str, body: str, *, from_name: str = "") -> None:
    put_all(session, [Message(to_address, subject, body, from_name)])


def put_all(session: Session, messages: Sequence[Message]) -> None:
    if messages:
        session.execute(_ADDED, [{"tries": 0, **vars(each)} for each in messages])


def waiting(session: Session, *, most: int = 100) -> list[WaitingMessage]:
    """The oldest first; those that somebody is delivering just now, too."""
    return [_waiting(row) for row in session.execute(_WAITING, {"most": most})]


def take(
    session: Session, *, now: datetime, until: datetime, most: int, purposes: Sequence[Purpose]
) -> list[WaitingMessage]:
    """Some that nobody is delivering, by these purposes in turn; nobody else takes them before `until`."""
    taken: list[WaitingMessage] = []
    for purpose in purposes:
        left = {"now": now, "purpose": purpose, "most": most - len(taken)}
        taken += [_waiting(row) for row in session.execute(_FREE, left)]
    if taken:
        session.execute(_HELD_UNTIL, {"ids": [each.id for each in taken], "until": until})
    return taken


def _waiting(row: Row[*tuple[Any, ...]]) -> WaitingMessage:
    message = Message(
        row.to_address,
        row.subject,
        row.body,
        row.from_name,
        purpose=Purpose(row.purpose),
        invitation_id=row.invitation_id,
        stop_link=row.stop_link,
        message_id=row.message_id,
    )
    return WaitingMessage(row.id, message, row.tries)


def pointless(session: Session, ids: Sequence[int]) -> set[int]:
    """Of these, what nobody needs any more: she has finished or declined, or the assessment has closed."""
    return set(session.execute(_POINTLESS, {"ids": list(ids)}).scalars())


def remove(session: Session, ids: Sequence[int]) -> None:
    session.execute(_REMOVED, {"ids": list(ids)})


def release(session: Session, ids: Sequence[int]) -> None:
    """As if nobody had taken them."""
    session.execute(_HELD_UNTIL, {"ids": list(ids), "until": None})


def count_a_try(session: Session, ids: Sequence[int], *, until: datetime) -> None:
    """And let them rest."""
    session.execute(_TRIED, {"ids": list(ids), "until": until})
