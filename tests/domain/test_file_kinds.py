"""A file that is no list is refused by what it is, whatever it is called."""

from io import BytesIO
from random import Random
from zipfile import ZipFile

import pytest

from app.domain.errors import Invalid
from app.domain.file_kinds import looks_like
from app.services import staff_imports
from tests.messy_lists import LAYOUTS, packed_workbook, staff


def archive(*names: str) -> bytes:
    kept = BytesIO()
    with ZipFile(kept, "w") as packed:
        for name in names:
            packed.writestr(name, "Ada Price")
    return kept.getvalue()


def old_office(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(64)


def with_password() -> bytes:
    content = bytearray(packed_workbook("<sheetData/>"))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + place] |= 1
            at = content.find(mark, at + 1)
    return bytes(content)


NOISE = Random(4).randbytes(5_000)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "a PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "a picture"),
        (b"{\\rtf1 Ada Price}", "a Word document"),
        (b"\r\n <!DOCTYPE html><table><tr><td>Ada", "a web page"),
        (b'<?xml version="1.0"?><Workbook/>', "an XML file"),
        (old_office("Workbook"), "an Excel workbook of the old kind (.xls)"),
        (old_office("EncryptedPackage"), "a workbook with a password"),
        (old_office("WordDocument"), "a Word document"),
        (archive("mimetype", "content.xml"), "an OpenDocument file (.ods)"),
        (archive("Index/Document.iwa", "preview.jpg"), "a Numbers document"),
        (archive("[Content_Types].xml", "word/document.xml"), "a Word document"),
        (archive("staff.csv"), "an archive of other files"),
        (with_password(), "a workbook with a password"),
        (NOISE, "something other than a list"),
        (b"Name,Email\n" + bytes(20) + NOISE, "something other than a list"),
    ],
)
def test_a_file_that_is_no_list_is_named(content, what):
    with pytest.raises(Invalid) as refusal:
        staff_imports.read("", content)
    assert f"This looks like {what}." in refusal.value.problems["file"]


@pytest.mark.parametrize("layout", [each for each in LAYOUTS if each != "a workbook"])
def test_every_text_that_offices_send_is_taken_for_text(layout):
    assert looks_like(LAYOUTS[layout](staff(40))) is None


def test_a_short_list_in_utf_16_without_a_mark_is_text():
    assert looks_like("Zoë Ng\tŁukasz\n".encode("utf-16-le")) is None
