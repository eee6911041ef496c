"""From what a statements page sends to places and answers. What makes no sense is a blank, and is logged.

A page says in `seen` what it showed: a character a question, in the page's order. For a statement that is the
answer as it is kept; for the question after a theme of My practice, a letter for the habit that help is
wanted with.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from app.domain.answers import BLANK, MEANINGFUL
from app.domain.charter import Block, Charter
from app.domain.errors import Invalid
from app.domain.responses import OpenResponse, help_wanted_in
from app.domain.walk import Part
from app.web.form_data import Fields

tampering_log = logging.getLogger("good_partners.tampering")

KEPT = {str(answer): answer for answer in (*sorted(MEANINGFUL), BLANK)}
HELP = "help"  # the field's name
NO_HELP = "-"
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class PartForm:
    """`seen` and `sent` map places in the sheet to answers; `help_wanted` is None where it was not asked."""

    seen: Mapping[int, int]
    sent: Mapping[int, int]
    help_seen: str | None
    help_wanted: str | None


@lru_cache(maxsize=256)
def help_offered(charter: Charter, part: Part) -> Mapping[str, str]:
    """After each theme of My practice: the statements of its habits, by letter. Elsewhere nothing."""
    if part.block is not Block.PRACTICE or not part.ends_theme:
        return {}
    codes = [each.code for each in charter.statements_of(part.theme.code, part.block)]
    return {NO_HELP: "", **dict(zip(LETTERS, codes, strict=False))}


def help_letter(charter: Charter, part: Part, code: str) -> str:
    """Of the help that is wanted; nothing where it is not asked."""
    return next((letter for letter, each in help_offered(charter, part).items() if each == code), "")


def seen_of(charter: Charter, part: Part, response: OpenResponse) -> str:
    answers = "".join(str(response.sheet[place]) for place in part.places)
    return answers + help_letter(charter, part, help_wanted_in(response.help_wanted, part.theme.code))


def blank_seen(charter: Charter, part: Part) -> str:
    return str(BLANK) * len(part.places) + help_letter(charter, part, "")


def read_part(fields: Fields, charter: Charter, part: Part) -> PartForm:
    """Statements that were not sent, or with something that is no answer, are left alone."""
    offered = help_offered(charter, part)
    seen = fields.get("seen", "")
    if not _is_of(seen, part, offered):
        raise Invalid(
            "That page did not say what it showed.", {"seen": "Open the page again and answer there."}
        )
    return PartForm(
        seen={place: KEPT[answer] for place, answer in zip(part.places, seen, strict=False)},
        sent=_answers(fields, part),
        help_seen=offered[seen[-1]] if offered else None,
        help_wanted=offered.get(fields.get(HELP, "")),
    )


def _is_of(seen: str, part: Part, offered: Mapping[str, str]) -> bool:
    answers, help_seen = seen[: len(part.places)], seen[len(part.places) :]
    return (
        len(answers) == len(part.places)
        and all(answer in KEPT for answer in answers)
        and (help_seen in offered if offered else not help_seen)
    )


def _answers(fields: Fields, part: Part) -> dict[int, int]:
    sent: dict[int, int] = {}
    for statement, place in zip(part.statements, part.places, strict=True):
        text = fields.get(statement.code)
        if text in KEPT:
            sent[place] = KEPT[text]
        elif text is not None:
            tampering_log.info("an answer that is none was read as a blank, on part %s", part.number)
    return sent
