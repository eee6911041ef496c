"""A dump of everything after the seal, and three hundred people: how many of them are guessed right.

The guessing is the tests', for people who answered through the front door; this starts it and counts.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass


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
    words = [sys.executable, "-m", "tests.attack.three_hundred"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as games:
        for line in games.stdout or ():
            yield Game(**json.loads(line))
    if games.returncode:
        raise RuntimeError("The guessing broke off.")
