"""Whether sums that are shown can be put together so that only a few people are left in them. Exact.

The platform decides figure by figure, by theorems; this takes all that is shown and searches the whole span.

The span is solved for columns of as many owners as it takes: each row is then about one of them, or about
none, and so a combination that is about a few of them is made of their rows and of those about none. This is
done three times, each time for other owners; who stands for three people may come up each time. Four people
could not come up in all three twice, so in one they come up once at most: it is enough to look through the
rows of each owner there with those about none, and these are few. (So the least weight of a code is found,
after Brouwer and Zimmermann.) Where owners are too few for that, somebody is either left in or left out.

Everything is modulo a prime. There a sum about a few is about as few, and it is lost only if rows that say
different things no longer do: by a chance of about one in a million.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import zip_longest

import numpy as np
from numpy.typing import NDArray

PRIME = 2**31 - 1  # products of two remainders fit in 64 bits

Owner = Hashable
Row = Mapping[tuple[Owner, Hashable], Fraction | int]  # by owner and kind of answer, zeros left out
Rows = NDArray[np.int64]
Columns = dict[Owner, list[int]]
Weights = Mapping[Owner, int]


@dataclass(frozen=True)
class Sums:
    """A column for each answer of each owner; an owner may stand for several people who are alike."""

    rows: Rows
    columns: Columns
    weights: Weights


@dataclass(frozen=True)
class Solved:
    """A basis solved for columns of some owners: numbers of the rows for each, and of those about none."""

    rows: Rows
    own: dict[Owner, list[int]]
    about_none: list[int]


def table(rows: Sequence[Row], weights: Weights) -> Sums:
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
    """Owners, fewer people than `least`, whom some combination of the rows is about, and nobody else.

    As few as there are.
    """
    every_column = [column for columns in sums.columns.values() for column in columns]
    basis = _without_zeros(_cleared(sums.rows, every_column)[0])
    fewest, budget = None, least - 1
    while found := _search(basis, dict(sums.columns), sums.weights, budget):
        fewest, budget = found, sum(sums.weights[owner] for owner in found) - 1
    return fewest


def _search(basis: Rows, columns: Columns, weights: Weights, budget: int) -> set[Owner] | None:
    """A combination of the basis that is not zero on owners weighing `budget` at most; zero on all others."""
    there = {owner: own for owner, own in columns.items() if basis[:, own].any()}
    heavy = [owner for owner in there if weights[owner] > budget]
    if heavy:
        rest = {owner: own for owner, own in there.items() if owner not in heavy}
        return _search(
            _vanishing(basis, [place for each in heavy for place in there[each]]), rest, weights, budget
        )
    if sum(weights[owner] for owner in there) <= budget:
        return set(there) or None
    if len(basis) == 1:
        return None
    solved = _solved(basis, there, weights, budget // 2 + 1)
    if any(len(each.own) < 2 for each in solved):
        return _without_or_with(basis, there, weights, budget)
    parts = (each.rows[[*own, *each.about_none]] for each in solved for own in each.own.values())
    return next(filter(None, (_search(part, there, weights, budget) for part in parts)), None)


def _without_or_with(basis: Rows, there: Columns, weights: Weights, budget: int) -> set[Owner] | None:
    chosen = max(there, key=lambda owner: weights[owner])
    rest = {owner: own for owner, own in there.items() if owner != chosen}
    if found := _search(_vanishing(basis, there[chosen]), rest, weights, budget):
        return found
    found = _search(basis, rest, weights, budget - weights[chosen])
    return None if found is None else {chosen, *found}


def _solved(basis: Rows, there: Columns, weights: Weights, times: int) -> list[Solved]:
    """So many times over. Owners weighing `2 * times - 1` at most come up once or never in one of them."""
    left = {owner: weights[owner] for owner in there}
    found = []
    for _ in range(times):
        owners = sorted((owner for owner in there if left[owner]), key=lambda owner: -left[owner])
        by_turns = zip_longest(*(there[owner] for owner in owners))
        columns = [place for turn in by_turns for place in turn if place is not None]
        rows, pivots = _cleared(basis, columns)
        owner_of = {place: owner for owner in owners for place in there[owner]}
        own: dict[Owner, list[int]] = {}
        for number, place in pivots.items():
            own.setdefault(owner_of[place], []).append(number)
        for owner in own:
            left[owner] -= 1
        found.append(Solved(rows, own, [number for number in range(len(rows)) if number not in pivots]))
    return found


def _vanishing(basis: Rows, columns: Iterable[int]) -> Rows:
    """A basis of what is zero on these columns."""
    cleared, pivots = _cleared(basis, columns)
    return cleared[[number for number in range(len(cleared)) if number not in pivots]]


def _cleared(rows: Rows, columns: Iterable[int]) -> tuple[Rows, dict[int, int]]:
    """Eliminated on these columns, in turn, with the numbers of the rows that were pivots, and where."""
    left = rows.copy()
    pivots: dict[int, int] = {}
    for column in columns:
        if len(pivots) == len(left):
            break
        there = np.flatnonzero(left[:, column])
        pivot = next((number for number in there.tolist() if number not in pivots), None)
        if pivot is None:
            continue
        pivots[pivot] = column
        left[pivot] = left[pivot] * pow(int(left[pivot, column]), -1, PRIME) % PRIME
        others = there[there != pivot]
        left[others] = (left[others] - left[others, column][:, None] * left[pivot]) % PRIME
    return left, pivots


def _without_zeros(rows: Rows) -> Rows:
    return rows[rows.any(axis=1)]
