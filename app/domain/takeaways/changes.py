"""The takeaway about change since last time. Two times are compared as two groups, not person by person."""

from collections.abc import Iterator, Sequence

from app.domain.charter import Block
from app.domain.comparisons import Difference, Verdict
from app.domain.pictures.rows import Pair, told_apart
from app.domain.takeaways.sentences import first_that_fits, number, points

WHERE = {
    Block.PRACTICE: "our own practice",
    Block.ORGANISATION: "our organisation",
    Block.PARTNERSHIP: "our partnership",
}
NOTHING_TO_COMPARE = "Nothing here was shown both times, so there is no change to tell."


def of_changes(rows: Sequence[Pair], since: str) -> str:
    """First is now, second then; `since` is what the earlier assessment is called."""
    if not any(row.difference for row in rows):
        return NOTHING_TO_COMPARE
    return first_that_fits([*_of_changes(rows, since), *_of_changes(rows, "last time")])


def _of_changes(rows: Sequence[Pair], since: str) -> Iterator[str]:
    apart = told_apart(rows)
    clear = [row for row, difference in apart if difference.verdict is Verdict.CLEAR]
    if not apart:
        yield f"No clear change since {since}: the differences are too close to call."
        return
    moved = f"{_moved(*apart[0])} since {since}"
    if len(clear) > 1:
        yield f"{moved}; {number(len(clear) - 1)} more changed clearly."
    yield f"{moved}, a clear change." if clear else f"{moved}, a slight change; nothing changed clearly."


def _moved(row: Pair, difference: Difference) -> str:
    way = "up" if difference.points > 0 else "down"
    return f"We are {way} {points(row.points_apart)} on {row.topic.phrase} in {WHERE[row.topic.block]}"
