"""How long it takes to decide what may be shown, alone: no answers are read, and no figure is made.

Each size in a process of its own, so that its memory can be told.
"""

import json
import subprocess
import sys
import time
from dataclasses import asdict, dataclass

from app.domain.families import decide
from bench.closing import most_memory_mb
from bench.membership import STATEMENTS, a_membership

SIZES = {1_000: (6, 8), 10_000: (10, 20), 100_000: (100, 20), 1_000_000: (200, 20)}  # organisations, teams


@dataclass(frozen=True)
class Audit:
    """Seconds to make atoms out of people, and to decide for one theme and its statements."""

    people: int
    groups: int
    atoms: int
    seconds_for_atoms: float
    seconds_for_decisions: float
    memory_mb: float

    @property
    def seconds_a_measure(self) -> float:
        """Atoms serve all measures, and are counted in full here."""
        return self.seconds_for_atoms + self.seconds_for_decisions / (1 + STATEMENTS)


def audit(people: int) -> Audit:
    population, family = a_membership(people, *SIZES[people])
    began = time.perf_counter()
    atoms, _ = population.atoms.count, population.wide_atom_of  # made once, and kept for all measures
    made = time.perf_counter()
    decide(population, family)
    ended = time.perf_counter()
    groups = len(population.candidates)
    return Audit(people, groups, atoms, made - began, ended - made, most_memory_mb())


def measure(people: int) -> Audit:
    words = [sys.executable, "-m", "bench.audit", str(people)]
    ended = subprocess.run(words, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise RuntimeError(ended.stderr)
    return Audit(**json.loads(ended.stdout))


if __name__ == "__main__":
    print(json.dumps(asdict(audit(int(sys.argv[1])))))
