"""People, and where they work."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, false, func, insert, or_, select, update
from sqlmodel import Session

from app.domain.errors import NotFound
from app.domain.people import NewPerson, Person, Post, RoleLevel, email_as_kept
from app.storage.tables import PERSON, can_be_kept

_BY_ID = select(PERSON).where(PERSON.c.id == bindparam("person_id"))
_BY_EMAIL = select(PERSON).where(PERSON.c.email == bindparam("email")).order_by(PERSON.c.id).limit(1)
_WITH_ADDRESS = select(PERSON).where(PERSON.c.email == bindparam("email")).order_by(PERSON.c.id)
_OF_ORGANISATIONS = (
    select(PERSON)
    .where(PERSON.c.organisation_id.in_(bindparam("organisation_ids", expanding=True)))
    .order_by(PERSON.c.id)
)
_EMAIL_CHANGED = update(PERSON).where(PERSON.c.id == bindparam("person")).values(email=bindparam("address"))
_STAFFING = (
    select(
        PERSON.c.team_id,
        PERSON.c.role_level,
        PERSON.c.email.is_(None).label("on_paper"),
        func.count().label("people"),
    )
    .where(PERSON.c.organisation_id == bindparam("organisation_id"))
    .group_by(PERSON.c.team_id, PERSON.c.role_level, PERSON.c.email.is_(None))
)
_ADDED = insert(PERSON).returning(PERSON.c.id, sort_by_parameter_order=True)


def _person(row: Row[*tuple[Any, ...]]) -> Person:
    return Person(row.id, row.name, row.email, row.organisation_id, row.team_id, RoleLevel(row.role_level))


def get_person(session: Session, person_id: int) -> Person:
    row = session.execute(_BY_ID, {"person_id": person_id}).one_or_none()
    if row is None:
        raise NotFound("There is no such person.")
    return _person(row)


def find_person_by_email(session: Session, email: str) -> Person | None:
    """The one who came first, where several organisations have her on their lists."""
    kept = email_as_kept(email)
    row = session.execute(_BY_EMAIL, {"email": kept}).one_or_none() if can_be_kept(kept) else None
    return None if row is None else _person(row)


def people_with_address(session: Session, email: str) -> list[Person]:
    """On the lists of several organisations, it may be; the one who came first, first."""
    kept = email_as_kept(email)
    if not can_be_kept(kept):
        return []
    return [_person(row) for row in session.execute(_WITH_ADDRESS, {"email": kept})]


def people_of(session: Session, organisation_ids: Collection[int]) -> list[Person]:
    rows = session.execute(_OF_ORGANISATIONS, {"organisation_ids": list(organisation_ids)})
    return [_person(row) for row in rows]


def change_email(session: Session, person_id: int, email: str) -> None:
    session.execute(_EMAIL_CHANGED, {"person": person_id, "address": email_as_kept(email)})


def number_of(
    session: Session, organisation_ids: Collection[int], teams: Collection[int | None] | None = None
) -> int:
    """Of everyone there, or of these `teams` (None: people without one)."""
    counted = select(func.count()).select_from(PERSON).where(works_in(organisation_ids, teams))
    return int(session.execute(counted).scalar_one())


def works_in(organisation_ids: Collection[int], teams: Collection[int | None] | None) -> ColumnElement[bool]:
    is_there = PERSON.c.organisation_id.in_(organisation_ids)
    if teams is None:
        return is_there
    without_one = PERSON.c.team_id.is_(None) if None in teams else false()
    return is_there & or_(PERSON.c.team_id.in_([each for each in teams if each is not None]), without_one)


def posts_of(session: Session, organisation_id: int) -> list[Post]:
    """How many work where, without loading anybody."""
    rows = session.execute(_STAFFING, {"organisation_id": organisation_id})
    return [Post(row.team_id, RoleLevel(row.role_level), bool(row.on_paper), row.people) for row in rows]


def add_people(session: Session, people: Sequence[NewPerson]) -> list[int]:
    """Their ids, in the order given."""
    if not people:
        return []
    rows = [asdict(each) | {"email": each.email and email_as_kept(each.email)} for each in people]
    return list(session.execute(_ADDED, rows).scalars())
