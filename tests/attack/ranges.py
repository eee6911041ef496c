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
NONE = -1  # no atom
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
        low, high = np.full(len(unions), np.inf), np.full(len(unions), -np.inf)
        asked, atoms = None, list(np.flatnonzero(self.sizes <= FEW))  # first of all together, which says most
        while len(unions):
            aim = self._mean(atoms)
            for world in (self.furthest(aim), self.furthest(-aim)):
                means = self._means(unions, world)
                low, high = np.minimum(low, means), np.maximum(high, means)
            left = high - low < than
            if asked is not None:
                left[asked] = False
                if high[asked] - low[asked] < than - SURELY:
                    people = frozenset().union(*(self.atoms[atom] for atom in atoms))
                    yield Narrow(people, float(low[asked]), float(high[asked]))
            unions, low, high = unions[left], low[left], high[left]
            if len(unions):
                asked = int(np.argmin(high - low))
                atoms = [int(atom) for atom in unions[asked] if atom != NONE]

    def _unions(self) -> NDArray[np.intp]:
        """Of few people, a row each: the numbers of its atoms, and `NONE` where it has fewer than others."""
        order = np.argsort(self.sizes, kind="stable")
        sizes = self.sizes[order]
        found = [np.full((1, FEW), NONE)]  # by place in that order
        last, people = np.array([-1]), np.array([0])
        for turn in range(FEW):
            up_to = np.searchsorted(sizes, FEW - people, side="right")  # those that are still few with it
            more = np.maximum(up_to - last - 1, 0)
            unions = np.repeat(found[-1], more, axis=0)
            steps = np.arange(len(unions)) - np.repeat(np.cumsum(more) - more, more)
            last = np.repeat(last, more) + 1 + steps
            people = np.repeat(people, more) + sizes[last]
            unions[:, turn] = last
            found.append(unions)
        unions = np.concatenate(found[1:])
        return np.where(unions == NONE, NONE, order[unions])

    def _means(self, unions: NDArray[np.intp], world: Numbers) -> Numbers:
        points = np.append(world * self.sizes, 0.0)  # the last for `NONE`
        people = np.append(self.sizes, 0)
        return np.asarray(points[unions].sum(axis=1) / people[unions].sum(axis=1))

    def _mean(self, atoms: Sequence[int]) -> Numbers:
        aim = np.zeros(len(self.atoms))
        aim[list(atoms)] = self.sizes[list(atoms)]
        return aim / aim.sum()

    def _atoms_of(self, people: set[Person]) -> list[int]:
        return [place for place, atom in enumerate(self.atoms) if atom & people]
