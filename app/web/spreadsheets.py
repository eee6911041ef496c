"""Tables for spreadsheets: rows of released cells, and nothing in a name that a spreadsheet would run."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from textwrap import wrap

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet


@dataclass(frozen=True)
class Number:
    value: float
    decimals: int = 0

    def __str__(self) -> str:
        return f"{self.value:.{self.decimals}f}"


Value = str | Number | None
Row = Sequence[Value]


@dataclass(frozen=True)
class Sheet:
    """`title` is ours; what is in the rows may be anybody's."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Row]


# A formula begins like this, also where a program takes wide letters for narrow ones or leaves spaces away.
# It begins a cell, or what another program takes for one: after a semicolon, a tab or the end of a line.
A_FORMULA = re.compile(r"(^|[;\t\r\n|])([\s\0\u200b\ufeff]*)(?=[=+\-@＝＋－﹣＠﹢﹦﹫])")
STARTS_A_CELL = ("\t", "\r", "\n")

WIDEST, NARROWEST = 60, 9  # in letters
NAME, MEANING = 32, 90  # in letters
LINE = 15  # in points
A4 = 9  # as workbooks number kinds of paper
ON_EVERY_SHEET_OF_PAPER = 3  # columns: they say what a row is about
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # a workbook may hold none


def as_csv(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """With a byte order mark, so that spreadsheets read it as the UTF-8 that it is."""
    text = StringIO()
    table = csv.writer(text)
    table.writerow(columns)
    table.writerows([_plain(each) for each in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _plain(value: Value) -> str:
    if value is None:
        return ""
    return harmless(value) if isinstance(value, str) else str(value)


def harmless(words: str) -> str:
    """With an apostrophe where a formula would begin: spreadsheets then take it for text."""
    if words.startswith(STARTS_A_CELL):
        words = f"'{words}"
    return A_FORMULA.sub(r"\1\2'", words)


def as_workbook(title: str, about: Sequence[tuple[str, str]], sheets: Sequence[Sheet]) -> bytes:
    """`about` are lines of the first sheet. Words are written as words, numbers as numbers."""
    made = BytesIO()
    with Workbook(made, {"in_memory": True, "strings_to_urls": False}) as book:
        book.set_properties({"title": CONTROL.sub(" ", title), "author": "Good Partners"})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        # Stays text also when somebody edits the cell.
        words = book.add_format({"quote_prefix": True, "valign": "top"})
        wrapped = book.add_format({"quote_prefix": True, "valign": "top", "text_wrap": True})
        numbers = {decimals: book.add_format({"num_format": _pattern(decimals)}) for decimals in (0, 1, 3)}
        first = book.add_worksheet("About this file")
        first.set_column(0, 0, NAME)
        first.set_column(1, 1, MEANING)
        _for_paper(first)
        first.fit_to_pages(1, 0)
        for place, (name, meaning) in enumerate(about):
            first.set_row(place, LINE * max(1, len(wrap(meaning, MEANING))))  # not every program does it
            _write(first, place, 0, name, head, numbers)
            _write(first, place, 1, meaning, wrapped, numbers)
        for sheet in sheets:
            _fill(book.add_worksheet(sheet.title), sheet, head, words, numbers)
    return made.getvalue()


def _for_paper(page: Worksheet) -> None:
    page.set_paper(A4)
    page.set_landscape()
    page.set_footer("&L&A&R&P of &N")


def _pattern(decimals: int) -> str:
    return "0" if not decimals else f"0.{'0' * decimals}"


def _fill(page: Worksheet, sheet: Sheet, head: Format, words: Format, numbers: dict[int, Format]) -> None:
    _for_paper(page)
    page.repeat_rows(0)
    page.repeat_columns(0, min(ON_EVERY_SHEET_OF_PAPER, len(sheet.columns)) - 1)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.columns) - 1)
    for column, width in enumerate(_column_widths(sheet)):
        page.set_column(column, column, width)
        _write(page, 0, column, sheet.columns[column], head, numbers)
    for place, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row):
            _write(page, place, column, value, words, numbers)


def _column_widths(sheet: Sheet) -> Iterator[int]:
    for place, column in enumerate(sheet.columns):
        longest = max((len(str(row[place] or "")) for row in sheet.rows), default=0)
        yield min(WIDEST, max(NARROWEST, longest + 2, len(column) // 2 + 2))


def _write(
    page: Worksheet, row: int, column: int, value: Value, words: Format, numbers: dict[int, Format]
) -> None:
    if isinstance(value, Number):
        page.write_number(row, column, round(value.value, value.decimals), numbers[value.decimals])
    elif value:
        page.write_string(row, column, CONTROL.sub(" ", value), words)
