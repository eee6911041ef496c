"""The parts of the questionnaire, one after the other, up to sending."""

from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse

from app.domain import walk
from app.domain.walk import Part
from app.services import answering, inviting
from app.services.answering import SavedPart
from app.web import part_pages
from app.web.answer_forms import read_part, seen_of
from app.web.answering_here import AnsweringToChange, AnsweringToSee, charter_of
from app.web.cookies import read_cookie, set_cookie
from app.web.dependencies import Form, Now, Random, Reading, SiteHere, Transaction
from app.web.pages import render

router = APIRouter(prefix="/answer")

WORKER = Path(__file__).parents[1] / "static" / "worker.js"
RETURN_CODE_MINUTES = 60
ANOTHER_PLACE = "Another tab or device has a different answer here."


@router.get("/worker.js", name="answering.worker")
def worker() -> Response:
    """From here and not from /static, so that its reach is the answering pages and nothing else."""
    return FileResponse(WORKER, media_type="text/javascript", headers={"Cache-Control": "no-cache"})


@router.get("/{assessment}", name="answering.tasks")
def tasks(request: Request, here: AnsweringToSee) -> Response:
    if here.response.is_sent:
        return RedirectResponse(f"/answer/{here.assessment.code}/sent", 303)
    parts = walk.parts(charter_of(request, here), here.assessment.blocks)
    context = {"here": here, "rows": part_pages.task_rows(here, parts), "nav": ()}
    return render(request, "answering/tasks.html", context)


@router.get("/{assessment}/about-you", name="answering.about_you")
def about_you(request: Request, here: AnsweringToSee, session: Reading) -> Response:
    invitation = inviting.get_invitation(session, here.response.invitation_id)
    parts = walk.parts(charter_of(request, here), here.assessment.blocks)
    context = {
        "here": here,
        "invitation": invitation,
        "resume_code": read_cookie(request, f"resume-code-{here.assessment.code}"),
        "hold": part_pages.held_addresses(here, parts),
        "nav": (),
    }
    return render(request, "answering/about_you.html", context)


@router.post("/{assessment}/about-you", name="answering.save_about_you")
def save_about_you(form: Form, here: AnsweringToChange, session: Transaction, now: Now) -> Response:
    answering.correct(session, answering=here, correction=form.get("correction", ""), now=now)
    return RedirectResponse(f"/answer/{here.assessment.code}/part/1", 303)


@router.get("/{assessment}/part/{number}", name="answering.part")
def part(request: Request, number: int, here: AnsweringToSee, blanks: str = "", back: str = "") -> Response:
    if here.response.is_sent:
        return RedirectResponse(f"/answer/{here.assessment.code}/sent", 303)
    charter = charter_of(request, here)
    asked = walk.get_part(walk.parts(charter, here.assessment.blocks), number)
    return HTMLResponse(
        part_pages.part_html(
            request, charter, here, asked, note_blanks=bool(blanks), back_to_check=bool(back)
        )
    )


@router.post("/{assessment}/part/{number}", name="answering.save_part")
def save_part(
    request: Request, number: int, form: Form, here: AnsweringToChange, session: Transaction, now: Now
) -> Response:
    asked, saved = _save(request, number, form, here, session, now)
    if saved.merge.conflicts:
        return part_pages.conflict_page(request, charter_of(request, here), saved, asked, form)
    return RedirectResponse(_onward(saved, asked, form), 303)


def _save(
    request: Request, number: int, form: Form, here: AnsweringToChange, session: Transaction, now: Now
) -> tuple[Part, SavedPart]:
    charter = charter_of(request, here)
    asked = walk.get_part(walk.parts(charter, here.assessment.blocks), number)
    sent = read_part(form, asked)
    saved = answering.save_part(
        session,
        charter,
        answering=here,
        number=number,
        seen=sent.seen,
        sent=sent.sent,
        help_wanted=sent.help_wanted,
        now=now,
    )
    return asked, saved


def _onward(saved: SavedPart, asked: Part, form: Form) -> str:
    """Where the button that was pressed leads."""
    home = f"/answer/{saved.answering.assessment.code}"
    go = form.get("go", "")
    if go in ("later", "profile"):
        return f"{home}/{go}"
    if form.get("back") == "check":
        return f"{home}/check"
    if saved.blanks and go != "on":
        return f"{home}/part/{asked.number}?blanks=yes"
    return f"{home}/part/{saved.next_number}" if saved.next_number else f"{home}/check"


@router.post("/{assessment}/save/{number}", name="answering.save")
def save(
    request: Request, number: int, form: Form, here: AnsweringToChange, session: Transaction, now: Now
) -> Response:
    """For script: one tap at a time. The same deed as Continue."""
    asked, saved = _save(request, number, form, here, session, now)
    status = 409 if saved.merge.conflicts else 200
    body = {"seen": seen_of(asked, saved.answering.response.sheet)}
    if saved.merge.conflicts:
        body["message"] = ANOTHER_PLACE
    return JSONResponse(body, status_code=status)


@router.get("/{assessment}/later", name="answering.later")
def later(request: Request, here: AnsweringToSee) -> Response:
    return render(request, "answering/later.html", {"here": here, "nav": ()})


@router.get("/{assessment}/check", name="answering.check")
def check(request: Request, here: AnsweringToSee) -> Response:
    if here.response.is_sent:
        return RedirectResponse(f"/answer/{here.assessment.code}/sent", 303)
    charter = charter_of(request, here)
    context = {"here": here, "groups": part_pages.check_groups(charter, here), "nav": ()}
    return render(request, "answering/check.html", context)


@router.post("/{assessment}/send", name="answering.send")
def send(here: AnsweringToChange, session: Transaction, now: Now, random: Random, site: SiteHere) -> Response:
    sent = answering.send(session, answering=here, now=now, randomness=random, hash_cost=site.hash_cost)
    code = here.assessment.code
    response = RedirectResponse(f"/answer/{code}/sent", 303)
    if sent.return_code is not None:
        # The server keeps only its slow hash, so this browser carries it to the page that shows it.
        set_cookie(response, site, f"return-code-{code}", str(sent.return_code), minutes=RETURN_CODE_MINUTES)
    return response
