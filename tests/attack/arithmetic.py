"""Whether sums that are shown can be put together so that only a few people are left in them. Exact.

The platform decides figure by figure, by theorems; this takes all that is shown and searches the whole span.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

PRIME = 2**31 - 1  # products of two remainders fit in 64 bits

Owner = Hashable
Row = Mapping[tuple[Owner, Hashable], Fraction | int]  # by owner and kind of answer, zeros left out
Rows = NDArray[np.int64]
Columns = dict[Owner, list[int]]


@dataclass(frozen=True)
class Sums:
    """A column for each answer of each owner; an owner may stand for several people who are alike."""

    rows: Rows
    columns: Columns
    weights: Mapping[Owner, int]


def table(rows: Sequence[Row], weights: Mapping[Owner, int]) -> Sums:
    places = {key: place for place, key in enumerate(sorted({key for row in rows for key in row}, key=repr))}
    made = np.zeros((len(rows), len(places)), dtype=np.int64)
    for number, row in enumerate(rows):
        for key, weight in row.items():
            made[number, places[key]] = remainder(Fraction(weight))
    columns: Columns = {}
    for (owner, _), place in places.items():
        columns.setdefault(owner, []).append(place)
    return Sums(made, columns, weights)


def remainder(number: Fraction) -> int:
    return number.numerator * pow(number.denominator, -1, PRIME) % PRIME


def exposed(sums: Sums, *, least: int) -> set[Owner] | None:
    """Owners, fewer people than `least`, whom some combination of the rows is about, and nobody else."""
    every_column = [column for columns in sums.columns.values() for column in columns]
    basis = _without_zeros(_cleared(sums.rows, every_column)[0])
    return _search(basis, dict(sums.columns), sums.weights, least - 1)


def _search(basis: Rows, columns: Columns, weights: Mapping[Owner, int], budget: int) -> set[Owner] | None:
    """A combination of the basis that is not zero on owners weighing `budget` at most; zero on all others."""
    if not len(basis):
        return None
    there = {owner: own for owner, own in columns.items() if basis[:, own].any()}
    heavy = [owner for owner in there if weights[owner] > budget]
    if heavy:
        rest = {owner: own for owner, own in there.items() if owner not in heavy}
        return _search(
            _vanishing(basis, [place for each in heavy for place in there[each]]), rest, weights, budget
        )
    if sum(weights[owner] for owner in there) <= budget:
        return set(there)
    chosen = max(there, key=lambda owner: weights[owner])
    rest = {owner: own for owner, own in there.items() if owner != chosen}
    if found := _search(_vanishing(basis, there[chosen]), rest, weights, budget):
        return found
    found = _search(basis, rest, weights, budget - weights[chosen])
    return None if found is None else {chosen, *found}


def _vanishing(basis: Rows, columns: Iterable[int]) -> Rows:
    """A basis of what is zero on these columns."""
    cleared, pivots = _cleared(basis, columns)
    return cleared[[number for number in range(len(cleared)) if number not in pivots]]


def _cleared(rows: Rows, columns: Iterable[int]) -> tuple[Rows, set[int]]:
    """Eliminated on these columns, with the numbers of the rows that were pivots."""
    left = rows.copy()
    pivots: set[int] = set()
    for column in columns:
        pivot = next((number for number in np.flatnonzero(left[:, column]) if number not in pivots), None)
        if pivot is None:
            continue
        pivots.add(int(pivot))
        left[pivot] = left[pivot] * pow(int(left[pivot, column]), -1, PRIME) % PRIME
        others = np.flatnonzero(left[:, column])
        others = others[others != pivot]
        left[others] = (left[others] - left[others, column][:, None] * left[pivot]) % PRIME
    return left, pivots


def _without_zeros(rows: Rows) -> Rows:
    return rows[rows.any(axis=1)]
