"""Differences between two released cells, and means in which each organisation counts once.

Only released figures go in, so nothing that comes out can say more than they do.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.cells import Cell, Counting, Decision, Group
from app.domain.intervals import LIKELY, likely_range, t_quantile
from app.domain.points import whole

CLEAR_POINTS = 10
SLIGHT_POINTS = 5
FEWEST_COUNTED = 2  # organisations in a figure that counts each of them once


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
    """A mean of organisations' means, each counted once."""

    organisations: int
    people: int
    mean: float
    standard_error: float | None
    low: float | None
    high: float | None


def compare(first: Cell, second: Cell) -> Difference | None:
    """First minus second as independent samples, or None when either is withheld."""
    sides = _side(first), _side(second)
    if sides[0] is None or sides[1] is None:
        return None
    return difference(sides[0], sides[1])


def _side(cell: Cell) -> Side | None:
    if not cell.is_released or cell.mean is None or cell.people is None:
        return None
    means_taken = cell.organisations or 1
    return Side(cell.mean, cell.standard_error, max(cell.people - means_taken, 1))


def difference(first: Side, second: Side) -> Difference:
    """By Welch: the two need not be equally spread."""
    points = first.mean - second.mean
    if first.standard_error is None or second.standard_error is None:
        return Difference(points, None, None, Verdict.TOO_CLOSE)
    error = math.hypot(first.standard_error, second.standard_error)
    reach = 0.0
    if error:
        degrees = welch_degrees(
            [(first.standard_error, first.degrees), (second.standard_error, second.degrees)]
        )
        reach = t_quantile(LIKELY, degrees) * error
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
    errors = [
        (unit.standard_error, max((unit.people or 0) - 1, 1))
        for unit in units
        if unit.standard_error is not None
    ]
    if len(errors) < len(units):
        return Combined(len(units), people, mean, None, None, None)
    uncertain = [(error, degrees) for error, degrees in errors if error]
    if not uncertain:
        return Combined(len(units), people, mean, 0.0, mean, mean)
    error = math.hypot(*(each for each, _ in uncertain)) / len(units)
    low, high = likely_range(mean, error, degrees=welch_degrees(uncertain))
    return Combined(len(units), people, mean, error, low, high)


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
    )


def each_person_once(means: Sequence[tuple[float, int]]) -> float:
    """The mean of means, each weighted by its number of people."""
    return math.fsum(mean * people for mean, people in means) / sum(people for _, people in means)
