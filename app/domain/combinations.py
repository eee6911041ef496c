"""Is there a combination of rows that is zero on all columns but a few? Exact, with a limit on the work.

The first row goes in once, and of each other row as much as one likes. A column is an atom, and has a
weight. The search goes on what is left to choose, by four rules until one of them decides:

- Columns that are proportional are zero together: they are put together and their weights added.
- A column that only the first row touches can't be made zero: its weight is spent.
- A column heavier than what may still be spent has to be zero. That fixes how much of one of its rows goes
  in, given the others: a row fewer.
- If the columns that the first row touches weigh no more than may be spent, its not zero there is the answer.
  Otherwise try the heaviest of them both ways: spent, and zero.

Rows of a real ledger touch few columns and share fewer, so the third rule does nearly all of the work.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from math import gcd

Vector = dict[int, int]  # atom → coefficient, zeros left out
Column = tuple[tuple[int, int], ...]  # row and coefficient, by row, zeros left out

FIRST = 0
OUT_OF_REACH: Column = ((FIRST, 1),)


class TooMuchWork(Exception):
    """The search went past its limit."""


def finds_few(rows: Sequence[Vector], weights: Mapping[int, int], *, most: int, most_work: int) -> bool:
    """Whether the atoms on which some combination is not zero weigh `most` or less. May raise TooMuchWork."""
    entries: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for number, row in enumerate(rows):
        for atom, coefficient in row.items():
            entries[atom].append((number, coefficient))
    columns: dict[Column, int] = defaultdict(int)
    for atom, column in entries.items():
        columns[_primitive(column)] += weights[atom]
    return _Search(most_work).finds_few(columns, most)


class _Search:
    def __init__(self, most_work: int) -> None:
        self._work_left = most_work

    def finds_few(self, columns: Mapping[Column, int], most: int) -> bool:
        table = _Table(columns)
        self._spend(sum(map(len, columns)))
        while True:
            most -= table.take_away(OUT_OF_REACH)
            if most < 0:
                return False
            column = table.heaviest()
            if column is None or table.weights[column] <= most:
                touched = table.touched_by(FIRST)
                if sum(table.weights[each] for each in touched) <= most:
                    return True
                column = max(touched, key=lambda each: (table.weights[each], each))
                others = {each: weight for each, weight in table.weights.items() if each != column}
                if self.finds_few(others, most - table.weights[column]):
                    return True
            self._spend(table.make_zero(column))

    def _spend(self, work: int) -> None:
        self._work_left -= work
        if self._work_left < 0:
            raise TooMuchWork


class _Table:
    """What is left to choose from: each column's weight, and the columns each row touches."""

    def __init__(self, weights: Mapping[Column, int]) -> None:
        self.weights = dict(weights)
        self._touched: dict[int, set[Column]] = defaultdict(set)
        for column in weights:
            for row, _ in column:
                self._touched[row].add(column)
        self._by_weight = [(-weight, column) for column, weight in weights.items()]
        heapify(self._by_weight)

    def touched_by(self, row: int) -> set[Column]:
        return self._touched[row]

    def heaviest(self) -> Column | None:
        while self._by_weight:
            weight, column = self._by_weight[0]
            if self.weights.get(column) == -weight:
                return column
            heappop(self._by_weight)  # has gone since, or has become heavier
        return None

    def take_away(self, column: Column) -> int:
        """Its weight; nothing if it is not there."""
        for row, _ in column:
            self._touched[row].discard(column)
        return self.weights.pop(column, 0)

    def make_zero(self, zero: Column) -> int:
        """Give up one of its rows for it, the one that touches least. How many numbers that took."""
        row, by = min(
            ((row, each) for row, each in zero if row != FIRST), key=lambda one: len(self._touched[one[0]])
        )
        work = 0
        for column in list(self._touched[row]):
            weight = self.take_away(column)
            work += len(column) + len(zero)
            if column != zero:
                self._add(_combined(column, by, zero, -dict(column)[row]), weight)
        return work

    def _add(self, column: Column, weight: int) -> None:
        weight += self.weights.get(column, 0)
        self.weights[column] = weight
        heappush(self._by_weight, (-weight, column))
        for row, _ in column:
            self._touched[row].add(column)


def _combined(one: Column, by: int, other: Column, times: int) -> Column:
    made = {row: by * each for row, each in one}
    for row, each in other:
        made[row] = made.get(row, 0) + times * each
    return _primitive((row, made[row]) for row in sorted(made) if made[row])


def _primitive(column: Iterable[tuple[int, int]]) -> Column:
    """As columns are when they are proportional: no common divisor, and the first number above zero."""
    column = tuple(column)
    divisor = gcd(*(each for _, each in column))
    if column[0][1] < 0:
        divisor = -divisor
    return tuple((row, each // divisor) for row, each in column)
