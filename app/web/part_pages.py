"""The statements page: rendered once a part and charter version, and filled in for each person."""

from functools import lru_cache
from typing import Any

from app.domain import walk
from app.domain.answers import BLANK, Skipped
from app.domain.charter import Block, Charter, Statement
from app.domain.profile import SKIPPED_WORDS
from app.domain.responses import Answering, help_wanted_in
from app.domain.walk import Part
from app.web.answer_forms import NOTHING, seen_of
from app.web.cut_pages import CutPage, hole
from app.web.pages import environment
from app.web.words import small_number

BLOCK_TITLES = {
    Block.PRACTICE: "My practice",
    Block.ORGANISATION: "My organisation",
    Block.PARTNERSHIP: "Our partnership",
}
INTRODUCTIONS = {
    Block.PRACTICE: "These are about you. Think of the last six months, and of the times it came up.",
    Block.ORGANISATION: "Now your organisation, as it looks from where you sit.",
    Block.PARTNERSHIP: "Last, the partnership: all the organisations in it, and how they are together.",
}
ASIDES = tuple((each.value, SKIPPED_WORDS[each]) for each in Skipped)
SECONDS_A_STATEMENT = 10
A_MINUTE = 65


def part_title(part: Part) -> str:
    """Which page of its block this is; no bar, no percentage."""
    return f"{BLOCK_TITLES[part.block]}: page {part.page} of {part.pages}"


def time_for(part: Part) -> str:
    seconds = len(part.statements) * SECONDS_A_STATEMENT
    return "About a minute" if seconds <= A_MINUTE else "A minute or two"


def asks_for_help(part: Part) -> bool:
    """After each theme of one's own practice."""
    return part.block is Block.PRACTICE and part.ends_theme


@lru_cache(maxsize=256)
def _cut(charter: Charter, part: Part, demo: bool) -> CutPage:
    template = environment.get_template("answering/part.html")
    return CutPage(template.render(part_context(charter, part), demo=demo, hole=hole))


def part_context(charter: Charter, part: Part) -> dict[str, Any]:
    """All that is the same for everybody."""
    return {
        "part": part,
        "title": part_title(part),
        "introduction": INTRODUCTIONS[part.block] if part.page == 1 else "",
        "time": time_for(part),
        "scales": charter.scales,
        "asides": ASIDES,
        "blank": BLANK,
        "nothing": NOTHING,
        "habits": _habits(charter, part) if asks_for_help(part) else [],
        "seat": None,
        "nav": (),
        "problems": {},
    }


def _habits(charter: Charter, part: Part) -> list[tuple[str, str]]:
    """What she might want help with, by statement code."""
    statements = charter.statements_of(part.theme.code, part.block)
    return [(each.code, charter.by_competency[each.competency].short) for each in statements]


def part_html(
    charter: Charter, here: Answering, part: Part, *, demo: bool, note_blanks: bool, back_to_check: bool
) -> str:
    values = {**_addresses(here, part), **_answers(here, part)}
    blanks = walk.blanks(part, here.response.sheet) if note_blanks else []
    values["go"] = "on" if blanks else "next"
    if blanks:
        values["blanks"] = _blanks_note(blanks, charter)
    if back_to_check:
        values["back"] = f"{home_of(here)}/check"
        values["back-field"] = '<input type="hidden" name="back" value="check">'
    return _cut(charter, part, demo).fill(values)


def copy_html(charter: Charter, here: Answering, part: Part, *, demo: bool) -> str:
    """For the phone to hold: the page with nothing answered, so that no answers lie in its store."""
    blank = {"seen": str(BLANK) * len(part.places), "help-seen": NOTHING, "copy": " data-copy", "go": "next"}
    return _cut(charter, part, demo).fill({**_addresses(here, part), **blank})


def home_of(here: Answering) -> str:
    return f"/answer/{here.assessment.code}"


def _addresses(here: Answering, part: Part) -> dict[str, str]:
    home = home_of(here)
    before = f"part/{part.number - 1}" if part.number > 1 else "about-you"
    return {"home": home, "back": f"{home}/{before}"}


def _answers(here: Answering, part: Part) -> dict[str, str]:
    """What she has answered: the seen field, and the word that ticks a button."""
    sheet = here.response.sheet
    wanted = help_wanted_in(here.response.help_wanted, part.theme.code)
    ticked = {
        f"{statement.code}={sheet[place]}": " checked"
        for statement, place in zip(part.statements, part.places, strict=True)
        if sheet[place] != BLANK
    }
    return {
        "seen": seen_of(part, sheet),
        "help-seen": wanted or NOTHING,
        **ticked,
        **({f"help={wanted}": " checked"} if wanted else {}),
    }


def _blanks_note(blanks: list[Statement], charter: Charter) -> str:
    named = [(each.code, charter.by_competency[each.competency].short) for each in blanks]
    template = environment.get_template("answering/_blanks.html")
    return template.render(count=small_number(len(blanks)), blanks=named)
