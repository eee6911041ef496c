"""Check and send; then thanks, the receipt and the return code; and her profile, before and after."""

from collections.abc import Mapping

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.domain import codes
from app.domain.responses import Answering, fingerprint
from app.services import answering, profiles
from app.web import answering_pages
from app.web.answering_here import AnsweringToChange, AnsweringToSee, charter_of, forget_answering
from app.web.answering_pages import about, elsewhere
from app.web.cookies import read_cookie, set_cookie
from app.web.dependencies import Form, Now, Random, SiteHere, Transaction
from app.web.own_results import forget_own_results
from app.web.pages import render
from app.web.part_pages import home_of
from app.web.refusals import refusable
from app.web.site import Site

router = APIRouter(prefix="/answer/{assessment}")

CODE_SHOWN_MINUTES = 60


@router.get("/check", name="sending.check")
def check(request: Request, here: AnsweringToSee, now: Now) -> Response:
    if away := elsewhere(here, now=now):
        return away
    groups = answering_pages.check_groups(charter_of(request, here), here)
    context = {
        **about(request, here),
        "groups": groups,
        "blanks": [row for group in groups for row in group["rows"] if row["is_blank"]],
    }
    return render(request, "answering/check.html", context)


@router.post("/send", name="sending.send")
def send(here: AnsweringToSee, session: Transaction, now: Now, random: Random, site: SiteHere) -> Response:
    """Reads who it is without the lock for writing: making a return code takes a while."""
    sent = answering.send(session, answering=here, now=now, randomness=random, hash_cost=site.hash_cost)
    return show_sent(here, site, sent.return_code)


@router.post("/return-code", name="sending.new_return_code")
def new_return_code(
    here: AnsweringToSee, session: Transaction, now: Now, random: Random, site: SiteHere
) -> Response:
    code = answering.new_return_code(
        session, answering=here, now=now, randomness=random, hash_cost=site.hash_cost
    )
    return show_sent(here, site, code)


@router.post("/leave", name="sending.leave")
def leave(here: AnsweringToSee, site: SiteHere) -> Response:
    """For a phone that others use as well. What is kept stays kept, and the link opens it with a code."""
    response = RedirectResponse("/", 303)
    forget_answering(response, site, here.assessment.code)
    forget_own_results(response, site)
    return response


def show_sent(here: Answering, site: Site, code: codes.ReturnCode | None) -> Response:
    response = RedirectResponse(f"{home_of(here)}/sent", 303)
    if code is not None:
        # Only its slow hash is kept here, so this browser carries it to the page that shows it.
        set_cookie(response, site, code_cookie(here), str(code), minutes=CODE_SHOWN_MINUTES)
    return response


def code_cookie(here: Answering) -> str:
    return f"return-code-{here.assessment.code}"


@router.get("/sent", name="sending.sent")
def sent(request: Request, here: AnsweringToSee) -> Response:
    if not here.response.is_sent:
        return RedirectResponse(home_of(here), 303)
    context = {
        **about(request, here),
        "receipt": codes.grouped(here.response.receipt or ""),
        "return_code": return_code_to_show(request, here),
    }
    return render(request, "answering/sent.html", context)


def return_code_to_show(request: Request, here: Answering) -> str | None:
    """The one that was made a moment ago, unless another browser has made a newer one since."""
    code = codes.read_return_code(read_cookie(request, code_cookie(here)) or "")
    is_valid = code is not None and code.selector == here.response.return_selector
    return str(code) if is_valid else None


@router.get("/profile", name="sending.profile")
def profile(request: Request, here: AnsweringToSee, saved: str = "") -> Response:
    return show_profile(request, here, typed=here.response.note, is_saved=bool(saved))


@router.post("/profile/note", name="sending.write_note")
def write_note(
    request: Request, form: Form, here: AnsweringToChange, session: Transaction, now: Now
) -> Response:
    typed = form.get("note", "")
    with refusable(session) as refused:
        written = answering.write_note(
            session, answering=here, text=typed, seen=form.get("seen", ""), now=now
        )
    if refused:
        return show_profile(request, here, typed=typed, problems=refused.problems)
    if not written:
        return show_profile(request, here, typed=typed, is_clash=True)
    return RedirectResponse(f"{home_of(here)}/profile?saved=yes#note", 303)


def show_profile(
    request: Request,
    here: Answering,
    *,
    typed: str,
    is_saved: bool = False,
    is_clash: bool = False,
    problems: Mapping[str, str] | None = None,
) -> Response:
    context = {
        **about(request, here),
        "profile": profiles.make_own_profile(charter_of(request, here), here),
        "typed": typed,
        "seen": fingerprint(here.response.note),
        "is_saved": is_saved,
        "is_clash": is_clash,
        "problems": problems or {},
    }
    status = 409 if is_clash else 422 if problems else 200
    return render(request, "answering/profile.html", context, status_code=status)
