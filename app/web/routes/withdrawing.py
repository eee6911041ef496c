"""Taking one's answers back while the assessment is open: what it means, the deed, and that it is done."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.domain.errors import Conflict
from app.domain.responses import why_not_withdraw
from app.services import withdrawing
from app.web.answering_here import LOST, AnsweringToSee, forget_answering
from app.web.answering_pages import about, who
from app.web.cookies import set_cookie
from app.web.dependencies import Now, SiteHere, Transaction
from app.web.pages import render
from app.web.policy import AnsweringNeeded
from app.web.withdrawals import BeenAnsweringHere, deleted_cookie, forget_later

router = APIRouter(prefix="/answer/{assessment}")

MINUTES_SHOWN = 60
NOBODY = "nobody"  # pressed twice, and what the phone keeps has a name already


@router.get("/delete", name="withdrawing.confirm")
def confirm(request: Request, here: AnsweringToSee, now: Now) -> Response:
    if reason := why_not_withdraw(here.assessment, now=now):
        raise Conflict(reason)
    return render(request, "withdrawing/confirm.html", about(request, here))


@router.post("/delete", name="withdrawing.withdraw")
def withdraw(
    request: Request, assessment: str, here: BeenAnsweringHere, session: Transaction, now: Now, site: SiteHere
) -> Response:
    """Pressed twice it leads to the same page: this browser knows that it has deleted, and nobody else."""
    response = RedirectResponse(f"/answer/{assessment}/deleted", 303, background=forget_later(request))
    if here.cookie is not None:
        gone = withdrawing.withdraw(session, cookie=here.cookie, assessment_code=assessment, now=now)
        name = who(request, gone) if gone else here.deleted or NOBODY
        set_cookie(response, site, deleted_cookie(assessment), name, minutes=MINUTES_SHOWN)
    forget_answering(response, site, assessment)
    return response


@router.get("/deleted", name="withdrawing.deleted")
def deleted(request: Request, here: BeenAnsweringHere) -> Response:
    if here.deleted is None:
        raise AnsweringNeeded(LOST)
    return render(request, "withdrawing/deleted.html", {"who": here.deleted, "parts": 0, "nav": ()})
