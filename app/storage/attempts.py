"""How often something was tried lately. Keys are keyed hashes: no address is kept."""

from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import bindparam, case, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from app.domain.errors import TooManyTries
from app.storage.tables import ATTEMPT

_IS_OVER = ATTEMPT.c.window_began_at <= bindparam("over_before", type_=ATTEMPT.c.window_began_at.type)
_ON_CONFLICT = {
    "tries": case((_IS_OVER, 1), else_=ATTEMPT.c.tries + 1),
    "window_began_at": case(
        (_IS_OVER, bindparam("now", type_=ATTEMPT.c.window_began_at.type)), else_=ATTEMPT.c.window_began_at
    ),
}
_FIRST_TRY = {"key": bindparam("key"), "window_began_at": bindparam("now"), "tries": 1}
# One statement, so that two tries at once are two. Each database has its own word for it.
_COUNTED = {
    "sqlite": sqlite.insert(ATTEMPT)
    .values(_FIRST_TRY)
    .on_conflict_do_update(index_elements=["key"], set_=_ON_CONFLICT)
    .returning(ATTEMPT.c.tries, ATTEMPT.c.window_began_at),
    "postgresql": postgresql.insert(ATTEMPT)
    .values(_FIRST_TRY)
    .on_conflict_do_update(index_elements=["key"], set_=_ON_CONFLICT)
    .returning(ATTEMPT.c.tries, ATTEMPT.c.window_began_at),
}
_GIVEN_BACK = (
    update(ATTEMPT)
    .where(ATTEMPT.c.key == bindparam("given_key"), ATTEMPT.c.tries > 0)
    .values(tries=ATTEMPT.c.tries - 1)
)
_FORGOTTEN = delete(ATTEMPT).where(ATTEMPT.c.window_began_at < bindparam("before"))
_TRIES = select(ATTEMPT.c.tries).where(ATTEMPT.c.key == bindparam("key"))


def count(session: Session, key_hash: str, *, now: datetime, most: int, window_minutes: int) -> None:
    """One more try; beyond `most` in a window it is refused, with the minutes left to wait.

    Call it in a short transaction of its own, so that a refused request counts as well.
    """
    window = timedelta(minutes=window_minutes)
    statement = _COUNTED[session.get_bind().dialect.name]
    row = session.execute(statement, {"key": key_hash, "now": now, "over_before": now - window}).one()
    if row.tries > most:
        left = row.window_began_at + window - now
        wait_minutes = max(1, ceil(left / timedelta(minutes=1)))
        raise TooManyTries("There have been too many tries in a short time.", wait_minutes)


def give_back(session: Session, key_hash: str) -> None:
    """A try that succeeded was no guess."""
    session.execute(_GIVEN_BACK, {"given_key": key_hash})


def tries(session: Session, key_hash: str) -> int:
    return session.execute(_TRIES, {"key": key_hash}).scalar_one_or_none() or 0


def forget_old(session: Session, *, before: datetime) -> None:
    session.execute(_FORGOTTEN, {"before": before})
