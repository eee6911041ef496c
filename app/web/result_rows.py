"""Pictures' rows as the figures' macros take them, and the lines that go with every figure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from app.domain.agreement import Agreement
from app.domain.cells import Cell, Counting
from app.domain.comparisons import Difference
from app.domain.dashboards.closed import organisation_group
from app.domain.dashboards.partnership import FEWEST_TO_AGREE, Missing, SpreadPanel
from app.domain.intervals import FEWEST_WITH_OWN_SPREAD, everyone_answered
from app.domain.nonresponse import is_about_few, is_about_those_who_answered, whom_it_is_about
from app.domain.people import Partner, WhenSmall
from app.domain.pictures.rows import Dot, Heat, HeatRow, Pair, Spread
from app.domain.pictures.topics import BLOCK_NAMES, OUT_OF_100, Topic, are_alike
from app.domain.points import in_points
from app.web.words import count, likely_range, listed, plural, small_number

Row = dict[str, Any]
AddressOf = Callable[[Topic], str | None]

MATURITY_BEGINS = "how firmly"
MOST_NAMED = 3  # statements; more are counted

AGREEMENT = {
    Agreement.TOGETHER: "answers lie together",
    Agreement.MIXED: "answers are mixed",
    Agreement.SPLIT: "answers are split",
}
AGREEMENT_MEANS = "Together, mixed or split: how far apart people’s answers to the same statement lie."
RANGE_MEANS = "The likely range is where a figure would probably lie if it took in everyone invited."
RANGES_OF_SEVERAL = "Likely ranges leave out that organisations differ in how many answered."
EVERYONE_ANSWERED = "Everyone answered, so there is no range."
FEWER_THAN_HALF = (
    "Fewer than half answered, so this is about the people who answered. "
    "The others may see things differently."
)
FEW_ANSWERED = "Look first at the furthest a figure could be, under “More about these numbers”."


def no_address(_topic: Topic) -> None:
    return None


def labels(topics: Sequence[Topic]) -> tuple[str, ...]:
    """With what they are about, where that is not the same for all."""
    if len({topic.block for topic in topics}) < 2:
        return tuple(_label(topic) for topic in topics)
    return tuple(f"{_label(topic)}\n{BLOCK_NAMES[topic.block]}" for topic in topics)


def _label(topic: Topic) -> str:
    return topic.title if topic.is_theme else topic.short


def dot_rows(rows: Sequence[Dot], address_of: AddressOf) -> list[Row]:
    return [
        _named(row.topic, rows, address_of) | figure(row.cell) | {"agreement": in_a_phrase(row)}
        for row in rows
    ]


def in_a_phrase(row: Dot) -> str:
    """How far apart people see it, if that is told."""
    return AGREEMENT[row.agreement] if row.agreement else ""


def labels_with_agreement(rows: Sequence[Dot]) -> tuple[str, ...]:
    """As scripts draw them: what is said of each beneath it."""
    named = zip(labels([row.topic for row in rows]), map(in_a_phrase, rows), strict=True)
    return tuple("\n".join(each for each in both if each) for both in named)


def gap_rows(rows: Sequence[Pair]) -> list[Row]:
    return [_named(row.topic, rows) | _sides(row) | _gap(row, "{} apart", "level") for row in rows]


def size_rows(rows: Sequence[Pair]) -> list[Row]:
    """Described and not tested: there is no verdict on so few organisations."""
    return [
        _named(row.topic, rows)
        | _sides(row)
        | ({"reason": row.reason} if row.reason else {"gap": f"{plural(row.points_apart, 'point')} apart"})
        for row in rows
    ]


def change_rows(rows: Sequence[Pair]) -> list[Row]:
    """First is now, and second was."""
    return [
        _named(row.topic, rows)
        | _sides(row)
        | _gap(row, "up {}" if row.difference and row.difference.points > 0 else "down {}", "no change")
        for row in rows
    ]


def _sides(row: Pair) -> Row:
    return {
        "first": row.first.mean,
        "second": row.second.mean,
        "first_likely": _likely(row.first.low, row.first.high),
        "second_likely": _likely(row.second.low, row.second.high),
    }


def _likely(low: float | None, high: float | None) -> str:
    """Nothing where there is no range, or where everyone answered and the figure is what it is."""
    return "" if low is None or high is None or low == high else likely_range(low, high)


def _gap(row: Pair, words: str, none: str) -> Row:
    """`none` is said where the two are printed alike."""
    if row.difference is None:
        return {"reason": row.reason}
    told = words.format(plural(row.points_apart, "point")) if row.points_apart else none
    likely = _likely_gap(row.difference)
    parts = [told, f"likely {likely}" if likely else "", row.difference.verdict if row.points_apart else ""]
    return {"verdict": row.difference.verdict.value, "gap": ", ".join(part for part in parts if part)}


def _likely_gap(gap: Difference) -> str:
    """Counted the way the difference is told, so below zero is the other way round."""
    if gap.low is None or gap.high is None:
        return ""
    return _likely(gap.low, gap.high) if gap.points >= 0 else _likely(-gap.high, -gap.low)


def strip_rows(rows: Sequence[Spread], own: str | None, address_of: AddressOf) -> list[Row]:
    """`own` is the slug of the organisation that looks, if one does."""
    return [
        _named(row.topic, rows, address_of)
        | {"marks": [{"mean": cell.mean, "own": cell.group.organisation == own} for cell in row.shown]}
        for row in rows
    ]


def _named(topic: Topic, among: Sequence[Dot | Pair | Spread], address_of: AddressOf | None = None) -> Row:
    """What figures mean is told by row where it is not the same for all."""
    note = topic.statement
    if len({row.topic.block for row in among}) > 1:
        note = BLOCK_NAMES[topic.block]
    elif not are_alike(row.topic for row in among) and topic.says != OUT_OF_100:
        note = topic.says.removesuffix(f", {OUT_OF_100}")
    return {"label": _label(topic), "href": address_of(topic) if address_of else None, "note": note}


def figure(cell: Cell) -> Row:
    if not cell.is_released:
        return {"reason": cell.decision.value}
    return {
        "mean": cell.mean,
        "low": cell.low,
        "high": cell.high,
        "n": cell.people,
        "text": in_points(cell),
    }


def ends_of(says: str) -> tuple[str, str]:
    """What stands at 0 and at 100 under a figure."""
    if says == OUT_OF_100:
        return ("", "")
    return ("not in place", "in place") if is_maturity(says) else ("never", "always")


def is_maturity(says: str) -> bool:
    return says.startswith(MATURITY_BEGINS)


def heat_columns(heat: Heat) -> list[tuple[str, str]]:
    return [(topic.short, topic.title) for topic in heat.topics]


def team_rows(heat: Heat, whole: str) -> list[Row]:
    """`whole` is what their whole is called."""
    rows = [_heat_row(row, _people(row)) for row in heat.rows]
    if heat.whole:
        rows.append(_heat_row(heat.whole, _people(heat.whole), whole_name(whole, heat.whole)))
    return rows


def partner_rows(
    heat: Heat, partners: Mapping[str, Partner], counting: Counting, *, in_full: bool
) -> list[Row]:
    """`partners` by the code of their group. Own words stand in full once a page, in the first table."""
    has_pool = any(row.group.code == "pool" for row in heat.rows)
    rows = [
        _partner_row(row, partners.get(row.group.code), has_pool=has_pool, in_full=in_full)
        for row in heat.rows
    ]
    if heat.whole:
        whole = whole_name("The partnership", heat.whole)
        rows.append(_heat_row(heat.whole, how_it_counts(heat.whole, counting), whole))
    return rows


def _partner_row(row: HeatRow, partner: Partner | None, *, has_pool: bool, in_full: bool) -> Row:
    """A partner too small to show speaks in its own words, at the size of everybody's figures."""
    told = _heat_row(row, ", ".join(each for each in (_staff(row, partner), _people(row)) if each))
    if row.reason and partner and partner.when_small is WhenSmall.OWN_WORDS and partner.own_words:
        told |= {"words": partner.own_words} if in_full else {"reason": "In its own words, above."}
    elif row.reason and partner and partner.when_small is WhenSmall.STAND_TOGETHER and has_pool:
        told["reason"] = f"{row.reason} Its answers count in “Smaller partners together”."
    return told


