"""The pages on which the platform's admins make and look after organisations and partnerships."""

from collections.abc import Mapping

from fastapi import Request, Response
from sqlmodel import Session

from app.services import platform
from app.web.form_data import Fields
from app.web.pages import render
from app.web.refusals import NOT_REFUSED, Refusal
from app.web.staff_import_pages import read_whole_number

DIRECTOR = ("director_name", "director_email")
NOTHING: Fields = {}
CONVENOR = ("convenor_name", "convenor_email")
PARTNER = "partner-"
DONE = {
    "added": "It is there. A letter with a link is on its way.",
    "renamed": "Kept.",
    "asked": "A letter with a link is on its way.",
    "closed": "It is closed. Its seats have ended and its staff list is gone.",
    "joined": "The partner has joined, and counts from the next joint assessment on.",
}


def chosen_partners(form: Fields) -> frozenset[int]:
    """Their ids; what is not offered is not chosen by the deed."""
    ticked = (name.removeprefix(PARTNER) for name in form if name.startswith(PARTNER))
    return frozenset(read_whole_number(each) for each in ticked)


def show_organisations(
    request: Request, session: Session, typed: Fields = NOTHING, refused: Refusal = NOT_REFUSED
) -> Response:
    context = {"organisations": platform.organisations_there_are(session)}
    return _show(request, "organisations", context, typed, refused)


def show_organisation(
    request: Request, session: Session, slug: str, typed: Fields = NOTHING, refused: Refusal = NOT_REFUSED
) -> Response:
    return _show(request, "organisation", {"found": platform.get_organisation(session, slug)}, typed, refused)


def show_close(
    request: Request, session: Session, slug: str, typed: Fields = NOTHING, refused: Refusal = NOT_REFUSED
) -> Response:
    return _show(request, "close", {"found": platform.get_organisation(session, slug)}, typed, refused)


def show_partnerships(
    request: Request, session: Session, typed: Fields = NOTHING, refused: Refusal = NOT_REFUSED
) -> Response:
    context = {
        "partnerships": platform.partnerships_there_are(session),
        "organisations": platform.could_join(session),
        "ticked": chosen_partners(typed),
    }
    return _show(request, "partnerships", context, typed, refused)


def show_partnership(
    request: Request, session: Session, slug: str, typed: Fields = NOTHING, refused: Refusal = NOT_REFUSED
) -> Response:
    return _show(request, "partnership", {"found": platform.get_partnership(session, slug)}, typed, refused)


def _show(
    request: Request, page: str, context: Mapping[str, object], typed: Fields, refused: Refusal
) -> Response:
    done = DONE.get(request.query_params.get("done", ""), "")
    shared = {"typed": typed, "problems": refused.problems, "done": done}
    return render(request, f"admin/{page}.html", {**context, **shared}, status_code=refused.status_code)
