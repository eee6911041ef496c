"""Messages to send: written with the deed, sent after it, and then forgotten."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import bindparam, delete, insert, select, update
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
_REMOVED = delete(OUTGOING_MESSAGE).where(OUTGOING_MESSAGE.c.id.in_(bindparam("ids", expanding=True)))
_TRIED = (
    update(OUTGOING_MESSAGE)
    .where(OUTGOING_MESSAGE.c.id.in_(bindparam("ids", expanding=True)))
    .values(tries=OUTGOING_MESSAGE.c.tries + 1)
)


def put(session: Session, to_address: str, subject: str, body: str, *, from_name: str = "") -> None:
    put_all(session, [Message(to_address, subject, body, from_name)])


def put_all(session: Session, messages: Sequence[Message]) -> None:
    if messages:
        session.execute(_ADDED, [{"tries": 0, **asdict(each)} for each in messages])


def waiting(session: Session, *, most: int = 100) -> list[WaitingMessage]:
    return [
        WaitingMessage(row.id, Message(row.to_address, row.subject, row.body, row.from_name), row.tries)
        for row in session.execute(_WAITING, {"most": most})
    ]


def remove(session: Session, ids: Sequence[int]) -> None:
    session.execute(_REMOVED, {"ids": list(ids)})


def count_a_try(session: Session, ids: Sequence[int]) -> None:
    session.execute(_TRIED, {"ids": list(ids)})
