"""The teams of an organisation: how large they are, what they could show, and putting them in order."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.domain.errors import NO_SUCH_PAGE, Conflict, Invalid, NotFound
from app.domain.gaps import Gaps, gaps
from app.domain.own_settings import Thresholds
from app.domain.people import Organisation, Seat, folded
from app.domain.staff_lists import why_not_team
from app.domain.team_sizes import Merge, Outlook, merges, outlook
from app.storage import assessments, audit, organisations, own_settings, people, staff_lists, teams
from app.storage.teams import Gone, TeamSize


@dataclass(frozen=True)
class TeamsPage:
    """`gone` is the team that went last, and can be brought back."""

    organisation: Organisation
    teams: tuple[tuple[TeamSize, Outlook], ...]
    gaps: Gaps
    merges: tuple[Merge, ...]
    gone: Gone | None
    is_frozen: bool
    least: Thresholds


@dataclass(frozen=True)
class Removal:
    """What would become of a team, with the names of those in it; without `to` they have no team then."""

    organisation: Organisation
    team: TeamSize
    to: TeamSize | None
    who: list[str]
    is_frozen: bool


@dataclass(frozen=True)
class TeamPage:
    """`others` are the teams its people could move to."""

    organisation: Organisation
    team: TeamSize
    outlook: Outlook
    others: tuple[TeamSize, ...]
    is_frozen: bool
    least: Thresholds


def teams_page(session: Session, slug: str, *, by: Seat, now: datetime) -> TeamsPage:
    organisation = organisations.get_own_organisation(session, slug, by=by)
    sizes = teams.team_sizes(session, organisation.id)
    least = own_settings.get_settings(session, organisation.id).thresholds
    return TeamsPage(
        organisation,
        tuple((each, outlook(each.people, least)) for each in sizes),
        gaps(people.posts_of(session, organisation.id)),
        tuple(merges([(each.id, each.name, each.people) for each in sizes], least)),
        teams.find_gone(session, organisation.id, now=now),
        assessments.is_one_going_on(session, organisation.id),
        least,
    )


def team_page(session: Session, slug: str, team_id: int, *, by: Seat) -> TeamPage:
    organisation = organisations.get_own_organisation(session, slug, by=by)
    sizes = teams.team_sizes(session, organisation.id)
    team = _one_of(sizes, team_id)
    least = own_settings.get_settings(session, organisation.id).thresholds
    others = tuple(each for each in sizes if each.id != team_id)
    return TeamPage(
        organisation,
        team,
        outlook(team.people, least),
        others,
        assessments.is_one_going_on(session, organisation.id),
        least,
    )


def _one_of(sizes: list[TeamSize], team_id: int) -> TeamSize:
    found = next((each for each in sizes if each.id == team_id), None)
    if found is None:
        raise NotFound(NO_SUCH_PAGE)
    return found


def add(session: Session, slug: str, name: str, *, by: Seat, now: datetime) -> None:
    organisation = organisations.get_own_organisation(session, slug, by=by)
    staff_lists.begin_change(session, organisation.id)
    _require_free(session, organisation, name)
    teams.find_or_add(session, organisation.id, name)
    _record(session, "added a team", f"{organisation.slug}: {name}", by, now)


def rename(session: Session, slug: str, team_id: int, name: str, *, by: Seat, now: datetime) -> None:
    organisation = organisations.get_own_organisation(session, slug, by=by)
    staff_lists.begin_change(session, organisation.id)
    team = _one_of(teams.team_sizes(session, organisation.id), team_id)
    _require_free(session, organisation, name, but=team_id)
    if teams.name_is_retired(session, organisation.id, name):
        words = "A team of this name was asked before and is kept for its results. Choose another name."
        raise Invalid("This name can’t be used.", {"name": words})
    teams.rename(session, organisation.id, team_id, name)
    _record(session, "renamed a team", f"{organisation.slug}: {team.name}, now {name}", by, now)


def _require_free(session: Session, organisation: Organisation, name: str, *, but: int = 0) -> None:
    problem = why_not_team(name) if name else "Write what the team is called."
    for each in teams.team_sizes(session, organisation.id):
        if each.id != but and folded(each.name) == folded(name):
            problem = "There is a team of this name. To put two together, merge them."
    if problem:
        raise Invalid("This name can’t be used.", {"name": problem})


def removal(session: Session, slug: str, team_id: int, to_id: int | None, *, by: Seat) -> Removal:
    """What would happen. Raises Invalid when it has people and nobody said where they go."""
    organisation = organisations.get_own_organisation(session, slug, by=by)
    team, to = _team_and_where_to(session, organisation, team_id, to_id)
    who = [name for _, name in staff_lists.in_team(session, organisation.id, team_id)]
    return Removal(organisation, team, to, who, assessments.is_one_going_on(session, organisation.id))


def remove(session: Session, slug: str, team_id: int, to_id: int | None, *, by: Seat, now: datetime) -> None:
    """Its people move to another team, or with 0 to none. Raises Invalid as `removal` does."""
    organisation = organisations.get_own_organisation(session, slug, by=by)
    staff_lists.begin_change(session, organisation.id)
    team, to = _team_and_where_to(session, organisation, team_id, to_id)
    ids = [each for each, _ in staff_lists.in_team(session, organisation.id, team_id)]
    teams.remove(session, organisation.id, team_id, to=to.id if to else None)
    teams.remember_gone(session, organisation.id, team, to.name if to else "", ids, now=now)
    action = "merged two teams" if to else "removed a team"
    words = f"{team.name} into {to.name}" if to else team.name
    _record(session, action, f"{organisation.slug}: {words}", by, now)


def _team_and_where_to(
    session: Session, organisation: Organisation, team_id: int, to_id: int | None
) -> tuple[TeamSize, TeamSize | None]:
    sizes = teams.team_sizes(session, organisation.id)
    team = _one_of(sizes, team_id)
    to = next((each for each in sizes if each.id == to_id and each.id != team_id), None)
    if team.people and to is None and to_id != 0:
        raise Invalid("Say where its people go.", {"to": "Choose the team they move to, or no team."})
    return team, to


def bring_back(session: Session, slug: str, *, by: Seat, now: datetime) -> None:
    """The team that went last, with who was in it. Raises Conflict when the list has changed since."""
    organisation = organisations.get_own_organisation(session, slug, by=by)
    version = staff_lists.version(session, organisation.id)
    gone = teams.find_gone(session, organisation.id, now=now)
    if gone is None or not staff_lists.begin_change(session, organisation.id, seen=version):
        raise Conflict("The staff list has changed since, so this can’t be undone. Look at it again.")
    team_id = teams.bring_back(session, organisation.id, gone)
    staff_lists.move(session, organisation.id, gone.people_ids, team_id, None)
    _record(session, "brought a team back", f"{organisation.slug}: {gone.name}", by, now)


def _record(session: Session, action: str, subject: str, by: Seat, now: datetime) -> None:
    audit.record(session, by=by, at=now, action=action, subject=subject)
