"""Notebooks, each under the address that its owner signs in with. What is in them is kept locked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import bindparam, delete, exists, func, insert, select, update
from sqlmodel import Session

from app.domain.codes import Randomness
from app.storage.locks import SALT_BYTES, Lock
from app.storage.tables import NOTE, NOTEBOOK, PERSON, SEAT, can_be_kept


class Kind(StrEnum):
    ENTRY = "entry"
    STEP = "step"
    CARD = "card"


@dataclass(frozen=True)
class Note:
    """`content` is what JSON can hold."""

    code: str
    content: dict[str, Any]
    remind_on: date | None = None


@dataclass(frozen=True)
class Notes:
    """`unopened` says how many there are that the site's secret does not open."""

    opened: tuple[Note, ...]
    unopened: int


_NOTEBOOK = select(NOTEBOOK).where(NOTEBOOK.c.address == bindparam("address"))
_BEGUN = insert(NOTEBOOK).returning(NOTEBOOK.c.id)
_HERS = (
    NOTE.c.notebook_id
    == select(NOTEBOOK.c.id).where(NOTEBOOK.c.address == bindparam("address")).scalar_subquery()
)
_OF_KIND = select(NOTE).where(_HERS, NOTE.c.kind == bindparam("kind"))
_ONE = _OF_KIND.where(NOTE.c.code == bindparam("code"))
_COUNT = select(func.count()).select_from(NOTE).where(_HERS, NOTE.c.kind == bindparam("kind"))
_KEPT_ANEW = (
    update(NOTE)
    .where(
        NOTE.c.notebook_id == bindparam("of_notebook"),
        NOTE.c.code == bindparam("of_code"),
        NOTE.c.kind == bindparam("of_kind"),
    )
    .values(locked=bindparam("now_locked"), remind_on=bindparam("then"))
)
_ALL_OF_KIND_GONE = delete(NOTE).where(_HERS, NOTE.c.kind == bindparam("of_kind"))
_ONE_GONE = _ALL_OF_KIND_GONE.where(NOTE.c.code == bindparam("of_code"))
_ALL_GONE = delete(NOTE).where(_HERS)
_NOTEBOOK_GONE = delete(NOTEBOOK).where(NOTEBOOK.c.address == bindparam("of_address"))

_SOMEBODY_SITS_THERE = (
    exists().where(SEAT.c.person_id == PERSON.c.id, PERSON.c.email == NOTEBOOK.c.address).correlate(NOTEBOOK)
)
_IS_DUE = NOTE.c.remind_on <= bindparam("today")
_WHOSE_IS_DUE = (
    select(NOTE.c.notebook_id, NOTE.c.code, NOTEBOOK.c.address, _SOMEBODY_SITS_THERE.label("sits_there"))
    .join(NOTEBOOK, NOTEBOOK.c.id == NOTE.c.notebook_id)
    .where(_IS_DUE)
    .order_by(NOTE.c.notebook_id, NOTE.c.code)
    .limit(bindparam("most"))
)
_REMINDED = (
    update(NOTE)
    .where(NOTE.c.notebook_id == bindparam("of_notebook"), NOTE.c.code == bindparam("of_code"), _IS_DUE)
    .values(remind_on=None)
)

_HAS_LEFT = NOTEBOOK.c.left_on.is_(None) & ~_SOMEBODY_SITS_THERE
_IS_BACK = NOTEBOOK.c.left_on.is_not(None) & _SOMEBODY_SITS_THERE
_LEFT_LONG_AGO = (NOTEBOOK.c.left_on < bindparam("left_before")) & ~_SOMEBODY_SITS_THERE


