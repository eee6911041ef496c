"""The pages on which the platform's admins make and look after organisations and partnerships."""

from collections.abc import Mapping

from fastapi import Request, Response
from sqlmodel import Session

from app.services import platform
from app.web.form_data import Fields
from app.web.pages import render
from app.web.staff_import_pages import read_whole_number

Problems = Mapping[str, str]

DIRECTOR = ("director_name", "director_email")
CONVENOR = ("convenor_name", "convenor_email")
PARTNER = "partner-"
DONE = {
    "added": "It is there. A letter with a link is on its way.",
    "renamed": "Kept.",
    "asked": "A letter with a link is on its way.",
    "closed": "It is closed. Its seats have ended and its staff list is gone.",
    "joined": "The partner has joined, and counts from the next joint assessment on.",
    "left": "One partner fewer. Its HR directors read so in a letter.",
}


def chosen_partners(form: Fields) -> frozenset[int]:
    """Their ids; what is not offered is not chosen by the deed."""
    ticked = (name.removeprefix(PARTNER) for name in form if name.startswith(PARTNER))
    return frozenset(read_whole_number(each) for each in ticked)


def show_organisations(
    request: Request, session: Session, typed: Fields | None = None, problems: Problems | None = None
) -> Response:
    context = {"organisations": platform.organisations_there_are(session)}
    return _page(request, "admin/organisations.html", context, typed, problems)


def show_organisation(
    request: Request,
    session: Session,
    slug: str,
    typed: Fields | None = None,
    problems: Problems | None = None,
) -> Response:
    context = {"found": platform.get_organisation(session, slug)}
    return _page(request, "admin/organisation.html", context, typed, problems)


def show_partnerships(
    request: Request, session: Session, typed: Fields | None = None, problems: Problems | None = None
) -> Response:
    context = {
        "partnerships": platform.partnerships_there_are(session),
        "organisations": platform.could_join(session),
        "ticked": chosen_partners(typed or {}),
    }
    return _page(request, "admin/partnerships.html", context, typed, problems)


def show_partnership(
    request: Request,
    session: Session,
    slug: str,
    typed: Fields | None = None,
    problems: Problems | None = None,
) -> Response:
    context = {"found": platform.get_partnership(session, slug)}
    return _page(request, "admin/partnership.html", context, typed, problems)


def _page(
    request: Request,
    template: str,
    context: Mapping[str, object],
    typed: Fields | None,
    problems: Problems | None,
) -> Response:
    done = DONE.get(request.query_params.get("done", ""), "")
    shared = {"typed": typed or {}, "problems": problems or {}, "done": done}
    return render(request, template, {**context, **shared}, status_code=422 if problems else 200)
