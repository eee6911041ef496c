"""The page about the help people asked for: what of it was asked for by enough, and what the others chose."""

from typing import Any

from app.domain.dashboards.help_wanted import HelpPage, HelpRow, LeftOverOf
from app.domain.pictures.topics import Topic
from app.domain.takeaways.answers import FEWEST_FOR_PERCENT
from app.domain.takeaways.help_wanted import out_of
from app.web.answer_rows import share_of
from app.web.result_rows import AddressOf, Row, percent_of, who_answered
from app.web.words import likely_range

USUALLY_KEY = ("hollow", "how many usually do it, where that is shown")


def help_wanted(page: HelpPage | None, address_of: AddressOf) -> dict[str, Any]:
    if page is None or page.reason:
        return {"wanted": None, "reason": page.reason if page else None}
    key = [("dot", "asked for help with it"), ("range", "its likely range")]
    if any(row.usually is not None for row in page.rows):
        key.append(USUALLY_KEY)
    return {
        "reason": None,
        "wanted": {
            "takeaway": page.takeaway,
            "answered": who_answered(page.answered),
            "key": key if page.rows else [],
            "rows": [_row(row, page, address_of) for row in page.rows],
            "left_over": [_left_over(each) for each in page.left_over],
        },
    }


def _row(row: HelpRow, page: HelpPage, address_of: AddressOf) -> Row:
    cell, people = row.cell, row.cell.people or 1
    asked = out_of(cell)
    if people >= FEWEST_FOR_PERCENT:
        asked += f" ({percent_of(cell.count or 0, people)}%{' or more' if cell.or_more else ''})"
    return {
        "label": row.topic.short,
        "note": _theme(row.topic, page),
        "href": address_of(row.topic),
        "asked": asked,
        "mean": 100 * (cell.count or 0) / people,
        "low": 100 * (cell.low or 0),
        "high": 100 * (cell.high or 0),
        "likely": ""
        if cell.low == cell.high
        else f"{likely_range(100 * (cell.low or 0), 100 * (cell.high or 0))}%",
        "usually": None if row.usually is None else 100 * row.usually.usually_share,
        "usually_words": row.usually and f"{share_of(row.usually.usually, row.usually.people)} usually",
    }


def _theme(topic: Topic, page: HelpPage) -> str:
    return next(each.theme.title for each in page.left_over if each.theme.code == topic.theme)


def _left_over(found: LeftOverOf) -> Row:
    return {"theme": found.theme.title, "other": found.other, "none": found.none, "rest": found.rest}
