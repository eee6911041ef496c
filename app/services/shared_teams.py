"""Shared teams: the convenor names them, and each partner puts its own people in and sees no others."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.domain.access import require_partnership
from app.domain.cells import Decision
from app.domain.errors import NO_SUCH_PAGE, Conflict, Invalid, NotAllowed, NotFound
from app.domain.people import Organisation, Partner, Partnership, Seat, SeatKind, SharedTeam
from app.domain.shared_teams import MOST_SHARED_TEAMS, Size, require_name, size, why_not_shown
from app.domain.staff_lists import OnList, Sought
from app.storage import (
    actions,
    assessments,
    audit,
    organisations,
    own_settings,
    partnerships,
    shared_teams,
    staff_lists,
    teams,
)
from app.storage.staff_lists import Page
from app.storage.teams import TeamSize

PEOPLE_ON_A_PAGE = 50


@dataclass(frozen=True)
class Sized:
    """`sizes` are in the order of the partners; `why_not_shown` holds even if everybody answers."""

    team: SharedTeam
    sizes: tuple[Size, ...]
    why_not_shown: Decision | None


@dataclass(frozen=True)
class SharedTeams:
    partnership: Partnership
    partners: tuple[Partner, ...]
    teams: tuple[Sized, ...]
    may_change: bool
    is_frozen: bool


@dataclass(frozen=True)
class OwnShare:
    """How many people of one organisation are in each shared team of its partnerships."""

    organisation: Organisation
    teams: tuple[tuple[SharedTeam, Partnership, int], ...]
    is_frozen: bool


@dataclass(frozen=True)
class OwnPeople:
    """Those of one organisation in a shared team, and a page of those who are not."""

    organisation: Organisation
    team: SharedTeam
    people: tuple[OnList, ...]
    others: Page
    number: int
    pages: int
    own_teams: tuple[TeamSize, ...]
    is_frozen: bool


@dataclass(frozen=True)
class Search:
    """Whom to look for among those who are not in it; a `team_id` of 0 is no team."""

    words: str = ""
    team_id: int | None = None
    number: int = 1


def of_partnership(session: Session, slug: str, *, by: Seat) -> SharedTeams:
    partnership = partnerships.get_partnership(session, slug)
    known = partnerships.partners(session, partnership.id)
    require_partnership(partnership, by=by, partners=frozenset(each.organisation.id for each in known))
    closed = own_settings.closed_among(session, [each.organisation.id for each in known])
    partners = [each for each in known if each.organisation.id not in closed]
    ids = [each.organisation.id for each in partners]
    people = shared_teams.sizes(session, ids)
    found = []
    for team in shared_teams.of_partnership(session, partnership.id):
        own = people.get(team.id, {})
        sizes = tuple(size(own.get(each, 0)) for each in ids)
        found.append(Sized(team, sizes, why_not_shown(own, partners=len(partners))))
    going_on = any(
        not each.has_results for each in assessments.assessments_of_partnership(session, partnership.id)
    )
    return SharedTeams(partnership, tuple(partners), tuple(found), _convenes(partnership, by), going_on)


def _convenes(partnership: Partnership, by: Seat) -> bool:
    return by.kind is SeatKind.CONVENOR and by.partnership_id == partnership.id


def _to_change(session: Session, slug: str, *, by: Seat) -> tuple[Partnership, list[SharedTeam]]:
    """For its convenor. Whoever else would change them waits until this transaction ends."""
    found = of_partnership(session, slug, by=by)
    if not found.may_change:
        raise NotAllowed("The partnership’s convenor names its shared teams.")
    actions.hold_owner(session, found.partnership)
    return found.partnership, shared_teams.of_partnership(session, found.partnership.id)


def get_one(session: Session, slug: str, team_id: int, *, by: Seat) -> tuple[SharedTeams, Sized]:
    """For its convenor."""
    found = of_partnership(session, slug, by=by)
    sized = next((each for each in found.teams if each.team.id == team_id), None)
    if sized is None:
        raise NotFound(NO_SUCH_PAGE)
    return found, sized


def add(session: Session, slug: str, name: str, *, by: Seat, now: datetime) -> None:
    partnership, known = _to_change(session, slug, by=by)
    require_name(name, known)
    if len(known) >= MOST_SHARED_TEAMS:
        raise Conflict(f"There are {MOST_SHARED_TEAMS} shared teams. Take one away first.")
    shared_teams.add(session, partnership.id, name)
    _record(session, "added a shared team", f"{partnership.slug}: {name}", by, now)


def rename(session: Session, slug: str, team_id: int, name: str, *, by: Seat, now: datetime) -> None:
    partnership, known = _to_change(session, slug, by=by)
    team = _one_of(known, team_id)
    require_name(name, [each for each in known if each.id != team_id])
    if name != team.name and shared_teams.name_is_retired(session, partnership.id, name):
        words = "A team of this name was asked before and is kept for its results. Choose another name."
        raise Invalid("This name can’t be used.", {"name": words})
    shared_teams.rename(session, team_id, name)
    _record(session, "renamed a shared team", f"{partnership.slug}: {team.name}, now {name}", by, now)


def retire(session: Session, slug: str, team_id: int, *, by: Seat, now: datetime) -> None:
    partnership, known = _to_change(session, slug, by=by)
    team = _one_of(known, team_id)
    shared_teams.retire(session, team.id)
    _record(session, "took a shared team away", f"{partnership.slug}: {team.name}", by, now)


def _one_of(known: Collection[SharedTeam], team_id: int) -> SharedTeam:
    found = next((each for each in known if each.id == team_id), None)
    if found is None:
        raise NotFound(NO_SUCH_PAGE)
    return found


def own_share(session: Session, slug: str, *, by: Seat) -> OwnShare:
    organisation = organisations.get_own_organisation(session, slug, by=by)
    tables = {each.id: each for each in partnerships.partnerships_of(session, organisation.id)}
    people = shared_teams.sizes(session, [organisation.id])
    found = tuple(
        (each, tables[each.partnership_id], people.get(each.id, {}).get(organisation.id, 0))
        for each in shared_teams.of_organisation(session, organisation.id)
    )
    return OwnShare(organisation, found, assessments.is_one_going_on(session, organisation.id))


def own_people(session: Session, slug: str, team_id: int, search: Search, *, by: Seat) -> OwnPeople:
    organisation = organisations.get_own_organisation(session, slug, by=by)
    team = _one_of(shared_teams.of_organisation(session, organisation.id), team_id)
    others = shared_teams.page_of_others(
        session,
        organisation.id,
        team.id,
        Sought(search.words, search.team_id),
        first=(search.number - 1) * PEOPLE_ON_A_PAGE,
        most=PEOPLE_ON_A_PAGE,
    )
    return OwnPeople(
        organisation,
        team,
        shared_teams.people_in(session, organisation.id, team.id),
        others,
        search.number,
        max(1, -(-others.total // PEOPLE_ON_A_PAGE)),
        tuple(teams.team_sizes(session, organisation.id)),
        assessments.is_one_going_on(session, organisation.id),
    )


def put_in(
    session: Session, slug: str, team_id: int, people_ids: Collection[int], *, by: Seat, now: datetime
) -> int:
    """How many are new in it."""
    organisation, team = _own_to_change(session, slug, team_id, people_ids, by=by)
    put = shared_teams.put_in(session, organisation.id, team.id, people_ids)
    _record(session, "put people in a shared team", f"{organisation.slug}: {team.name}: {put}", by, now)
    return put


def take_out(
    session: Session, slug: str, team_id: int, people_ids: Collection[int], *, by: Seat, now: datetime
) -> int:
    """How many are no longer in it."""
    organisation, team = _own_to_change(session, slug, team_id, people_ids, by=by)
    taken = shared_teams.take_out(session, organisation.id, team.id, people_ids)
    _record(
        session, "took people out of a shared team", f"{organisation.slug}: {team.name}: {taken}", by, now
    )
    return taken


def _own_to_change(
    session: Session, slug: str, team_id: int, people_ids: Collection[int], *, by: Seat
) -> tuple[Organisation, SharedTeam]:
    """Whoever else would change the organisation's staff list waits until this transaction ends."""
    organisation = organisations.get_own_organisation(session, slug, by=by)
    team = _one_of(shared_teams.of_organisation(session, organisation.id), team_id)
    if not people_ids:
        raise Invalid("Nobody is ticked.", {"people": "Tick the people first."})
    staff_lists.begin_change(session, organisation.id)
    return organisation, team


def _record(session: Session, action: str, subject: str, by: Seat, now: datetime) -> None:
    audit.record(session, by=by, at=now, action=action, subject=subject)
