"""Strategic less operational over several organisations, compared inside each before they are averaged.

A plain comparison across a partnership would also pick up that some partners sent more directors.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.cells import Cell
from app.domain.comparisons import Difference, verdict, welch_degrees
from app.domain.intervals import LIKELY, t_quantile
from app.domain.points import whole

NOTABLE_POINTS = 10
PROBABLE = 0.95  # a 90 % range leaves this much below its upper end


@dataclass(frozen=True)
class RoleLevelGap:
    """`difference` is strategic less operational, averaged over organisations where both are shown."""

    organisations: int
    difference: Difference
    standard_error: float
    degrees: float

    @property
    def surely_points(self) -> float:
        """How much of the gap, either way, is left at the near end of its 90 % range."""
        reach = t_quantile(PROBABLE, self.degrees) * self.standard_error if self.standard_error else 0.0
        return max(0.0, abs(self.difference.points) - reach)

    @property
    def is_notable(self) -> bool:
        return whole(abs(self.difference.points)) >= NOTABLE_POINTS and self.surely_points > 0


@dataclass(frozen=True)
class _Within:
    """One organisation's gap. `errors` has the standard error and the degrees of freedom of each side."""

    points: float
    weight: float
    errors: tuple[tuple[float, float], ...]


def role_level_gap(pairs: Sequence[tuple[Cell, Cell]]) -> RoleLevelGap | None:
    """From each organisation's strategic and operational cell; None where no pair has both with a range."""
    gaps = [gap for strategic, operational in pairs if (gap := _within(strategic, operational))]
    if not gaps:
        return None
    weights = math.fsum(gap.weight for gap in gaps)
    points = math.fsum(gap.weight * gap.points for gap in gaps) / weights
    errors = [
        (gap.weight / weights * error, degrees) for gap in gaps for error, degrees in gap.errors if error
    ]
    error = math.hypot(*(each for each, _ in errors))
    degrees = welch_degrees(errors) if errors else math.inf
    reach = t_quantile(LIKELY, degrees) * error if error else 0.0
    low, high = points - reach, points + reach
    printed = whole(abs(points))
    return RoleLevelGap(len(gaps), Difference(points, low, high, verdict(printed, low, high)), error, degrees)


def _within(strategic: Cell, operational: Cell) -> _Within | None:
    sides = [_side(cell) for cell in (strategic, operational)]
    if sides[0] is None or sides[1] is None:
        return None
    (first, error, people), (second, other_error, others) = sides[0], sides[1]
    return _Within(
        first - second,
        people * others / (people + others),
        ((error, people - 1), (other_error, others - 1)),
    )


def _side(cell: Cell) -> tuple[float, float, int] | None:
    """Mean, standard error and people."""
    if not cell.is_released or cell.mean is None or cell.standard_error is None or (cell.people or 0) < 2:
        return None
    return cell.mean, cell.standard_error, cell.people or 0
