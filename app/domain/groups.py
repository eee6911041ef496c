"""Groups: whom the figures of an assessment may be about, in the order that the release offers them.

The list is fixed by who was invited, before anybody's answers are looked at: a group thought of
afterwards would cut across groups that are already shown.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from app.domain.assessments import FEWEST_IN_DISTRIBUTION
from app.domain.cells import Group, GroupKind
from app.domain.people import Partner, RoleLevel, SharedTeam, Team, WhenSmall

SMALLER_STAFF = 100  # fewer than this makes a smaller partner
FEWEST_ORGANISATIONS_IN_A_POOL = 3
FEWEST_ORGANISATIONS_SHOWN_APART = 3  # with two, either could take itself away and see the other

Indexes = NDArray[np.intp]

LEVELS_SHOWN = (RoleLevel.STRATEGIC, RoleLevel.OPERATIONAL)


def fewest_left(partners: int) -> int:
    """Organisations in a figure over several of so many partners, once any one takes its own people away."""
    return FEWEST_ORGANISATIONS_SHOWN_APART - 1 if partners >= FEWEST_ORGANISATIONS_SHOWN_APART else 1


@dataclass(frozen=True)
class Member:
    """Somebody invited, as they stood when the assessment opened."""

    organisation: int
    team: int | None
    role_level: RoleLevel
    shared_teams: tuple[int, ...] = ()  # ids, in their order


@dataclass(frozen=True)
class Snapshot:
    """Everybody invited to an assessment, where they work, and which of them answered, at its close."""

    is_joint: bool
    fewest_shown: int
    partners: tuple[Partner, ...]
    teams: tuple[Team, ...]
    invited: tuple[Member, ...]
    answered: tuple[int, ...]  # who among the invited, by index
    shared_teams: tuple[SharedTeam, ...] = ()
    fewest_in_distribution: int = FEWEST_IN_DISTRIBUTION

    @property
    def shows_organisations(self) -> bool:
        return not self.is_joint or len(self.partners) >= FEWEST_ORGANISATIONS_SHOWN_APART

    @property
    def fewest_organisations_left(self) -> int:
        """In a figure over several, once any one of them takes its own people away."""
        return fewest_left(len(self.partners)) if self.is_joint else FEWEST_ORGANISATIONS_SHOWN_APART - 1

    @cached_property
    def posts(self) -> Mapping[Member, Sequence[int]]:
        """Who is in each organisation, team, role level and shared teams: indexes into the invited."""
        posts: dict[Member, list[int]] = {}
        for index, member in enumerate(self.invited):
            posts.setdefault(member, []).append(index)
        return posts

    @cached_property
    def people_of(self) -> Mapping[int, Mapping[int | None, Sequence[tuple[RoleLevel, Indexes]]]]:
        """By organisation and team, who is at each role level."""
        found: dict[int, dict[int | None, list[tuple[RoleLevel, Indexes]]]] = {
            partner.organisation.id: {} for partner in self.partners
        }
        for post, indexes in self.posts.items():
            of_team = found[post.organisation].setdefault(post.team, [])
            of_team.append((post.role_level, np.array(indexes, dtype=np.intp)))
        return found

    def if_answered_by(self, answered: Sequence[int]) -> "Snapshot":
        """The same with other answers. Where people are is not worked out again: it takes the longest."""
        then = replace(self, answered=tuple(answered))
        vars(then).update(posts=self.posts, people_of=self.people_of)
        return then

    @cached_property
    def answers_by_organisation(self) -> Mapping[int, int]:
        counts = {partner.organisation.id: 0 for partner in self.partners}
        for index in self.answered:
            counts[self.invited[index].organisation] += 1
        return counts


@dataclass(frozen=True, eq=False)
class Candidate:
    """A group that might be shown, with who is in it: indexes into the invited, from the lowest on."""

    group: Group
    members: Indexes

    @property
    def kind(self) -> GroupKind:
        return self.group.kind


PARTNERSHIP_KINDS = frozenset(
    {GroupKind.EVERYONE, GroupKind.POOL, GroupKind.ROLE_LEVEL, GroupKind.SIZE, GroupKind.SHARED_TEAM}
)


def candidates(snapshot: Snapshot, *, rotation: int) -> list[Candidate]:
    """In the order of `GroupKind`; within a kind the start moves with `rotation`.

    Otherwise the same group would lose its turn in every assessment.
    """
    order = list(GroupKind)
    offered = sorted(_all(snapshot), key=lambda each: (order.index(each.kind), each.group.code))
    rotated: list[Candidate] = []
    for _, alike in groupby(offered, key=lambda each: each.kind):
        tier = list(alike)
        start = rotation % len(tier)
        rotated += tier[start:] + tier[:start]
    return rotated


def _all(snapshot: Snapshot) -> Iterator[Candidate]:
    if snapshot.is_joint:
        yield from _across(snapshot)
    if snapshot.shows_organisations:
        for partner in snapshot.partners:
            yield from _within(snapshot, partner)


def _across(snapshot: Snapshot) -> Iterator[Candidate]:
    """Groups that take in people of several organisations."""
    everyone = Group(GroupKind.EVERYONE, "everyone", "Everyone")
    yield Candidate(everyone, np.arange(len(snapshot.invited)))
    for level in LEVELS_SHOWN:
        group = Group(GroupKind.ROLE_LEVEL, f"level/{level}", _level_name(level))
        yield Candidate(group, _people(snapshot, snapshot.people_of, level=level))
    yield from _shared_teams(snapshot)
    if not snapshot.shows_organisations:
        return
    pool = pooled(snapshot)
    if pool:
        group = Group(GroupKind.POOL, "pool", "Smaller partners together")
        yield Candidate(group, _people(snapshot, pool))
    for code, name, organisations in _sizes(snapshot.partners):
        group = Group(GroupKind.SIZE, f"size/{code}", name)
        yield Candidate(group, _people(snapshot, organisations))


def _shared_teams(snapshot: Snapshot) -> Iterator[Candidate]:
    people: dict[int, list[Indexes]] = {team.id: [] for team in snapshot.shared_teams}
    for member, indexes in snapshot.posts.items():
        for team in member.shared_teams:
            people[team].append(np.array(indexes, dtype=np.intp))
    for each in snapshot.shared_teams:
        group = Group(GroupKind.SHARED_TEAM, f"shared/{each.id}", each.name)
        yield Candidate(group, _together(people[each.id]))


def _within(snapshot: Snapshot, partner: Partner) -> Iterator[Candidate]:
    own = partner.organisation
    group = Group(GroupKind.ORGANISATION, f"org/{own.slug}", own.name, own.slug)
    yield Candidate(group, _people(snapshot, [own.id]))
    for team in snapshot.teams:
        if team.organisation_id == own.id:
            group = Group(GroupKind.TEAM, f"team/{team.id}", team.name, own.slug)
            people = snapshot.people_of[own.id].get(team.id, ())
            yield Candidate(group, _together(indexes for _, indexes in people))
    for level in LEVELS_SHOWN:
        code = f"org/{own.slug}/{level}"
        group = Group(GroupKind.ORGANISATION_LEVEL, code, _level_name(level), own.slug)
        yield Candidate(group, _people(snapshot, [own.id], level=level))


def pooled(snapshot: Snapshot) -> frozenset[int]:
    """The organisations that stand together: each too small to show and willing, and enough of them."""
    standing = frozenset(
        partner.organisation.id
        for partner in snapshot.partners
        if partner.when_small is WhenSmall.STAND_TOGETHER
        and snapshot.answers_by_organisation[partner.organisation.id] < snapshot.fewest_shown
    )
    return standing if len(standing) >= FEWEST_ORGANISATIONS_IN_A_POOL else frozenset()


def _sizes(partners: Sequence[Partner]) -> Iterator[tuple[str, str, frozenset[int]]]:
    organisations = [partner.organisation for partner in partners]
    smaller = frozenset(each.id for each in organisations if each.staff < SMALLER_STAFF)
    larger = frozenset(each.id for each in organisations) - smaller
    if smaller and larger:
        yield "smaller", "Smaller partners", smaller
        yield "larger", "Larger partners", larger


def _people(snapshot: Snapshot, organisations: Iterable[int], *, level: RoleLevel | None = None) -> Indexes:
    return _together(
        indexes
        for organisation in organisations
        for of_team in snapshot.people_of[organisation].values()
        for role_level, indexes in of_team
        if level is None or role_level is level
    )


def _together(people: Iterable[Indexes]) -> Indexes:
    found = list(people)
    return np.sort(np.concatenate(found)) if found else np.zeros(0, dtype=np.intp)


def _level_name(level: RoleLevel) -> str:
    return level.capitalize()
