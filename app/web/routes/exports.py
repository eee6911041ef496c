"""The cells behind the pages, as a table for spreadsheets."""

import csv
import re
from io import StringIO
from typing import Any

from fastapi import APIRouter, Response

from app.domain.agreement import WithinGroup
from app.domain.cells import Counting
from app.domain.charter import Block
from app.domain.distributions import Distribution, in_words
from app.domain.linked_changes import LinkedChange
from app.domain.pictures.topics import BLOCK_NAMES
from app.services import exports
from app.services.exports import Export, HelpLine, Line
from app.web.dependencies import CurrentSeat, Library, Reading

router = APIRouter()

COLUMNS = (
    "assessment",
    "group",
    "measure",
    "about",
    "block",
    "counting",
    "n",
    "mean",
    "low",
    "high",
    "released or the reason",
    "level 0",
    "level 1",
    "level 2",
    "level 3",
    "level 4",
    "upper two levels",
    "upper two levels, share low",
    "upper two levels, share high",
    "did not come up",
    "can’t say",
    "agreement",
    "average deviation",
    "rWG(J)",
    "rWG(J), skewed",
    "r*",
    "r*, skewed",
    "invited",
    "linked since last time",
    "linked, share",
    "linked, change",
    "linked, low",
    "linked, high",
    "linked, released or the reason",
    "help wanted",
    "help wanted, share low",
    "help wanted, share high",
)
ANSWER_COLUMNS, AGREEMENT_COLUMNS, LINKED_COLUMNS, HELP_COLUMNS = 10, 6, 6, 3  # the last of them
A_NUMBER = re.compile(r"-?\d+\.\d")
A_FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r")


@router.get("/org/{slug}/results/{code}/cells.csv", name="exports.organisation_cells")
def organisation_cells(
    slug: str, code: str, seat: CurrentSeat, session: Reading, library: Library
) -> Response:
    return as_csv(exports.of_organisation(session, library, slug, code, by=seat), f"{slug}-{code}")


@router.get("/p/{slug}/results/{code}/cells.csv", name="exports.partnership_cells")
def partnership_cells(
    slug: str, code: str, seat: CurrentSeat, session: Reading, library: Library
) -> Response:
    return as_csv(exports.of_partnership(session, library, slug, code, by=seat), f"{slug}-{code}")


def as_csv(export: Export, name: str) -> Response:
    text = StringIO()
    table = csv.writer(text)
    table.writerow(COLUMNS)
    rows = [
        *(_row(export, line) for line in export.lines),
        *(_help_row(export, each) for each in export.wanted),
    ]
    table.writerows([_safe(each) for each in row] for row in rows)
    # With a byte order mark, spreadsheets read it as the UTF-8 that it is.
    return Response(
        text.getvalue().encode("utf-8-sig"),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def _row(export: Export, line: Line) -> list[Any]:
    cell, topic = line.cell, line.topic
    return [
        export.assessment.title,
        line.group,
        topic.code,
        topic.title if topic.is_theme else topic.statement,
        BLOCK_NAMES[topic.block],
        cell.counting.value,
        "" if cell.people is None else cell.people,
        *(_one_decimal(each) for each in (cell.mean, cell.low, cell.high)),
        cell.decision.value,
        *_answers(cell.distribution),
        *_agreement(cell.within_group),
        "" if cell.invited is None else cell.invited,
        *_linked(line.linked),
        *[""] * HELP_COLUMNS,
    ]


def _help_row(export: Export, line: HelpLine) -> list[Any]:
    """How many of all who answered want help with something. There is no mean of that."""
    cell = line.cell
    return [
        export.assessment.title,
        cell.group.name,
        cell.measure,
        line.about,
        BLOCK_NAMES[Block.PRACTICE],
        Counting.PEOPLE.value,
        "" if cell.people is None else cell.people,
        *[""] * 3,
        cell.decision.value,
        *[""] * (ANSWER_COLUMNS + AGREEMENT_COLUMNS),
        "" if cell.invited is None else cell.invited,
        *[""] * LINKED_COLUMNS,
        "" if cell.count is None else f"{cell.count}{' or more' if cell.or_more else ''}",
        *("" if each is None else f"{each:.3f}" for each in (cell.low, cell.high)),
    ]


def _answers(found: Distribution | None) -> list[str]:
    if found is None:
        return [""] * ANSWER_COLUMNS
    return [
        *(in_words(each, found.people) for each in (*found.levels, found.usually)),
        f"{found.usually_low:.3f}",
        f"{found.usually_high:.3f}",
        *("" if each is None else in_words(each) for each in (found.did_not_come_up, found.cannot_say)),
    ]


def _agreement(found: WithinGroup | None) -> list[str]:
    if found is None:
        return [""] * AGREEMENT_COLUMNS
    indexes = (found.average_deviation, found.r_wg, found.r_wg_skewed, found.r_star, found.r_star_skewed)
    return [found.agreement.value, *(f"{each:.3f}" for each in indexes)]


def _linked(found: LinkedChange | None) -> list[Any]:
    if found is None:
        return [""] * LINKED_COLUMNS
    return [
        "" if found.people is None else found.people,
        "" if found.share is None else f"{found.share:.3f}",
        *(_one_decimal(each) for each in (found.mean, found.low, found.high)),
        found.decision.value,
    ]


def _one_decimal(figure: float | None) -> str:
    return "" if figure is None else f"{figure:.1f}"


def _safe(value: Any) -> Any:
    """A spreadsheet would run a name that begins like a formula."""
    if isinstance(value, str) and value.startswith(A_FORMULA_BEGINS) and not A_NUMBER.fullmatch(value):
        return f"'{value}"
    return value
