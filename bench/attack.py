"""Thirty partnerships, each broken into twice: whether anybody is found, and how far hidden means can move.

Between the two times people leave, join and change places, and most are linked by their return codes.

The attack is the tests', from the front door with every seat; this starts it and counts.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bench.from_tests import told_by


@dataclass(frozen=True)
class Loot:
    """`determined` counts themes in which fewer than five people are found exactly, with both times together.

    `narrow` is for means of fewer than five people that what is shown holds within less than 20 points, and
    has how many; `at_an_end` for those that could move further if the scale did not end at 0 and 100.
    """

    answers: int
    shown: int
    changes: int  # of linked people, shown
    determined: int
    narrow: list[float]
    at_an_end: list[float]
    seconds: float


def attack_all() -> Iterator[Loot]:
    return (Loot(**each) for each in told_by("tests.attack.thirty"))
