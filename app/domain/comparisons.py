"""Differences between two released cells, and means in which each organisation counts once.

Only released figures go in, so nothing that comes out can say more than they do.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.cells import Cell, Counting, Decision, Group
from app.domain.groups import PARTNERSHIP_KINDS
from app.domain.intervals import (
    FEWEST_WITH_OWN_SPREAD,
    LIKELY,
    POOLED_SPREAD,
    furthest_of_mean,
    likely_range,
    spread_behind,
    t_quantile,
)
from app.domain.points import whole

CLEAR_POINTS = 10
SLIGHT_POINTS = 5
FEWEST_COUNTED = 2  # organisations in a figure that counts each of them once
FEWEST_DEGREES = 4.0  # behind such a figure, as none of them has fewer than five answers


class Verdict(StrEnum):
    CLEAR = "clear"
    SLIGHT = "slight"
    TOO_CLOSE = "too close to call"


@dataclass(frozen=True)
class Difference:
    """First minus second, in points; no range where either side has none."""

    points: float
    low: float | None
    high: float | None
    verdict: Verdict


@dataclass(frozen=True)
class Side:
    """One side of a comparison: a mean, its standard error, and the degrees of freedom behind that."""

    mean: float
    standard_error: float | None
    degrees: float


@dataclass(frozen=True)
class Combined:
    """A mean of organisations' means, each counted once; `degrees` are those behind its standard error."""

    organisations: int
    people: int
    mean: float
    standard_error: float | None
    low: float | None
    high: float | None
    degrees: float | None


def compare(first: Cell, second: Cell, *, among: int = 2) -> Difference | None:
    """First minus second as independent samples, or None when either is withheld.

    `among` is how many there were to pick these two from: the outermost of several lie apart by chance alone,
    so the range is as wide as holds for every pair of them at once (Bonferroni).
    """
    sides = _side(first), _side(second)
    if sides[0] is None or sides[1] is None:
        return None
    return difference(sides[0], sides[1], pairs=math.comb(among, 2))


def compare_times(now: Cell, then: Cell) -> Difference | None:
    """One group at two times. What people answer changes from day to day, also where all of them answered."""
    return compare(on_any_day(now), on_any_day(then))


def on_any_day(cell: Cell) -> Cell:
    """With the error that its mean would have, were those who answered a few out of endlessly many.

    Where all answered no spread of theirs is kept, and it is the one that people inside organisations
    usually have.
    """
    if cell.standard_error is None or not cell.people:
        return cell
    spread = spread_behind(cell.standard_error, cell.people, cell.invited or 0)
    if spread is None:
        spread = POOLED_SPREAD
    return replace(cell, standard_error=spread / math.sqrt(cell.people))


def _side(cell: Cell) -> Side | None:
    if not cell.is_released or cell.mean is None or cell.people is None:
        return None
    if cell.counting is Counting.ORGANISATIONS:
        return Side(cell.mean, cell.standard_error, cell.degrees or FEWEST_DEGREES)
    return Side(cell.mean, _error(cell), max(cell.people - 1, 1))


def _error(cell: Cell) -> float | None:
    """Of a mean in which each person counts once. Over several organisations its range may know of more."""
    if cell.standard_error is None or cell.group.kind not in PARTNERSHIP_KINDS:
        return cell.standard_error
    if cell.low is None or cell.high is None or not cell.people:
        return cell.standard_error
    reach = t_quantile(LIKELY, max(cell.people - 1, 1))
    return max(cell.standard_error, (cell.high - cell.low) / 2 / reach)


def difference(first: Side, second: Side, *, pairs: int = 1) -> Difference:
    """By Welch: the two need not be equally spread. `pairs` is how many differences hold at once."""
    points = first.mean - second.mean
    if first.standard_error is None or second.standard_error is None:
        return Difference(points, None, None, Verdict.TOO_CLOSE)
    error = math.hypot(first.standard_error, second.standard_error)
    reach = 0.0
    if error:
        degrees = welch_degrees(
            [(first.standard_error, first.degrees), (second.standard_error, second.degrees)]
        )
        reach = t_quantile(1 - (1 - LIKELY) / pairs, degrees) * error
    low, high = points - reach, points + reach
    return Difference(points, low, high, verdict(whole(first.mean) - whole(second.mean), low, high))


def welch_degrees(errors: Sequence[tuple[float, float]]) -> float:
    """Of a sum of independent means, each given as its standard error and its own degrees of freedom."""
    variance = sum(error**2 for error, _ in errors)
    return variance**2 / sum(error**4 / degrees for error, degrees in errors)


def verdict(points: int, low: float, high: float) -> Verdict:
    """`points` are between the figures as printed: people do the sum."""
    if low <= 0 <= high or abs(points) < SLIGHT_POINTS:
        return Verdict.TOO_CLOSE
    return Verdict.CLEAR if abs(points) >= CLEAR_POINTS else Verdict.SLIGHT


def each_organisation_once(units: Sequence[Cell]) -> Combined:
    """The mean of released cells of one measure, a cell an organisation, each counted once.

    All partners are in, so organisations are a census: only the answers inside each are uncertain.
    """
    means = [unit.mean for unit in units if unit.mean is not None]
    people = sum(unit.people or 0 for unit in units)
    mean = math.fsum(means) / len(means)
    if any(unit.standard_error is None for unit in units):
        return Combined(len(units), people, mean, None, None, None, None)
    degrees = degrees_behind(units)
    if degrees is None:
        return Combined(len(units), people, mean, 0.0, mean, mean, None)
    error = math.hypot(*(unit.standard_error or 0 for unit in units)) / len(units)
    low, high = likely_range(
        mean,
        error,
        degrees=degrees,
        within=_furthest_of_each_once(units),
        is_borrowed=any((unit.people or 0) < FEWEST_WITH_OWN_SPREAD for unit in units),
    )
    return Combined(len(units), people, mean, error, low, high, degrees)


def degrees_behind(units: Sequence[Cell]) -> float | None:
    """Behind the error of the mean of these; None where none of them has one."""
    errors = [(unit.standard_error, max((unit.people or 0) - 1, 1)) for unit in units if unit.standard_error]
    return welch_degrees(errors) if errors else None


def _furthest_of_each_once(units: Sequence[Cell]) -> tuple[float, float]:
    ends = [
        furthest_of_mean(unit.mean or 0, unit.people or 0, unit.invited or 0) for unit in units if unit.people
    ]
    lows, highs = zip(*ends, strict=True)
    return math.fsum(lows) / len(ends), math.fsum(highs) / len(ends)


def cell_of_each_once(group: Group, measure: str, units: Sequence[Cell]) -> Cell:
    """The same as a cell, or why there is none; `units` are all released."""
    if len(units) < FEWEST_COUNTED:
        return Cell(group, measure, Counting.ORGANISATIONS, Decision.NOT_COMPARED)
    found = each_organisation_once(units)
    return Cell(
        group,
        measure,
        Counting.ORGANISATIONS,
        Decision.RELEASED,
        people=found.people,
        invited=sum(unit.invited or 0 for unit in units),
        mean=found.mean,
        low=found.low,
        high=found.high,
        standard_error=found.standard_error,
        organisations=found.organisations,
        degrees=found.degrees,
    )


def each_person_once(means: Sequence[tuple[float, int]]) -> float:
    """The mean of means, each weighted by its number of people."""
    return math.fsum(mean * people for mean, people in means) / sum(people for _, people in means)
