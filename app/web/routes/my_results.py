"""A person's own results, with the return code she was shown when she sent her answers."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.domain.assessments import AssessmentState
from app.domain.errors import NotFound
from app.domain.responses import why_not_withdraw
from app.services import profiles, withdrawing
from app.services.profiles import OwnResults
from app.web.cookies import read_cookie
from app.web.dependencies import Form, Library, Now, Reading, SiteHere, Transaction
from app.web.limits import TryLimits
from app.web.own_results import (
    COOKIE,
    find_own_results,
    forget_own_results,
    lay_beside,
    open_own_results,
    take_away,
    ticket_beside,
)
from app.web.pages import render
from app.web.withdrawals import forget_later

router = APIRouter(prefix="/my-results")

DELETED = "deleted"  # in the same cookie, once they are: no ticket, so it opens nothing
DEED = "return code"
NOT_A_CODE = "That code opens nothing. Check it against what you wrote down or printed."
NOT_A_CODE_NOW = f"{NOT_A_CODE} If you have deleted those answers, it opens nothing any more."


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
    open_own_results(response, site, ticket)
    return response


@router.get("/profile", name="my_results.profile")
def profile(request: Request, session: Reading, site: SiteHere, library: Library) -> Response:
    own = find_own_results(request, session, site, library)
    return RedirectResponse("/my-results", 303) if own is None else show_profile(request, own)


def show_profile(request: Request, own: OwnResults, problem: str | None = None) -> Response:
    context = {
        "own": own,
        "profile": own.profile,
        "problems": {"code": problem} if problem else {},
        "lies_beside": bool(ticket_beside(request)),
    }
    return render(request, "my_results/profile.html", context, status_code=422 if problem else 200)


@router.post("/earlier", name="my_results.lay_beside")
def open_beside(
    request: Request,
    form: Form,
    looking: Reading,
    session: Transaction,
    site: SiteHere,
    library: Library,
    limits: TryLimits,
) -> Response:
    limits.count_place(DEED)
    own = find_own_results(request, looking, site, library)
    if own is None:
        return RedirectResponse("/my-results", 303)
    ticket = profiles.open_results(looking, form.get("code", ""), key=site.key, hash_cost=site.hash_cost)
    if ticket is None:
        return show_profile(request, own, NOT_A_CODE_NOW)
    limits.give_back_place(session, DEED)
    if why_not := profiles.why_not_beside(looking, library, own, ticket, key=site.key):
        return show_profile(request, own, why_not)
    response = RedirectResponse("/my-results/shifted", 303)
    lay_beside(response, site, ticket)
    return response


@router.get("/shifted", name="my_results.shifted")
def shifted(request: Request, session: Reading, site: SiteHere, library: Library) -> Response:
    own = find_own_results(request, session, site, library)
    if own is None:
        return RedirectResponse("/my-results", 303)
    try:
        shifts = profiles.compare_results(session, library, own, ticket_beside(request), key=site.key)
    except NotFound:  # answers may have been deleted since
        response = RedirectResponse("/my-results/profile", 303)
        take_away(response, site)
        return response
    return render(request, "my_results/shifted.html", {"shifts": shifts})


@router.post("/close", name="my_results.close")
def close(site: SiteHere) -> Response:
    response = RedirectResponse("/my-results", 303)
    forget_own_results(response, site)
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
    open_own_results(response, site, DELETED)
    return response


@router.get("/deleted", name="my_results.deleted")
def deleted(request: Request) -> Response:
    if read_cookie(request, COOKIE) != DELETED:
        return RedirectResponse("/my-results", 303)
    return render(request, "my_results/deleted.html")
