"""The pages around the parts of the questionnaire: the list of tasks, about you, stopping for now."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.domain import walk
from app.services import answering, entrances, inviting
from app.web import answering_pages
from app.web.answering_here import AnsweringToChange, AnsweringToSee, charter_of
from app.web.answering_pages import about, elsewhere, resume_code_to_show
from app.web.dependencies import Now, Random, Reading, SiteHere, Transaction
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
    context = {
        **about(request, here),
        "rows": answering_pages.task_rows(here, parts),
        "next_part": walk.going_on(parts, here.response.sheet),
    }
    return render(request, "answering/tasks.html", context)


@router.get("/{assessment}/later", name="answering.later")
def later(request: Request, here: AnsweringToSee, session: Reading) -> Response:
    invitation = inviting.get_invitation(session, here.response.invitation_id)
    context = {
        **about(request, here),
        "invitation": invitation,
        "entrance": entrances.find_way_back(session, invitation),
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
