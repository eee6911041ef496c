"""A person's own results, with the return code she was shown when she sent her answers."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from app.domain.assessments import AssessmentState
from app.domain.charter import CharterLibrary
from app.domain.errors import NotFound
from app.domain.responses import why_not_withdraw
from app.services import profiles, withdrawing
from app.services.profiles import OwnResults
from app.web.cookies import clear_cookie, read_cookie, set_cookie
from app.web.dependencies import Form, Library, Now, Reading, SiteHere, Transaction
from app.web.limits import TryLimits
from app.web.pages import render
from app.web.site import Site
from app.web.withdrawals import forget_later

router = APIRouter(prefix="/my-results")

COOKIE = "my-results"
DELETED = "deleted"  # in the same cookie, once they are: no ticket, so it opens nothing
DEED = "return code"
NOT_A_CODE = "That code opens nothing. Check it against what you wrote down or printed."


@router.get("", name="my_results.ask")
def ask(request: Request) -> Response:
    return render(request, "my_results/ask.html", {"problems": {}})


@router.post("", name="my_results.open")
def open_results(
    request: Request, form: Form, looking: Reading, session: Transaction, site: SiteHere, limits: TryLimits
) -> Response:
    limits.count_place(DEED)
    ticket = profiles.open_results(looking, form.get("code", ""), key=site.key, hash_cost=site.hash_cost)
    if ticket is None:
        return render(request, "my_results/ask.html", {"problems": {"code": NOT_A_CODE}}, status_code=422)
    limits.give_back_place(session, DEED)
    response = RedirectResponse("/my-results/profile", 303)
    set_cookie(response, site, COOKIE, ticket)
    return response


@router.get("/profile", name="my_results.profile")
def profile(request: Request, session: Reading, site: SiteHere, library: Library) -> Response:
    own = find_own_results(request, session, site, library)
    if own is None:
        return RedirectResponse("/my-results", 303)
    return render(request, "my_results/profile.html", {"own": own, "profile": own.profile})


def find_own_results(
    request: Request, session: Session, site: Site, library: CharterLibrary
) -> OwnResults | None:
    try:
        return profiles.get_own_results(session, library, read_cookie(request, COOKIE) or "", key=site.key)
    except NotFound:
        return None


@router.post("/close", name="my_results.close")
def close(site: SiteHere) -> Response:
    response = RedirectResponse("/my-results", 303)
    clear_cookie(response, site, COOKIE)
    return response


@router.get("/delete", name="my_results.confirm_withdrawal")
def confirm_withdrawal(
    request: Request, session: Reading, site: SiteHere, library: Library, now: Now
) -> Response:
    own = find_own_results(request, session, site, library)
    if own is None:
        return RedirectResponse("/my-results", 303)
    context = {"own": own, "why_not": why_not_withdraw(own.assessment, now=now)}
    return render(request, "my_results/delete.html", context)


@router.post("/delete", name="my_results.withdraw")
def withdraw(request: Request, session: Transaction, site: SiteHere, now: Now) -> Response:
    ticket = read_cookie(request, COOKIE) or ""
    if ticket == DELETED:
        return RedirectResponse("/my-results/deleted", 303)
    try:
        selector = profiles.read_ticket(ticket, key=site.key)
    except NotFound:
        return RedirectResponse("/my-results", 303)
    assessment = withdrawing.withdraw_with_code(session, selector, now=now)
    is_sealed = assessment is not None and assessment.state is AssessmentState.SEALED
    response = RedirectResponse(
        "/my-results/deleted", 303, background=forget_later(request, is_sealed=is_sealed)
    )
    set_cookie(response, site, COOKIE, DELETED)
    return response


@router.get("/deleted", name="my_results.deleted")
def deleted(request: Request) -> Response:
    if read_cookie(request, COOKIE) != DELETED:
        return RedirectResponse("/my-results", 303)
    return render(request, "my_results/deleted.html")
