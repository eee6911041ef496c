"""The audit: may one more sum over people be shown, given all that is shown already?

Showing a group's mean and count shows a sum. Write it as a vector with a 1 for every atom in the
group, an atom being people who are in exactly the same groups; its weight is how many they are.
What can be worked out is the span of the vectors shown, so somebody is given away exactly when the
span holds a vector, not zero, whose support weighs less than `least`. It says which people a sum
reaches, so it covers means, spreads and counts alike.

Two theorems make that quick and leave it exact.

Anchoring. While the span is safe, a new vector c gives someone away only through c plus something
in the span. If c is in the span already, showing it says nothing new.

Contraction. A vector of small weight is zero on every atom of `least` or more. Eliminate with pivots
on those big atoms for as long as there are any. If what is left of c is not zero on some big atom,
nothing in the span can cancel it there without leaving a big pivot behind: c is safe. If it is zero on
all of them, only rows with small pivots can be added to it (any other leaves its big pivot), and these
few, on small atoms alone, are searched to the end.

All arithmetic is on whole numbers, rows being divided by their greatest common divisor, so there is no
rounding to trust. The search has a limit on its work; past it the answer is no, which is always safe.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import gcd

Vector = dict[int, int]  # atom → coefficient, zeros left out
Column = tuple[int, ...]

MOST_WORK = 2_000_000  # numbers looked at for one decision; a second or two


class _TooMuchWork(Exception):
    """The search went past its limit."""


class Ledger:
    """All sums shown so far over one kind of answer, and the only way to add another."""

    def __init__(self, weights: Mapping[int, int], *, least: int, most_work: int = MOST_WORK) -> None:
        self._weights = weights
        self._least = least
        self._most_work = most_work
        self._rows: dict[int, Vector] = {}  # by pivot; a pivot is zero in every other row

    def admit(self, atoms: Iterable[int]) -> bool:
        """Add the sum over these atoms if it gives nobody away; once refused, always refused."""
        rest = self._reduced({atom: 1 for atom in atoms if atom in self._weights})
        if not rest:
            return True
        heaviest = max(rest, key=lambda atom: (self._weights[atom], -atom))
        if self._weights[heaviest] < self._least and self._would_reveal(rest):
            return False
        self._rows = {pivot: _eliminated(row, heaviest, rest) for pivot, row in self._rows.items()}
        self._rows[heaviest] = rest
        return True

    def tells(self, atoms: Iterable[int]) -> bool:
        """Whether the sum over these atoms can be worked out from those admitted."""
        return not self._reduced({atom: 1 for atom in atoms if atom in self._weights})

    def _reduced(self, vector: Vector) -> Vector:
        for pivot in [atom for atom in vector if atom in self._rows]:
            vector = _eliminated(vector, pivot, self._rows[pivot])
        return vector

    def _would_reveal(self, rest: Vector) -> bool:
        small = [row for pivot, row in self._rows.items() if self._weights[pivot] < self._least]
        rows = _connected(rest, small)
        atoms = sorted(set(rest).union(*rows))
        columns = [
            (self._weights[atom], (rest.get(atom, 0), *(row.get(atom, 0) for row in rows))) for atom in atoms
        ]
        try:
            return _Search(self._most_work).reaches(columns, self._least - 1)
        except _TooMuchWork:
            return True


def _eliminated(vector: Vector, pivot: int, row: Vector) -> Vector:
    """`vector` with as much of `row` taken away as makes it zero at `pivot`."""
    if pivot not in vector:
        return vector
    times, by = row[pivot], vector[pivot]
    made = {atom: times * coefficient for atom, coefficient in vector.items()}
    for atom, coefficient in row.items():
        made[atom] = made.get(atom, 0) - by * coefficient
    divisor = gcd(*made.values()) or 1
    return {atom: coefficient // divisor for atom, coefficient in made.items() if coefficient}


def _connected(start: Vector, rows: Sequence[Vector]) -> list[Vector]:
    """The rows that share an atom with `start`, or with a row that does, and so on; no other can help."""
    reached = set(start)
    found: list[Vector] = []
    waiting = list(rows)
    while touching := [row for row in waiting if not reached.isdisjoint(row)]:
        found += touching
        reached.update(*touching)
        waiting = [row for row in waiting if reached.isdisjoint(row)]
    return found


class _Search:
    """Looks for a combination of small weight: the first row once, and any multiples of the others.

    It works on columns, one an atom: the atom's weight, and its coefficient in each row.
    """

    def __init__(self, most_work: int) -> None:
        self._work_left = most_work

    def reaches(self, columns: Sequence[tuple[int, Column]], budget: int) -> bool:
        """Whether some combination is zero on all columns but a few, weighing `budget` together at most."""
        while True:
            merged = self._merged(columns)
            free = {column: weight for column, weight in merged.items() if any(column[1:])}
            budget -= sum(merged.values()) - sum(free.values())  # the others cannot be made zero
            if budget < 0:
                return False
            held = {column: weight for column, weight in free.items() if column[0]}
            if sum(held.values()) <= budget:
                return True
            heavy = next((column for column, weight in free.items() if weight > budget), None)
            if heavy is None:
                heavy = max(held, key=lambda column: held[column])
                others = [(weight, column) for column, weight in free.items() if column != heavy]
                if self.reaches(others, budget - held[heavy]):
                    return True
            columns = _without(free, heavy)

    def _merged(self, columns: Sequence[tuple[int, Column]]) -> dict[Column, int]:
        """Proportional columns together: a combination is zero on all of them or on none."""
        merged: dict[Column, int] = defaultdict(int)
        for weight, column in columns:
            self._work_left -= len(column)
            divisor = gcd(*column)
            if divisor:
                leading = next(each for each in column if each)
                signed = divisor if leading > 0 else -divisor
                merged[tuple(each // signed for each in column)] += weight
        if self._work_left < 0:
            raise _TooMuchWork
        return merged


def _without(columns: Mapping[Column, int], zeroed: Column) -> list[tuple[int, Column]]:
    """What is left of the choice once a combination has to be zero on one column: a row fewer."""
    pivot = next(place for place, each in enumerate(zeroed) if place and each)
    by = zeroed[pivot]
    return [
        (
            weight,
            tuple(
                by * each - zeroed[place] * column[pivot]
                for place, each in enumerate(column)
                if place != pivot
            ),
        )
        for column, weight in columns.items()
        if column != zeroed
    ]
