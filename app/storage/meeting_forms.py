"""Meeting forms, locked as notebooks are: a person's own answers, and the tally of her colleagues'."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Engine, Row, delete, insert, select, update
from sqlmodel import Session

from app.domain.agreement import Agreement
from app.domain.codes import Randomness
from app.domain.meeting_forms import MeetingResult, OwnForm, SkillResult, Tally
from app.storage.locks import SALT_BYTES, Lock
from app.storage.seals import forget_erased
from app.storage.tables import MEETING_FORM, PERSON

OWN, THEIRS = "own", "theirs"


def find_form(session: Session, person_id: int, *, keys: Sequence[str]) -> OwnForm | None:
    return _find(session, MEETING_FORM.c.person_id == person_id, keys)


def find_by_link(session: Session, token_hash: str, *, keys: Sequence[str]) -> OwnForm | None:
    return _find(session, MEETING_FORM.c.token_hash == token_hash, keys)


def hold(session: Session, form_id: int, *, keys: Sequence[str]) -> OwnForm | None:
    """Whoever else would change it, or answer, waits until this transaction ends."""
    session.execute(select(MEETING_FORM.c.id).where(MEETING_FORM.c.id == form_id).with_for_update())
    return _find(session, MEETING_FORM.c.id == form_id, keys)


def keep_own(
    session: Session, person_id: int, own: Mapping[str, int], *, keys: Sequence[str], randomness: Randomness
) -> None:
    session.execute(select(PERSON.c.id).where(PERSON.c.id == person_id).with_for_update())  # two taps at once
    mine = MEETING_FORM.c.person_id == person_id
    row = session.execute(select(MEETING_FORM).where(mine)).one_or_none()
    salt = randomness(SALT_BYTES) if row is None else row.salt
    kept = {"salt": salt, "own": Lock(keys, salt).lock(own, OWN, randomness=randomness)}
    if row is None:
        session.execute(insert(MEETING_FORM).values(person_id=person_id, **kept))
    else:
        session.execute(update(MEETING_FORM).where(mine).values(kept))


def open_link(session: Session, form_id: int, token_hash: str, *, closes_on: date) -> None:
    values = {"token_hash": token_hash, "closes_on": closes_on}
    session.execute(update(MEETING_FORM).where(MEETING_FORM.c.id == form_id).values(values))


def replace_link(session: Session, form_id: int, token_hash: str) -> None:
    session.execute(update(MEETING_FORM).where(MEETING_FORM.c.id == form_id).values(token_hash=token_hash))


def get_tally(session: Session, form_id: int, *, keys: Sequence[str]) -> Tally | None:
    """None where no link is open, or no secret of the site opens it."""
    is_open = (MEETING_FORM.c.id == form_id, MEETING_FORM.c.token_hash.is_not(None))
    row = session.execute(select(MEETING_FORM).where(*is_open)).one_or_none()
    kept = None if row is None else Lock(keys, row.salt).unlock(row.theirs, THEIRS)
    return None if kept is None else Tally(kept["answered"], kept["counts"])


def keep_tally(
    session: Session, form_id: int, tally: Tally, *, keys: Sequence[str], randomness: Randomness
) -> None:
    """In the place of what was there. With the form held."""
    _keep_theirs(session, form_id, asdict(tally), keys, randomness)


def close(
    session: Session, form_id: int, result: MeetingResult, *, keys: Sequence[str], randomness: Randomness
) -> None:
    """Keep what she may see, and nothing else."""
    _keep_theirs(session, form_id, asdict(result), keys, randomness)
    session.execute(update(MEETING_FORM).where(MEETING_FORM.c.id == form_id).values(token_hash=None))


def _keep_theirs(
    session: Session, form_id: int, content: dict[str, Any], keys: Sequence[str], randomness: Randomness
) -> None:
    this = MEETING_FORM.c.id == form_id
    salt = session.execute(select(MEETING_FORM.c.salt).where(this)).scalar_one()
    locked = Lock(keys, salt).lock(content, THEIRS, randomness=randomness)
    session.execute(update(MEETING_FORM).where(this).values(theirs=locked))


def remove(session: Session, person_id: int) -> None:
    session.execute(delete(MEETING_FORM).where(MEETING_FORM.c.person_id == person_id))


def forget_counts(engine: Engine) -> None:
    """Clear what was erased out of the database's files too, after the commit."""
    forget_erased(engine, in_sqlite="PRAGMA wal_checkpoint(PASSIVE)", in_postgresql=["VACUUM meeting_form"])


def over(session: Session, *, today: date) -> list[int]:
    """Ids of those whose last day has gone by, and that nobody has closed yet."""
    has_gone_by = (MEETING_FORM.c.token_hash.is_not(None), MEETING_FORM.c.closes_on < today)
    return list(session.execute(select(MEETING_FORM.c.id).where(*has_gone_by)).scalars())


def _find(session: Session, where: ColumnElement[bool], keys: Sequence[str]) -> OwnForm | None:
    row = session.execute(select(MEETING_FORM).where(where)).one_or_none()
    return None if row is None else _form(row, keys)


def _form(row: Row[*tuple[Any, ...]], keys: Sequence[str]) -> OwnForm:
    lock, has_closed = Lock(keys, row.salt), row.token_hash is None and row.theirs is not None
    own = lock.unlock(row.own, OWN)
    theirs = lock.unlock(row.theirs, THEIRS) if row.theirs is not None else {}
    if own is None or theirs is None:
        return OwnForm(row.id, row.person_id, {}, row.closes_on, None, is_unopened=True)
    return OwnForm(row.id, row.person_id, own, row.closes_on, _result(theirs) if has_closed else None)


def _result(kept: dict[str, Any]) -> MeetingResult:
    skills = {code: _skill(each) for code, each in kept["skills"].items()}
    return MeetingResult(kept["is_shown"], kept["is_from_ten"], skills)


def _skill(kept: dict[str, Any]) -> SkillResult:
    return SkillResult(kept["typical"], Agreement(kept["spread"]) if kept["spread"] else None)
