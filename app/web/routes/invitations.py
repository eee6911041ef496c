"""From the link in a mail to the first page: who asks, consent, another browser's code, declining."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.domain.errors import Invalid
from app.services import answering, inviting
from app.services.inviting import Welcome
from app.web.answering_here import cookie_name
from app.web.cookies import read_cookie, set_cookie
from app.web.dependencies import Form, Now, Random, Reading, SiteHere, Transaction
from app.web.limits import TryLimits
from app.web.mail import send_mail_later
from app.web.pages import render

router = APIRouter(prefix="/i/{token}")

COOKIE_MINUTES = 60 * 24 * 60  # longer than any assessment is open; the seal ends it sooner
CODE_SHOWN_MINUTES = 60
CONSENT = {"consent": "Tick the box if you are happy to take part. If not, that is fine too."}
RESUME_DEED = "resume code"


@router.get("", name="invitations.show")
def show(request: Request, token: str, session: Reading, now: Now) -> Response:
    welcome = inviting.get_welcome(session, token=token, now=now)
    return _page(request, welcome, token)


def _page(request: Request, welcome: Welcome, token: str, problems: dict[str, str] | None = None) -> Response:
    context = {
        "welcome": welcome,
        "token": token,
        "problems": problems or {},
        "can_carry_on": read_cookie(request, cookie_name(welcome.assessment.code)) is not None,
        "nav": (),
    }
    return render(request, "invitation/show.html", context, status_code=422 if problems else 200)


@router.post("/start", name="invitations.start")
def start(
    request: Request, token: str, form: Form, session: Transaction, now: Now, random: Random, site: SiteHere
) -> Response:
    welcome = inviting.get_welcome(session, token=token, now=now)
    code = welcome.assessment.code
    if welcome.has_started:
        is_here = read_cookie(request, cookie_name(code)) is not None
        return RedirectResponse(f"/answer/{code}" if is_here else f"/i/{token}/code", 303)
    if form.get("consent") != "yes":
        return _page(request, welcome, token, CONSENT)
    charter = request.app.state.library.get(welcome.assessment.charter_version)
    started = answering.start(
        session, charter, invitation=welcome.invitation, now=now, randomness=random, key=site.key
    )
    inviting.mail_resume_code(session, welcome, code=started.resume_code, link=f"{site.base_url}/i/{token}")
    response = RedirectResponse(f"/answer/{code}/about-you", 303, background=send_mail_later(request))
    set_cookie(response, site, cookie_name(code), started.cookie, minutes=COOKIE_MINUTES)
    if welcome.invitation.email is None:
        set_cookie(response, site, f"resume-code-{code}", started.resume_code, minutes=CODE_SHOWN_MINUTES)
    return response


@router.get("/code", name="invitations.ask_code")
def ask_code(request: Request, token: str, session: Reading, now: Now, mailed: str = "") -> Response:
    welcome = inviting.get_welcome(session, token=token, now=now)
    context = {"welcome": welcome, "token": token, "problems": {}, "mailed": bool(mailed), "nav": ()}
    return render(request, "invitation/code.html", context)


@router.post("/code", name="invitations.enter_code")
def enter_code(
    request: Request,
    token: str,
    form: Form,
    session: Transaction,
    now: Now,
    random: Random,
    site: SiteHere,
    limits: TryLimits,
) -> Response:
    limits.count(RESUME_DEED, token)
    limits.count_place(RESUME_DEED)
    welcome = inviting.get_welcome(session, token=token, now=now)
    try:
        cookie = answering.resume(
            session,
            invitation=welcome.invitation,
            typed=form.get("code", ""),
            randomness=random,
            key=site.key,
        )
    except Invalid as wrong:
        context = {"welcome": welcome, "token": token, "problems": wrong.problems, "mailed": False, "nav": ()}
        return render(request, "invitation/code.html", context, status_code=422)
    limits.give_back(session, RESUME_DEED, token)
    limits.give_back_place(session, RESUME_DEED)
    response = RedirectResponse(f"/answer/{welcome.assessment.code}", 303)
    set_cookie(response, site, cookie_name(welcome.assessment.code), cookie, minutes=COOKIE_MINUTES)
    return response


@router.post("/new-code", name="invitations.mail_code")
def mail_code(
    request: Request,
    token: str,
    session: Transaction,
    now: Now,
    random: Random,
    site: SiteHere,
    limits: TryLimits,
) -> Response:
    """To the invited address only: whoever holds the link but not the mailbox learns nothing."""
    limits.count("mail a resume code", token, most=3)
    welcome = inviting.get_welcome(session, token=token, now=now)
    if welcome.has_started and welcome.invitation.email:
        code = answering.new_resume_code(
            session, invitation=welcome.invitation, randomness=random, key=site.key
        )
        inviting.mail_resume_code(session, welcome, code=code, link=f"{site.base_url}/i/{token}")
    return RedirectResponse(f"/i/{token}/code?mailed=yes", 303, background=send_mail_later(request))


@router.get("/no-thanks", name="invitations.no_thanks")
def no_thanks(request: Request, token: str, session: Reading, now: Now) -> Response:
    welcome = inviting.get_welcome(session, token=token, now=now)
    return render(request, "invitation/no_thanks.html", {"welcome": welcome, "token": token, "nav": ()})


@router.post("/no-thanks", name="invitations.decline")
def decline(token: str, session: Transaction, now: Now) -> Response:
    inviting.decline(session, token=token, now=now)
    return RedirectResponse(f"/i/{token}/no-thanks", 303)


@router.post("/undo", name="invitations.undo")
def undo(token: str, session: Transaction, now: Now) -> Response:
    inviting.undo_decline(session, token=token, now=now)
    return RedirectResponse(f"/i/{token}", 303)
