"""How large a difference between two groups is, next to how far people differ within them.

Made of what is released of either, so it tells nothing that is not told already.
"""

import math
from dataclasses import dataclass

from scipy.special import ndtri

from app.domain.cells import Cell, Counting
from app.domain.distributions import Distribution, widths
from app.domain.intervals import FEWEST_WITH_OWN_SPREAD, LIKELY, Summary, spread_behind


@dataclass(frozen=True)
class Effect:
    """Hedges' g: first minus second, in standard deviations, with its 95 % interval."""

    size: float
    low: float
    high: float


def effect_size(first: Cell, second: Cell) -> Effect | None:
    """None where either is withheld, has no spread of its own, or lost nothing to chance."""
    sides = summary(first), summary(second)
    return hedges_g(sides[0], sides[1]) if sides[0] and sides[1] else None


def summary(cell: Cell) -> Summary | None:
    """What a released range was made of; None with fewer than ten, where everyone answered, or where
    organisations count once each.
    """
    people = cell.people or 0
    if cell.mean is None or people < FEWEST_WITH_OWN_SPREAD or cell.counting is Counting.ORGANISATIONS:
        return None
    spread = spread_behind(cell.standard_error, people, cell.invited or 0)
    return None if spread is None else Summary(people, cell.mean, spread)


def hedges_g(first: Summary, second: Summary) -> Effect | None:
    """None where nobody differs within the groups."""
    people = [first.people, second.people]
    degrees = sum(people) - 2
    squares = sum((each.people - 1) * each.spread**2 for each in (first, second))
    if not squares:
        return None
    cohens_d = (first.mean - second.mean) / math.sqrt(squares / degrees)
    correction = 1 - 3 / (4 * degrees - 1)
    variance = sum(people) / math.prod(people) + cohens_d**2 / (2 * sum(people))
    size, reach = correction * cohens_d, float(ndtri(LIKELY)) * correction * math.sqrt(variance)
    return Effect(size, size - reach, size + reach)


def probability_of_superiority(first: Distribution, second: Distribution) -> float:
    """That somebody of the first group answered higher than somebody of the second; ties count half.

    Of the counts as they are shown: nothing is told of those that are drawn in.
    """
    ours, theirs = widths(first), widths(second)
    return sum(
        own * other * (0.5 if level == other_level else float(level > other_level))
        for level, own in enumerate(ours)
        for other_level, other in enumerate(theirs)
    )
