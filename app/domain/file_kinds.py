"""What a file is that is no list: told from how it begins, whatever it is called."""

from collections.abc import Collection

from app.domain.staff_list_files import decode

PACKED = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
LOOKED_AT = 2_000  # bytes
MOST_UNSEEN = 0.02  # of these, as control characters; text has next to none

_BEGINNINGS = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a Word document"),
    (b"\x1f\x8b", "a compressed archive"),
    (b"7z\xbc\xaf", "a compressed archive"),
    (b"Rar!", "a compressed archive"),
    (b"PK\x05\x06", "an empty archive"),
)
_MARKED_UP = ((b"<!doctype html", "a web page"), (b"<html", "a web page"), (b"<?xml", "an XML file"))
_IN_OLD_OFFICE = (  # names of its streams, as they stand in its directory
    ("EncryptedPackage", "a workbook with a password"),
    ("WordDocument", "a Word document"),
    ("PowerPoint Document", "a presentation"),
    ("Workbook", "an Excel workbook of the old kind (.xls)"),
    ("Book", "an Excel workbook of the old kind (.xls)"),
)
_IN_AN_ARCHIVE = (
    ("xl/workbook.bin", "a binary Excel workbook (.xlsb)"),
    ("word/", "a Word document"),
    ("ppt/", "a presentation"),
    ("Index/", "a Numbers document"),
    ("Index.zip", "a Numbers document"),
    ("content.xml", "an OpenDocument file (.ods)"),
)
TEXT_CONTROLS = frozenset("\t\n\r\x0b\x0c\x1a")


def looks_like(content: bytes) -> str | None:
    """What it is, if it is neither text nor an archive (see `archive_of`)."""
    if content.startswith(OLD_OFFICE):
        named = ((name.encode("utf-16-le"), what) for name, what in _IN_OLD_OFFICE)
        return next((what for name, what in named if name in content), "a file of an old Office program")
    known = next((what for begins, what in _BEGINNINGS if content.startswith(begins)), None)
    start = content[:LOOKED_AT]
    plain = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    known = known or next((what for begins, what in _MARKED_UP if plain.startswith(begins)), None)
    return known or (None if _is_text(start) else "something other than a list")


def archive_of(names: Collection[str]) -> str:
    """What an archive is that holds files with these `names`, and is no workbook that we read."""
    found = (what for begins, what in _IN_AN_ARCHIVE if any(each.startswith(begins) for each in names))
    return next(found, "an archive of other files")


def _is_text(start: bytes) -> bool:
    text = decode(start)
    unseen = sum(each < " " and each not in TEXT_CONTROLS for each in text)
    return unseen <= len(text) * MOST_UNSEEN
