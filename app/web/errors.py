"""Every refusal and every fault as a page, or as JSON for the API. The only place that knows statuses."""

import logging
import secrets
from collections.abc import Mapping

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from starlette.exceptions import HTTPException

from app.domain.errors import Busy, Conflict, DomainError, Invalid, NotAllowed, NotFound, TooManyTries
from app.web.addresses import own_home, own_path
from app.web.form_data import TooLarge
from app.web.pages import render
from app.web.policy import AnsweringNeeded, SignInNeeded
from app.web.way_back import way_back
from app.web.words_back import words_back

logger = logging.getLogger("good_partners.errors")

STATUS: dict[type[DomainError], int] = {
    NotFound: 404,
    NotAllowed: 403,
    Conflict: 409,
    Invalid: 422,
    TooManyTries: 429,
    Busy: 503,
    SignInNeeded: 401,
    TooLarge: 413,
    AnsweringNeeded: 404,
}
API = "/api/"
PAGES = frozenset({403, 404, 405, 409, 413, 419, 422, 429, 500, 503})
IN_WORDS: Mapping[int, str] = {
    400: "That could not be read.",
    404: "There is no such page.",
    405: "This page cannot be used in that way.",
    413: "That is more than this page takes.",
}
SOMEBODY_WAS_QUICKER = "The same thing was done from somewhere else in that very moment, and it counts once."
TAKEN = frozenset({"23505", "SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"})
NOT_SAVED = (
    "The last thing you did was not saved, because the site could not reach its records. "
    "Go back and try again in a minute: what was saved before is safe."
)


def add_error_pages(app: FastAPI) -> None:
    app.add_exception_handler(DomainError, show_refusal)
    app.add_exception_handler(HTTPException, show_http_error)
    app.add_exception_handler(RequestValidationError, show_bad_request)
    app.add_exception_handler(IntegrityError, show_clash)
    app.add_exception_handler(DBAPIError, show_no_database)
    app.add_exception_handler(NoConnectionFree, show_no_database)


def show_refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, DomainError)
    status = STATUS[type(error)]
    if isinstance(error, AnsweringNeeded) and request.method not in ("GET", "HEAD"):
        status = 419
    if isinstance(error, SignInNeeded) and not request.url.path.startswith(API):
        return ask_to_sign_in(request)
    headers = {"Retry-After": str(error.wait_minutes * 60)} if isinstance(error, TooManyTries) else {}
    if isinstance(error, Busy):
        headers = {"Retry-After": "10"}
    problems = error.problems if isinstance(error, Invalid) else {}
    return answer(request, status, str(error), problems=problems, headers=headers)


def ask_to_sign_in(request: Request) -> Response:
    """Somebody who was sending something is told that it was not taken; everybody else is shown the door."""
    if request.method not in ("GET", "HEAD"):
        return answer(request, 419, "You were signed out for safety, so this was not saved.")
    return RedirectResponse(f"/sign-in?next={request.url.path}", status_code=303)


def show_http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404 and request.method == "GET" and request.url.path.endswith("/"):
        return RedirectResponse(own_path(request.url.path.rstrip("/")) or "/", status_code=307)
    return answer(request, error.status_code, IN_WORDS.get(error.status_code, "That did not work."))


def show_bad_request(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    places = [[str(part) for part in each["loc"]] for each in error.errors()]
    if any(place[:1] == ["path"] for place in places):
        return answer(request, 404, IN_WORDS[404])
    problems = {place[-1]: "This does not make sense here." for place in places if place}
    return answer(request, 422, "Part of that could not be understood.", problems=problems)


def show_clash(request: Request, error: Exception) -> Response:
    """Two at once, of which there can be one. Any other broken constraint is a fault of ours."""
    assert isinstance(error, IntegrityError)
    code = getattr(error.orig, "sqlstate", None) or getattr(error.orig, "sqlite_errorname", None)
    if code in TAKEN:
        return answer(request, 409, SOMEBODY_WAS_QUICKER)
    return show_no_database(request, error)


def show_no_database(request: Request, error: Exception) -> Response:
    # The error's own text may hold what somebody typed, so only its kind is logged.
    logger.error("database fault: %s", type(getattr(error, "orig", None) or error).__name__)
    return answer(request, 503, NOT_SAVED, headers={"Retry-After": "30"})


def show_fault(request: Request) -> Response:
    """The last resort. The caller has logged the fault under this reference."""
    return answer(request, 500, None, reference=request.state.reference)


def new_reference() -> str:
    return secrets.token_hex(4)


def answer(
    request: Request,
    status: int,
    message: str | None,
    *,
    problems: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
    reference: str | None = None,
) -> Response:
    if request.url.path.startswith(API):
        body = {"status": status, "detail": message, "problems": dict(problems or {}), "reference": reference}
        return JSONResponse(body, status_code=status, headers=dict(headers or {}))
    page = status if status in PAGES else (422 if status < 500 else 500)
    context = {
        "message": message,
        "problems": dict(problems or {}),
        "reference": reference,
        "status": status,
        "back": words_back(request),
        "way_back": way_back(request, status),
        "home": own_home(request),
    }
    return render(request, f"errors/{page}.html", context, status_code=status, headers=headers)
