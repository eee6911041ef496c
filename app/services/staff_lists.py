"""The people of an organisation, one by one and some at once. Never whether anybody has answered."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.domain.errors import NO_SUCH_PAGE, Conflict, Invalid, NotFound
from app.domain.gaps import Gaps, gaps
from app.domain.people import Organisation, Person, RoleLevel, Seat, email_as_kept, folded
from app.domain.staff_list_columns import role_level
from app.domain.staff_lists import Line, OnList, Sought, address, problems_of
from app.storage import assessments, audit, organisations, staff_imports, staff_lists, teams
from app.storage import people as stored_people
from app.storage.staff_lists import Page
from app.storage.teams import TeamSize

PEOPLE_ON_A_PAGE = 50


@dataclass(frozen=True)
class People:
    """One page of the list. `gaps` are of everybody; `waiting` is a list that is being looked through."""

    organisation: Organisation
    page: Page
    number: int
    pages: int
    gaps: Gaps
    teams: tuple[TeamSize, ...]
    waiting: tuple[str, datetime] | None
    is_frozen: bool


@dataclass(frozen=True)
class ImportPage:
    """Where a list is brought in; `waiting` is one that is being looked through, and since when."""

    organisation: Organisation
    waiting: tuple[str, datetime] | None
    is_frozen: bool


@dataclass(frozen=True)
class PersonPage:
    organisation: Organisation
    person: OnList | None
    teams: tuple[TeamSize, ...]
    is_frozen: bool


def people(session: Session, slug: str, sought: Sought, *, number: int, by: Seat, now: datetime) -> People:
    organisation = organisations.get_own_organisation(session, slug, by=by)
    first = (number - 1) * PEOPLE_ON_A_PAGE
    page = staff_lists.page(session, organisation.id, sought, first=first, most=PEOPLE_ON_A_PAGE)
    sizes = tuple(teams.team_sizes(session, organisation.id))
    return People(
        organisation,
        page,
        number,
        max(1, -(-page.total // PEOPLE_ON_A_PAGE)),
        gaps(stored_people.posts_of(session, organisation.id)),
        sizes,
        staff_imports.latest(session, organisation.id, now=now),
        assessments.is_one_going_on(session, organisation.id),
    )


def import_page(session: Session, slug: str, *, by: Seat, now: datetime) -> ImportPage:
    organisation = organisations.get_own_organisation(session, slug, by=by)
    return ImportPage(
        organisation,
        staff_imports.latest(session, organisation.id, now=now),
        assessments.is_one_going_on(session, organisation.id),
    )


def person_page(session: Session, slug: str, person_id: int | None, *, by: Seat) -> PersonPage:
    organisation = organisations.get_own_organisation(session, slug, by=by)
    person = None if person_id is None else _get(session, organisation, person_id)
    sizes = tuple(teams.team_sizes(session, organisation.id))
    return PersonPage(organisation, person, sizes, assessments.is_one_going_on(session, organisation.id))


def _get(session: Session, organisation: Organisation, person_id: int) -> OnList:
    person = staff_lists.find(session, organisation.id, person_id)
    if person is None:
        raise NotFound(NO_SUCH_PAGE)
    return person


def add(session: Session, slug: str, cells: Line, *, by: Seat, now: datetime) -> None:
    organisation = organisations.get_own_organisation(session, slug, by=by)
    staff_lists.begin_change(session, organisation.id)
    kept = _in_order(session, organisation, cells, person=None)
    row = {**vars(kept), "organisation_id": organisation.id}
    row.pop("id")
    staff_lists.add(session, [row])
    audit.record(session, by=by, at=now, action="added somebody to the staff list", subject=organisation.slug)


def change(session: Session, slug: str, person_id: int, cells: Line, *, by: Seat, now: datetime) -> None:
    organisation = organisations.get_own_organisation(session, slug, by=by)
    staff_lists.begin_change(session, organisation.id)
    person = _get(session, organisation, person_id)
    kept = _in_order(session, organisation, cells, person=person)
    staff_lists.change(session, organisation.id, [kept], new_address=())
    audit.record(
        session, by=by, at=now, action="changed somebody on the staff list", subject=f"person {person_id}"
    )


def _in_order(session: Session, organisation: Organisation, cells: Line, *, person: OnList | None) -> Person:
    """Raises Invalid with a sentence for each field at fault."""
    problems = problems_of(cells)
    email = email_as_kept(address(cells.email)) or None
    if person and person.signs_in and email != person.email:
        problems["email"] = f"{person.name} signs in with {person.email}, so it stays."
    taken = staff_lists.has_address(session, organisation.id, email) if email else None
    if taken is not None and (person is None or taken != person.id):
        problems["email"] = "Somebody on the list has this address. Two people can’t share one."
    team_id = _team_called(session, organisation, cells.team)
    if cells.team and team_id is None:
        problems["team"] = "There is no such team. Choose one, or add it under Teams."
    level = role_level(cells.role_level)
    if problems or level is None:
        raise Invalid("This can’t be kept yet.", problems)
    return Person(person.id if person else 0, cells.name, email, organisation.id, team_id, level)


def _team_called(session: Session, organisation: Organisation, name: str) -> int | None:
    sizes = teams.team_sizes(session, organisation.id)
    return next((each.id for each in sizes if folded(each.name) == folded(name)), None)


def remove(session: Session, slug: str, person_id: int, *, by: Seat, now: datetime) -> str:
    """Whose name is no longer on the list."""
    organisation = organisations.get_own_organisation(session, slug, by=by)
    staff_lists.begin_change(session, organisation.id)
    person = _get(session, organisation, person_id)
    if person.is_director:
        raise Conflict(
            f"{person.name} is HR director here and looks after this list. "
            "Somebody else has to take that seat first."
        )
    staff_lists.take_off(session, organisation.id, [person.id])
    audit.record(session, by=by, at=now, action="took somebody off the staff list", subject=organisation.slug)
    return person.name


def move(
    session: Session,
    slug: str,
    people_ids: Collection[int],
    team_id: int | None,
    level: RoleLevel | None,
    *,
    by: Seat,
    now: datetime,
) -> int:
    """How many are there now; a `team_id` of 0 is no team, and what is None stays as it is."""
    organisation = organisations.get_own_organisation(session, slug, by=by)
    if not people_ids:
        raise Invalid("Nobody is ticked.", {"people": "Tick the people who should move."})
    if team_id is None and level is None:
        raise Invalid("Nothing is chosen.", {"to": "Choose a team or a role level for those ticked."})
    if team_id and team_id not in {each.id for each in teams.team_sizes(session, organisation.id)}:
        raise Invalid("There is no such team.", {"to": "Choose the team they should move to."})
    staff_lists.begin_change(session, organisation.id)
    moved = staff_lists.move(session, organisation.id, people_ids, team_id, level)
    subject = f"{organisation.slug}: {moved}"
    audit.record(session, by=by, at=now, action="moved people to another place", subject=subject)
    return moved
