"""What every takeaway has in common: how long it may be, and how figures are put in it."""

from collections.abc import Iterable, Sequence

from app.domain.cells import Cell
from app.domain.comparisons import Verdict
from app.domain.points import in_points

MOST_WORDS = 25
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

NOTHING_SHOWN = "These figures cannot be shown; each row says why."
EACH_ROW = "Each row says how things stand."  # where names are too long for anything better

HOW = {Verdict.CLEAR: "clearly", Verdict.SLIGHT: "slightly"}


def first_that_fits(sentences: Iterable[str], *, last: str = EACH_ROW) -> str:
    """The first short enough: names may be of any length."""
    return next((sentence for sentence in sentences if len(sentence.split()) <= MOST_WORDS), last)


def out_of_100(cell: Cell) -> str:
    return f"{in_points(cell)} out of 100"


def points(number: int) -> str:
    return f"{number} {'point' if number == 1 else 'points'}"


def from_to(cells: Sequence[Cell]) -> str:
    """From the lowest to the highest of released cells; or where they all are."""
    ordered = sorted(cells, key=lambda cell: cell.mean or 0)
    if in_points(ordered[0]) == in_points(ordered[-1]):
        return f"at {out_of_100(ordered[0])}"
    return f"from {in_points(ordered[0])} to {out_of_100(ordered[-1])}"


def number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def listed(names: Sequence[str]) -> str:
    """a, b and c; with a comma before the last where one of them is a pair itself."""
    return joined(names, ", and " if any(" and " in each for each in names) else " and ")


def joined(names: Sequence[str], last: str) -> str:
    return last.join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def sentence(text: str) -> str:
    """With its first letter large."""
    return text[:1].upper() + text[1:]
