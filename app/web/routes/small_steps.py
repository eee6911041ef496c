"""The small step: one thing to try, when to be reminded of it, and what became of it."""

from collections.abc import Mapping

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.domain.codes import is_opaque_id
from app.domain.errors import NO_SUCH_PAGE, Invalid, NotFound
from app.domain.notebooks import Suggestion, suggestions, suggestions_for
from app.services import notebooks
from app.services.notebooks import DOES_NOT_OPEN, Steps
from app.web.addresses import chosen
from app.web.dependencies import CurrentSeat, Form, Library, Reading, SiteHere, Transaction
from app.web.form_data import Fields
from app.web.own_pages import NotebookKeys, Today
from app.web.own_results import find_own_results
from app.web.pages import render
from app.web.refusals import refusable

router = APIRouter(prefix="/me/step")

MOST_TURNS = 99
HOW_IT_WENT = ("did it", "not yet")


@router.get("", name="small_steps.show")
def show(
    request: Request,
    seat: CurrentSeat,
    session: Reading,
    site: SiteHere,
    library: Library,
    keys: NotebookKeys,
    theme: str = "",
    turn: str = "",
    another: str = "",
) -> Response:
    found = notebooks.steps(session, by=seat, keys=keys)
    own = find_own_results(request, session, site, library)
    charter = library.newest
    wanted = chosen(theme, charter.by_theme, charter.themes[0].code)
    nth = int(turn) if turn.isascii() and turn.isdecimal() and int(turn[:3]) <= MOST_TURNS else 0
    context = {
        "own": suggestions_for(charter, [each.competency.code for each in own.profile.steps]) if own else [],
        "offered": suggestions(charter.by_theme[wanted], nth),
        "theme": charter.by_theme[wanted],
        "turn": nth,
        "is_choosing": found.current is None or another == "yes",
    }
    return show_steps(request, found, library, {}, **context)


@router.post("", name="small_steps.choose")
def choose(
    request: Request,
    form: Form,
    seat: CurrentSeat,
    session: Transaction,
    library: Library,
    keys: NotebookKeys,
    today: Today,
) -> Response:
    choice, own, remind = (form.get(name, "") for name in ("choice", "own", "remind"))
    with refusable(session) as refused:
        notebooks.choose_step(session, library.newest, choice, own, remind, by=seat, keys=keys, today=today)
    if refused:
        found = notebooks.steps(session, by=seat, keys=keys)
        return show_again(request, found, library, form, refused.problems)
    return RedirectResponse("/me/step", 303)


def show_again(
    request: Request, found: Steps, library: Library, form: Fields, problems: Mapping[str, str]
) -> Response:
    charter = library.newest
    code = form.get("choice", "").partition("-")[0]
    theme = charter.by_theme.get(form.get("theme", ""), charter.themes[0])
    picked = suggestions_for(charter, [code])
    offered: list[Suggestion] = suggestions(theme, 0)
    own = [each for each in picked if each.code not in {one.code for one in offered}]
    return show_steps(
        request,
        found,
        library,
        problems,
        own=own,
        offered=offered,
        theme=theme,
        turn=0,
        is_choosing=True,
        typed=form,
    )


def show_steps(
    request: Request, found: Steps, library: Library, problems: Mapping[str, str], **context: object
) -> Response:
    whole = {
        "found": found,
        "themes": library.newest.themes,
        "by_competency": library.newest.by_competency,
        "typed": {},
        "does_not_open": DOES_NOT_OPEN,
        "problems": problems,
        **context,
    }
    return render(request, "own/step.html", whole, status_code=422 if problems else 200)


@router.post("/how-it-went", name="small_steps.how_it_went")
def how_it_went(
    form: Form, seat: CurrentSeat, session: Transaction, keys: NotebookKeys, today: Today
) -> Response:
    said = form.get("said", "")
    if said not in HOW_IT_WENT:
        raise Invalid("Say whether you did it.", {"said": "Choose “Did it” or “Not yet”."})
    note = notebooks.did_step if said == "did it" else notebooks.not_yet
    note(session, by=seat, keys=keys, today=today)
    return RedirectResponse("/me/step", 303)


@router.post("/{code}/delete", name="small_steps.delete")
def delete(code: str, seat: CurrentSeat, session: Transaction) -> Response:
    if not is_opaque_id(code):
        raise NotFound(NO_SUCH_PAGE)
    notebooks.delete_step(session, code, by=seat)
    return RedirectResponse("/me/step", 303)
