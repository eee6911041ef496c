"""Pulses: their links, how many gave which answer, and what is left of them in the end."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, delete, insert, select, update
from sqlmodel import Session

from app.domain.pulses import ANSWERS, Counts, Leaning, Pulse, PulseResult, QuestionResult
from app.storage.people import works_in
from app.storage.tables import ACTION, INVITATION, PERSON, PULSE, PULSE_ASKED, PULSE_COUNT, PULSE_LINK

_GIVEN = (
    update(PULSE_COUNT)
    .where(
        PULSE_COUNT.c.pulse_id == bindparam("of_pulse"),
        PULSE_COUNT.c.question == bindparam("of_question"),
        PULSE_COUNT.c.answer == bindparam("of_answer"),
    )
    .values(people=PULSE_COUNT.c.people + 1)
)
_LINK = PULSE_LINK.c.token_hash == bindparam("of_hash")
_OF_LINK = select(PULSE).join(PULSE_LINK, PULSE_LINK.c.pulse_id == PULSE.c.id).where(_LINK)

WithAddress = list[tuple[int, str, str]]  # person, name, address


def add_pulse(session: Session, pulse: dict[str, Any], *, questions: Sequence[str]) -> int:
    """Its id. `pulse` holds the values of a new row."""
    pulse_id = int(session.execute(insert(PULSE).values(pulse).returning(PULSE.c.id)).scalar_one())
    counts = [
        {"pulse_id": pulse_id, "question": question, "answer": answer, "people": 0}
        for question in questions
        for answer in ANSWERS
    ]
    session.execute(insert(PULSE_COUNT), counts)
    return pulse_id


def add_asked(session: Session, pulse_id: int, people: Iterable[int], token_hashes: Iterable[str]) -> None:
    """Who is asked, and the links; nothing says which is whose, not even the order."""
    session.execute(insert(PULSE_ASKED), [{"pulse_id": pulse_id, "person_id": each} for each in people])
    links = [{"pulse_id": pulse_id, "token_hash": each} for each in sorted(token_hashes)]
    session.execute(insert(PULSE_LINK), links)


def pulses_of(session: Session, actions: Collection[int]) -> dict[int, Pulse]:
    """By action."""
    return {each.action_id: each for each in _found(session, PULSE.c.action_id.in_(list(actions)))}


def not_ended(session: Session, organisation_id: int) -> list[Pulse]:
    of = select(ACTION.c.id).where(ACTION.c.organisation_id == organisation_id)
    return _found(session, PULSE.c.result.is_(None) & PULSE.c.action_id.in_(of))


def find_by_link(session: Session, token_hash: str) -> Pulse | None:
    row = session.execute(_OF_LINK, {"of_hash": token_hash}).one_or_none()
    return None if row is None else _pulse(row)


def asked_in(session: Session, pulse_id: int) -> frozenset[int]:
    rows = session.execute(select(PULSE_ASKED.c.person_id).where(PULSE_ASKED.c.pulse_id == pulse_id))
    return frozenset(rows.scalars())


def use_link(session: Session, token_hash: str) -> bool:
    """False if it was used meanwhile. Whoever else would use it waits until this transaction ends."""
    return bool(session.exec(delete(PULSE_LINK).where(_LINK), params={"of_hash": token_hash}).rowcount)


def count(session: Session, pulse_id: int, answers: Iterable[tuple[str, int]]) -> None:
    """In the order of the questions: two who answer at once take the same rows in turn."""
    for question, answer in answers:
        session.execute(_GIVEN, {"of_pulse": pulse_id, "of_question": question, "of_answer": answer})


def hold(session: Session, pulse_id: int) -> Pulse:
    """Whoever else would end it waits until this transaction ends."""
    row = session.execute(select(PULSE).where(PULSE.c.id == pulse_id).with_for_update()).one()
    return _pulse(row)


def erase_links(session: Session, pulse_id: int) -> None:
    """After this nobody answers any more; whoever is answering just now is waited for."""
    session.execute(delete(PULSE_LINK).where(PULSE_LINK.c.pulse_id == pulse_id))


def counts(session: Session, pulse_id: int) -> Counts:
    rows = session.execute(select(PULSE_COUNT).where(PULSE_COUNT.c.pulse_id == pulse_id))
    return {(row.question, row.answer): row.people for row in rows}


def end(session: Session, pulse_id: int, result: PulseResult) -> None:
    """Keep what may be shown, and nothing else."""
    for table in (PULSE_COUNT, PULSE_ASKED):
        session.execute(delete(table).where(table.c.pulse_id == pulse_id))
    kept = json.dumps(asdict(result))
    session.execute(update(PULSE).where(PULSE.c.id == pulse_id).values(result=kept))


def invited_with_address(session: Session, assessment_id: int, organisation_id: int) -> WithAddress:
    """Everybody of an organisation whom an assessment invited and who is on its list, by address."""
    of = (INVITATION.c.assessment_id == assessment_id, INVITATION.c.organisation_id == organisation_id)
    is_here = PERSON.c.organisation_id == organisation_id
    return _with_address(session, PERSON.c.id.in_(select(INVITATION.c.person_id).where(*of)) & is_here)


def with_address(
    session: Session, organisation_id: int, *, teams: Collection[int] | None = None
) -> WithAddress:
    """Everybody on its staff list, or of these teams, by address."""
    return _with_address(session, works_in([organisation_id], teams))


def _with_address(session: Session, where: ColumnElement[bool]) -> WithAddress:
    columns = (PERSON.c.id, PERSON.c.name, PERSON.c.email)
    has_one = PERSON.c.email.is_not(None)
    rows = session.execute(select(*columns).where(where, has_one).order_by(PERSON.c.id))
    return [(row.id, row.name, row.email) for row in rows]


def _found(session: Session, where: ColumnElement[bool]) -> list[Pulse]:
    return [_pulse(row) for row in session.execute(select(PULSE).where(where).order_by(PULSE.c.id))]


def _pulse(row: Row[*tuple[Any, ...]]) -> Pulse:
    values = {name: getattr(row, name) for name in Pulse.__dataclass_fields__}
    return Pulse(**{**values, "result": None if row.result is None else _result(json.loads(row.result))})


def _result(kept: dict[str, Any]) -> PulseResult:
    return PulseResult(kept["answered"], tuple(_question(each) for each in kept["questions"]))


def _question(kept: dict[str, Any]) -> QuestionResult:
    levels, leaning = kept["levels"], kept["leaning"]
    return QuestionResult(
        kept["code"],
        kept["people"],
        None if levels is None else tuple(levels),
        kept["upper"],
        None if leaning is None else Leaning(leaning),
    )


def over(session: Session, *, today: date) -> list[int]:
    """Ids of those whose last day has gone by, and that nobody has ended yet."""
    has_gone_by = (PULSE.c.result.is_(None), PULSE.c.closes_on < today)
    return list(session.execute(select(PULSE.c.id).where(*has_gone_by)).scalars())
