"""After sending: thanks, the receipt, the return code, and her profile."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.domain import codes
from app.domain.profile import make_profile
from app.services import answering
from app.web.answering_here import AnsweringToChange, AnsweringToSee, charter_of
from app.web.cookies import read_cookie, set_cookie
from app.web.dependencies import Form, Now, Random, SiteHere, Transaction
from app.web.pages import render
from app.web.routes.answering import RETURN_CODE_MINUTES

router = APIRouter(prefix="/answer/{assessment}")


@router.get("/sent", name="sending.sent")
def sent(request: Request, here: AnsweringToSee) -> Response:
    if not here.response.is_sent:
        return RedirectResponse(f"/answer/{here.assessment.code}", 303)
    context = {
        "here": here,
        "receipt": codes.grouped(here.response.receipt or ""),
        "return_code": read_cookie(request, f"return-code-{here.assessment.code}"),
        "nav": (),
    }
    return render(request, "answering/sent.html", context)


@router.post("/return-code", name="sending.new_return_code")
def new_return_code(
    here: AnsweringToChange, session: Transaction, now: Now, random: Random, site: SiteHere
) -> Response:
    code = answering.new_return_code(
        session, answering=here, now=now, randomness=random, hash_cost=site.hash_cost
    )
    response = RedirectResponse(f"/answer/{here.assessment.code}/sent", 303)
    set_cookie(response, site, f"return-code-{here.assessment.code}", str(code), minutes=RETURN_CODE_MINUTES)
    return response


@router.get("/profile", name="sending.profile")
def profile(request: Request, here: AnsweringToSee, saved: str = "") -> Response:
    charter = charter_of(request, here)
    made = make_profile(charter, here.response.sheet, help_wanted=here.response.help_wanted)
    context = {"here": here, "profile": made, "is_saved": bool(saved), "note": here.response.note, "nav": ()}
    return render(request, "answering/profile.html", context)


@router.post("/profile/note", name="sending.write_note")
def write_note(form: Form, here: AnsweringToChange, session: Transaction, now: Now) -> Response:
    answering.write_note(session, answering=here, note=form.get("note", ""), now=now)
    return RedirectResponse(f"/answer/{here.assessment.code}/profile?saved=yes#note", 303)
