"""What the pages around the statements show: where you are, check and send, two answers side by side."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.domain import walk
from app.domain.answers import BLANK
from app.domain.assessments import why_not_answer
from app.domain.charter import Block, Charter, Statement
from app.domain.codes import grouped, keyed_hash
from app.domain.errors import Conflict
from app.domain.profile import BLANK_WORDS, answer_in_words
from app.domain.responses import Answering
from app.domain.walk import Part
from app.services.answering import SavedPart
from app.web.answer_forms import HELP, help_letter, seen_of
from app.web.answering_here import charter_of
from app.web.cookies import read_cookie
from app.web.form_data import Fields
from app.web.part_pages import BLOCK_TITLES, habit_in_words, home_of, part_title

WHO_LETTERS = 16


def about(request: Request, here: Answering) -> dict[str, Any]:
    """What every page here is given. Once the answers are sent, the phone has nothing more to hold."""
    return {
        "here": here,
        "home": home_of(here),
        "who": who(request, here),
        "parts": 0
        if here.response.is_sent
        else len(walk.parts(charter_of(request, here), here.assessment.blocks)),
        "nav": (),
    }


def elsewhere(here: Answering, *, now: datetime) -> Response | None:
    """Once the answers are sent these pages lead to thanks, and once it has closed they say so."""
    if here.response.is_sent:
        return RedirectResponse(f"{home_of(here)}/sent", 303)
    if reason := why_not_answer(here.assessment, now=now):
        raise Conflict(reason)
    return None


def who(request: Request, here: Answering) -> str:
    """A name for what the phone keeps: on a shared one nobody's answers may go off as somebody else's."""
    return keyed_hash(request.app.state.site.key, "phone", str(here.response.invitation_id))[:WHO_LETTERS]


def resume_code_to_show(request: Request, here: Answering) -> str:
    """To people without an address, in the browser they started with."""
    return grouped(read_cookie(request, f"resume-code-{here.assessment.code}") or "")


def task_rows(here: Answering, parts: Sequence[Part]) -> list[dict[str, Any]]:
    """One for each block."""
    about_you = {"label": "About you", "href": f"{home_of(here)}/about-you", "state": "Ready"}
    blocks = [block for block in Block if block in here.assessment.blocks]
    return [about_you, *(_task_row(here, [part for part in parts if part.block is each]) for each in blocks)]


def _task_row(here: Answering, parts: Sequence[Part]) -> dict[str, Any]:
    sheet = here.response.sheet
    places = [place for part in parts for place in part.places]
    done = sum(sheet[place] != BLANK for place in places)
    return {
        "label": BLOCK_TITLES[parts[0].block],
        "href": f"{home_of(here)}/part/{walk.going_on(parts, sheet) or parts[0].number}",
        "state": _state(done, len(places)),
        "kind": {0: "", len(places): "done"}.get(done, "doing"),
    }


def _state(done: int, asked: int) -> str:
    if done == 0:
        return "Not started"
    return "Completed" if done == asked else f"{done} of {asked} done"


def check_groups(charter: Charter, here: Answering) -> list[dict[str, Any]]:
    """Every statement with its answer in words, block by block."""
    groups: dict[Block, list[dict[str, Any]]] = {}
    for part in walk.parts(charter, here.assessment.blocks):
        for statement, place in zip(part.statements, part.places, strict=True):
            row = _check_row(charter, here, part, statement, here.response.sheet[place])
            groups.setdefault(part.block, []).append(row)
    return [{"title": BLOCK_TITLES[block], "rows": rows} for block, rows in groups.items()]


def _check_row(
    charter: Charter, here: Answering, part: Part, statement: Statement, answer: int
) -> dict[str, Any]:
    return {
        "key": statement.text,
        "value": words_of(charter, statement, answer),
        "href": f"{home_of(here)}/part/{part.number}?back=check#q-{statement.code}",
        "change": f"your answer to: {statement.text}",
        "is_blank": answer == BLANK,
    }


def words_of(charter: Charter, statement: Statement, answer: int) -> str:
    if answer == BLANK:
        return BLANK_WORDS
    return answer_in_words(charter.scales[statement.scale], answer)


def conflict(request: Request, saved: SavedPart, part: Part, form: Fields) -> dict[str, Any]:
    """Both answers, side by side; what did not clash is already kept."""
    charter = charter_of(request, saved.answering)
    go = form.get("go", "")
    return {
        **about(request, saved.answering),
        "part": part,
        "title": part_title(part),
        "clashes": _clashes(charter, saved, part),
        "seen": seen_of(charter, part, saved.answering.response),
        "go": go if go in ("later", "profile") else "on",
        "back": form.get("back", ""),
    }


def _clashes(charter: Charter, saved: SavedPart, part: Part) -> list[dict[str, Any]]:
    at = dict(zip(part.places, part.statements, strict=True))
    clashes = [
        {
            "field": at[each.place].code,
            "question": at[each.place].text,
            "kept": (str(each.kept), words_of(charter, at[each.place], each.kept)),
            "sent": (str(each.sent), words_of(charter, at[each.place], each.sent)),
        }
        for each in saved.clashes
    ]
    if saved.help_clash:
        clashes.append(
            {
                "field": HELP,
                "question": "Which of these would you most like help with?",
                "kept": _help(charter, part, saved.help_clash.kept),
                "sent": _help(charter, part, saved.help_clash.sent),
            }
        )
    return clashes


def _help(charter: Charter, part: Part, code: str) -> tuple[str, str]:
    return help_letter(charter, part, code), habit_in_words(charter, code)
