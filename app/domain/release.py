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

All arithmetic is on whole numbers, so there is no rounding to trust. A row is kept with the atoms where it
is not zero, and each atom with the rows that hold it, so that an offer touches what it meets and no more.
The search (`combinations`) has a limit on its work; past it the answer is no, which is always safe.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import gcd

from app.domain.combinations import TooMuchWork, Vector, finds_few

MOST_WORK = 500_000  # numbers looked at for one decision; a second or two


class Ledger:
    """All sums shown so far over one kind of answer, and the only way to add another."""

    def __init__(self, weights: Mapping[int, int], *, least: int, most_work: int = MOST_WORK) -> None:
        self._weights = weights
        self._least = least
        self._most_work = most_work
        self._rows: dict[int, Vector] = {}  # by pivot; a pivot is zero in every other row
        self._holding: dict[int, set[int]] = defaultdict(set)  # atom → pivots of the rows not zero there

    def admit(self, atoms: Iterable[int]) -> bool:
        """Add the sum over these atoms if it gives nobody away; once refused, always refused."""
        rest = self._reduced(self._sum_over(atoms))
        if not rest:
            return True
        heaviest = max(rest, key=lambda atom: (self._weights[atom], -atom))
        if self._weights[heaviest] < self._least and self._would_reveal(rest):
            return False
        for pivot in self._holding.pop(heaviest, set()):
            self._clear(pivot, heaviest, rest)
        self._rows[heaviest] = rest
        for atom in rest:
            self._holding[atom].add(heaviest)
        return True

    def tells(self, atoms: Iterable[int]) -> bool:
        """Whether the sum over these atoms can be worked out from those admitted."""
        return not self._reduced(self._sum_over(atoms))

    def would_give(self, wanted: Iterable[int], *, once_shown: Iterable[int]) -> bool:
        """Whether the sum over `wanted` follows from what is shown and the sum over `once_shown`."""
        one, other = self._reduced(self._sum_over(wanted)), self._reduced(self._sum_over(once_shown))
        if one.keys() != other.keys():
            return not one
        atom = min(one, default=0)
        return all(one[each] * other[atom] == one[atom] * other[each] for each in one)

    def _sum_over(self, atoms: Iterable[int]) -> Vector:
        return {atom: 1 for atom in atoms if atom in self._weights}

    def _reduced(self, vector: Vector) -> Vector:
        for pivot in [atom for atom in vector if atom in self._rows]:
            _eliminate(vector, pivot, self._rows[pivot])
        return vector

    def _clear(self, pivot: int, heaviest: int, rest: Vector) -> None:
        """Make the row of this pivot zero at the new one."""
        row = self._rows[pivot]
        _eliminate(row, heaviest, rest)
        for atom in rest:
            if atom in row:
                self._holding[atom].add(pivot)
            else:
                self._holding[atom].discard(pivot)

    def _would_reveal(self, rest: Vector) -> bool:
        rows = [rest, *self._connected(rest)]
        try:
            return finds_few(rows, self._weights, most=self._least - 1, most_work=self._most_work)
        except TooMuchWork:
            return True

    def _connected(self, start: Vector) -> list[Vector]:
        """The rows with small pivots that share an atom with `start`, or with a row that does, and so on."""
        reached: dict[int, Vector] = {}
        waiting = [start]
        while waiting:
            for atom in waiting.pop():
                for pivot in self._holding.get(atom, ()):
                    if self._weights[pivot] < self._least and pivot not in reached:
                        reached[pivot] = self._rows[pivot]
                        waiting.append(reached[pivot])
        return [reached[pivot] for pivot in sorted(reached)]


def _eliminate(vector: Vector, pivot: int, row: Vector) -> None:
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
