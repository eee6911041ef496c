"""Staff lists as people send them: whatever the encoding and the layout, the same people come out."""

import time
import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

import pytest

from app.domain.errors import Invalid
from app.domain.people import folded
from app.domain.staff_list_check import check
from app.domain.staff_list_columns import Column
from app.domain.staff_list_files import MOST_ROWS, as_text, from_own_text, read_text
from app.domain.staff_lists import Arriving, take_columns
from app.services import staff_imports
from tests.messy_lists import LAYOUTS, packed_workbook, staff


def arriving(content: bytes) -> Arriving:
    """As the pages do it: the rows go out with the question about the columns, and come back."""
    rows = staff_imports.read("", content)
    layout = staff_imports.lay_out(rows)
    return take_columns(from_own_text(as_text(rows[layout.first :])), layout.columns)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_the_same_420_people(layout):
    everybody = staff()
    found = arriving(LAYOUTS[layout](everybody))
    assert len(found.lines) == 420
    entries = check(found, [], sorted({each.team for each in everybody})).new
    assert [(each.name, each.email, folded(each.team), each.role_level) for each in entries] == [
        (each.name, each.email, folded(each.team), each.level) for each in everybody
    ]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_else_is_kept_of_anybody(layout):
    everybody = staff()
    kept = str(arriving(LAYOUTS[layout](everybody)))
    assert everybody[0].name in kept
    assert not [each.born for each in everybody if each.born in kept]
    assert "90007" not in kept


def test_a_row_keeps_the_number_that_the_spreadsheet_shows():
    rows = read_text("\n\nName\tEmail\n\nAda Price\tada@places.example\n")
    layout = staff_imports.lay_out(rows)
    [line] = take_columns(rows[layout.first :], layout.columns).lines
    assert (line.number, line.name) == (5, "Ada Price")


def test_names_alone_are_a_list():
    [line] = arriving(b"Ada Price").lines
    assert (line.name, line.email) == ("Ada Price", "")


def test_a_row_with_only_a_team_is_not_passed_over():
    assert [
        each.team for each in arriving(b"Name,Email,Team\nAda,a@b.example,Canals\n,,Outreach\n,,\n").lines
    ] == [
        "Canals",
        "Outreach",
    ]


def test_a_quotation_mark_that_nobody_closed_swallows_no_rows():
    rows = read_text('Name,Email\n"Ada Price,ada@places.example\n' + "Bo Reid,bo@places.example\n" * 30)
    assert len(rows) == 32


def test_job_titles_are_no_role_levels():
    rows = read_text("Name\tEmail\tRole\nAda Price\ta@places.example\tNurse\nBo Reid\tb@places.example\tCook")
    assert Column.ROLE_LEVEL not in staff_imports.lay_out(rows).columns


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b" \r\n\t\r\n", id="blanks"),
        pytest.param(b"PK\x03\x04 and no more", id="half a file"),
        pytest.param(b"\xd0\xcf\x11\xe0 an old Excel", id="an old Excel"),
        pytest.param(packed_workbook("<sheetData></sheetData>"), id="an empty sheet"),
        pytest.param(
            packed_workbook("<sheetData/>", before='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
            id="entities",
        ),
        pytest.param(packed_workbook("<sheetData>" + " " * 61_000_000), id="a bomb"),
        pytest.param(b"Name\n" + b"Ada Price\n" * (MOST_ROWS + 1), id="too many rows"),
        pytest.param(b"Name,Email\n", id="only a heading"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words_and_at_once(content):
    began = time.process_time()
    with pytest.raises(Invalid) as refusal:
        arriving(content)
    assert all(sentence.endswith(".") for sentence in refusal.value.problems.values())
    assert time.process_time() - began < 5


def test_macros_and_whatever_else_came_along_are_not_even_unpacked():
    sheet = '<sheetData><row r="1"><c t="inlineStr"><is><t>Ada Price</t></is></c></row></sheetData>'
    whole = packed_workbook(sheet, **{"xl_vbaProject.bin": b"macro"})
    broken = bytearray(whole)
    place = broken.index(b"xl/vbaProject.bin") + len(b"xl/vbaProject.bin")
    broken[place] ^= 0xFF  # whoever unpacks it finds that it does not add up
    with ZipFile(BytesIO(bytes(broken))) as packed, pytest.raises((zlib.error, BadZipFile)):
        packed.read("xl/vbaProject.bin")
    assert [each.name for each in arriving(bytes(broken)).lines] == ["Ada Price"]
