"""How far the members of one group see the same thing, their organisation or their partnership.

Not for statements about oneself: there nobody is wrong to answer otherwise than a colleague.
Each index stands against what answers thrown at random would give (James, Demaree and Wolf 1984).

All of it, the word too, is worked out from how many gave which answer, where that is shown: from ten answers
on, over those statements alone. So it tells nothing that is not told already. A word from fewer would: where
five are “together”, on average half a level from their mean, any four of them have 16 points of room
around it and not the 25 that the mean alone leaves them; a statement whose mean is held back could be worked
out from the spreads of the others.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from app.domain.answers import LEVELS

Levels = NDArray[np.float64]  # a row a person, a column a statement, nan where no level was given

UNIFORM_VARIANCE = (len(LEVELS) ** 2 - 1) / 12  # of answers spread evenly over the five levels
SKEWED_VARIANCE = 1.34  # of answers that lean a little to one end, as answers about oneself do

MOST_TOGETHER = 0.5
MOST_MIXED = len(LEVELS) / 6
NEXT_TO_NOTHING = 1e-9  # what adding up in floating point may put on top of a deviation of just half a level


class Agreement(StrEnum):
    TOGETHER = "together"
    MIXED = "mixed"
    SPLIT = "split"


@dataclass(frozen=True)
class WithinGroup:
    """r_WG(J) and r* against evenly spread and against slightly skewed answers; AD_M(J) in levels, 0 to 2."""

    r_wg: float
    r_wg_skewed: float
    r_star: float
    r_star_skewed: float
    average_deviation: float
    agreement: Agreement


def within_group(levels: Levels) -> WithinGroup | None:
    """Over statements with two answers or more; None without any."""
    answered = levels[:, (~np.isnan(levels)).sum(axis=0) >= 2]
    statements = answered.shape[1]
    if not statements:
        return None
    variance = float(np.nanvar(answered, axis=0, ddof=1).mean())
    uniform, skewed = variance / UNIFORM_VARIANCE, variance / SKEWED_VARIANCE
    deviation = average_deviation(answered)
    return WithinGroup(
        r_wg(uniform, statements),
        r_wg(skewed, statements),
        r_star(uniform),
        r_star(skewed),
        deviation,
        in_a_word(deviation, uniform),
    )


def r_wg(share_of_null: float, statements: int) -> float:
    """From the mean variance of the statements as a share of the null's.

    0 where answers differ as much as at random or more: the formula would run past 1 there.
    """
    if share_of_null >= 1:
        return 0.0
    agreed = statements * (1 - share_of_null)
    return agreed / (agreed + share_of_null)


def r_star(share_of_null: float) -> float:
    """As `r_wg`, but not growing with the number of statements; never below 0."""
    return max(0.0, 1 - share_of_null)


def average_deviation(levels: Levels) -> float:
    """From each statement's mean, in levels; the mean over statements."""
    return float(np.nanmean(np.abs(levels - np.nanmean(levels, axis=0)), axis=0).mean())


def in_a_word(deviation: float, share_of_null: float) -> Agreement:
    if is_beyond(deviation, MOST_MIXED) or share_of_null >= 1 - NEXT_TO_NOTHING:
        return Agreement.SPLIT
    return Agreement.MIXED if is_beyond(deviation, MOST_TOGETHER) else Agreement.TOGETHER


def is_beyond(deviation: float, most: float) -> bool:
    return deviation > most + NEXT_TO_NOTHING
