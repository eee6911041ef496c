"""Suggestions: what would let more be shown, each found by trying it in the forecast."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice

from app.domain.cells import Decision, GroupKind
from app.domain.forecast import Ahead, is_seen, look_ahead, would_answer
from app.domain.groups import Member, Snapshot
from app.domain.people import Team
from app.domain.takeaways.sentences import listed, number, sentence

SHARE = 80  # percent of those invited who reply
MOST_SUGGESTED = 3
MOST_TRIED = 3  # groups to invite more in; each trial takes as long as a forecast at one share


@dataclass(frozen=True)
class Trial:
    """What to suggest, what it would make of the assessment, and the group it is meant to show."""

    sentence: str
    snapshot: Snapshot
    code: str


def suggestions(snapshot: Snapshot, *, rotation: int, by: str | None) -> list[str]:
    """For an organisation, by its slug; or, without one, for those who see all partners and no teams.

    Each is a sentence about what helps by itself, and costs neither them nor the partners together a figure.
    """
    before = look_ahead(snapshot, SHARE, rotation=rotation)
    trials = chain(_teams_together(snapshot, before, by), _more_invited(snapshot, before, by))
    helpful = (
        each.sentence
        for each in trials
        if _helps(before, look_ahead(each.snapshot, SHARE, rotation=rotation), each.code, by)
    )
    return list(islice(helpful, MOST_SUGGESTED))


def _helps(before: Ahead, after: Ahead, code: str, by: str | None) -> bool:
    """It shows this group, and what they and all partners see still is: a pool may not break up for it."""
    seen = [
        each.group for each in before.candidates if any(is_seen(each.group, by=who) for who in (by, None))
    ]
    return after.shows(code) and all(after.shows(each.code) for each in seen if before.shows(each.code))


def _teams_together(snapshot: Snapshot, before: Ahead, by: str | None) -> Iterator[Trial]:
    """The two smallest teams of those held back."""
    invited = {
        each.group.code: len(each.members)
        for each in before.candidates
        if each.kind is GroupKind.TEAM
        and len(each.members)
        and is_seen(each.group, by=by)
        and not before.shows(each.group.code)
    }
    held = [team for team in snapshot.teams if _code(team) in invited]
    smallest = sorted(held, key=lambda team: (invited[_code(team)], team.name))[:2]
    if len(smallest) == 2:
        one, other = smallest
        yield Trial(
            f"Put {listed([one.name, other.name])} together: at {SHARE}% replies they could then be shown.",
            _together(snapshot, one, other),
            _code(one),
        )


def _code(team: Team) -> str:
    return f"team/{team.id}"


def _together(snapshot: Snapshot, one: Team, other: Team) -> Snapshot:
    return replace(
        snapshot,
        teams=tuple(team for team in snapshot.teams if team != other),
        invited=tuple(
            replace(member, team=one.id) if member.team == other.id else member for member in snapshot.invited
        ),
    )


def _more_invited(snapshot: Snapshot, before: Ahead, by: str | None) -> Iterator[Trial]:
    """In organisations and teams that are too small, the largest first: they need the fewest."""
    short = [
        each
        for each in before.candidates
        if each.kind in (GroupKind.ORGANISATION, GroupKind.TEAM)
        and len(each.members)
        and is_seen(each.group, by=by)
        and before.decisions[each.group.code] is Decision.TOO_FEW
    ]
    short.sort(key=lambda each: (-len(each.members), each.group.name))
    for group in short[:MOST_TRIED]:
        posts = Counter(snapshot.invited[index] for index in group.members)
        [(like_most, _)] = posts.most_common(1)
        people = _how_many_more(snapshot, posts, like_most)
        more = f"{number(people)} more {'person' if people == 1 else 'people'} invited in {group.group.name}"
        yield Trial(
            sentence(f"{more}: at {SHARE}% replies it could then be shown."),
            replace(snapshot, invited=(*snapshot.invited, *[like_most] * people)),
            group.group.code,
        )


def _how_many_more(snapshot: Snapshot, group: Counter[Member], like_most: Member) -> int:
    """Until enough of the group would answer."""
    colleagues = {
        post: len(people)
        for post, people in snapshot.posts.items()
        if post.organisation == like_most.organisation
    }
    more = 0
    while True:
        replies = would_answer({**colleagues, like_most: colleagues[like_most] + more}, SHARE)
        if sum(replies[post] for post in group) >= snapshot.fewest_shown:
            return more
        more += 1
