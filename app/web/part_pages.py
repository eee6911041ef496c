"""The statements page: rendered once a part and charter version, and filled in for each person."""

from functools import lru_cache
from typing import Any

from app.domain import walk
from app.domain.answers import BLANK, Skipped
from app.domain.charter import Block, Charter, Statement
from app.domain.profile import SKIPPED_WORDS
from app.domain.responses import Answering, help_wanted_in
from app.domain.walk import Part
from app.web.answer_forms import HELP, NO_HELP, blank_seen, help_letter, help_offered, seen_of
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


@lru_cache(maxsize=256)
def _cut(charter: Charter, part: Part, demo: bool, at_kiosk: bool = False) -> CutPage:
    template = environment.get_template("answering/part.html")
    holes = {"who": hole("who"), "parts": hole("parts"), "hole": hole}
    kiosk = hole("kiosk") if at_kiosk else ""
    return CutPage(template.render(part_context(charter, part), demo=demo, kiosk=kiosk, **holes))


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
        "help": HELP,
        "habits": _habits(charter, part),
        "seat": None,
        "nav": (),
        "problems": {},
    }


def _habits(charter: Charter, part: Part) -> list[tuple[str, str]]:
    """What she might want help with, if this page asks."""
    return [(letter, habit_in_words(charter, code)) for letter, code in _last_of_all_none(charter, part)]


def _last_of_all_none(charter: Charter, part: Part) -> list[tuple[str, str]]:
    return sorted(help_offered(charter, part).items(), key=lambda each: each[0] == NO_HELP)


def habit_in_words(charter: Charter, code: str) -> str:
    return charter.by_competency[code.rpartition(".")[0]].short if code else "Nothing just now"


def part_html(
    charter: Charter,
    here: Answering,
    part: Part,
    *,
    who: str,
    demo: bool,
    note_blanks: bool,
    back_to_check: bool,
    kiosk: str = "",
) -> str:
    """`kiosk` is the entrance that a shared tablet stands at."""
    values = {**_whereabouts(charter, here, part), "who": who, **_answers(charter, here, part)}
    blanks = walk.blanks(part, here.response.sheet) if note_blanks else []
    values["go"] = "on" if blanks else "next"
    if blanks:
        values["blanks"] = _blanks_note(blanks)
    if back_to_check:
        values["back"] = f"{home_of(here)}/check"
        values["back-field"] = '<input type="hidden" name="back" value="check">'
    return _cut(charter, part, demo, bool(kiosk)).fill(values | {"kiosk": kiosk})


def copy_html(charter: Charter, here: Answering, part: Part, *, who: str, demo: bool) -> str:
    """For the phone to hold: the page with nothing answered, so that no answers lie in its store."""
    blank = {"seen": blank_seen(charter, part), "copy": " data-copy", "go": "next"}
    return _cut(charter, part, demo).fill({**_whereabouts(charter, here, part), "who": who, **blank})


def home_of(here: Answering) -> str:
    return f"/answer/{here.assessment.code}"


def _whereabouts(charter: Charter, here: Answering, part: Part) -> dict[str, str]:
    home = home_of(here)
    before = f"part/{part.number - 1}" if part.number > 1 else "about-you"
    parts = walk.parts(charter, here.assessment.blocks)
    return {"home": home, "back": f"{home}/{before}", "parts": str(len(parts))}


def _answers(charter: Charter, here: Answering, part: Part) -> dict[str, str]:
    """What she has answered: the seen field, and the word that ticks a button."""
    sheet = here.response.sheet
    wanted = help_wanted_in(here.response.help_wanted, part.theme.code)
    ticked = {
        f"{statement.code}={sheet[place]}": " checked"
        for statement, place in zip(part.statements, part.places, strict=True)
        if sheet[place] != BLANK
    }
    return {
        "seen": seen_of(charter, part, here.response),
        **ticked,
        **({f"{HELP}={help_letter(charter, part, wanted)}": " checked"} if wanted else {}),
    }


def _blanks_note(blanks: list[Statement]) -> str:
    template = environment.get_template("answering/_blanks.html")
    return template.render(count=small_number(len(blanks)), blanks=blanks)
