"""A dump of everything after the seal, and three hundred people: how many of them are guessed right.

The guessing is the tests', for people who answered through the front door; this starts it and counts.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bench.from_tests import told_by


@dataclass(frozen=True)
class Game:
    """The best way to guess has `most_right`; chance passes `most_by_chance` once in a million games."""

    database: str
    people: int
    ways: int
    most_right: int
    most_by_chance: int
    seconds: float


def play_all() -> Iterator[Game]:
    return (Game(**each) for each in told_by("tests.attack.three_hundred"))