def _staff(row: HeatRow, partner: Partner | None) -> str:
    """And how many others were asked: one that is small may have widened its circle."""
    if partner is None:
        return ""
    staff = partner.organisation.staff
    others = max((each.cell.invited or 0 for each in row.cells), default=0) - staff
    return f"{count(staff)} staff" + (f" and {plural(others, 'other')} asked" if others > 0 else "")


def _heat_row(row: HeatRow, note: str, name: str | None = None) -> Row:
    cells = [
        {"reason": each.cell.decision.value}
        if not each.cell.is_released
        else {"mean": each.cell.mean, "mark": each.stands and each.stands.value, "text": in_points(each.cell)}
        for each in row.cells
    ]
    return {
        "label": name or row.group.name,
        "note": note,
        "cells": cells,
        "reason": row.reason,
        "total": name is not None,
    }


def withheld_cells(heat: Heat) -> list[str]:
    """The reason for each cell that is withheld though its row is shown: there is no room for it inside."""
    return [
        f"{row.group.name}, {topic.phrase}: {each.cell.decision}"
        for row in heat.shown
        for topic, each in zip(heat.topics, row.cells, strict=True)
        if not each.cell.is_released
    ]


def missing_cells(panel: SpreadPanel) -> list[str]:
    """Who is not among the marks, and why; and which statements have too few marks to stand there."""
    told = [f"{each.group.name}{_where(each, len(panel.rows))}: {each.reason}" for each in panel.missing]
    if panel.left_out:
        phrases = listed([topic.phrase for topic in panel.left_out])
        told.append(f"{phrases}: fewer than {small_number(FEWEST_TO_AGREE)} organisations can be shown.")
    return told


