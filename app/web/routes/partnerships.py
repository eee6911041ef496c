"""A partnership's pages, for its convenor and its partners: home, and watching an assessment."""

from fastapi import APIRouter, Request, Response

from app.services import homes, watching
from app.web.action_pages import table
from app.web.assessment_pages import show_watch
from app.web.dependencies import CurrentSeat, Now, Reading
from app.web.pages import render

router = APIRouter(prefix="/p/{slug}")


@router.get("", name="partnerships.home")
def home(request: Request, slug: str, seat: CurrentSeat, session: Reading, now: Now) -> Response:
    found = homes.partnership_home(session, slug, by=seat, now=now)
    context = {"home": found, "at": f"/p/{slug}", "table": table(found.actions, now.date())}
    return render(request, "partnerships/home.html", context)


@router.get("/assessments/{code}", name="partnerships.watch")
def watch(
    request: Request, slug: str, code: str, seat: CurrentSeat, session: Reading, now: Now, done: str = ""
) -> Response:
    seen = watching.watch_partnership(session, slug, code, by=seat, now=now)
    return show_watch(request, seen, home=f"/p/{slug}", groups="Partner", done=done)
