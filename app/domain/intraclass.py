"""How much of what people answer goes with the organisation they are in: one-way intraclass correlation.

Over all organisations that answered a charter version; five partners are too few to say.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from app.domain.intervals import Summary

FEWEST_ORGANISATIONS = 10
LEAST_DEPENDABLE = 0.7


class Reading(StrEnum):
    """How ICC(1) is read (LeBreton and Senter 2008)."""

    NONE = "none"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


LEAST = {Reading.LARGE: 0.25, Reading.MEDIUM: 0.1, Reading.SMALL: 0.01}


@dataclass(frozen=True)
class Intraclass:
    """Mean squares are in squared points. `typical_people` is n₀, fair to organisations of unequal size.

    `icc1` is about one person's answer, `icc2` about an organisation's mean; each None where nothing varies.
    """

    organisations: int
    between: float
    within: float
    typical_people: float
    icc1: float | None
    icc2: float | None

    @property
    def are_enough(self) -> bool:
        """Whether there are organisations enough for the figures to mean much."""
        return self.organisations >= FEWEST_ORGANISATIONS


def intraclass(places: Sequence[Summary]) -> Intraclass | None:
    """None without two organisations, or where no organisation has two people to compare."""
    sizes = np.array([each.people for each in places], dtype=np.float64)
    people = float(sizes.sum())
    if len(places) < 2 or people == len(places):
        return None
    means = np.array([each.mean for each in places])
    overall = float(sizes @ means) / people
    between = float(sizes @ (means - overall) ** 2) / (len(places) - 1)
    squares = float((sizes - 1) @ np.array([each.spread for each in places]) ** 2)
    within = squares / (people - len(places))
    typical = (people - float((sizes**2).sum()) / people) / (len(places) - 1)
    whole = between + (typical - 1) * within
    return Intraclass(
        len(places),
        between,
        within,
        typical,
        (between - within) / whole if whole else None,
        (between - within) / between if between else None,
    )


def are_means_dependable(icc2: float) -> bool:
    return icc2 >= LEAST_DEPENDABLE


def reading(icc1: float) -> Reading:
    return next((each for each, least in LEAST.items() if icc1 >= least), Reading.NONE)
