"""Reading a form strictly: every fault is named by its field, and nothing is guessed or cut."""

import unicodedata
from collections.abc import Mapping
from typing import cast
from urllib.parse import unquote_to_bytes

from fastapi import Request

from app.domain.errors import Invalid

MOST_FIELDS = 200
LONGEST_FIELD = 20_000
LONGEST_NAME = 100  # as shown back; a field's name is never this long
FORM_TYPE = "application/x-www-form-urlencoded"
ALLOWED_CONTROLS = frozenset("\n\r\t")

Fields = Mapping[str, str]


class TooLarge(Invalid):
    """A form longer than the site takes."""


async def read_form(request: Request) -> Fields:
    content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await read_body(request)
    if body and content_type != FORM_TYPE:
        raise Invalid("This page takes an ordinary form.", {"content-type": f"Send it as {FORM_TYPE}."})
    request.state.form = parse_form(body)  # a refusal may have to give her words back
    return cast(Fields, request.state.form)


async def read_body(request: Request) -> bytes:
    """All of it, or a refusal as soon as it grows past what this site takes."""
    most: int = request.app.state.site.largest_body_bytes
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > most:
            problems = {longest_field(bytes(body)): "Make this shorter."}
            raise TooLarge("That is more than this page takes.", problems)
    return bytes(body)


def longest_field(body: bytes) -> str:
    name, _, _ = max(body.split(b"&"), key=len).partition(b"=")
    return name[:LONGEST_NAME].decode("ascii", "replace")


def parse_form(body: bytes) -> Fields:
    pairs = body.split(b"&") if body else []
    if len(pairs) > MOST_FIELDS:
        raise Invalid("That form has too many fields.", {"form": f"It may have {MOST_FIELDS} at most."})
    fields: dict[str, str] = {}
    for pair in pairs:
        raw_name, _, raw_value = pair.partition(b"=")
        name = read_text(raw_name, "a field's name")
        if name in fields:
            raise Invalid("That form says something twice.", {name: "Send this field once."})
        fields[name] = read_text(raw_value, name)
    return fields


def read_text(raw: bytes, field: str) -> str:
    """One name or value: UTF-8, no control characters, of a bearable length, normalised to NFC."""
    try:
        text = unquote_to_bytes(raw.replace(b"+", b" ")).decode("utf-8")
    except UnicodeDecodeError:
        raise Invalid("Part of that could not be read.", {field: "This is not text in UTF-8."}) from None
    if len(text) > LONGEST_FIELD:
        raise Invalid("Part of that is too long.", {field: f"Keep this to {LONGEST_FIELD:,} letters."})
    if not text.isprintable() and any(is_control(each) for each in text):
        raise Invalid("Part of that could not be read.", {field: "This holds a character nobody can type."})
    return unicodedata.normalize("NFC", text)


def is_control(letter: str) -> bool:
    return unicodedata.category(letter) == "Cc" and letter not in ALLOWED_CONTROLS