def _where(missing: Missing, rows: int) -> str:
    if len(missing.topics) == rows:
        return ""
    if len(missing.topics) > MOST_NAMED:
        return f", on {len(missing.topics)} of {rows} statements"
    return f", on {listed([topic.phrase for topic in missing.topics])}"


def whole_name(name: str, row: HeatRow) -> str:
    """By the cell with the most answers."""
    most = max((each.cell for each in row.cells), key=lambda cell: cell.people or 0)
    return whom_it_is_about(name, most.people or 0, most.invited or 0) if most.is_released else name


def _people(row: HeatRow) -> str:
    answers = max((each.cell.people or 0 for each in row.cells), default=0)
    return plural(answers, "answer") if answers else ""


def how_it_counts(whole: HeatRow, counting: Counting) -> str:
    if counting is Counting.PEOPLE:
        return "each person counts once"
    units = sorted({each.cell.organisations for each in whole.cells if each.cell.organisations})
    if not units:
        return "each organisation counts once"
    number = " to ".join(str(each) for each in dict.fromkeys((units[0], units[-1])))
    return f"the {number} that can be shown, each counting once"


def by_group(partners: Iterable[Partner]) -> dict[str, Partner]:
    return {organisation_group(each.organisation.slug): each for each in partners}


def who_answered(answered: tuple[int, int] | None, *, over_several: bool = False) -> str:
    """How many, and what the likely range means; `over_several` organisations, each person counting once."""
    if answered is None:
        return "Too few people answered to show anything."
    people, invited = answered
    if everyone_answered(people, invited):
        return f"All {count(people)} people answered. {EVERYONE_ANSWERED}"
    told = [
        f"{count(people)} of {count(invited)} people answered ({percent_of(people, invited)}%).",
        f"{RANGE_MEANS} {RANGES_OF_SEVERAL}" if over_several else RANGE_MEANS,
        FEWER_THAN_HALF if is_about_those_who_answered(people, invited) else "",
        FEW_ANSWERED if is_about_few(people, invited) and people >= FEWEST_WITH_OWN_SPREAD else "",
    ]
    return " ".join(each for each in told if each)


def percent_of(people: int, invited: int) -> int:
    return int(100 * people / invited + 0.5)


def how_many(rows: Sequence[Pair], names: tuple[str, str]) -> str:
    """Who is behind the two sides of a comparison."""
    first = max((row.first.people or 0 for row in rows), default=0)
    second = max((row.second.people or 0 for row in rows), default=0)
    if not (first and second):
        return "Each side needs five answers or more."
    return f"{plural(first, 'answer')} from {names[0]}, {count(second)} from {names[1]}."
