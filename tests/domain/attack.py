"""What somebody who holds all that is shown could work out about a few people. Slow and plain on purpose."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations

Row = Sequence[int | Fraction]
PRIME = 2**61 - 1


def rank(rows: Iterable[Row]) -> int:
    """Modulo a prime far larger than any number here."""
    left = [[each.numerator * pow(each.denominator, -1, PRIME) % PRIME for each in row] for row in rows]
    found = 0
    while left and left[0]:
        pivot = next((row for row in left if row[0]), None)
        if pivot:
            left.remove(pivot)
            inverse = pow(pivot[0], -1, PRIME)
            found += 1
            left = [
                [(a - row[0] * inverse * b) % PRIME for a, b in zip(row, pivot, strict=True)]
                if row[0]
                else row
                for row in left
            ]
        left = [row[1:] for row in left]
    return found


def gives_away_fewer_than(least: int, rows: Sequence[Row], owners: Sequence[int]) -> bool:
    """Whether some combination of the rows is about fewer than `least` owners of the columns, and about some.

    Leaving out the columns of a few owners loses rank exactly when a combination is about them alone.
    """
    whole = rank(rows)
    everyone = sorted(set(owners))
    for few in combinations(everyone, min(least - 1, len(everyone))):
        kept = [column for column, owner in enumerate(owners) if owner not in few]
        if rank([[row[column] for column in kept] for row in rows]) < whole:
            return True
    return False
