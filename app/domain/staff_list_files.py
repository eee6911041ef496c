"""A staff list as people have it: pasted or saved, in whatever encoding and layout; rows of clean cells."""

import csv
import re
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO

from app.domain.errors import Invalid

MOST_BYTES = 5_000_000
MOST_ROWS = 50_000
MOST_COLUMNS = 60
MOST_LETTERS = 10_000_000  # in all cells together
LONGEST_CELL = 300
DELIMITERS = "\t;,|"
ROWS_LOOKED_AT = 60
MOST_LINES_IN_A_CELL = 6  # more is a quotation mark that nobody closed
# Marks that turn the direction of what follows, and what is invisible: nobody means to keep them in a name.
_UNSEEN = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffc]")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Row:
    """`number` is the one that a spreadsheet shows beside it."""

    number: int
    cells: tuple[str, ...]


def decode(content: bytes) -> str:
    """UTF-8 or UTF-16, with a mark or without; what is neither is taken for Windows' own letters."""
    if content.startswith(BOM_UTF8):
        return content[3:].decode("utf-8", "replace")
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    start = content[:2_000]
    if start.count(0) > len(start) // 5:
        is_little = start[1::2].count(0) >= start[::2].count(0)
        return content.decode("utf-16-le" if is_little else "utf-16-be", "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def read_text(text: str) -> list[Row]:
    """Rows that hold anything, with their numbers.

    Raises Invalid when there is nothing to read, or more than is taken.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    if text[:4].lower() == "sep=":
        text = text.partition("\n")[2]
    return clean(_split(text, _delimiter(text)))


def clean(rows: Iterable[Sequence[object]]) -> list[Row]:
    """As `read_text`, of rows that are there already."""
    kept: list[Row] = []
    letters = 0
    for number, row in enumerate(rows, start=1):
        cells = tuple(clean_cell(each) for each in row[:MOST_COLUMNS])
        if not any(cells):
            continue
        letters += sum(map(len, cells))
        kept.append(Row(number, cells))
        if len(kept) > MOST_ROWS + 1 or letters > MOST_LETTERS:
            raise too_much()
    if not kept:
        raise Invalid(
            "There is nothing to read in this list.",
            {"pasted": "Paste rows with people in them, or choose a file that has some."},
        )
    return kept


def too_much() -> Invalid:
    return Invalid(
        "This list is longer than fits at once.",
        {"pasted": f"Send {MOST_ROWS:,} people at a time at the most, with only the columns you need."},
    )


def clean_cell(cell: object) -> str:
    """One line without anything unseen, cut where it is far too long for anything we ask for."""
    text = str(cell)[: LONGEST_CELL * 4] if cell is not None else ""
    if not text.isascii():
        text = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    if not text.isprintable():
        text = "".join(each if _is_seen(each) else " " for each in text)
    return _SPACES.sub(" ", text).strip()[:LONGEST_CELL]


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter) not in ("Cc", "Cs", "Co", "Cn")


def as_text(rows: Sequence[Row]) -> str:
    """So that `from_own_text` gives the same again. No cell has a tab or a line's end in it."""
    return "\n".join("\t".join((str(row.number), *row.cells)) for row in rows)


def from_own_text(text: str) -> list[Row]:
    """What `as_text` made, after it was in somebody else's hands."""
    lines = text.replace("\r\n", "\n").strip("\n").split("\n")
    parts = [line.split("\t") for line in lines]
    rows = clean(each[1:] for each in parts)
    numbers = [each[0] for each in parts if any(clean_cell(cell) for cell in each[1 : MOST_COLUMNS + 1])]
    if not all(number.isascii() and number.isdigit() and len(number) < 9 for number in numbers):
        raise Invalid("That list was changed on its way.", {"pasted": "Paste it once more."})
    return [Row(int(number), row.cells) for number, row in zip(numbers, rows, strict=True)]


def _delimiter(text: str) -> str:
    """The one that cuts the first lines most evenly into most columns."""
    head = "\n".join(text.split("\n", ROWS_LOOKED_AT)[:ROWS_LOOKED_AT])

    def evenness(delimiter: str) -> tuple[float, int]:
        widths = Counter(len(row) for row in _split(head, delimiter) if any(row))
        wide = {width: count for width, count in widths.items() if width > 1}
        if not wide:
            return 0.0, 0
        width = max(wide, key=lambda each: (wide[each], each))
        return round(wide[width] / widths.total(), 1), width

    return max(DELIMITERS, key=evenness)


def _split(text: str, delimiter: str) -> list[list[str]]:
    text = text.replace("\0", "")
    rows = _read(text, delimiter, quoted=True)
    if rows is None or any(cell.count("\n") > MOST_LINES_IN_A_CELL for row in rows for cell in row):
        rows = _read(text, delimiter, quoted=False)
    if rows is None:
        raise Invalid(
            "This could not be read as a list.", {"pasted": "One cell in it is longer than any name is."}
        )
    return rows


def _read(text: str, delimiter: str, *, quoted: bool) -> list[list[str]] | None:
    try:
        return list(
            csv.reader(
                StringIO(text, newline=""),
                delimiter=delimiter,
                quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
            )
        )
    except csv.Error:
        return None
