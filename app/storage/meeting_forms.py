"""Meeting forms: a person's own answers, the link for colleagues, and how many of them gave which level."""

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Engine, Row, bindparam, delete, insert, select, update
from sqlmodel import Session

from app.domain.agreement import Agreement
from app.domain.answers import LEVELS
from app.domain.meeting_forms import MOST_COLLEAGUES, Counts, MeetingResult, OwnForm, SkillResult
from app.storage.seals import forget_erased
from app.storage.tables import MEETING_COUNT, MEETING_FORM, PERSON

_GIVEN = (
    update(MEETING_COUNT)
    .where(
        MEETING_COUNT.c.form_id == bindparam("of_form"),
        MEETING_COUNT.c.statement == bindparam("of_statement"),
        MEETING_COUNT.c.level == bindparam("of_level"),
    )
    .values(people=MEETING_COUNT.c.people + 1)
)


def find_form(session: Session, person_id: int) -> OwnForm | None:
    return _find(session, MEETING_FORM.c.person_id == person_id)


def find_by_link(session: Session, token_hash: str) -> OwnForm | None:
    return _find(session, MEETING_FORM.c.token_hash == token_hash)


def hold(session: Session, form_id: int) -> OwnForm | None:
    """Whoever else would change it, or answer, waits until this transaction ends."""
    session.execute(select(MEETING_FORM.c.id).where(MEETING_FORM.c.id == form_id).with_for_update())
    return _find(session, MEETING_FORM.c.id == form_id)


def keep_own(session: Session, person_id: int, own: Mapping[str, int]) -> None:
    session.execute(select(PERSON.c.id).where(PERSON.c.id == person_id).with_for_update())  # two taps at once
    kept = json.dumps(dict(own))
    mine = MEETING_FORM.c.person_id == person_id
    if not session.exec(update(MEETING_FORM).where(mine).values(own=kept)).rowcount:
        session.execute(insert(MEETING_FORM).values(person_id=person_id, own=kept, answered=0))


def open_link(
    session: Session, form_id: int, token_hash: str, *, closes_on: date, statements: Collection[str]
) -> None:
    """From nothing: what colleagues answered before, and what was shown of it, is gone."""
    session.execute(delete(MEETING_COUNT).where(MEETING_COUNT.c.form_id == form_id))
    zeros = [
        {"form_id": form_id, "statement": each, "level": level, "people": 0}
        for each in statements
        for level in LEVELS
    ]
    session.execute(insert(MEETING_COUNT), zeros)
    values = {"token_hash": token_hash, "closes_on": closes_on, "answered": 0, "result": None}
    session.execute(update(MEETING_FORM).where(MEETING_FORM.c.id == form_id).values(values))


def replace_link(session: Session, form_id: int, token_hash: str) -> None:
    session.execute(update(MEETING_FORM).where(MEETING_FORM.c.id == form_id).values(token_hash=token_hash))


def is_full(session: Session, form_id: int) -> bool:
    answered = select(MEETING_FORM.c.answered).where(MEETING_FORM.c.id == form_id)
    return int(session.execute(answered).scalar_one()) >= MOST_COLLEAGUES


def take_place(session: Session, form_id: int) -> bool:
    """One more colleague, while it is open and not full; the form is held until this transaction ends."""
    is_open = (MEETING_FORM.c.id == form_id, MEETING_FORM.c.result.is_(None))
    has_room = MEETING_FORM.c.answered < MOST_COLLEAGUES
    taken = update(MEETING_FORM).where(*is_open, has_room).values(answered=MEETING_FORM.c.answered + 1)
    return bool(session.exec(taken).rowcount)


def count(session: Session, form_id: int, levels: Mapping[str, int]) -> None:
    """What one colleague answered, with the form held."""
    for statement, level in levels.items():
        session.execute(_GIVEN, {"of_form": form_id, "of_statement": statement, "of_level": level})


def answered(session: Session, form_id: int) -> tuple[int, Counts]:
    """How many colleagues, and how many gave what."""
    rows = session.execute(select(MEETING_COUNT).where(MEETING_COUNT.c.form_id == form_id))
    counts = {(row.statement, row.level): row.people for row in rows}
    how_many = select(MEETING_FORM.c.answered).where(MEETING_FORM.c.id == form_id)
    return int(session.execute(how_many).scalar_one()), counts


def close(session: Session, form_id: int, result: MeetingResult) -> None:
    """Keep what she may see, and nothing else."""
    session.execute(delete(MEETING_COUNT).where(MEETING_COUNT.c.form_id == form_id))
    values = {"token_hash": None, "answered": 0, "result": json.dumps(asdict(result))}
    session.execute(update(MEETING_FORM).where(MEETING_FORM.c.id == form_id).values(values))


def remove(session: Session, person_id: int) -> None:
    session.execute(delete(MEETING_FORM).where(MEETING_FORM.c.person_id == person_id))


def forget_counts(engine: Engine) -> None:
    """Clear what was erased out of the database's files too, after the commit."""
    forget_erased(
        engine,
        in_sqlite="PRAGMA wal_checkpoint(PASSIVE)",
        in_postgresql=["VACUUM meeting_count, meeting_form"],
    )


def over(session: Session, *, today: date) -> list[int]:
    """Ids of those whose last day has gone by, and that nobody has closed yet."""
    has_gone_by = (MEETING_FORM.c.result.is_(None), MEETING_FORM.c.closes_on < today)
    return list(session.execute(select(MEETING_FORM.c.id).where(*has_gone_by)).scalars())


def _find(session: Session, where: ColumnElement[bool]) -> OwnForm | None:
    row = session.execute(select(MEETING_FORM).where(where)).one_or_none()
    return None if row is None else _form(row)


def _form(row: Row[*tuple[Any, ...]]) -> OwnForm:
    result = None if row.result is None else _result(json.loads(row.result))
    return OwnForm(row.id, row.person_id, json.loads(row.own), row.closes_on, result)


def _result(kept: dict[str, Any]) -> MeetingResult:
    skills = {code: _skill(each) for code, each in kept["skills"].items()}
    return MeetingResult(kept["is_shown"], kept["is_from_ten"], skills)


def _skill(kept: dict[str, Any]) -> SkillResult:
    return SkillResult(kept["typical"], Agreement(kept["spread"]) if kept["spread"] else None)
