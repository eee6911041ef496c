"""The audit by two other ways: over all few atoms, as textbooks do, and by cuts where partitions cross."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

Groups = Sequence[Sequence[int]]


def null_space(rows: Groups, atoms: int) -> list[list[Fraction]]:
    """Over the rationals: a row for each atom, a column for each dimension that the sums leave free."""
    reduced: list[list[Fraction]] = []
    pivots: list[int] = []
    for group in rows:
        vector = [Fraction(int(atom in group)) for atom in range(atoms)]
        for pivot, row in zip(pivots, reduced, strict=True):
            vector = [a - vector[pivot] * b for a, b in zip(vector, row, strict=True)]
        pivot = next((atom for atom in range(atoms) if vector[atom]), None)
        if pivot is not None:
            vector = [each / vector[pivot] for each in vector]
            reduced = [[a - row[pivot] * b for a, b in zip(row, vector, strict=True)] for row in reduced]
            reduced.append(vector)
            pivots.append(pivot)
    free = [atom for atom in range(atoms) if atom not in pivots]
    by_pivot = dict(zip(pivots, reduced, strict=True))
    return [
        [-by_pivot[atom][other] if atom in by_pivot else Fraction(int(atom == other)) for other in free]
        for atom in range(atoms)
    ]


def are_dependent(vectors: Sequence[Sequence[Fraction]]) -> bool:
    left = [list(vector) for vector in vectors]
    while left:
        vector = left.pop()
        place = next((place for place, each in enumerate(vector) if each), None)
        if place is None:
            return True
        for other in left:
            times = other[place] / vector[place]
            other[:] = [a - times * b for a, b in zip(other, vector, strict=True)]
    return False


def exposes(rows: Groups, sizes: Mapping[int, int], least: int) -> bool:
    """Some few atoms are dependent in the null space: then a combination of the rows is about them alone."""
    basis = null_space(rows, len(sizes))
    return any(
        are_dependent([basis[atom] for atom in few])
        for number in range(1, least)
        for few in combinations(sizes, number)
        if sum(sizes[atom] for atom in few) < least
    )


def smallest_cut(shown: Sequence[tuple[int, int]], sizes: Mapping[tuple[int, int], int]) -> int | None:
    """Where atoms are the crossings of two partitions, and the groups shown are (partition, number).

    A combination gives each group a number; at a crossing stands the difference of two of them, if those of
    one partition change their sign. So groups are nodes, crossings edges, groups that are not shown one node
    together, and what a combination is not zero on is at least a cut. None if there is nothing to cut.
    """
    node = {group: number for number, group in enumerate(shown, start=1)}
    capacities = np.zeros((len(shown) + 1, len(shown) + 1), dtype=np.int64)
    for (one, other), size in sizes.items():
        ends = node.get((0, one), 0), node.get((1, other), 0)
        if ends[0] != ends[1]:
            capacities[ends] += size
            capacities[ends[::-1]] += size
    parts, part_of = connected_components(csr_array(capacities), directed=False)
    inside = [np.flatnonzero(part_of == part) for part in range(parts)]
    return min((_least_cut(capacities[np.ix_(own, own)]) for own in inside if len(own) > 1), default=None)


def _least_cut(capacities: NDArray[np.int64]) -> int:
    """Of a graph that hangs together: Stoer and Wagner's, A simple min-cut algorithm, 1997."""
    least = int(capacities.sum())
    while len(capacities) > 1:
        pull = capacities[0].copy()
        order = [0]
        while len(order) < len(capacities):
            pull[order] = -1
            order.append(int(pull.argmax()))
            cut = int(pull[order[-1]])
            pull += capacities[order[-1]]
        last, before = order[-1], order[-2]
        least = min(least, cut)
        capacities[before] += capacities[last]
        capacities[:, before] += capacities[:, last]
        capacities[before, before] = 0
        capacities = np.delete(np.delete(capacities, last, 0), last, 1)
    return least
