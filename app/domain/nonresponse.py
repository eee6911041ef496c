"""Those who did not answer: how many, what they could change, and whether those who were late differ.

A low rate is a reason for care and not a grade: rates say little about how far a figure is off.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.domain.cells import Cell, Counting
from app.domain.comparisons import Difference, difference
from app.domain.effect_sizes import as_side
from app.domain.intervals import (
    FEW_HIGHEST,
    FEW_LOWEST,
    FEWEST_WITH_OWN_SPREAD,
    HIGHEST,
    LOWEST,
    bounds,
    mean_if_missing_differ,
)

Values = NDArray[np.float64]  # nan where there is no value

FEWEST_INVITED = 5
FEWEST_EARLY_OR_LATE = 5
THOSE_WHO_ANSWERED = "the people who answered"


@dataclass(frozen=True)
class WhatIf:
    """What a mean would be, had the `missing` people who did not answer been `by_points` away from it."""

    missing: int
    by_points: float
    mean: float


def response_rate(answered: int, invited: int) -> float | None:
    """0 to 1; None with fewer than five invited. Whether it may be shown is the release's to decide."""
    return answered / invited if invited >= FEWEST_INVITED else None


def whom_it_is_about(group: str, answered: int, invited: int) -> str:
    """A group's name, unless fewer than half of it answered."""
    return THOSE_WHO_ANSWERED if 2 * answered < invited else group


def furthest(cell: Cell) -> tuple[float, float] | None:
    """Where the mean of all invited must lie; None where withheld, or where organisations count once each.

    From the mean as shown: one drawn in from an end of the scale may have been anywhere beyond.
    """
    counts = _counts(cell)
    if counts is None:
        return None
    mean, people, invited = counts
    low, high = bounds(mean * people, people, invited)
    is_few = people < FEWEST_WITH_OWN_SPREAD
    if is_few and mean <= FEW_LOWEST:
        low = LOWEST
    if is_few and mean >= FEW_HIGHEST:
        high = HIGHEST
    return low, high


def what_if(cell: Cell, *, by_points: float) -> WhatIf | None:
    """None where there is no mean, everyone answered, or organisations count once each."""
    counts = _counts(cell)
    if counts is None or counts[2] <= counts[1]:
        return None
    mean, people, invited = counts
    changed = mean_if_missing_differ(mean, people, invited, by_points=by_points)
    return WhatIf(invited - people, by_points, min(max(changed, LOWEST), HIGHEST))


def _counts(cell: Cell) -> tuple[float, int, int] | None:
    """Mean, people and invited."""
    if cell.mean is None or not cell.people or cell.counting is Counting.ORGANISATIONS:
        return None
    return cell.mean, cell.people, max(cell.invited or 0, cell.people)


def early_and_late(early: Values, late: Values) -> Difference | None:
    """Early less late; None with fewer than five of either. Only while it is still known who was late."""
    if min(int((~np.isnan(side)).sum()) for side in (early, late)) < FEWEST_EARLY_OR_LATE:
        return None
    return difference(as_side(early), as_side(late))
