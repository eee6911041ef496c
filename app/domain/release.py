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

All arithmetic is on whole numbers (`span`), so there is no rounding to trust. The search (`combinations`) has
a limit on its work; past it the answer is no, which is always safe.
"""

from collections.abc import Iterable, Mapping

from app.domain.combinations import TooMuchWork, Vector, finds_few
from app.domain.span import Span

MOST_WORK = 500_000  # numbers looked at for one decision; a second or two


class Ledger:
    """All sums shown so far over one kind of answer, and the only way to add another."""

    def __init__(self, weights: Mapping[int, int], *, least: int, most_work: int = MOST_WORK) -> None:
        self._weights = weights
        self._least = least
        self._most_work = most_work
        self._span = Span()

    def admit(self, atoms: Iterable[int]) -> bool:
        """Add the sum over these atoms if it gives nobody away; once refused, always refused."""
        rest = self._span.reduced(self._sum_over(atoms))
        if not rest:
            return True
        heaviest = max(rest, key=lambda atom: (self._weights[atom], -atom))
        if self._weights[heaviest] < self._least and self._would_reveal(rest):
            return False
        self._span.add(rest, pivot=heaviest)
        return True

    def tells(self, atoms: Iterable[int]) -> bool:
        """Whether the sum over these atoms can be worked out from those admitted."""
        return not self._span.reduced(self._sum_over(atoms))

    def _sum_over(self, atoms: Iterable[int]) -> Vector:
        return {atom: 1 for atom in atoms if atom in self._weights}

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
            for pivot, row in self._span.rows_holding(waiting.pop()):
                if self._weights[pivot] < self._least and pivot not in reached:
                    reached[pivot] = row
                    waiting.append(row)
        return [reached[pivot] for pivot in sorted(reached)]
