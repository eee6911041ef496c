"""What is pooled over organisations, as the page about the questions writes it."""

from collections.abc import Sequence
from typing import Any

from app.domain.charter import Block, Charter
from app.domain.intervals import POOLED_SPREAD
from app.domain.intraclass import are_means_dependable, reading
from app.domain.pictures.topics import BLOCK_NAMES
from app.domain.pooling import Pooled, themes
from app.web.words import day

Row = dict[str, str]


def about_questions(charter: Charter, editions: Sequence[Pooled]) -> dict[str, Any]:
    """`editions` are of this version, oldest first."""
    newest = {each.measure: each for each in editions}
    asked = [measure for block in Block for measure in themes(charter, block)]
    known = [newest[measure] for measure in asked if measure in newest]
    return {
        "version": charter.version,
        "together": [_together(charter, each) for each in known],
        "apart": [_apart(charter, each) for each in known if each.icc1 is not None],
        "spreads": [_spread(charter, each) for each in editions if each.spread is not None],
        "spread_until_known": POOLED_SPREAD,
    }


def _together(charter: Charter, each: Pooled) -> Row:
    return {
        "name": _name(charter, each.measure),
        "made_of": f"{_statements(charter, each.measure)} statements, {each.people:,} people, "
        f"{each.organisations} organisations",
        "alpha": f"{_ratio(each.alpha)} ({_ratio(each.low)} to {_ratio(each.high)})",
        "omega": "one factor does not fit" if each.omega is None else _ratio(each.omega),
        "error": f"{each.standard_error:.1f} points",
    }


def _apart(charter: Charter, each: Pooled) -> Row:
    icc1, icc2 = each.icc1 or 0.0, each.icc2 or 0.0
    return {
        "name": _name(charter, each.measure),
        "organisations": str(each.compared),
        "icc1": f"{_ratio(icc1)}, {reading(icc1)}",
        "icc2": f"{_ratio(icc2)}, {'dependable' if are_means_dependable(icc2) else 'not dependable'}",
    }


def _spread(charter: Charter, each: Pooled) -> Row:
    return {
        "name": _name(charter, each.measure),
        "spread": f"{each.spread:.1f} points",
        "organisations": str(each.compared),
        "after": day(each.as_of),
    }


def _statements(charter: Charter, measure: str) -> int:
    theme, _, block = measure.partition(".")
    return len(charter.statements_of(theme, Block(block)))


def _name(charter: Charter, measure: str) -> str:
    theme, _, block = measure.partition(".")
    return f"{charter.by_theme[theme].title}: {BLOCK_NAMES[Block(block)].lower()}"


def _ratio(value: float) -> str:
    """.85, with a minus where it is below zero."""
    return f"{value:.2f}".replace("-", "−").replace("0.", ".", 1)
