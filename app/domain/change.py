"""Change between two assessments: of one person, of the people who are in both, and of a group's figure.

Who is in both is known only of people who gave their earlier return code. The others may well be the same
people: they are never called leavers or joiners.
"""

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from app.domain.comparisons import Difference, verdict
from app.domain.intervals import LIKELY, t_quantile
from app.domain.points import whole
from app.domain.reliability import standard_error_of_measurement

Values = NDArray[np.float64]  # nan where there is no value


class PersonalChange(StrEnum):
    """What one person is told; anything smaller than we can measure is about the same."""

    MORE = "more"
    ABOUT_THE_SAME = "about the same"
    LESS = "less"


@dataclass(frozen=True)
class PairedChange:
    """Of the people who are in both; later minus earlier."""

    people: int
    spread: float
    standard_error: float
    difference: Difference


@dataclass(frozen=True)
class Matched:
    """A group's values at two assessments: of people in both, a place each, and of those in one alone.

    Who is in both but has a value only once counts with those in that one alone.
    """

    before: Values
    after: Values
    only_before: Values
    only_after: Values


@dataclass(frozen=True)
class SplitChange:
    """What a headline change is made of, in points: the three parts add up to it.

    `people_changed` is those in both answering otherwise, `other_people` is different people answering,
    `mix` is the share of people in both having changed.
    """

    people_changed: float
    other_people: float
    mix: float

    @property
    def headline(self) -> float:
        return self.people_changed + self.other_people + self.mix


@dataclass(frozen=True)
class Sample:
    people: int
    spread: float


def least_reliable_change(spread: float, alpha: float) -> float:
    """In the units of `spread`: how far one person's score must move before it is more than error.

    Jacobson and Truax (1991): both scores have the same error, and it comes from alpha. With errors in both
    directions this form calls change too readily rather than too rarely.
    """
    return float(ndtri(LIKELY)) * math.sqrt(2) * standard_error_of_measurement(spread, alpha)


def personal_change(points: float, *, spread: float, alpha: float) -> PersonalChange:
    """In words only: a person sees no number of her own."""
    if abs(points) <= least_reliable_change(spread, alpha):
        return PersonalChange.ABOUT_THE_SAME
    return PersonalChange.MORE if points > 0 else PersonalChange.LESS


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


def split_change(matched: Matched, *, fewest_shown: int) -> SplitChange | None:
    """What part of a change is people answering otherwise, and what part is other people answering.

    None where it may not be published: the people in both must be enough to show, and those in one
    assessment alone none or enough, or the figures would give them away.
    """
    in_both = ~(np.isnan(matched.before) | np.isnan(matched.after))
    both = int(in_both.sum())
    gone = _there(np.concatenate([matched.only_before, matched.before[~in_both]]))
    new = _there(np.concatenate([matched.only_after, matched.after[~in_both]]))
    if both < max(fewest_shown, 1) or any(0 < len(group) < fewest_shown for group in (gone, new)):
        return None
    stay_before, stay_after = float(matched.before[in_both].mean()), float(matched.after[in_both].mean())
    moved = stay_after - stay_before
    share_before, share_after = both / (both + len(gone)), both / (both + len(new))
    if not len(gone) or not len(new):
        # With nobody on one side, a change of people and a change of mix are the same thing.
        joined = (1 - share_after) * (float(new.mean()) - stay_after) if len(new) else 0.0
        left = (1 - share_before) * (stay_before - float(gone.mean())) if len(gone) else 0.0
        return SplitChange(moved, joined + left, 0.0)
    other_before, other_after = float(gone.mean()), float(new.mean())
    return SplitChange(
        (share_before + share_after) / 2 * moved,
        (2 - share_before - share_after) / 2 * (other_after - other_before),
        (share_after - share_before) * (stay_before + stay_after - other_before - other_after) / 2,
    )


def _there(values: Values) -> Values:
    return values[~np.isnan(values)]


def overlapping_error(first: Sample, second: Sample, *, in_both: int, correlation: float) -> float:
    """Standard error of the difference of two means that share people; `correlation` is over those."""
    variance = first.spread**2 / first.people + second.spread**2 / second.people
    shared = correlation * first.spread * second.spread * in_both / (first.people * second.people)
    return math.sqrt(max(variance - 2 * shared, 0.0))
