"""Takeaways about partners side by side: where they range, where they agree, and what size changes."""

from collections.abc import Iterator, Sequence

from app.domain.cells import Counting
from app.domain.comparisons import Verdict
from app.domain.pictures.rows import Heat, Pair, Spread
from app.domain.points import in_points
from app.domain.takeaways.sentences import NOTHING_SHOWN, first_that_fits, from_to, points, sentence
from app.domain.takeaways.standings import WEIGHTING

NOTABLE_POINTS = 10  # between smaller and larger partners, where there is no likely range to go by
FEWEST_COMPARED = 2


def of_partners(heat: Heat, spreads: Sequence[Spread], counting: Counting) -> str:
    """`spreads` over the partners shown, a topic each; `counting` is how the whole was made."""
    if len(heat.shown) < FEWEST_COMPARED:
        return "Fewer than two partners can be shown here, so there is nothing to compare."
    return first_that_fits(_of_partners(heat, spreads, sentence(WEIGHTING[counting])))


def _of_partners(heat: Heat, spreads: Sequence[Spread], lead: str) -> Iterator[str]:
    whole_row = heat.whole.cells if heat.whole else ()
    standing = {
        topic: each.cell for topic, each in zip(heat.topics, whole_row, strict=False) if each.cell.is_released
    }
    for spread in clearly_apart(spreads):
        where, reach = spread.topic.phrase, from_to(spread.shown)
        if spread.topic in standing:
            here = in_points(standing[spread.topic])
            yield f"{lead}, we stand at {here} on {where}; partners clearly differ, {reach}."
        yield f"Partners clearly differ on {where}, {reach}."
    if not clearly_apart(spreads):
        if standing:
            reach = from_to(list(standing.values()))
            yield f"{lead}, we stand {reach}; the differences between partners are too close to call."
        yield "The differences between partners are too close to call."


def clearly_apart(spreads: Sequence[Spread]) -> list[Spread]:
    """The widest first."""
    apart = [each for each in spreads if each.widest and each.widest.verdict is Verdict.CLEAR]
    return sorted(apart, key=lambda each: each.reach, reverse=True)


def of_agreement(spreads: Sequence[Spread]) -> str:
    """Of statements on one scale."""
    if not spreads:
        return NOTHING_SHOWN
    return first_that_fits(_of_agreement(spreads))


def _of_agreement(spreads: Sequence[Spread]) -> Iterator[str]:
    closest = min(spreads, key=lambda each: each.reach)
    between = f"{in_points(closest.lowest)} and {in_points(closest.highest)}"
    for spread in clearly_apart(spreads):
        told = f"Partners clearly differ on {spread.topic.phrase}, {from_to(spread.shown)}"
        if closest not in clearly_apart(spreads):
            yield f"{told}; on {closest.topic.phrase} all lie between {between}."
        yield f"{told}."
    if not clearly_apart(spreads):
        yield "On every topic here, the differences between partners are too close to call."


def of_sizes(rows: Sequence[Pair]) -> str:
    """First is smaller, second larger. With so few organisations a gap is described, not tested."""
    gaps = {row: row.difference.points for row in rows if row.difference}
    if not gaps:
        return NOTHING_SHOWN
    widest = max(gaps, key=lambda row: row.points_apart)
    if widest.points_apart < NOTABLE_POINTS:
        return first_that_fits(_much_the_same(widest, is_alone=len(gaps) == 1))
    is_smaller_higher = gaps[widest] > 0
    who = "Smaller" if is_smaller_higher else "Larger"
    top, low = (widest.first, widest.second) if is_smaller_higher else (widest.second, widest.first)
    higher = f"{points(widest.points_apart)} higher on {widest.topic.phrase}"
    return first_that_fits([f"{who} partners stand {higher}: {in_points(top)} against {in_points(low)}."])


def _much_the_same(widest: Pair, *, is_alone: bool) -> Iterator[str]:
    where, far = widest.topic.phrase, points(widest.points_apart)
    if not widest.points_apart:
        yield f"Smaller and larger partners stand level on {where if is_alone else 'everything here'}."
    elif is_alone:
        yield f"Smaller and larger partners look much the same on {where}: {far} apart."
    else:
        yield f"Smaller and larger partners look much the same: {far} apart at most, on {where}."
