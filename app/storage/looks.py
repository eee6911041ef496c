"""The record of looks at results, and what is read together with it: what people in seats did."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, delete, func, literal, select, union_all
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from app.domain.assessments import RESULTS_STATES
from app.domain.looks import NOT_SHOWN, Look, Noted
from app.domain.working_days import day_in_the_uk
from app.storage.tables import ACTION, ASSESSMENT, AUDIT, LOOK, PERSON

_SHOWN = select(ASSESSMENT.c.id, ASSESSMENT.c.partnership_id).where(
    ASSESSMENT.c.code == bindparam("code"), ASSESSMENT.c.state.in_(RESULTS_STATES)
)
# The first of a day stays. Each database has its own word for it.
_ADDED = {
    "sqlite": sqlite.insert(LOOK).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(LOOK).on_conflict_do_nothing(),
}
_FORGOTTEN = delete(LOOK).where(LOOK.c.at < bindparam("before"))
_LOOKS = (
    select(
        LOOK.c.at,
        LOOK.c.id,
        PERSON.c.name,
        LOOK.c.seat,
        LOOK.c.page,
        literal("").label("action"),
        literal("").label("subject"),
        ASSESSMENT.c.title,
    )
    .join(PERSON, PERSON.c.id == LOOK.c.person_id)
    .join(ASSESSMENT, ASSESSMENT.c.id == LOOK.c.assessment_id)
)
_DEEDS = (
    select(
        AUDIT.c.at,
        AUDIT.c.id,
        PERSON.c.name,
        AUDIT.c.seat,
        literal("").label("page"),
        AUDIT.c.action,
        AUDIT.c.subject,
        func.coalesce(ASSESSMENT.c.title, ACTION.c.what, "").label("title"),
    )
    .join(PERSON, PERSON.c.id == AUDIT.c.person_id)
    .outerjoin(ASSESSMENT, ASSESSMENT.c.code == AUDIT.c.subject)
    .outerjoin(ACTION, ACTION.c.code == AUDIT.c.subject)
    .where(AUDIT.c.action.not_in(NOT_SHOWN))
)


def add(session: Session, look: Look) -> None:
    """Nothing, where there are no results to look at yet, or where today's first look is there already."""
    found = session.execute(_SHOWN, {"code": look.assessment_code}).one_or_none()
    if found is None:
        return
    values = {
        "at": look.at,
        "on": day_in_the_uk(look.at),
        "person_id": look.person_id,
        "seat": look.seat,
        "assessment_id": found.id,
        "page": look.page,
        "shared": look.is_of_partnership,
        "organisation_id": None if look.is_of_partnership else look.organisation_id,
        "partnership_id": found.partnership_id if look.is_of_partnership else None,
    }
    session.execute(_ADDED[session.get_bind().dialect.name], values)


def of_organisation(session: Session, organisation_id: int, *, first: int, most: int) -> list[Noted]:
    """The newest first."""
    looks = _LOOKS.where(LOOK.c.organisation_id == organisation_id)
    deeds = _DEEDS.where(AUDIT.c.organisation_id == organisation_id)
    return _read(session, looks, deeds, first, most)


def of_partnership(session: Session, partnership_id: int, *, first: int, most: int) -> list[Noted]:
    looks = _LOOKS.where(LOOK.c.partnership_id == partnership_id)
    deeds = _DEEDS.where(AUDIT.c.partnership_id == partnership_id)
    return _read(session, looks, deeds, first, most)


def _read(session: Session, looks: Select[Any], deeds: Select[Any], first: int, most: int) -> list[Noted]:
    both = union_all(looks, deeds).subquery()
    newest = select(both).order_by(both.c.at.desc(), both.c.page, both.c.id.desc())
    return [_noted(row) for row in session.execute(newest.offset(first).limit(most))]


def _noted(row: Row[*tuple[Any, ...]]) -> Noted:
    return Noted(row.at, row.name, row.seat, row.page, row.action, row.subject, row.title)


def forget(session: Session, *, before: datetime) -> None:
    session.execute(_FORGOTTEN, {"before": before})
