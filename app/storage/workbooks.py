"""Reading a spreadsheet file (XLSX). Weighed before it is unpacked, and read without what it brings along."""

import zlib
from io import BytesIO
from zipfile import ZIP_STORED, BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook

from app.domain.errors import Invalid
from app.domain.file_kinds import PACKED, archive_of
from app.domain.staff_list_files import MOST_COLUMNS, MOST_ROWS, too_much

MOST_UNPACKED_BYTES = 60_000_000
MOST_PARTS = 500
WORKBOOK = "xl/workbook.xml"
ENCRYPTED = 1  # of a part's flags
NEEDED = (WORKBOOK, "xl/sharedStrings.xml", "xl/styles.xml", "[Content_Types].xml", "_rels/.rels")
NEEDED_FOLDERS = ("xl/worksheets/", "xl/_rels/")
DECLARED = (b"<!DOCTYPE", b"<!ENTITY")
# A password is a RuntimeError, a way of packing that nobody uses a NotImplementedError.
UNREADABLE = (
    BadZipFile,
    CalamineError,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    zlib.error,
)
NOT_READ = "This file could not be read as a spreadsheet."
SAVE_AS = "Save it as “Excel workbook (.xlsx)” or CSV without a password, and choose that. Or paste the rows."


def is_workbook(content: bytes) -> bool:
    """Or another archive, which `first_sheet` refuses."""
    return content.startswith(PACKED)


def no_list(what: str) -> Invalid:
    """For a file that looks like something else."""
    return Invalid(NOT_READ, {"file": f"This looks like {what}. {SAVE_AS}"})


def first_sheet(content: bytes) -> list[list[object]]:
    """The rows of the first sheet that has any. Formulas come as what they last gave.

    Raises Invalid for what cannot be read, or is too large.
    """
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(_only_cells(content)))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            if sheet.height > MOST_ROWS * 2 or sheet.width > MOST_COLUMNS * 20:
                raise too_much()
            rows = sheet.to_python(skip_empty_area=False)
            if rows:
                return [[_as_written(cell) for cell in row] for row in rows]
    except UNREADABLE:
        raise Invalid(NOT_READ, {"file": SAVE_AS}) from None
    raise Invalid(
        "There is nothing to read in this list.", {"file": "Choose a file with rows in its first sheet."}
    )


def _only_cells(content: bytes) -> bytes:
    """The same file, unpacked, without macros, pictures, links and whatever else it came with."""
    kept = BytesIO()
    with ZipFile(BytesIO(content)) as packed, ZipFile(kept, "w", ZIP_STORED) as plain:
        parts = packed.infolist()
        names = {part.filename for part in parts}
        if WORKBOOK not in names:
            raise no_list(archive_of(names))
        if any(part.flag_bits & ENCRYPTED for part in parts):
            raise no_list("a workbook with a password")
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES:
            raise too_much()
        for part in parts:
            if not (part.filename in NEEDED or part.filename.startswith(NEEDED_FOLDERS)):
                continue
            unpacked = packed.read(part)  # never more than it declared: zipfile stops there
            if any(word in unpacked for word in DECLARED):
                raise Invalid(NOT_READ, {"file": SAVE_AS})
            plain.writestr(part.filename, unpacked)
    return kept.getvalue()


def _as_written(cell: object) -> object:
    """Numbers come as floats: 7.0 was written as 7."""
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell
