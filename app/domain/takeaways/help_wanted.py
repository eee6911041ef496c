"""The takeaway about the help that people asked for: what is most wanted, where that can be told."""

from collections.abc import Sequence

from app.domain.help_wanted import HelpCell
from app.domain.takeaways.sentences import first_that_fits, number, sentence

NOTHING_NAMED = "No single habit was asked for by {fewest} people or more."


def of_help(ranked: Sequence[HelpCell], title: str, *, fewest: int) -> str:
    """`ranked` are those about one competency, the most asked for first; `title` is the first one's name."""
    if not ranked:
        return NOTHING_NAMED.format(fewest=number(fewest))
    first = ranked[0]
    alike = [each for each in ranked if (each.high or 0) >= (first.low or 0)]
    if len(alike) > 1:
        return f"{sentence(number(len(alike)))} habits are asked for about equally."
    asked = f"{out_of(first)} asked for it"
    return first_that_fits(
        [f"{title} is the support people most want: {asked}.", f"One habit is most wanted: {asked}."]
    )


def out_of(cell: HelpCell) -> str:
    """12 of 45; or 41 or more of 45."""
    return f"{cell.count}{' or more' if cell.or_more else ''} of {cell.people}"
