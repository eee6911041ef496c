"""Those who did not answer: what they could change, and when a figure is about those who did and no more.

A low rate is a reason for care and not a grade: rates say little about how far a figure is off.
"""

from app.domain.cells import Cell, Counting
from app.domain.intervals import (
    everyone_answered,
    furthest_of_mean,
    mean_if_missing_differ,
)

THOSE_WHO_ANSWERED = "The people who answered"
LOWER_BY = 10.0  # points: a clear difference


def is_about_those_who_answered(answered: int, invited: int) -> bool:
    """Fewer than half did, so it is not about the group."""
    return 2 * answered < invited


def is_about_few(answered: int, invited: int) -> bool:
    """Fewer than two in five answered: how far off a figure could be says more than its likely range."""
    return 5 * answered < 2 * invited


def whom_it_is_about(group: str, answered: int, invited: int) -> str:
    """A group's name, unless fewer than half of it answered."""
    return THOSE_WHO_ANSWERED if is_about_those_who_answered(answered, invited) else group


def furthest(cell: Cell) -> tuple[float, float] | None:
    """Where the mean of all invited must lie; None where withheld, or where organisations count once each."""
    counts = _counts(cell)
    return furthest_of_mean(*counts) if counts else None


def if_the_rest_were_lower(cell: Cell) -> float | None:
    """The mean of all invited, had those who did not answer been 10 points lower than those who did, or at 0.

    None where there is no mean, everyone answered, or organisations count once each.
    """
    counts = _counts(cell)
    if counts is None or everyone_answered(counts[1], counts[2]):
        return None
    mean, people, invited = counts
    return mean_if_missing_differ(mean, people, invited, by_points=-LOWER_BY)


def _counts(cell: Cell) -> tuple[float, int, int] | None:
    """Mean, people and invited."""
    if cell.mean is None or not cell.people or cell.counting is Counting.ORGANISATIONS:
        return None
    return cell.mean, cell.people, max(cell.invited or 0, cell.people)
