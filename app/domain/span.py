"""What can be worked out from sums: all combinations of some vectors, in whole numbers and so exact.

A row is kept with the columns where it is not zero, and each column with the rows that hold it, so that a
vector touches what it meets and no more.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import gcd

from app.domain.combinations import Vector


class Span:
    """Rows that do not follow from each other, reduced: a row's pivot is zero in every other row."""

    def __init__(self) -> None:
        self._rows: dict[int, Vector] = {}  # by pivot
        self._holding: dict[int, set[int]] = defaultdict(set)  # column → pivots of the rows not zero there

    def reduced(self, vector: Vector) -> Vector:
        """What is left of it, changed in place: nothing if it can be worked out from the rows."""
        for pivot in [column for column in vector if column in self._rows]:
            eliminate(vector, pivot, self._rows[pivot])
        return vector

    def add(self, rest: Vector, *, pivot: int) -> None:
        """A vector that is reduced and not zero, least of all at its pivot."""
        for other in self._holding.pop(pivot, set()):
            self._clear(other, pivot, rest)
        self._rows[pivot] = rest
        for column in rest:
            self._holding[column].add(pivot)

    @property
    def pivots(self) -> Iterable[int]:
        return self._rows.keys()

    def row(self, pivot: int) -> Vector:
        return self._rows[pivot]

    def rows_holding(self, columns: Iterable[int]) -> Iterator[tuple[int, Vector]]:
        """The rows that are not zero on some of these columns, with their pivots; some of them again."""
        for column in columns:
            for pivot in self._holding.get(column, ()):
                yield pivot, self._rows[pivot]

    def _clear(self, other: int, pivot: int, rest: Vector) -> None:
        """Make the row of the other pivot zero at the new one."""
        row = self._rows[other]
        eliminate(row, pivot, rest)
        for column in rest:
            if column in row:
                self._holding[column].add(other)
            else:
                self._holding[column].discard(other)


def eliminate(vector: Vector, pivot: int, row: Vector) -> None:
    """Take as much of `row` away from `vector` as makes it zero at `pivot`, in place."""
    times, by = row[pivot], vector[pivot]
    common = gcd(times, by)
    common = -common if times < 0 else common
    times, by = times // common, by // common
    if times != 1:
        for atom in vector:
            vector[atom] *= times
    for atom, coefficient in row.items():
        left = vector.get(atom, 0) - by * coefficient
        if left:
            vector[atom] = left
        else:
            del vector[atom]
    if times != 1:
        divisor = gcd(*vector.values()) or 1
        for atom in vector:
            vector[atom] //= divisor
