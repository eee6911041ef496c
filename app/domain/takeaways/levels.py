"""Takeaways about strategic and operational colleagues, in one organisation and across several."""

from collections.abc import Iterable, Iterator, Sequence

from app.domain.charter import Block
from app.domain.comparisons import Difference, Verdict
from app.domain.pictures.rows import Pair, WithinGap, told_apart
from app.domain.points import in_points, whole
from app.domain.takeaways.sentences import EACH_ROW, HOW, NOTHING_SHOWN, first_that_fits, number, points

TOO_CLOSE = "The differences between strategic and operational colleagues are too close to call."
FEWEST_ORGANISATIONS = 2


def of_levels(rows: Sequence[Pair]) -> str:
    """First is strategic, second operational."""
    if not any(row.difference for row in rows):
        return NOTHING_SHOWN
    return first_that_fits(_of_levels(rows))


def _of_levels(rows: Sequence[Pair]) -> Iterator[str]:
    apart = told_apart(rows)
    if not apart:
        yield TOO_CLOSE
    yield from (_gap(row, difference) for row, difference in apart)


def _gap(row: Pair, difference: Difference) -> str:
    who, others = _in_order(difference)
    topic, how, far = row.topic, HOW[difference.verdict], points(row.points_apart)
    if topic.block is Block.PRACTICE:
        top, low = (row.first, row.second) if difference.points > 0 else (row.second, row.first)
        against = f"{in_points(top)} against {in_points(low)}"
        return f"{who} colleagues rate themselves {how} higher on {topic.phrase}: {against}."
    return f"{who} colleagues are {how} more positive than {others} ones about {topic.phrase}, by {far}."


def _in_order(difference: Difference) -> tuple[str, str]:
    return ("Strategic", "operational") if difference.points > 0 else ("Operational", "strategic")


def of_within(rows: Sequence[WithinGap]) -> str:
    """Inside each organisation, and averaged."""
    if not rows:
        return "No organisation can be shown at both levels."
    apart = [row for row in rows if row.gap.difference.verdict is not Verdict.TOO_CLOSE]
    widest_first = sorted(apart, key=lambda row: -abs(row.gap.difference.points))
    clear_first = sorted(widest_first, key=lambda row: row.gap.difference.verdict is not Verdict.CLEAR)
    return first_that_fits(map(_inside, clear_first), last=TOO_CLOSE if not apart else EACH_ROW)


def _inside(row: WithinGap) -> str:
    difference = row.gap.difference
    who, others = _in_order(difference)
    how, far = HOW[difference.verdict], points(whole(abs(difference.points)))
    return (
        f"Inside organisations, {who.lower()} colleagues stand {how} higher than {others} ones "
        f"on {row.topic.phrase}, by {far} on average."
    )


def across(panels: Iterable[Sequence[Pair]]) -> str:
    """A panel an organisation."""
    shown = [rows for rows in panels if any(row.difference for row in rows)]
    if len(shown) < FEWEST_ORGANISATIONS:
        return "Fewer than two organisations have enough answers at both levels to compare them."
    return first_that_fits(_across(shown), last="No gap between the levels shows in every organisation.")


def _across(panels: Sequence[Sequence[Pair]]) -> Iterator[str]:
    """A topic on which every organisation that can be shown points the same way, none of them too close."""
    for topic in dict.fromkeys(row.topic for rows in panels for row in rows):
        gaps = [row.difference for rows in panels for row in rows if row.topic == topic]
        apart = [gap for gap in gaps if gap and gap.verdict is not Verdict.TOO_CLOSE]
        if len(apart) == len(panels) and len({_in_order(gap) for gap in apart}) == 1:
            who, _ = _in_order(apart[0])
            yield (
                f"In all {number(len(panels))} organisations that can be compared, "
                f"{who.lower()} colleagues are more positive about {topic.phrase}."
            )
