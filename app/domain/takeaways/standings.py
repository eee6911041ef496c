"""Takeaways about one group's figures side by side: its themes, its statements."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.cells import Counting
from app.domain.charter import Block
from app.domain.comparisons import Verdict, compare
from app.domain.pictures.rows import Dot
from app.domain.pictures.topics import OUT_OF_100, by_scale
from app.domain.points import in_points
from app.domain.takeaways.sentences import (
    HOW,
    NOTHING_SHOWN,
    first_that_fits,
    from_to,
    joined,
    listed,
    number,
    out_of_100,
    sentence,
)

APART = {
    Block.PRACTICE: "good habits come {how} more easily in {tops} than in {lows}.",
    Block.ORGANISATION: "people place their organisation {how} higher on {tops} than on {lows}.",
    Block.PARTNERSHIP: "together we stand {how} higher on {tops} than on {lows}.",
}
WEIGHTING = {
    Counting.ORGANISATIONS: "counting each organisation once",
    Counting.PEOPLE: "counting each person once",
}


@dataclass(frozen=True)
class Ends:
    """The figures at the two ends. By `verdict`, each of `tops` stands apart from each of `lows`."""

    tops: tuple[Dot, ...]
    lows: tuple[Dot, ...]
    verdict: Verdict


def ends(rows: Sequence[Dot]) -> Ends | None:
    """Of the largest set of figures that may be put in an order; None without two of them."""
    alike = _largest_alike([row for row in rows if row.cell.is_released])
    if len(alike) < 2:
        return None
    ordered = sorted(alike, key=lambda row: row.cell.mean or 0, reverse=True)
    top, low = ordered[0], ordered[-1]

    def judged(one: Dot, other: Dot) -> Verdict:
        difference = compare(one.cell, other.cell, among=len(alike))
        return difference.verdict if difference else Verdict.TOO_CLOSE

    verdict = judged(top, low)
    near_top = [row for row in ordered[1:] if judged(row, top) is Verdict.TOO_CLOSE]
    near_low = [row for row in ordered[:-1] if judged(row, low) is Verdict.TOO_CLOSE]
    tops = (top, *(row for row in near_top if judged(row, low) is verdict))
    lows = (*(row for row in near_low if all(judged(one, row) is verdict for one in tops)), low)
    return Ends(tops, lows, verdict)


def _largest_alike(rows: Sequence[Dot]) -> list[Dot]:
    kinds = by_scale([row.topic for row in rows])
    largest = max(kinds, key=len, default=())
    return [row for row in rows if row.topic in largest]


def of_themes(rows: Sequence[Dot], block: Block, counting: Counting | None = None) -> str:
    """`counting` where the figures are of several organisations: the sentence then says how they count."""
    if not any(row.cell.is_released for row in rows):
        return NOTHING_SHOWN
    lead = f"{WEIGHTING[counting]}, " if counting else ""
    return first_that_fits(sentence(lead + each) for each in _of_themes(rows, block))


def _of_themes(rows: Sequence[Dot], block: Block) -> Iterator[str]:
    shown = [row for row in rows if row.cell.is_released]
    found = ends(shown)
    if not found:
        yield from (_alone(row) for row in shown)
    elif found.verdict is Verdict.TOO_CLOSE:
        alike = _largest_alike(shown)
        told = f"{_all_of(alike)} are too close to call, {from_to([row.cell for row in alike])}"
        others = [_apart_from_them(row) for row in shown if row not in alike]
        if others:
            yield f"{told}; {listed(others)}."
        yield f"{told}."
    else:
        how = HOW[found.verdict]
        for tops, lows in ((found.tops, found.lows), (found.tops[:1], found.lows[-1:])):
            yield APART[block].format(how=how, tops=_figures(tops, out_of_100=True), lows=_figures(lows))


def _alone(row: Dot) -> str:
    return f"the figure for {_measured(row)} is {out_of_100(row.cell)}."


def _apart_from_them(row: Dot) -> str:
    return f"{_measured(row)} stands at {in_points(row.cell)}"


def _measured(row: Dot) -> str:
    """A theme and, unless that takes both scales, what its figure means."""
    says = row.topic.says.removesuffix(OUT_OF_100).rstrip(", ")
    return f"{row.topic.phrase}, {says}," if says else row.topic.phrase


def _all_of(rows: Sequence[Dot]) -> str:
    if len(rows) > 2:
        return f"the {number(len(rows))} themes"
    return listed([row.topic.phrase for row in rows])


def _figures(rows: Sequence[Dot], *, out_of_100: bool = False) -> str:
    told = [f"{row.topic.phrase} ({in_points(row.cell)})" for row in rows]
    if out_of_100:
        told[0] = told[0].removesuffix(")") + " out of 100)"
    return joined(told, " and ")


def of_statements(rows: Sequence[Dot]) -> str:
    """Of one block and one scale."""
    shown = [row for row in rows if row.cell.is_released]
    if not shown:
        return NOTHING_SHOWN
    if len(shown) == 1:
        return first_that_fits([f"{shown[0].topic.phrase} stands at {out_of_100(shown[0].cell)}."])
    if all(row.cell.standard_error is None for row in shown):
        return "These show no likely range, so they are too close to call."
    return first_that_fits(_of_statements(shown))


def _of_statements(shown: Sequence[Dot]) -> Iterator[str]:
    found = ends(shown)
    if found and found.verdict is not Verdict.TOO_CLOSE:
        top, low = found.tops[0], found.lows[-1]
        yield (
            f"{top.topic.phrase} stands {HOW[found.verdict]} higher than {low.topic.phrase}: "
            f"{in_points(top.cell)} against {out_of_100(low.cell)}."
        )
    else:
        reach = from_to([row.cell for row in shown])
        yield f"These {number(len(shown))} are too close to call: they lie {reach}."
