"""Shared teams: what a partnership may call one, and what its size lets it show."""

from collections.abc import Collection, Mapping
from enum import StrEnum

from app.domain.assessments import FEWEST_ANSWERS_SHOWN
from app.domain.cells import Decision
from app.domain.errors import Invalid
from app.domain.families import why_not_across
from app.domain.groups import fewest_left
from app.domain.people import SharedTeam, folded
from app.domain.staff_lists import why_not_team

MOST_SHARED_TEAMS = 30


class Size(StrEnum):
    """How many people of one organisation are in a shared team, as other organisations are told."""

    NOBODY = "nobody yet"
    FEW = "fewer than five"
    ENOUGH = "five or more"


def size(people: int) -> Size:
    if people < FEWEST_ANSWERS_SHOWN:
        return Size.FEW if people else Size.NOBODY
    return Size.ENOUGH


def why_not_shown(people: Mapping[int, int], *, partners: int) -> Decision | None:
    """If everybody in it answers. `people` are in the team, by organisation; there are so many partners."""
    return why_not_across(
        list(people.values()), least=FEWEST_ANSWERS_SHOWN, fewest_left=fewest_left(partners)
    )


def require_name(name: str, others: Collection[SharedTeam]) -> None:
    """A good one, and not that of one of the others."""
    problem = why_not_team(name) if name else "Write what the team is called."
    if any(folded(each.name) == folded(name) for each in others):
        problem = "There is a shared team of this name."
    if problem:
        raise Invalid("This name can’t be used.", {"name": problem})