def notes(session: Session, address: str, kind: Kind, *, keys: Sequence[str]) -> Notes:
    """In no order."""
    notebook = session.execute(_NOTEBOOK, {"address": address}).one_or_none()
    if notebook is None:
        return Notes((), 0)
    lock = Lock(keys, notebook.salt)
    opened, unopened = [], 0
    for row in session.execute(_OF_KIND, {"address": address, "kind": kind}):
        content = lock.unlock(row.locked, _place(kind, row.code))
        if content is None:
            unopened += 1
        else:
            opened.append(Note(row.code, content, row.remind_on))
    return Notes(tuple(opened), unopened)


def find(session: Session, address: str, kind: Kind, code: str, *, keys: Sequence[str]) -> Note | None:
    """None too for one that no secret of the site opens."""
    notebook = session.execute(_NOTEBOOK, {"address": address}).one_or_none()
    asked = {"address": address, "kind": kind, "code": code}
    row = session.execute(_ONE, asked).one_or_none() if notebook and can_be_kept(code) else None
    if notebook is None or row is None:
        return None
    content = Lock(keys, notebook.salt).unlock(row.locked, _place(kind, code))
    return None if content is None else Note(code, content, row.remind_on)


def _place(kind: Kind, code: str) -> str:
    return f"{kind} {code}"


def number_of(session: Session, address: str, kind: Kind) -> int:
    return int(session.execute(_COUNT, {"address": address, "kind": kind}).scalar_one())


def keep(
    session: Session, address: str, kind: Kind, note: Note, *, keys: Sequence[str], randomness: Randomness
) -> None:
    """In the place of the one with its code, if there is one."""
    notebook = session.execute(_NOTEBOOK, {"address": address}).one_or_none()
    if notebook is None:
        salt = randomness(SALT_BYTES)
        notebook_id = session.execute(_BEGUN, {"address": address, "salt": salt}).scalar_one()
    else:
        notebook_id, salt = notebook.id, notebook.salt
    locked = Lock(keys, salt).lock(note.content, _place(kind, note.code), randomness=randomness)
    values = {
        "of_notebook": notebook_id,
        "of_code": note.code,
        "of_kind": kind,
        "now_locked": locked,
        "then": note.remind_on,
    }
    if session.exec(_KEPT_ANEW, params=values).rowcount == 0:
        session.execute(
            insert(NOTE).values(
                notebook_id=notebook_id, code=note.code, kind=kind, locked=locked, remind_on=note.remind_on
            )
        )


def remove(session: Session, address: str, kind: Kind, code: str) -> None:
    if can_be_kept(code):
        session.execute(_ONE_GONE, {"address": address, "of_kind": kind, "of_code": code})


def remove_all(session: Session, address: str, kind: Kind) -> None:
    session.execute(_ALL_OF_KIND_GONE, {"address": address, "of_kind": kind})


def forget(session: Session, address: str) -> None:
    """The notebook and all in it."""
    session.execute(_ALL_GONE, {"address": address})
    session.execute(_NOTEBOOK_GONE, {"of_address": address})


def take_due_reminders(session: Session, *, today: date, most: int) -> list[str]:
    """Addresses, each once a step; nobody else gets the same ones. None of people who have left."""
    taken = []
    for row in session.execute(_WHOSE_IS_DUE, {"today": today, "most": most}).all():
        values = {"of_notebook": row.notebook_id, "of_code": row.code, "today": today}
        was_first = session.exec(_REMINDED, params=values).rowcount == 1
        if was_first and row.sits_there:
            taken.append(row.address)
    return taken


def clear(session: Session, *, today: date, left_before: date) -> None:
    """Notes who has left and who is back, and forgets notebooks of those who left long ago."""
    session.execute(update(NOTEBOOK).where(_IS_BACK).values(left_on=None))
    session.execute(update(NOTEBOOK).where(_HAS_LEFT).values(left_on=today))
    long_ago = select(NOTEBOOK.c.id).where(_LEFT_LONG_AGO)
    values = {"left_before": left_before}
    session.execute(delete(NOTE).where(NOTE.c.notebook_id.in_(long_ago)), values)
    session.execute(delete(NOTEBOOK).where(_LEFT_LONG_AGO), values)
