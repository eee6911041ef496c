"""The cards on pages of results: question, takeaway, who answered, rows, and the figure for wide screens."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from app.domain.cells import Cell, GroupKind
from app.domain.charter import Block
from app.domain.dashboards.organisation import DotPanel, PairPanel, TeamPanel
from app.domain.dashboards.partnership import LevelsPage, PartnerPanel, SpreadPanel
from app.domain.effect_sizes import effect_size
from app.domain.intervals import FEWEST_WITH_OWN_SPREAD, everyone_answered
from app.domain.nonresponse import furthest, if_the_rest_were_lower
from app.domain.pictures.rows import Dot, Heat, HeatRow, Pair, Spread
from app.domain.pictures.topics import BLOCK_NAMES, OUT_OF_100, are_alike
from app.domain.points import in_points, whole
from app.web import charts
from app.web import result_rows as rows
from app.web.words import likely_range, score, spreads

Key = tuple[tuple[str, str], ...]

DOT_KEY: Key = (("dot", "the figure"), ("range", "its likely range"))
LEVELS = ("strategic", "operational")
LEVELS_KEY: Key = (("diamond", "strategic"), ("circle", "operational"))
SIZES = ("smaller partners", "larger partners")
SIZES_KEY: Key = (("smaller", "smaller partners"), ("larger", "larger partners"))
TEAMS_ANSWERED = "Teams stand A to Z. ▲ and ▼ mark what differs clearly from {}; the rest does not."


class Shape(StrEnum):
    """How a card's rows are drawn."""

    DOTS = "dots"
    LEVELS = "levels"
    SIZES = "sizes"
    CHANGES = "changes"
    STRIPS = "strips"
    HEAT = "heat"
    ANSWERS = "answers"  # bars to either side of a line
    FIVE = "five bars"
    BY_ORGANISATION = "levels by organisation"


@dataclass(frozen=True)
class Card:
    """`ends` are the words at 0 and 100; `names` the two marks of a row; `first` what the rows are."""

    id: str
    shape: Shape
    question: str
    takeaway: str
    answered: str
    caption: str
    rows: list[rows.Row]
    first: str
    ends: tuple[str, str] = ("", "")
    key: Key = ()
    names: tuple[str, str] = ("", "")
    drawn: charts.Figure | None = None  # None where there is nothing to draw
    columns: list[tuple[str, str]] = field(default_factory=list)
    numbers: list[dict[str, str]] = field(default_factory=list)
    effects: list[dict[str, str]] = field(default_factory=list)  # gaps next to how far people differ
    withheld: list[str] = field(default_factory=list)  # who is not shown where others are, and why
    prompt: str = ""


def caption(block: Block, says: str, order: str = "") -> str:
    return f"{BLOCK_NAMES[block]}: {says}{order}"


def dot_card(
    id: str,
    panel: DotPanel,
    question: str,
    answered: str,
    *,
    address_of: rows.AddressOf,
    order: str = "",
) -> Card:
    topics = [row.topic for row in panel.rows]
    shown = [row for row in panel.rows if row.cell.is_released]
    has_agreement = any(row.agreement for row in panel.rows)
    return Card(
        id=id,
        shape=Shape.DOTS,
        question=question,
        takeaway=panel.takeaway,
        answered=f"{answered} {rows.AGREEMENT_MEANS}" if has_agreement else answered,
        caption=caption(panel.block, panel.says, order if are_alike(topics) else ""),
        rows=rows.dot_rows(panel.rows, address_of),
        first=_first(panel.rows),
        ends=rows.ends_of(panel.says),
        key=DOT_KEY if any(row.cell.low is not None for row in shown) else DOT_KEY[:1],
        drawn=charts.dots(panel.rows, rows.labels_with_agreement(panel.rows), panel.says)
        if shown and len(topics) > 1
        else None,
        numbers=numbers_of(panel.rows),
    )


def numbers_of(dots: Sequence[Dot]) -> list[dict[str, str]]:
    """Of those that are shown, as a table has them."""
    shown = [row for row in dots if row.cell.is_released]
    return [{"label": rows.labels([row.topic])[0], **_in_full(row.cell)} for row in shown]


