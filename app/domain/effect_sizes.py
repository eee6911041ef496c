"""How large a difference between two groups is, next to how far people differ within them."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from app.domain.comparisons import Side
from app.domain.intervals import LIKELY

Values = NDArray[np.float64]  # one group's, nan where there is no value


@dataclass(frozen=True)
class Effect:
    """Hedges' g: first minus second, in standard deviations, with its 95 % interval."""

    size: float
    low: float
    high: float


def as_side(values: Values) -> Side:
    """Of a group drawn from many: no correction for a small population. Needs two values."""
    there = values[~np.isnan(values)]
    return Side(float(there.mean()), float(there.std(ddof=1)) / math.sqrt(len(there)), len(there) - 1)


def hedges_g(first: Values, second: Values) -> Effect | None:
    """None with fewer than two values on a side, or where nobody differs within the groups."""
    sides = [values[~np.isnan(values)] for values in (first, second)]
    people = [len(side) for side in sides]
    if min(people) < 2:
        return None
    degrees = sum(people) - 2
    squares = sum(float(((side - side.mean()) ** 2).sum()) for side in sides)
    if not squares:
        return None
    cohens_d = float(sides[0].mean() - sides[1].mean()) / math.sqrt(squares / degrees)
    correction = 1 - 3 / (4 * degrees - 1)
    variance = sum(people) / math.prod(people) + cohens_d**2 / (2 * sum(people))
    size, reach = correction * cohens_d, float(ndtri(LIKELY)) * correction * math.sqrt(variance)
    return Effect(size, size - reach, size + reach)


def probability_of_superiority(first: Values, second: Values) -> float:
    """That somebody of the first group answered higher than somebody of the second; ties count half."""
    signs = np.sign(first[~np.isnan(first)][:, None] - second[~np.isnan(second)][None, :])
    return float((signs + 1).mean()) / 2


def cliffs_delta(first: Values, second: Values) -> float:
    """The same from −1 to 1: how much more often higher than lower."""
    return 2 * probability_of_superiority(first, second) - 1
