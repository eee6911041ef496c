"""The takeaway about the help that people asked for: what is most wanted, where that can be told."""

import math
from collections.abc import Sequence

from app.domain.help_wanted import HelpCell
from app.domain.takeaways.answers import is_clearly_more
from app.domain.takeaways.sentences import first_that_fits, number, sentence

NOTHING_NAMED = "No single habit was asked for by {fewest} people or more."


def of_help(ranked: Sequence[HelpCell], title: str, *, fewest: int) -> str:
    """`ranked` are those about one competency, the most asked for first; `title` is the first one's name."""
    if not ranked:
        return NOTHING_NAMED.format(fewest=number(fewest))
    first = ranked[0]
    pairs = math.comb(len(ranked), 2)
    alike = [first, *(each for each in ranked[1:] if not _is_ahead(first, each, pairs))]
    if len(alike) > 1:
        return f"{sentence(number(len(alike)))} habits are most wanted; between them it is too close to call."
    asked = f"{out_of(first)} asked for it"
    return first_that_fits(
        [f"{title} is the support people most want: {asked}.", f"One habit is most wanted: {asked}."]
    )


def _is_ahead(first: HelpCell, other: HelpCell, pairs: int) -> bool:
    """Two habits of different themes may be the wish of one person; then the test says too little."""
    counts = first.count or 0, other.count or 0
    people, invited = first.people or 0, first.invited or 0
    return not other.or_more and is_clearly_more(*counts, people=people, invited=invited, pairs=pairs)


def out_of(cell: HelpCell) -> str:
    """12 of 45; or 41 or more of 45."""
    return f"{cell.count}{' or more' if cell.or_more else ''} of {cell.people}"
