"""Suggestions: what would let more be shown, each found by trying it in the forecast."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from app.domain.cells import Decision, GroupKind
from app.domain.forecast import Ahead, look_ahead, would_answer
from app.domain.groups import Candidate, Member, Snapshot
from app.domain.people import Team
from app.domain.takeaways.sentences import number, sentence

SHARE = 80  # percent of those invited who reply
MOST_SUGGESTED = 3
MOST_TRIED = 3  # groups to invite more in; each trial takes as long as a forecast at one share


def suggestions(snapshot: Snapshot, *, rotation: int, organisation: str | None) -> list[str]:
    """For an organisation, by its slug; or, without one, for those who see all partners and no teams.

    Each is a sentence about what helps by itself, and takes from no other group what it would show.
    """
    before = look_ahead(snapshot, SHARE, rotation=rotation)
    found = [
        *_teams_together(snapshot, before, organisation, rotation),
        *_more_invited(snapshot, before, organisation, rotation),
    ]
    return found[:MOST_SUGGESTED]


def _helps(before: Ahead, after: Ahead, code: str) -> bool:
    """It shows this group, and all that was shown before still is: a pool may not break up for it."""
    return after.shows(code) and all(after.shows(each) for each in before.decisions if before.shows(each))


def _teams_together(
    snapshot: Snapshot, before: Ahead, organisation: str | None, rotation: int
) -> Iterator[str]:
    """Its two smallest teams of those held back."""
    invited = {
        each.group.code: len(each.members)
        for each in before.candidates
        if each.kind is GroupKind.TEAM
        and each.group.organisation == organisation
        and each.members
        and not before.shows(each.group.code)
    }
    held = [team for team in snapshot.teams if _code(team) in invited]
    smallest = sorted(held, key=lambda team: (invited[_code(team)], team.name))[:2]
    if len(smallest) == 2:
        one, other = smallest
        after = look_ahead(_together(snapshot, one, other), SHARE, rotation=rotation)
        if _helps(before, after, _code(one)):
            yield f"Put {one.name} and {other.name} together: at {SHARE}% replies they could then be shown."


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


def _more_invited(
    snapshot: Snapshot, before: Ahead, organisation: str | None, rotation: int
) -> Iterator[str]:
    """In organisations and teams that are too small, the largest first: they need the fewest."""
    short = [
        each
        for each in before.candidates
        if each.members
        and before.decisions[each.group.code] is Decision.TOO_FEW
        and _may_grow(each, organisation)
    ]
    short.sort(key=lambda each: (-len(each.members), each.group.name))
    for candidate in short[:MOST_TRIED]:
        posts = Counter(snapshot.invited[index] for index in candidate.members)
        [(like_most, _)] = posts.most_common(1)
        people = _how_many_more(snapshot, posts, like_most)
        larger = replace(snapshot, invited=(*snapshot.invited, *[like_most] * people))
        if _helps(before, look_ahead(larger, SHARE, rotation=rotation), candidate.group.code):
            more = f"{number(people)} more {'person' if people == 1 else 'people'}"
            yield sentence(
                f"{more} invited in {candidate.group.name}: at {SHARE}% replies it could then be shown."
            )


def _may_grow(candidate: Candidate, organisation: str | None) -> bool:
    if organisation is None:
        return candidate.kind is GroupKind.ORGANISATION
    is_a_place = candidate.kind in (GroupKind.ORGANISATION, GroupKind.TEAM)
    return is_a_place and candidate.group.organisation == organisation


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
