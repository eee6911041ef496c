"""The parts of the questionnaire, one after the other. Nearly all that a busy site does is done here."""

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from sqlalchemy import Connection

from app.domain import walk
from app.domain.errors import NotFound
from app.domain.responses import Answering
from app.domain.walk import Part
from app.services import answering
from app.services.answering import SavedPart
from app.web import answering_pages, part_pages
from app.web.answer_forms import read_part, seen_of
from app.web.answering_here import charter_of
from app.web.answering_pages import elsewhere
from app.web.at_once import change, look
from app.web.form_data import Fields, read_form
from app.web.kiosk import kiosk_of
from app.web.pages import render
from app.web.part_pages import home_of
from app.web.plain_routes import PlainRoute


async def part(request: Request) -> Response:
    here = await look(request)
    if away := elsewhere(here, now=request.app.state.now()):
        return away
    charter, asked = charter_of(request, here), part_of(request, here)
    who, demo = answering_pages.who(request, here), request.app.state.site.demo
    wishes = request.query_params
    if wishes.get("copy"):
        return HTMLResponse(part_pages.copy_html(charter, here, asked, who=who, demo=demo))
    html = part_pages.part_html(
        charter,
        here,
        asked,
        who=who,
        demo=demo,
        note_blanks=bool(wishes.get("blanks")),
        back_to_check=wishes.get("back") == "check",
        kiosk=kiosk_of(request),
    )
    return HTMLResponse(html)


async def save_part(request: Request) -> Response:
    form = await read_form(request)
    asked, saved = await save_form(request, form)
    if saved.has_clashes:
        context = answering_pages.conflict(request, saved, asked, form)
        return render(request, "answering/conflict.html", context, status_code=409)
    return RedirectResponse(way_on(saved, asked, form), 303)


async def save(request: Request) -> Response:
    """For script: some statements of a part, as they are tapped. The same deed as Continue."""
    asked, saved = await save_form(request, await read_form(request))
    seen = seen_of(charter_of(request, saved.answering), asked, saved.answering.response)
    return JSONResponse({"seen": seen}, status_code=409 if saved.has_clashes else 200)


ROUTES = (
    PlainRoute("GET", "/answer/{assessment}/part/{number}", part, name="answering.part"),
    PlainRoute("POST", "/answer/{assessment}/part/{number}", save_part, name="answering.save_part"),
    PlainRoute("POST", "/answer/{assessment}/save/{number}", save, name="answering.save"),
)


def part_of(request: Request, here: Answering) -> Part:
    number = request.path_params["number"]
    if not (number.isascii() and number.isdigit()):
        raise NotFound("There is no such part.")
    return walk.get_part(walk.parts(charter_of(request, here), here.assessment.blocks), int(number))


async def save_form(request: Request, form: Fields) -> tuple[Part, SavedPart]:
    def keep(here: Answering, connection: Connection) -> tuple[Part, SavedPart]:
        charter, asked = charter_of(request, here), part_of(request, here)
        sent = read_part(form, charter, asked)
        saved = answering.save_part(
            connection,
            charter,
            answering=here,
            number=asked.number,
            seen=sent.seen,
            sent=sent.sent,
            help_seen=sent.help_seen,
            help_wanted=sent.help_wanted,
            now=request.app.state.now(),
        )
        return asked, saved

    return await change(request, keep)


def way_on(saved: SavedPart, asked: Part, form: Fields) -> str:
    """Where the button that was pressed leads."""
    home = home_of(saved.answering)
    go = form.get("go", "")
    if go in ("later", "profile"):
        return f"{home}/{go}"
    if form.get("back") == "check":
        return f"{home}/check"
    if saved.blanks and go != "on":
        return f"{home}/part/{asked.number}?blanks=yes"
    return f"{home}/part/{saved.next_number}" if saved.next_number else f"{home}/check"
