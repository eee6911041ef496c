"""A membership made up: who is in which group, for the audit alone, with no answers and no database."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from app.domain.cells import Group, GroupKind
from app.domain.families import Family
from app.domain.groups import Candidate, Member, Snapshot, candidates
from app.domain.people import Organisation, Partner, RoleLevel, Team, WhenSmall
from app.domain.population import Population

LEVELS = (RoleLevel.OPERATIONAL, RoleLevel.STRATEGIC, RoleLevel.BOTH)
SHARES_OF_LEVELS = (0.72, 0.14, 0.14)
STATEMENTS = 7
SHARE_LEFT_OUT = 0.03
PEOPLE_BLENDED = 6  # of each of some teams, up to so many work in a team across organisations as well
ONE_TEAM_IN_SO_MANY_IS_BLENDED = 12
BLENDED_TEAMS_FOR_EACH_ORGANISATION = 0.5


def a_membership(people: int, organisations: int, teams: int) -> tuple[Population, Family]:
    """Sizes are skewed, of organisations and of teams: most are small and a few are large."""
    chance = np.random.default_rng(people)
    organisation_of = _skewed(chance, people, organisations)
    team_of = _skewed(chance, people, teams)
    level_of = chance.choice(len(LEVELS), size=people, p=SHARES_OF_LEVELS)
    posts = [
        Member(organisation, organisation * teams + team, level)
        for organisation in range(organisations)
        for team in range(teams)
        for level in LEVELS
    ]
    places = (organisation_of * teams + team_of) * len(LEVELS) + level_of
    snapshot = Snapshot(
        is_joint=True,
        fewest_shown=5,
        partners=tuple(
            _partner(place, int(np.sum(organisation_of == place))) for place in range(organisations)
        ),
        teams=tuple(Team(place, place // teams, f"Team {place}") for place in range(organisations * teams)),
        invited=tuple(posts[place] for place in places),
        answered=tuple(range(people)),
    )
    offered = [
        *candidates(snapshot, rotation=0),
        *_blended(chance, organisation_of * teams + team_of, organisations),
    ]
    order = list(GroupKind)
    offered.sort(key=lambda each: order.index(each.kind))
    given = chance.random((people, STATEMENTS)) > SHARE_LEFT_OUT
    return Population(snapshot, tuple(offered)), Family(
        scored=given.sum(axis=1) >= STATEMENTS / 2, given=given
    )


def _skewed(chance: np.random.Generator, people: int, places: int) -> NDArray[np.intp]:
    shares = 0.3 + chance.pareto(1.4, places)
    return chance.choice(places, size=people, p=shares / shares.sum())


def _partner(place: int, staff: int) -> Partner:
    return Partner(
        Organisation(place, f"place-{place}", f"Place {place}", staff), WhenSmall.STAND_TOGETHER, ""
    )


def _blended(
    chance: np.random.Generator, team_of: NDArray[np.intp], organisations: int
) -> Iterator[Candidate]:
    """Teams across organisations: a few people each of several teams."""
    in_order = np.argsort(team_of, kind="stable")
    ends = np.searchsorted(team_of[in_order], np.arange(team_of.max() + 2))
    for number in range(int(organisations * BLENDED_TEAMS_FOR_EACH_ORGANISATION)):
        from_teams = chance.choice(team_of.max() + 1, size=ONE_TEAM_IN_SO_MANY_IS_BLENDED)
        found = [in_order[ends[team] : ends[team + 1]] for team in from_teams]
        people = np.concatenate([one[: chance.integers(1, PEOPLE_BLENDED)] for one in found])
        yield Candidate(Group(GroupKind.TEAM, f"blended/{number}", f"Blended {number}"), np.unique(people))
