"""From what a statements page sends to places and answers. What makes no sense is a blank, and is logged."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.answers import BLANK, MEANINGFUL
from app.domain.charter import Charter
from app.domain.errors import Invalid
from app.domain.walk import Part
from app.web.form_data import Fields

tampering_log = logging.getLogger("good_partners.tampering")

KEPT = {str(answer): answer for answer in (*sorted(MEANINGFUL), BLANK)}
NOTHING = "none"  # as a page sends it: no help wanted


@dataclass(frozen=True)
class PartForm:
    """`seen` and `sent` map places in the sheet to answers; `help_wanted` is None where it was not asked."""

    seen: Mapping[int, int]
    sent: Mapping[int, int]
    help_seen: str | None
    help_wanted: str | None


def read_part(fields: Fields, charter: Charter, part: Part) -> PartForm:
    """Statements that were not sent, or with something that is no answer, are left alone."""
    sent: dict[int, int] = {}
    for statement, place in zip(part.statements, part.places, strict=True):
        text = fields.get(statement.code)
        if text in KEPT:
            sent[place] = KEPT[text]
        elif text is not None:
            tampering_log.info("an answer that is none was read as a blank, on part %s", part.number)
    offered = {each.code: each.code for each in charter.statements_of(part.theme.code, part.block)}
    offered[NOTHING] = ""
    return PartForm(
        seen=read_seen(fields.get("seen", ""), part),
        sent=sent,
        help_seen=offered.get(fields.get("help-seen", NOTHING)),
        help_wanted=offered.get(fields.get("help", "")),
    )


def read_seen(text: str, part: Part) -> dict[int, int]:
    """A digit a statement, as `seen_of` wrote it."""
    if len(text) != len(part.places) or any(digit not in KEPT for digit in text):
        raise Invalid(
            "That page did not say what it showed.", {"seen": "Open the page again and answer there."}
        )
    return {place: KEPT[digit] for place, digit in zip(part.places, text, strict=True)}


def seen_of(part: Part, sheet: bytes) -> str:
    return "".join(str(sheet[place]) for place in part.places)