def _in_full(cell: Cell) -> dict[str, str]:
    """A released cell as a table has it. How far off it could be is told only where the mean is exact."""
    people = cell.people or 0
    is_exact = people >= FEWEST_WITH_OWN_SPREAD
    ends = furthest(cell) if is_exact else None
    lower = if_the_rest_were_lower(cell) if is_exact else None
    return {
        "figure": in_points(cell),
        "likely": _likely(cell),
        "furthest": likely_range(*ends) if ends else "",
        "lower": "" if lower is None else score(lower),
        "answers": str(people),
    }


def _likely(cell: Cell) -> str:
    if cell.low is None or cell.high is None:
        return "none"
    if everyone_answered(cell.people or 0, cell.invited or 0):
        return "everyone answered"
    return likely_range(cell.low, cell.high)


def levels_card(id: str, panel: PairPanel, question: str) -> Card:
    return Card(
        id=id,
        shape=Shape.LEVELS,
        question=question,
        takeaway=panel.takeaway,
        answered=rows.how_many(panel.rows, ("people in strategic roles", "people in operational ones")),
        caption=caption(panel.block, panel.says, _widest(panel.rows)),
        rows=rows.gap_rows(panel.rows),
        first=_first(panel.rows),
        ends=rows.ends_of(panel.says),
        key=LEVELS_KEY,
        names=LEVELS,
        drawn=charts.levels(panel.rows, _labels(panel.rows), panel.says) if _is_drawn(panel.rows) else None,
        prompt="Ask both sides what they see that the other doesn’t." if _is_any_shown(panel.rows) else "",
    )


def own_levels_card(id: str, panel: PairPanel, question: str) -> Card:
    """Of one organisation, so that people on either side are colleagues."""
    return replace(levels_card(id, panel, question), effects=_effects(panel.rows))


def _effects(pairs: Sequence[Pair]) -> list[dict[str, str]]:
    """Of those with ten on either side; the gap as people would take it from the figures."""
    return [
        {
            "label": rows.labels([row.topic])[0],
            "gap": score(whole(row.first.mean or 0) - whole(row.second.mean or 0)),
            "likely": likely_range(row.difference.low, row.difference.high),
            "effect": f"{spreads(found.size)} ({spreads(found.low)} to {spreads(found.high)})",
        }
        for row in pairs
        if row.difference
        and row.difference.low is not None
        and row.difference.high is not None
        and (found := effect_size(row.first, row.second))
    ]


def sizes_card(id: str, panel: PairPanel, question: str, among: str) -> Card:
    """`among` says how many partners there are, for figures that don't say how many count."""
    smaller, larger = (
        max((side.organisations or 0 for side in sides), default=0)
        for sides in zip(*((row.first, row.second) for row in panel.rows), strict=True)
    )
    based_on = f"Based on {smaller} smaller and {larger} larger partners." if smaller and larger else among
    answers = rows.how_many(panel.rows, SIZES)
    return Card(
        id=id,
        shape=Shape.SIZES,
        question=question,
        takeaway=panel.takeaway,
        answered=f"{based_on} {answers}",
        caption=caption(panel.block, panel.says, _widest(panel.rows)),
        rows=rows.size_rows(panel.rows),
        first=_first(panel.rows),
        ends=rows.ends_of(panel.says),
        key=SIZES_KEY,
        names=SIZES,
        drawn=charts.sizes(panel.rows, _labels(panel.rows), panel.says) if _is_drawn(panel.rows) else None,
        prompt="Ask larger partners what they could set aside so that a smaller one can shine.",
    )


def change_card(id: str, panel: PairPanel, question: str, answered: str, now: str, then: str) -> Card:
    return Card(
        id=id,
        shape=Shape.CHANGES,
        question=question,
        takeaway=panel.takeaway,
        answered=answered,
        caption=caption(panel.block, panel.says),
        rows=rows.change_rows(panel.rows),
        first=_first(panel.rows),
        ends=rows.ends_of(panel.says),
        key=(
            ("hollow", then),
            ("filled", f"{now}, a clear change"),
            ("slight", f"{now}, no clear change"),
        ),
        names=(then, now),
        drawn=charts.changes(panel.rows, _labels(panel.rows), panel.says, (now, then))
        if _is_drawn(panel.rows)
        else None,
    )


def team_card(id: str, panel: TeamPanel, question: str, whole: str = "The organisation") -> Card:
    return Card(
        id=id,
        shape=Shape.HEAT,
        question=question,
        takeaway=panel.takeaway,
        answered=TEAMS_ANSWERED.format(whole.lower()),
        caption=caption(panel.block, panel.says, ", by team"),
        rows=rows.team_rows(panel.heat, whole),
        first="Team",
        columns=rows.heat_columns(panel.heat),
        numbers=_heat_numbers(panel.heat),
        withheld=rows.withheld_cells(panel.heat),
    )


