"""Change between two assessments, of the people who are in both.

Who is in both is known only of people who gave their earlier return code. The others may well be the same
people: they are never called leavers or joiners.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.domain.comparisons import Difference, verdict
from app.domain.intervals import LIKELY, t_quantile
from app.domain.points import whole

Values = NDArray[np.float64]  # nan where there is no value


@dataclass(frozen=True)
class PairedChange:
    """Of the people who are in both; later minus earlier."""

    people: int
    spread: float
    standard_error: float
    difference: Difference


def paired_change(
    before: Values, after: Values, *, pooled_spread: float | None = None
) -> PairedChange | None:
    """Place by place the same person; None with fewer than two who have a value both times.

    `pooled_spread` of changes stands for the group's own, which from a few people would tell on them.
    """
    both = ~(np.isnan(before) | np.isnan(after))
    people = int(both.sum())
    if people < 2:
        return None
    moves = after[both] - before[both]
    points = float(moves.mean())
    spread = float(moves.std(ddof=1)) if pooled_spread is None else pooled_spread
    error = spread / math.sqrt(people)
    reach = t_quantile(LIKELY, people - 1) * error
    low, high = points - reach, points + reach
    printed = whole(float(after[both].mean())) - whole(float(before[both].mean()))
    return PairedChange(people, spread, error, Difference(points, low, high, verdict(printed, low, high)))
