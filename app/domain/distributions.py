"""Distributions: how many of a group gave each level to a statement, and how many had none to give.

Counts are drawn in at both ends, as means of few people are: nobody should read off a page that one person
said never, or that all did. What keeps people safe is not that but the audit (`distribution_audit`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.domain.answers import LEVELS, Skipped
from app.domain.assessments import FEWEST_IN_DISTRIBUTION
from app.domain.proportions import likely_share

FEW = 4  # stands for any number up to it: fewer than five
UPPER_LEVELS = LEVELS[3:]  # “usually”: most of the time, and always or nearly always
LOWER_LEVELS = LEVELS[:3]


@dataclass(frozen=True)
class Distribution:
    """Out of `people` who gave a level, how many gave each, and how many one of the upper two.

    4 stands for fewer than five and `people` − 1 for nearly all. The range is of the share of the upper two,
    0 to 1, whichever of the counts that it stands for is the true one. `did_not_come_up` and `cannot_say`
    count others of the group; None where that is held back.
    """

    people: int
    levels: tuple[int, ...]
    usually: int
    usually_low: float
    usually_high: float
    did_not_come_up: int | None
    cannot_say: int | None

    @property
    def usually_share(self) -> float:
        """0 to 1."""
        return self.usually / self.people

    @property
    def cannot_say_share(self) -> float | None:
        """0 to 1, of all who did not leave the statement blank; the least that the counts as kept allow."""
        if self.cannot_say is None or self.did_not_come_up is None:
            return None
        share = self.cannot_say / (self.people + self.cannot_say + self.did_not_come_up)
        return share if self.cannot_say > FEW else 0.0

    @property
    def is_cannot_say_exact(self) -> bool:
        """Whether that share is more than the least."""
        return min(self.cannot_say or 0, self.did_not_come_up or 0) > FEW


def fewest_in_distribution(fewest_shown: int, asked_for: int = FEWEST_IN_DISTRIBUTION) -> int:
    """How many must have given a level before it is shown how many gave which."""
    return max(FEWEST_IN_DISTRIBUTION, fewest_shown, asked_for)


def distribution(answers: NDArray[np.uint8], *, invited: int, with_skipped: bool) -> Distribution:
    """Of a group's answers to one statement, as they are kept. Needs `FEWEST_IN_DISTRIBUTION` levels."""
    counts = np.bincount(answers, minlength=len(LEVELS) + len(Skipped))
    people = int(counts[: len(LEVELS)].sum())
    usually = drawn_in(int(counts[UPPER_LEVELS[0] : len(LEVELS)].sum()), people)
    low, high = likely_of_kept(usually, people, max(invited, people))
    skipped = [max(int(counts[each]), FEW) if with_skipped else None for each in Skipped]
    return Distribution(
        people,
        tuple(drawn_in(int(counts[level]), people) for level in LEVELS),
        usually,
        low,
        high,
        *skipped,
    )


def drawn_in(count: int, people: int) -> int:
    return min(max(count, FEW), people - 1)


def likely_of_kept(count: int, people: int, invited: int) -> tuple[float, float]:
    """The likely range of a share, 0 to 1, over all the counts that one as it is kept stands for."""
    least = 0 if count <= FEW else count
    most = people if count >= people - 1 else count
    return likely_share(least, people, invited)[0], likely_share(most, people, invited)[1]


def in_words(count: int, people: int | None = None) -> str:
    """A count as it is kept; of `people`, unless it is of those who gave no level."""
    if count <= FEW:
        return f"fewer than {FEW + 1}"
    return "almost all" if people and count >= people - 1 else str(count)


def widths(found: Distribution) -> tuple[float, ...]:
    """The share of the five levels to be drawn, 0 to 1, from what is shown and nothing else.

    Levels with fewer than five share what the others leave over, evenly on either side of “usually”.
    """
    widths = [0.0 if count <= FEW else float(count) for count in found.levels]
    left_over = found.people - sum(widths)
    few = [level for level in LEVELS if found.levels[level] <= FEW]
    if FEW < found.usually < found.people - 1:
        above = [level for level in few if level in UPPER_LEVELS]
        of_upper = found.usually - sum(widths[level] for level in UPPER_LEVELS)
        _share_out(widths, above, of_upper if above else 0.0)
        few, left_over = [each for each in few if each not in above], left_over - (of_upper if above else 0.0)
    _share_out(widths, few, left_over)
    return tuple(width / found.people for width in widths)


def _share_out(widths: list[float], levels: Sequence[int], people: float) -> None:
    for level in levels:
        widths[level] = people / len(levels)
