"""Messages to send: written with the deed, sent after it, and then forgotten."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, or_, select, update
from sqlmodel import Session

from app.domain.messages import Message, WaitingMessage
from app.storage.tables import OUTGOING_MESSAGE

_ADDED = insert(OUTGOING_MESSAGE)
_WAITING = (
    # Those that failed before wait behind the rest: one bad address holds up nobody.
    select(OUTGOING_MESSAGE)
    .order_by(OUTGOING_MESSAGE.c.tries, OUTGOING_MESSAGE.c.id)
    .limit(bindparam("most"))
)
_FREE = (
    _WAITING.where(
        or_(OUTGOING_MESSAGE.c.taken_until.is_(None), OUTGOING_MESSAGE.c.taken_until <= bindparam("now"))
    )
    # Whoever takes some at the same moment takes others. SQLite lets one in after the other anyway.
    .with_for_update(skip_locked=True)
)
_TAKEN = (
    update(OUTGOING_MESSAGE)
    .where(OUTGOING_MESSAGE.c.id.in_(bindparam("ids", expanding=True)))
    .values(taken_until=bindparam("until"))
)
_REMOVED = delete(OUTGOING_MESSAGE).where(OUTGOING_MESSAGE.c.id.in_(bindparam("ids", expanding=True)))
_TRIED = (
    update(OUTGOING_MESSAGE)
    .where(OUTGOING_MESSAGE.c.id.in_(bindparam("ids", expanding=True)))
    .values(tries=OUTGOING_MESSAGE.c.tries + 1, taken_until=None)
)


def put(session: Session, to_address: str, subject: str, body: str, *, from_name: str = "") -> None:
    put_all(session, [Message(to_address, subject, body, from_name)])


def put_all(session: Session, messages: Sequence[Message]) -> None:
    if messages:
        session.execute(_ADDED, [{"tries": 0, **asdict(each)} for each in messages])


def waiting(session: Session, *, most: int = 100) -> list[WaitingMessage]:
    """Those that somebody is delivering just now, too."""
    return [_waiting(row) for row in session.execute(_WAITING, {"most": most})]


def take(session: Session, *, now: datetime, until: datetime, most: int) -> list[WaitingMessage]:
    """Some that nobody is delivering; nobody else takes them before `until`."""
    taken = [_waiting(row) for row in session.execute(_FREE, {"now": now, "most": most})]
    session.execute(_TAKEN, {"ids": [each.id for each in taken], "until": until})
    return taken


def _waiting(row: Row[*tuple[Any, ...]]) -> WaitingMessage:
    message = Message(row.to_address, row.subject, row.body, row.from_name)
    return WaitingMessage(row.id, message, row.tries)


def remove(session: Session, ids: Sequence[int]) -> None:
    session.execute(_REMOVED, {"ids": list(ids)})


def count_a_try(session: Session, ids: Sequence[int]) -> None:
    """And let go of them."""
    session.execute(_TRIED, {"ids": list(ids)})
