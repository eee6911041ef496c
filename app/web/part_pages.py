"""What the questionnaire's pages show: a statements page quickly, the others plainly."""

from functools import lru_cache
from typing import Any

from fastapi import Request, Response

from app.domain import walk
from app.domain.answers import BLANK, Skipped
from app.domain.charter import Block, Charter, Scale, Statement
from app.domain.responses import Answering
from app.domain.walk import Part
from app.services.answering import SavedPart
from app.web.answer_forms import seen_of
from app.web.cut_pages import CutPage, hole
from app.web.form_data import Fields
from app.web.pages import environment, render
from app.web.static_files import static
from app.web.words import small_number

BLOCK_TITLES = {
    Block.PRACTICE: "My practice",
    Block.ORGANISATION: "My organisation",
    Block.PARTNERSHIP: "Our partnership",
}
ASIDES = ((Skipped.DID_NOT_COME_UP, "It didn’t come up"), (Skipped.CANNOT_SAY, "I can’t say"))
SECONDS_A_STATEMENT = 12


def part_title(part: Part) -> str:
    """Which page of its block this is; no bar, no percentage."""
    return f"{BLOCK_TITLES[part.block]}: page {part.page} of {part.pages}"


def minutes_for(part: Part) -> int:
    return max(1, round(len(part.statements) * SECONDS_A_STATEMENT / 60))


@lru_cache(maxsize=256)
def _cut(charter: Charter, part: Part, demo: bool) -> CutPage:
    template = environment.get_template("answering/part.html")
    return CutPage(
        template.render(
            part=part,
            title=part_title(part),
            minutes=minutes_for(part),
            scales=charter.scales,
            asides=ASIDES,
            blank=BLANK,
            habits=_habits(charter, part),
            hole=hole,
            seat=None,
            nav=(),
            demo=demo,
            path="",
        )
    )


def _habits(charter: Charter, part: Part) -> list[tuple[str, str]]:
    """At the end of a theme of My practice: what she might want help with, by statement code."""
    if part.block is not Block.PRACTICE or not part.ends_theme:
        return []
    statements = charter.statements_of(part.theme.code, part.block)
    return [(each.code, charter.by_competency[each.competency].short) for each in statements]


def part_html(
    request: Request,
    charter: Charter,
    here: Answering,
    part: Part,
    *,
    note_blanks: bool,
    back_to_check: bool,
) -> str:
    sheet = here.response.sheet
    blanks = walk.blanks(part, sheet) if note_blanks else []
    values = {
        "assessment": here.assessment.code,
        "seen": seen_of(part, sheet),
        "back": _back_link(here, part, back_to_check),
        "next": _next_address(here, charter, part),
        "go": "on" if blanks else "next",
        **{f"{code}={sheet[place]}": " checked" for code, place in _places(part)},
        **{f"help={code}": " checked" for code in here.response.help_wanted},
    }
    if back_to_check:
        values["back-field"] = '<input type="hidden" name="back" value="check">'
    if blanks:
        values["blanks"] = _blanks_note(blanks, charter)
    return _cut(charter, part, request.app.state.site.demo).fill(values)


def _places(part: Part) -> list[tuple[str, int]]:
    return [(each.code, place) for each, place in zip(part.statements, part.places, strict=True)]


def _back_link(here: Answering, part: Part, back_to_check: bool) -> str:
    home = f"/answer/{here.assessment.code}"
    if back_to_check:
        return f"{home}/check"
    return f"{home}/part/{part.number - 1}" if part.number > 1 else f"{home}/about-you"


def _next_address(here: Answering, charter: Charter, part: Part) -> str:
    following = walk.next_number(walk.parts(charter, here.assessment.blocks), part.number)
    home = f"/answer/{here.assessment.code}"
    return f"{home}/part/{following}" if following else f"{home}/check"


def _blanks_note(blanks: list[Statement], charter: Charter) -> str:
    named = [(each.code, charter.by_competency[each.competency].short) for each in blanks]
    template = environment.get_template("answering/_blanks.html")
    return template.render(count=small_number(len(blanks)), blanks=named)


def held_addresses(here: Answering, parts: tuple[Part, ...]) -> list[str]:
    """What the phone keeps for when there is no signal."""
    home = f"/answer/{here.assessment.code}"
    pages = [f"{home}/part/{part.number}" for part in parts]
    return [*pages, f"{home}/check", static("gp.css"), static("answering.js")]


def task_rows(here: Answering, parts: tuple[Part, ...]) -> list[dict[str, Any]]:
    rows = []
    for part in parts:
        answered = sum(here.response.sheet[place] != BLANK for place in part.places)
        rows.append(
            {
                "theme": part.theme.code,
                "title": f"{BLOCK_TITLES[part.block]}: {part.theme.title.lower()}",
                "href": f"/answer/{here.assessment.code}/part/{part.number}",
                "state": _state(answered, len(part.places)),
            }
        )
    return rows


def _state(answered: int, asked: int) -> str:
    if answered == 0:
        return "Not started"
    return "Done" if answered == asked else f"{answered} of {asked} answered"


def check_groups(charter: Charter, here: Answering) -> list[dict[str, Any]]:
    """Every statement with its answer in words, part by part."""
    groups = []
    for part in walk.parts(charter, here.assessment.blocks):
        address = f"/answer/{here.assessment.code}/part/{part.number}?back=check"
        rows = [
            {
                "code": statement.code,
                "text": statement.text,
                "answer": answer_words(charter.scales[statement.scale], here.response.sheet[place]),
                "href": f"{address}#q-{statement.code}",
            }
            for statement, place in zip(part.statements, part.places, strict=True)
        ]
        groups.append({"title": part_title(part), "theme": part.theme, "rows": rows})
    return groups


def answer_words(scale: Scale, answer: int) -> str:
    if answer == BLANK:
        return "Left blank"
    return dict(ASIDES)[Skipped(answer)] if answer > 4 else scale.labels[answer]


def conflict_page(request: Request, charter: Charter, saved: SavedPart, part: Part, form: Fields) -> Response:
    """Both answers, side by side; what did not clash is already kept."""
    codes = dict(zip(part.places, part.statements, strict=True))
    clashes = [
        {
            "statement": codes[each.place],
            "kept": each.kept,
            "kept_words": answer_words(charter.scales[codes[each.place].scale], each.kept),
            "sent": each.sent,
            "sent_words": answer_words(charter.scales[codes[each.place].scale], each.sent),
        }
        for each in saved.merge.conflicts
    ]
    context = {
        "here": saved.answering,
        "part": part,
        "title": part_title(part),
        "clashes": clashes,
        "seen": seen_of(part, saved.answering.response.sheet),
        "go": form.get("go", ""),
        "back": form.get("back", ""),
        "nav": (),
    }
    return render(request, "answering/conflict.html", context, status_code=409)
