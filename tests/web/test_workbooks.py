"""The workbook: the same cells, numbers as numbers, a sheet for each block, and nothing that runs."""

import re
from collections.abc import Iterator
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.cell import Cell as OfSheet
from sqlalchemy import update
from sqlmodel import Session

from app.domain.cells import Cell, Decision
from app.storage.schema import AssessmentRow, OrganisationRow
from app.web.spreadsheets import Sheet, as_csv, as_workbook, harmless
from tests.released import NORTHWAY, a_cell, a_team, help_with, withheld
from tests.results_world import close_some, table
from tests.web.hostile import HOSTILE
from tests.world import Browser, World

RUNS = re.compile(r"(^|[;\t\r\n|])[\s\0\u200b\ufeff]*[=+\-@＝＋－＠﹦﹢]")


def opened(browser: Browser, address: str):
    reply = browser.get(address)
    assert reply.status_code == 200
    return load_workbook(BytesIO(reply.content))


def filled(book) -> Iterator[OfSheet]:
    return (cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None)


def test_each_block_has_a_sheet_and_the_first_says_what_columns_are(closed):
    book = opened(closed.dele, f"{closed.at}/cells.xlsx")
    assert book.sheetnames == ["About this file", "My practice", "My organisation"]
    meanings = {row[0].value: row[1].value for row in book["About this file"].iter_rows()}
    for sheet in book.worksheets[1:]:
        assert all(meanings.get(cell.value) for cell in sheet[1])
    assert meanings["Good Partners"] == "Northway Homes, Spring 2026"


def test_it_holds_the_cells_of_the_plain_table_and_numbers_are_numbers(closed):
    plain = table(closed.dele, f"{closed.at}/cells.csv")
    told = [dict(zip(plain[0], row, strict=True)) for row in plain[1:]]
    book = opened(closed.dele, f"{closed.at}/cells.xlsx")
    rows = []
    for sheet in book.worksheets[1:]:
        head, *lines = sheet.iter_rows(values_only=True)
        rows += [dict(zip(head, line, strict=True)) for line in lines]
    assert len(rows) == len(told)
    mean_of = {(row["group"], row["measure"]): row["mean"] for row in rows}
    assert {
        (row["group"], row["measure"]): float(row["mean"]) if row["mean"] else None for row in told
    } == mean_of
    assert all(isinstance(row["mean"], (int, float)) for row in rows if row["n"])


def test_on_paper_each_page_says_what_its_rows_are_about(closed):
    book = opened(closed.dele, f"{closed.at}/cells.xlsx")
    for sheet in book.worksheets[1:]:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.print_title_cols == "$A:$C"
    about = book["About this file"]
    longest = max(range(1, about.max_row + 1), key=lambda row: len(str(about.cell(row, 2).value)))
    assert (
        about.row_dimensions[longest].height == 30
    )  # points: two lines of fifteen, which is every other's height


def test_a_withheld_cell_has_its_reason_and_no_number(closed):
    book = opened(closed.dele, f"{closed.at}/cells.xlsx")
    rows = [row for sheet in book.worksheets[1:] for row in sheet.iter_rows(values_only=True)]
    repairs = [row for row in rows if "Repairs" in row]
    assert repairs
    assert all(Decision.TOO_FEW in row for row in repairs)
    assert not [value for row in repairs for value in row if isinstance(value, (int, float))]


def test_no_cell_is_a_formula_whatever_people_call_things(world: World):
    cells: list[Cell] = [a_cell(NORTHWAY, "VA.practice", 60)]
    cells += [withheld(a_team(name, number), "VA.practice") for number, name in enumerate(HOSTILE)]
    place = close_some(world, own=cells, wanted=[help_with(NORTHWAY, "VA1.1", 12)])
    with Session(world.engine) as session, session.begin():
        session.execute(update(AssessmentRow).values(title=HOSTILE[1]))
        session.execute(update(OrganisationRow).values(name=HOSTILE[2]))
    book = opened(world.browser(world.cast.dele), f"{place.at}/cells.xlsx")
    every = list(filled(book))
    assert {cell.data_type for cell in every} <= {"s", "n"}
    assert not [cell.value for cell in every if cell.hyperlink]
    told = {cell.value for cell in every}
    assert {name.replace("\r\n", "\n").replace("\r", "\n") for name in HOSTILE} <= {
        str(value).replace("_x000D_", "\r").replace("\r\n", "\n").replace("\r", "\n") for value in told
    }
    for row in table(place.dele, f"{place.at}/cells.csv"):
        assert not [value for value in row if RUNS.search(value) and not _is_number(value)]


def _is_number(value: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?", value) is not None


def test_words_that_only_look_odd_stay_as_they_are():
    for words in ("Team 1-2", "a+b", "x = y", "Me & you; us", "5 or less", "don’t"):
        assert harmless(words) == words


def test_control_characters_do_not_break_the_file():
    name = "".join(map(chr, range(32))) + "\ufffe"
    made = as_workbook(name, [(name, name)], [Sheet("One", ["what"], [[name]])])
    assert load_workbook(BytesIO(made))["One"]["A2"].data_type == "s"
    assert as_csv(["what"], [["a\u0000=1"]])
