"""A person's own results, with the return code she was shown when she sent her answers."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.domain.errors import NotFound
from app.services import profiles
from app.web.cookies import clear_cookie, read_cookie, set_cookie
from app.web.dependencies import Form, Library, Reading, SiteHere, Transaction
from app.web.limits import TryLimits
from app.web.pages import render

router = APIRouter(prefix="/my-results")

COOKIE = "my-results"
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
    try:
        own = profiles.get_own_results(session, library, read_cookie(request, COOKIE) or "", key=site.key)
    except NotFound:
        return RedirectResponse("/my-results", 303)
    return render(request, "my_results/profile.html", {"own": own, "profile": own.profile})


@router.post("/close", name="my_results.close")
def close(site: SiteHere) -> Response:
    response = RedirectResponse("/my-results", 303)
    clear_cookie(response, site, COOKIE)
    return response
