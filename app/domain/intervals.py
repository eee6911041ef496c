"""A group's mean with its likely range: finite populations, few answers, and the ends of the scale.

Student's t with the finite population correction, since an organisation is small and most of it
answers; on the logit scale near the ends, where a symmetrical range would run off the scale. No range goes
further than those who did not answer could take the mean.
"""

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

LOWEST, HIGHEST = 0.0, 100.0
LIKELY = 0.975  # a 95 % range leaves this much below its upper end
LOGIT_BELOW, LOGIT_ABOVE = 15.0, 85.0

FEWEST_WITH_OWN_SPREAD = 10
POOLED_SPREAD = 18.0  # of a charter version that has no pooled spread of its own yet
FEW_LOWEST, FEW_HIGHEST = 5.0, 95.0  # 0 or 100 from a few people would say what each of them answered
NEXT_TO_NOTHING = 1e-9  # of a point: what adding up in floating point may leave of a spread of none


@dataclass(frozen=True)
class Estimate:
    """`standard_error`, `low` and `high` are None where the mean can be shown but no range is due."""

    people: int
    mean: float
    standard_error: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Summary:
    """A group's figures: how many, their mean, and their standard deviation (over n − 1)."""

    people: int
    mean: float
    spread: float


def estimate(
    values: NDArray[np.float64],
    *,
    invited: int,
    single_statement: bool = False,
    pooled_spread: float = POOLED_SPREAD,
) -> Estimate:
    """What may be said about a group from its members' values.

    Below ten answers the group's own spread, or a mean at the very end of the scale, would give
    single answers away: the spread is the pooled one (a single statement has none, so no range),
    and the mean is drawn in from the ends. Where all ten or more are alike, that says nothing of how far
    the others lie from them, so there is no range.
    """
    people, mean = len(values), float(values.mean())
    few = people < FEWEST_WITH_OWN_SPREAD
    if few:
        mean = min(max(mean, FEW_LOWEST), FEW_HIGHEST)
    if few and single_statement:
        return Estimate(people, mean, None, None, None)
    spread = pooled_spread if few else float(values.std(ddof=1))
    if spread < NEXT_TO_NOTHING and not everyone_answered(people, invited):
        return Estimate(people, mean, None, None, None)
    error = standard_error(spread, people, invited)
    within = furthest_of_mean(mean, people, invited)
    low, high = likely_range(mean, error, degrees=people - 1, within=within, is_borrowed=few)
    return Estimate(people, mean, error, low, high)


def across(found: Estimate, invited: int, error: float, degrees: float) -> Estimate:
    """The same with the range that an error over several organisations makes (`strata`)."""
    within = furthest_of_mean(found.mean, found.people, invited)
    low, high = likely_range(found.mean, error, degrees=degrees, within=within)
    return replace(found, low=low, high=high)


def is_drawn_in(mean: float, people: int) -> bool:
    """Whether a mean is shown as "5 or less" or as "95 or more"."""
    return people < FEWEST_WITH_OWN_SPREAD and not FEW_LOWEST < mean < FEW_HIGHEST


def standard_error(spread: float, people: int, invited: int) -> float:
    """Of a mean of `people` answers out of `invited`; none when all answered: who did is no chance then."""
    missing_share = 1 - people / max(invited, people)
    return spread / math.sqrt(people) * math.sqrt(missing_share)


def spread_behind(error: float | None, people: int, invited: int) -> float | None:
    """What `standard_error` was made of; None where there is none, or all answered."""
    if not error or people >= invited:
        return None
    return error * math.sqrt(people) / math.sqrt(1 - people / invited)


def likely_range(
    mean: float,
    error: float,
    *,
    degrees: float,
    within: tuple[float, float] = (LOWEST, HIGHEST),
    is_borrowed: bool = False,
) -> tuple[float, float]:
    """The 95 % interval, cut to `within`.

    An error made of a borrowed spread is far too large for the logit scale, where people near an end lie
    close together.
    """
    if error == 0:
        return mean, mean
    reach = t_quantile(LIKELY, degrees)
    low, high = mean - reach * error, mean + reach * error
    if not is_borrowed and not LOGIT_BELOW <= mean <= LOGIT_ABOVE and LOWEST < mean < HIGHEST:
        low, high = _logit_range(mean, error, reach)
    return max(within[0], low), min(within[1], high)


def _logit_range(mean: float, error: float, reach: float) -> tuple[float, float]:
    share = mean / 100
    middle = math.log(share / (1 - share))
    half_width = reach * error / 100 / (share * (1 - share))
    return _from_logit(middle - half_width), _from_logit(middle + half_width)


def _from_logit(logit: float) -> float:
    # Written with tanh because exp overflows far out.
    return 50 * (1 + math.tanh(logit / 2))


def t_quantile(probability: float, degrees: float) -> float:
    return float(stdtrit(degrees, probability))


def everyone_answered(people: int, invited: int) -> bool:
    """Then a page says so instead of giving a range of no width."""
    return people >= invited


def bounds(total: float, people: int, invited: int) -> tuple[float, float]:
    """Where the mean of all invited must lie, whatever those who did not answer think."""
    missing = max(invited - people, 0)
    everyone = people + missing
    return total / everyone, (total + HIGHEST * missing) / everyone


def furthest_of_mean(mean: float, people: int, invited: int) -> tuple[float, float]:
    """The same from a mean as shown: one drawn in from an end of the scale may have been anywhere beyond."""
    low, high = bounds(mean * people, people, invited)
    is_few = people < FEWEST_WITH_OWN_SPREAD
    return (
        LOWEST if is_few and mean <= FEW_LOWEST else low,
        HIGHEST if is_few and mean >= FEW_HIGHEST else high,
    )


def mean_if_missing_differ(mean: float, people: int, invited: int, *, by_points: float) -> float:
    """What the mean would be if those who did not answer were so many points away from those who did.

    Or as many as the scale has room for.
    """
    missing = max(invited - people, 0)
    theirs = min(max(mean + by_points, LOWEST), HIGHEST)
    return (mean * people + theirs * missing) / (people + missing)
