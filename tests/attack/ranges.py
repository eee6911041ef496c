"""How far a mean that is not shown can still move: the least and the greatest that fit all that is shown.

Unknown are the means of atoms, people whom no figure tells apart, from 0 to 100, measure by measure; how
many they are is known. Every figure is a claim: a weighted sum of them lies within its rounding. A solver
(HiGHS) finds how far the mean of a few people can go: of unions of atoms, of fewer than five people together.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

LOWEST, HIGHEST = 0.0, 100.0
FEW = 4
MOST_UNIONS = 60_000
SURELY = 1e-5  # of a point; more than the solver's own slack

Numbers = NDArray[np.float64]
Person = Hashable


@dataclass(frozen=True)
class Claim:
    """The mean of some people, each with a weight, lies between two numbers."""

    weights: Mapping[Person, float]
    low: float
    high: float


@dataclass(frozen=True)
class Narrow:
    """Few people, and how low and how high their mean can be."""

    people: frozenset[Person]
    low: float
    high: float

    @property
    def width(self) -> float:
        return self.high - self.low

    @property
    def is_at_an_end(self) -> bool:
        """The scale stops it there. Of five whose mean is shown, four can move 25 points but for its ends."""
        return self.low < LOWEST + SURELY or self.high > HIGHEST - SURELY


class Unknowns:
    """Of one measure: its atoms, and what is claimed of their means."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        marks: dict[Person, list[tuple[int, float]]] = defaultdict(list)
        for number, claim in enumerate(claims):
            total = sum(claim.weights.values())
            for person, weight in claim.weights.items():
                marks[person].append((number, weight / total))
        alike: dict[tuple[tuple[int, float], ...], list[Person]] = defaultdict(list)
        for person, own in marks.items():
            alike[tuple(own)].append(person)
        self.atoms = [frozenset(people) for people in alike.values()]
        self.sizes = np.array([len(people) for people in self.atoms])
        self._rows = np.zeros((len(claims), len(self.atoms)))
        for place, (own, people) in enumerate(alike.items()):
            for number, weight in own:
                self._rows[number, place] = weight * len(people)
        self._low = np.array([claim.low for claim in claims])
        self._high = np.array([claim.high for claim in claims])

    def furthest(self, aim: Numbers) -> Numbers:
        """Atoms' means that fit all claims, with as small a sum of them, so weighted, as can be."""
        found = linprog(
            aim,
            A_ub=np.vstack([self._rows, -self._rows]),
            b_ub=np.concatenate([self._high, -self._low]),
            bounds=(LOWEST, HIGHEST),
        )
        assert found.success, found.message
        return np.array(found.x)

    def range_of(self, people: Iterable[Person]) -> tuple[float, float]:
        """For people who are whole atoms together, or one of an atom."""
        aim = self._mean(self._atoms_of(set(people)))
        return float(aim @ self.furthest(aim)), float(aim @ self.furthest(-aim))

    def narrow(self, than: float) -> Iterator[Narrow]:
        """Every union of atoms of few people whose mean can't move so far, narrowest ones first or nearly.

        Whatever fits all claims is proof of how far means can go, of all unions at once: so the solver is
        asked only for those that nothing found so far lets go far enough.
        """
        unions = self._unions()
        aims = np.array([self._mean(union) for union in unions]).reshape(len(unions), len(self.atoms))
        low, high = np.full(len(unions), np.inf), np.full(len(unions), -np.inf)
        asked = np.zeros(len(unions), dtype=np.bool_)
        while (left := np.flatnonzero(~asked & ~(high - low >= than))).size:
            next_one = left[np.argmin((high - low)[left])]
            asked[next_one] = True
            for aim in (aims[next_one], -aims[next_one]):
                means = aims @ self.furthest(aim)
                low, high = np.minimum(low, means), np.maximum(high, means)
            if high[next_one] - low[next_one] < than - SURELY:
                people = frozenset().union(*(self.atoms[atom] for atom in unions[next_one]))
                yield Narrow(people, float(low[next_one]), float(high[next_one]))

    def _unions(self) -> list[tuple[int, ...]]:
        """Smallest first, so that those left out past the limit are unions of the most atoms."""
        small = [int(atom) for atom in np.flatnonzero(self.sizes <= FEW)]
        sizes = {atom: int(self.sizes[atom]) for atom in small}
        larger = {atom: small[place + 1 :] for place, atom in enumerate(small)}
        found = [((atom,), sizes[atom]) for atom in small]
        for union, people in found:  # which grows meanwhile
            if len(found) >= MOST_UNIONS:
                break
            found += [
                ((*union, atom), people + sizes[atom])
                for atom in larger[union[-1]]
                if people + sizes[atom] <= FEW
            ]
        return [union for union, _ in found[:MOST_UNIONS]]

    def _mean(self, atoms: Sequence[int]) -> Numbers:
        aim = np.zeros(len(self.atoms))
        aim[list(atoms)] = self.sizes[list(atoms)]
        return aim / aim.sum()

    def _atoms_of(self, people: set[Person]) -> list[int]:
        return [place for place, atom in enumerate(self.atoms) if atom & people]