def partner_card(id: str, panel: PartnerPanel, question: str, answered: str, told: list[rows.Row]) -> Card:
    return Card(
        id=id,
        shape=Shape.HEAT,
        question=question,
        takeaway=panel.takeaway,
        answered=answered,
        caption=caption(panel.block, panel.says, ", by organisation"),
        rows=told,
        first="Organisation",
        columns=rows.heat_columns(panel.heat),
        numbers=_heat_numbers(panel.heat),
        withheld=rows.withheld_cells(panel.heat),
    )


def _heat_numbers(heat: Heat) -> list[dict[str, str]]:
    every = [*heat.rows, *([heat.whole] if heat.whole else [])]
    return [
        {"label": _name(row), "topic": topic.title, **_in_full(each.cell)}
        for row in every
        for topic, each in zip(heat.topics, row.cells, strict=True)
        if each.cell.is_released
    ]


def _name(row: HeatRow) -> str:
    """Everyone is called as in the row above."""
    everyone = row.group.kind is GroupKind.EVERYONE
    return rows.whole_name("The partnership", row) if everyone else row.group.name


def strip_card(
    id: str,
    panel: SpreadPanel,
    question: str,
    answered: str,
    own: str | None,
    order: str,
    *,
    address_of: rows.AddressOf,
) -> Card:
    ring: Key = (("own", "yours"),) if own else ()
    topics = [row.topic for row in panel.rows]
    return Card(
        id=id,
        shape=Shape.STRIPS,
        question=question,
        takeaway=panel.takeaway,
        answered=answered,
        caption=caption(Block.PARTNERSHIP, panel.says, order),
        rows=rows.strip_rows(panel.rows, own, address_of),
        first=_first(panel.rows),
        ends=rows.ends_of(panel.says),
        key=(("other", "an organisation"), *ring, ("line", "from the lowest to the highest")),
        drawn=charts.strips(panel.rows, rows.labels(topics), panel.says, own),
        numbers=[
            {"label": rows.labels([row.topic])[0], "topic": cell.group.name, **_in_full(cell)}
            for row in panel.rows
            for cell in row.shown
        ],
        withheld=rows.missing_cells(panel),
    )


def together_card(page: LevelsPage, question: str, *, over_several: bool) -> Card:
    """`over_several` organisations, each person counting once."""
    panel = PairPanel(Block.PARTNERSHIP, OUT_OF_100, page.together, page.together_takeaway)
    card = replace(levels_card("together", panel, question), caption=f"The partnership: {OUT_OF_100}")
    return replace(card, answered=f"{card.answered} {rows.RANGES_OF_SEVERAL}") if over_several else card


def by_organisation_card(page: LevelsPage, question: str) -> Card:
    """The rows of each organisation hang together: its name, its takeaway, its rows."""
    panels = tuple((each.group.name, each.rows) for each in page.organisations)
    return Card(
        id="apart",
        shape=Shape.BY_ORGANISATION,
        question=question,
        takeaway=page.takeaway,
        answered="Organisations stand A to Z. Each needs at least five answers at both levels.",
        caption="",
        first="Theme",
        rows=[
            {"name": each.group.name, "takeaway": each.takeaway, "rows": rows.gap_rows(each.rows)}
            for each in page.organisations
        ],
        key=LEVELS_KEY,
        names=LEVELS,
        drawn=charts.levels_by_organisation(panels, _labels(panels[0][1]), OUT_OF_100) if panels else None,
    )


def _first(found: Sequence[Dot | Pair | Spread]) -> str:
    """A statement stands for a habit."""
    return "Theme" if all(row.topic.is_theme for row in found) else "Habit"


def _labels(pairs: Sequence[Pair]) -> tuple[str, ...]:
    return rows.labels([row.topic for row in pairs])


def _is_any_shown(pairs: Sequence[Pair]) -> bool:
    return any(row.difference for row in pairs)


def _is_drawn(pairs: Sequence[Pair]) -> bool:
    """A single row is better off as it is."""
    return len(pairs) > 1 and _is_any_shown(pairs)


def _widest(pairs: Sequence[Pair]) -> str:
    return ", furthest apart first" if are_alike(row.topic for row in pairs) else ""
