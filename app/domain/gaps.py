"""What a staff list does not say of people, and which comparisons that costs."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.domain.people import Post, RoleLevel

FEW = 10  # if half of them answer they are fewer than five, and a total would give them away


class Cost(StrEnum):
    """Nothing to compare; whole comparisons, held back for the sake of a few; or only their own part."""

    NO_COMPARISON = "no comparison"
    MAY_BE_HELD_BACK = "may be held back"
    NOT_IN_IT = "not in it"


@dataclass(frozen=True)
class Gap:
    people: int
    cost: Cost


@dataclass(frozen=True)
class Gaps:
    """`without_address` counts people who can be asked on paper only."""

    people: int
    team: Gap | None
    role_level: Gap | None
    without_address: int


def gaps(posts: Iterable[Post]) -> Gaps:
    everybody = list(posts)
    people = sum(each.people for each in everybody)
    no_team = sum(each.people for each in everybody if each.team_id is None)
    no_level = sum(each.people for each in everybody if each.role_level is RoleLevel.UNDECLARED)
    both = sum(each.people for each in everybody if each.role_level is RoleLevel.BOTH)
    return Gaps(
        people,
        _gap(no_team, people, no_team),
        _gap(no_level, people, no_level + both),
        sum(each.people for each in everybody if each.on_paper),
    )


def _gap(without: int, people: int, in_totals_only: int) -> Gap | None:
    """In totals only are those without it, and whoever else no figure but a total counts."""
    if not without:
        return None
    if without == people:
        return Gap(without, Cost.NO_COMPARISON)
    return Gap(without, Cost.MAY_BE_HELD_BACK if in_totals_only < FEW else Cost.NOT_IN_IT)
