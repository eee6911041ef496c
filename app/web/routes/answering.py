"""The parts of the questionnaire, one after the other."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from app.domain import walk
from app.domain.walk import Part
from app.services import answering, inviting
from app.services.answering import SavedPart
from app.web import answering_pages, part_pages
from app.web.answer_forms import read_part, seen_of
from app.web.answering_here import AnsweringToChange, AnsweringToSee, charter_of
from app.web.answering_pages import about, elsewhere, resume_code_to_show
from app.web.at_once import AnsweringAtOnce, AtOnce
from app.web.dependencies import Form, Now, Random, Reading, SiteHere, Transaction
from app.web.pages import render
from app.web.part_pages import home_of
from app.web.routes.invitations import show_resume_code
from app.web.static_files import files

router = APIRouter(prefix="/answer")


@router.get("/worker.js", name="answering.worker")
def worker() -> Response:
    """From here and not from /static, so that its reach is the answering pages and nothing else."""
    script = files()["worker.js"]
    headers = {"Cache-Control": "no-cache", "Content-Type": script.content_type}
    return Response(script.bodies["identity"], headers=headers)


@router.get("/{assessment}", name="answering.tasks")
def tasks(request: Request, here: AnsweringToSee, now: Now) -> Response:
    if away := elsewhere(here, now=now):
        return away
    parts = walk.parts(charter_of(request, here), here.assessment.blocks)
    context = {**about(request, here), "rows": answering_pages.task_rows(here, parts)}
    return render(request, "answering/tasks.html", context)


@router.get("/{assessment}/part/{number}", name="answering.part")
def part(
    request: Request,
    number: int,
    at_once: AnsweringAtOnce,
    now: Now,
    blanks: str = "",
    back: str = "",
    copy: str = "",
) -> Response:
    here = at_once.look()
    if away := elsewhere(here, now=now):
        return away
    charter = charter_of(request, here)
    asked = walk.get_part(walk.parts(charter, here.assessment.blocks), number)
    who, demo = answering_pages.who(request, here), request.app.state.site.demo
    if copy:
        return HTMLResponse(part_pages.copy_html(charter, here, asked, who=who, demo=demo))
    how = {"note_blanks": bool(blanks), "back_to_check": back == "check"}
    return HTMLResponse(part_pages.part_html(charter, here, asked, who=who, demo=demo, **how))


@router.post("/{assessment}/part/{number}", name="answering.save_part")
def save_part(request: Request, number: int, form: Form, at_once: AnsweringAtOnce, now: Now) -> Response:
    asked, saved = save_form(request, number, form, at_once, now)
    if saved.has_clashes:
        context = answering_pages.conflict(request, saved, asked, form)
        return render(request, "answering/conflict.html", context, status_code=409)
    return RedirectResponse(way_on(saved, asked, form), 303)


@router.post("/{assessment}/save/{number}", name="answering.save")
def save(request: Request, number: int, form: Form, at_once: AnsweringAtOnce, now: Now) -> Response:
    """For script: some statements of a part, as they are tapped. The same deed as Continue."""
    asked, saved = save_form(request, number, form, at_once, now)
    seen = seen_of(charter_of(request, saved.answering), asked, saved.answering.response)
    return JSONResponse({"seen": seen}, status_code=409 if saved.has_clashes else 200)


def save_form(request: Request, number: int, form: Form, at_once: AtOnce, now: Now) -> tuple[Part, SavedPart]:
    with at_once.change() as (here, session):
        charter = charter_of(request, here)
        asked = walk.get_part(walk.parts(charter, here.assessment.blocks), number)
        sent = read_part(form, charter, asked)
        saved = answering.save_part(
            session,
            charter,
            answering=here,
            number=number,
            seen=sent.seen,
            sent=sent.sent,
            help_seen=sent.help_seen,
            help_wanted=sent.help_wanted,
            now=now,
        )
    return asked, saved


def way_on(saved: SavedPart, asked: Part, form: Form) -> str:
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


@router.get("/{assessment}/later", name="answering.later")
def later(request: Request, here: AnsweringToSee, session: Reading) -> Response:
    context = {
        **about(request, here),
        "invitation": inviting.get_invitation(session, here.response.invitation_id),
        "resume_code": resume_code_to_show(request, here),
    }
    return render(request, "answering/later.html", context)


@router.post("/{assessment}/resume-code", name="answering.new_resume_code")
def new_resume_code(
    here: AnsweringToChange, session: Transaction, random: Random, site: SiteHere
) -> Response:
    resume_code = answering.new_resume_code(
        session, invitation_id=here.response.invitation_id, randomness=random, key=site.key
    )
    response = RedirectResponse(f"{home_of(here)}/later", 303)
    show_resume_code(response, site, here.assessment.code, resume_code or "")
    return response


@router.get("/{assessment}/waiting", name="answering.waiting")
def waiting(request: Request, here: AnsweringToSee) -> Response:
    """What the phone shows in place of a page it does not hold, when there is no signal."""
    return render(request, "answering/waiting.html", about(request, here))
