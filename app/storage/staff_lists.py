"""The staff list of one organisation: read whole or by the page, and changed in a few statements."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, exists, func, insert, or_, select, update
from sqlmodel import Session

from app.domain.people import Person, RoleLevel, SeatKind
from app.domain.staff_lists import OnList, Sought
from app.storage.tables import (
    AUDIT,
    INVITATION,
    LOOK,
    ORGANISATION,
    PERSON,
    SEAT,
    SHARED_TEAM_PERSON,
    SIGN_IN,
    SIGN_IN_REQUEST,
    TEAM,
    TEAM_GONE,
)

EVERYBODY = Sought()
IDS_AT_ONCE = 10_000  # in one statement; SQLite takes up to 32,766

_VERSION = select(ORGANISATION.c.staff_list_version).where(ORGANISATION.c.id == bindparam("organisation_id"))
_NEXT_VERSION = (
    update(ORGANISATION)
    .where(ORGANISATION.c.id == bindparam("organisation"))
    .values(staff_list_version=ORGANISATION.c.staff_list_version + 1)
)
_NEXT_VERSION_AFTER = _NEXT_VERSION.where(ORGANISATION.c.staff_list_version == bindparam("seen"))
_TEAM_FORGOTTEN = delete(TEAM_GONE).where(TEAM_GONE.c.organisation_id == bindparam("organisation"))
_STAFF = (
    select(PERSON.c.id, PERSON.c.name, PERSON.c.email, TEAM.c.name, PERSON.c.role_level)
    .outerjoin(TEAM, TEAM.c.id == PERSON.c.team_id)
    .where(PERSON.c.organisation_id == bindparam("organisation_id"))
    .order_by(PERSON.c.id)
)
_SEATED = (
    select(SEAT.c.person_id, SEAT.c.kind, SEAT.c.organisation_id)
    .join(PERSON, PERSON.c.id == SEAT.c.person_id)
    .where(PERSON.c.organisation_id == bindparam("organisation_id"))
)
_ONE = _STAFF.where(PERSON.c.id == bindparam("person_id")).order_by(None)
_TAKEN = select(PERSON.c.id).where(
    PERSON.c.organisation_id == bindparam("organisation_id"), PERSON.c.email == bindparam("email")
)
_ADDED = insert(PERSON)
_CHANGED = (
    update(PERSON)
    .where(PERSON.c.id == bindparam("of_id"), PERSON.c.organisation_id == bindparam("of_organisation"))
    .values(
        name=bindparam("new_name"),
        email=bindparam("new_email"),
        team_id=bindparam("new_team"),
        role_level=bindparam("new_level"),
    )
)


@dataclass(frozen=True)
class Page:
    """Some of the people, and how many there are of the kind that was asked for."""

    people: tuple[OnList, ...]
    total: int


def version(session: Session, organisation_id: int) -> int:
    return int(session.execute(_VERSION, {"organisation_id": organisation_id}).scalar_one())


def begin_change(session: Session, organisation_id: int, *, seen: int | None = None) -> bool:
    """First of all: whoever else would change the list waits. False if it is not as it was `seen`."""
    values = {"organisation": organisation_id}
    if seen is None:
        changed = session.exec(_NEXT_VERSION, params=values)
    else:
        changed = session.exec(_NEXT_VERSION_AFTER, params={**values, "seen": seen})
    if changed.rowcount != 1:
        return False
    session.execute(_TEAM_FORGOTTEN, {"organisation": organisation_id})  # no way back past this
    return True


def staff(session: Session, organisation_id: int) -> list[OnList]:
    asked = {"organisation_id": organisation_id}
    seated = {row.person_id for row in session.execute(_SEATED, asked)}
    directors = _directors(session, organisation_id)
    levels = {str(level): level for level in RoleLevel}
    return [
        OnList(person, name, email, team or "", levels[level], person in seated, person in directors)
        for person, name, email, team, level in session.execute(_STAFF, asked)
    ]


def _directors(session: Session, organisation_id: int) -> set[int]:
    return {
        row.person_id
        for row in session.execute(_SEATED, {"organisation_id": organisation_id})
        if row.kind == SeatKind.HR_DIRECTOR and row.organisation_id == organisation_id
    }


def count(session: Session, organisation_id: int) -> int:
    of = PERSON.c.organisation_id == organisation_id
    return int(session.execute(select(func.count()).select_from(PERSON).where(of)).scalar_one())


def find(session: Session, organisation_id: int, person_id: int) -> OnList | None:
    asked = {"organisation_id": organisation_id, "person_id": person_id}
    row = session.execute(_ONE, asked).one_or_none()
    if row is None:
        return None
    _, name, email, team, level = row
    seats = session.execute(select(SEAT.c.id).where(SEAT.c.person_id == person_id)).first()
    is_director = person_id in _directors(session, organisation_id)
    return OnList(person_id, name, email, team or "", RoleLevel(level), seats is not None, is_director)


def everybody(session: Session, organisation_id: int) -> list[int]:
    """Their ids."""
    of = PERSON.c.organisation_id == organisation_id
    return list(session.execute(select(PERSON.c.id).where(of)).scalars())


def has_address(session: Session, organisation_id: int, email: str) -> int | None:
    """The id of whoever has it in this organisation."""
    asked = {"organisation_id": organisation_id, "email": email}
    return session.execute(_TAKEN, asked).scalar_one_or_none()


def page(
    session: Session,
    organisation_id: int,
    sought: Sought = EVERYBODY,
    *,
    first: int = 0,
    most: int | None = None,
    is_so: ColumnElement[bool] | None = None,
) -> Page:
    """By name. `is_so` is a condition on people; where `most` is None all are on the page."""
    of = [PERSON.c.organisation_id == organisation_id, *_has_words(sought.words), *_in_team(sought.team_id)]
    if sought.role_level is not None:
        of.append(PERSON.c.role_level == str(sought.role_level))
    if sought.without_address:
        of.append(PERSON.c.email.is_(None))
    of += [] if is_so is None else [is_so]
    total = session.execute(select(func.count()).select_from(PERSON).where(*of)).scalar_one()
    rows = session.execute(
        select(PERSON.c.id, PERSON.c.name, PERSON.c.email, TEAM.c.name, PERSON.c.role_level)
        .outerjoin(TEAM, TEAM.c.id == PERSON.c.team_id)
        .where(*of)
        .order_by(func.lower(PERSON.c.name), PERSON.c.id)
        .offset(first)
        .limit(most)
    )
    return Page(tuple(_listed(*row) for row in rows), total)


def _listed(person_id: int, name: str, email: str | None, team: str | None, level: str) -> OnList:
    return OnList(person_id, name, email, team or "", RoleLevel(level))


def _has_words(words: str) -> Iterator[ColumnElement[bool]]:
    for word in words.split():
        yield or_(
            PERSON.c.name.icontains(word, autoescape=True), PERSON.c.email.icontains(word, autoescape=True)
        )


def _in_team(team_id: int | None) -> Iterator[ColumnElement[bool]]:
    if team_id is not None:
        yield PERSON.c.team_id == team_id if team_id else PERSON.c.team_id.is_(None)


def add(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """With organisation_id, name, email, team_id and role_level."""
    if rows:
        session.execute(_ADDED, rows)


def change(
    session: Session, organisation_id: int, people: Sequence[Person], *, new_address: Collection[int]
) -> None:
    """Addresses of those who get a `new_address` go out of the way first: two may have swapped theirs."""
    if not people:
        return
    for some in in_parts(new_address):
        session.execute(update(PERSON).where(PERSON.c.id.in_(some)).values(email=None))
    session.connection().execute(
        _CHANGED,
        [
            {
                "of_id": each.id,
                "of_organisation": organisation_id,
                "new_name": each.name,
                "new_email": each.email,
                "new_team": each.team_id,
                "new_level": str(each.role_level),
            }
            for each in people
        ],
    )


def place(
    session: Session, organisation_id: int, places: Mapping[tuple[int | None, RoleLevel], Collection[int]]
) -> None:
    """Team and role level alone: a statement for each of the `places`, with the ids of who is there now."""
    for (team_id, level), people_ids in places.items():
        for some in in_parts(people_ids):
            of = (PERSON.c.id.in_(some), PERSON.c.organisation_id == organisation_id)
            session.execute(update(PERSON).where(*of).values(team_id=team_id, role_level=str(level)))


def move(
    session: Session,
    organisation_id: int,
    people_ids: Collection[int],
    team_id: int | None,
    level: RoleLevel | None,
) -> int:
    """How many were there to be moved. A `team_id` of 0 is no team; what is None stays as it is."""
    values: dict[str, object] = {} if team_id is None else {"team_id": team_id or None}
    if level is not None:
        values["role_level"] = str(level)
    moved = 0
    for some in in_parts(people_ids):
        of = (PERSON.c.id.in_(some), PERSON.c.organisation_id == organisation_id)
        moved += session.exec(update(PERSON).where(*of).values(**values)).rowcount
    return moved


def in_team(session: Session, organisation_id: int, team_id: int) -> list[tuple[int, str]]:
    """Ids and names, by name."""
    of = (PERSON.c.organisation_id == organisation_id, PERSON.c.team_id == team_id)
    found = select(PERSON.c.id, PERSON.c.name).where(*of).order_by(func.lower(PERSON.c.name), PERSON.c.id)
    return [(row.id, row.name) for row in session.execute(found)]


def take_off(session: Session, organisation_id: int, people_ids: Collection[int]) -> int:
    """Off the list, and forgotten unless something goes on without it: an invitation, a seat elsewhere."""
    gone = 0
    for some in in_parts(people_ids):
        here = (PERSON.c.id.in_(some), PERSON.c.organisation_id == organisation_id)
        own_seats = select(SEAT.c.id).where(
            SEAT.c.person_id.in_(select(PERSON.c.id).where(*here)),
            SEAT.c.organisation_id == organisation_id,
            SEAT.c.kind == SeatKind.RESPONDENT,
        )
        session.execute(delete(SIGN_IN).where(SIGN_IN.c.seat_id.in_(own_seats)))
        session.execute(delete(SEAT).where(SEAT.c.id.in_(own_seats)))
        leaving = SHARED_TEAM_PERSON.c.person_id.in_(select(PERSON.c.id).where(*here))
        session.execute(delete(SHARED_TEAM_PERSON).where(leaving))
        gone += session.exec(update(PERSON).where(*here).values(organisation_id=None, team_id=None)).rowcount
        kept = (SEAT, INVITATION, SIGN_IN, SIGN_IN_REQUEST, AUDIT, LOOK)
        nothing_left = [~exists().where(table.c.person_id == PERSON.c.id) for table in kept]
        session.execute(
            delete(PERSON).where(PERSON.c.id.in_(some), PERSON.c.organisation_id.is_(None), *nothing_left)
        )
    return gone


def in_parts(ids: Collection[int]) -> Iterator[list[int]]:
    """As many as go into one statement."""
    all_of_them = list(ids)
    for start in range(0, len(all_of_them), IDS_AT_ONCE):
        yield all_of_them[start : start + IDS_AT_ONCE]
