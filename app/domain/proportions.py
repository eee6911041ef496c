"""A share of a group with its likely range: exact where few were invited, by Wilson where many were.

Exact: every number of people among the invited that leaves what was counted likely enough, by the
hypergeometric distribution. Wilson: with the number of answers raised for the finite population.
"""

import math
from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from app.domain.intervals import LIKELY

MOST_INVITED_EXACT = 200
UNLIKELY_ONE_IN = 40  # 2.5 % at either end leaves a 95 % range
USUALLY = 75.0  # “most of the time”, in points


@dataclass(frozen=True)
class Share:
    """`share`, `low` and `high` are 0 to 1; `people` is how many gave a level, `count` how many of them."""

    count: int
    people: int
    share: float
    low: float
    high: float


def share_of(values: NDArray[np.float64], *, invited: int, at_least: float = USUALLY) -> Share:
    """Of those with a value, how many are at `at_least` points or above. Raises without any value."""
    there = values[~np.isnan(values)]
    if not there.size:
        raise ValueError("nobody has a value")
    count, people = int((there >= at_least).sum()), len(there)
    low, high = likely_share(count, people, max(invited, people))
    return Share(count, people, count / people, low, high)


def likely_share(count: int, people: int, invited: int) -> tuple[float, float]:
    """The 95 % range of the share among all invited, from `count` of the `people` who answered."""
    if invited > MOST_INVITED_EXACT:
        return wilson(count, people, invited)
    low, high = exact_counts(count, people, invited)
    return low / invited, high / invited


def exact_counts(count: int, people: int, invited: int) -> tuple[int, int]:
    """The smallest and the largest number among the invited under which the count is not unlikely."""
    return _fewest(count, people, invited), invited - _fewest(people - count, people, invited)


def _fewest(count: int, people: int, invited: int) -> int:
    """The more of the invited are marked, the likelier is the count, so the first is found by halving."""
    possible = range(count, invited - (people - count) + 1)
    return possible[bisect_left(possible, True, key=lambda marked: _at_least(count, people, marked, invited))]


def _at_least(count: int, people: int, marked: int, invited: int) -> bool:
    """Whether `people` drawn from `invited` hold `count` or more of the `marked` ones often enough.

    In whole numbers, so that nothing hangs on rounding.
    """
    ways = sum(
        math.comb(marked, found) * math.comb(invited - marked, people - found)
        for found in range(count, min(marked, people) + 1)
    )
    return ways * UNLIKELY_ONE_IN > math.comb(invited, people)


def wilson(count: int, people: int, invited: int) -> tuple[float, float]:
    """Wilson's range, with as many answers as an endless population would need to say as much."""
    share = count / people
    if people >= invited:
        return share, share
    answers = people * (invited - 1) / (invited - people)
    z = float(ndtri(LIKELY))
    shrink = 1 + z**2 / answers
    centre = (share + z**2 / (2 * answers)) / shrink
    half_width = z / shrink * math.sqrt(share * (1 - share) / answers + z**2 / (4 * answers**2))
    return max(0.0, centre - half_width), min(1.0, centre + half_width)
