"""The forecast: what could be shown if so many of those invited reply, by the code that will decide it.

It is made from who was invited and from nothing else, so it says nothing of who has answered, or how many.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from app.domain.cells import Decision, Group, GroupKind
from app.domain.families import Family, decide
from app.domain.groups import PARTNERSHIP_KINDS, Candidate, Member, Snapshot, candidates
from app.domain.people import RoleLevel
from app.domain.population import Population

SHARES = (60, 80, 100)  # percent of those invited who reply

_KINDS, _LEVELS = list(GroupKind), list(RoleLevel)


@dataclass(frozen=True)
class Outlook:
    """What could be shown of a group at each of `SHARES`; None where there would be no such group."""

    group: Group
    decisions: tuple[Decision | None, ...]


def is_seen(group: Group, *, by: str | None) -> bool:
    """By an organisation, as its slug: all inside it. Without one, by all partners: nothing inside one."""
    if by is None:
        return group.kind in PARTNERSHIP_KINDS or group.kind is GroupKind.ORGANISATION
    return group.organisation == by


@dataclass(frozen=True)
class Ahead:
    """The groups there would be at some share of replies, and what would be decided, by group code."""

    candidates: tuple[Candidate, ...]
    decisions: dict[str, Decision]

    def shows(self, code: str) -> bool:
        return self.decisions.get(code) is Decision.RELEASED


def outlooks(snapshot: Snapshot, *, rotation: int, by: str | None) -> list[Outlook]:
    """Of every group that they see (`is_seen`) and that anybody was invited in."""
    ahead = [look_ahead(snapshot, percent, rotation=rotation) for percent in SHARES]
    groups = {
        each.group
        for one in ahead
        for each in one.candidates
        if len(each.members) and is_seen(each.group, by=by)
    }
    in_order = sorted(groups, key=lambda each: (_KINDS.index(each.kind), each.name, each.code))
    return [Outlook(group, tuple(one.decisions.get(group.code) for one in ahead)) for group in in_order]


def look_ahead(snapshot: Snapshot, percent: int, *, rotation: int) -> Ahead:
    """What is decided of a theme's figure if so many reply, everywhere alike, and give every level."""
    replies = would_answer({post: len(people) for post, people in snapshot.posts.items()}, percent)
    answered = [index for post, people in snapshot.posts.items() for index in people[: replies[post]]]
    then = snapshot.if_answered_by(sorted(answered))
    population = Population(then, tuple(candidates(then, rotation=rotation)))
    everybody = np.ones(len(answered), dtype=np.bool_)
    decided = decide(population, Family(scored=everybody, given=everybody[:, np.newaxis]))
    return Ahead(population.candidates, decided.theme)


def would_answer(invited: Mapping[Member, int], percent: int) -> dict[Member, int]:
    """How many of each post. An organisation's total is its share, to the nearest person, halves up.

    What a team, or a role level in a team, is due is given in full but for a part of a person; the last
    people go where the largest parts are left, so that teams, role levels and shared teams come out even
    as well.
    """
    replies: dict[Member, int] = {}
    for _, organisation in groupby(sorted(invited, key=_in_order), key=lambda post: post.organisation):
        replies |= _in_organisation({post: percent * invited[post] for post in organisation})
    return replies


def _in_order(post: Member) -> tuple[int, int, int, tuple[int, ...]]:
    return post.organisation, post.team or 0, _LEVELS.index(post.role_level), post.shared_teams


def _in_organisation(due: Mapping[Member, int]) -> dict[Member, int]:
    """`due` is in hundredths of a person, as is all that is carried over."""
    teams = [list(posts) for _, posts in groupby(due, key=lambda post: post.team)]
    due_to_teams = [sum(due[post] for post in posts) for posts in teams]
    parts = [hundredths % 100 for hundredths in due_to_teams]
    people = _whole(due_to_teams, (sum(due_to_teams) + 50) // 100, first=parts)
    # So that no level is always the one that is rounded up, and no shared team always the one rounded down.
    carried: Counter[tuple[RoleLevel, tuple[int, ...]]] = Counter()
    replies: dict[Member, int] = {}
    for posts, in_team in zip(teams, people, strict=True):
        for post in posts:
            carried[_across_teams(post)] += due[post] % 100
        whole = _whole(
            [due[post] for post in posts], in_team, first=[carried[_across_teams(post)] for post in posts]
        )
        for post, number in zip(posts, whole, strict=True):
            carried[_across_teams(post)] -= 100 * (number - due[post] // 100)
            replies[post] = number
    return replies


def _across_teams(post: Member) -> tuple[RoleLevel, tuple[int, ...]]:
    return post.role_level, post.shared_teams


def _whole(due: Sequence[int], people: int, *, first: Sequence[int]) -> list[int]:
    """Whole people, so many in all: each number due rounded down, or up where `first` is largest."""
    whole = [hundredths // 100 for hundredths in due]
    parted = [place for place, hundredths in enumerate(due) if hundredths % 100]
    parted.sort(key=lambda place: -first[place])
    for place in parted[: people - sum(whole)]:
        whole[place] += 1
    return whole
