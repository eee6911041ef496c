"""A change of people linked by return codes: released or withheld, as pages and files show it."""

from dataclasses import dataclass

from app.domain.cells import Decision, Group
from app.domain.comparisons import Difference, verdict
from app.domain.points import whole


@dataclass(frozen=True)
class LinkedChange:
    """How far the linked of a group moved in a theme, now less then, in points; or why it is not shown.

    `people` are linked and have a figure both times, out of `answered` who have one now.
    """

    group: Group
    measure: str
    decision: Decision
    people: int | None = None
    answered: int | None = None
    mean: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def is_released(self) -> bool:
        return self.decision is Decision.RELEASED

    @property
    def share(self) -> float | None:
        """0 to 1."""
        return self.people / self.answered if self.people and self.answered else None

    @property
    def difference(self) -> Difference | None:
        if self.mean is None or self.low is None or self.high is None:
            return None
        printed = whole(abs(self.mean))
        return Difference(self.mean, self.low, self.high, verdict(printed, self.low, self.high))
