"""From the link in a mail to the first page: who asks, consent, another browser's code, declining."""

from collections.abc import Mapping

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from app.domain import letters
from app.domain.charter import Block
from app.domain.errors import Conflict, NotFound
from app.services import answering, inviting
from app.services.answering import Started
from app.services.entrances import Hall
from app.services.inviting import Welcome
from app.web.answering_here import cookie_name
from app.web.cookies import read_cookie, set_cookie
from app.web.dependencies import Form, Now, Random, Reading, SiteHere, Transaction
from app.web.limits import TryLimits
from app.web.mail import send_mail_later
from app.web.pages import render
from app.web.refusals import refusable
from app.web.site import Site

router = APIRouter(prefix="/i/{token}")

COOKIE_MINUTES = 60 * 24 * 60  # longer than any assessment is open; the seal ends it sooner
CODE_SHOWN_MINUTES = 60
CONSENT = {"consent": "Tick the box if you’re happy to take part. If you’d rather not, that is fine too."}
RESUME_DEED = "resume code"
MOST_MAILED_CODES = 3


@router.get("", name="invitations.show")
def show(request: Request, token: str, session: Reading, now: Now) -> Response:
    """Mail scanners open links, so looking uses nothing up and tells nothing of whether anybody answered."""
    welcome = inviting.get_welcome(session, token=token, now=now)
    if is_let_in(request, session, welcome):
        return RedirectResponse(f"/answer/{welcome.assessment.code}", 303)
    return show_welcome(request, welcome, token)


@router.post("/start", name="invitations.start")
def start(
    request: Request, token: str, form: Form, session: Transaction, now: Now, random: Random, site: SiteHere
) -> Response:
    welcome = inviting.get_welcome(session, token=token, now=now)
    if is_let_in(request, session, welcome):
        return RedirectResponse(f"/answer/{welcome.assessment.code}", 303)
    if form.get("consent") != "yes":
        return show_welcome(request, welcome, token, CONSENT)
    charter = request.app.state.library.get(welcome.assessment.charter_version)
    try:
        started = answering.start(
            session, charter, invitation=welcome.invitation, now=now, randomness=random, key=site.key
        )
    except Conflict:
        return RedirectResponse(f"/i/{token}/code", 303)
    inviting.mail_resume_code(session, welcome, code=started.resume_code, link=f"{site.base_url}/i/{token}")
    return let_in(request, welcome, started, site)


@router.get("/code", name="invitations.ask_code")
def ask_code(request: Request, token: str, session: Reading, now: Now, mailed: str = "") -> Response:
    welcome = inviting.get_welcome(session, token=token, now=now)
    return show_code_box(request, welcome, token, mailed=bool(mailed))


@router.post("/code", name="invitations.enter_code")
def enter_code(
    request: Request,
    token: str,
    form: Form,
    looking: Reading,
    session: Transaction,
    now: Now,
    random: Random,
    site: SiteHere,
    limits: TryLimits,
) -> Response:
    welcome = inviting.get_welcome(looking, token=token, now=now)
    limits.count_place(RESUME_DEED)
    limits.count(RESUME_DEED, token)
    invitation, typed = welcome.invitation, form.get("code", "")
    with refusable(session) as refused:
        cookie = answering.resume(
            session, invitation=invitation, typed=typed, now=now, randomness=random, key=site.key
        )
    if refused:
        return show_code_box(request, welcome, token, problems=refused.problems)
    limits.give_back(session, RESUME_DEED, token)
    limits.give_back_place(session, RESUME_DEED)
    response = RedirectResponse(f"/answer/{welcome.assessment.code}", 303)
    set_cookie(response, site, cookie_name(welcome.assessment.code), cookie, minutes=COOKIE_MINUTES)
    return response


@router.post("/new-code", name="invitations.mail_code")
def mail_code(
    request: Request,
    token: str,
    looking: Reading,
    session: Transaction,
    now: Now,
    random: Random,
    site: SiteHere,
    limits: TryLimits,
) -> Response:
    """To the invited address only: whoever holds the link but not the mailbox learns nothing."""
    welcome = inviting.get_welcome(looking, token=token, now=now)
    limits.count("mail a resume code", token, most=MOST_MAILED_CODES)
    if welcome.invitation.email:
        code = answering.new_resume_code(
            session, invitation_id=welcome.invitation.id, randomness=random, key=site.key
        )
        if code is not None:
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


@router.get("/no-reminders", name="invitations.about_reminders")
def about_reminders(token: str, session: Reading, now: Now) -> Response:
    """For people whose mail program opens what it should have posted to."""
    inviting.get_welcome(session, token=token, now=now)
    return RedirectResponse(f"/i/{token}/no-thanks", 303)


@router.post("/no-reminders", name="invitations.stop_reminders")
def stop_reminders(token: str, session: Transaction, now: Now) -> Response:
    """A mail program's one click (RFC 8058), sent by its server: there is nobody to show a page to."""
    inviting.decline(session, token=token, now=now)
    return Response(status_code=204)


@router.post("/undo", name="invitations.undo")
def undo(token: str, session: Transaction, now: Now) -> Response:
    inviting.undo_decline(session, token=token, now=now)
    return RedirectResponse(f"/i/{token}", 303)


def is_let_in(request: Request, session: Session, welcome: Welcome) -> bool:
    """Whether this browser already answers for this very invitation."""
    cookie = read_cookie(request, cookie_name(welcome.assessment.code))
    if cookie is None:
        return False
    try:
        found = answering.get_answering(session, cookie=cookie, assessment_code=welcome.assessment.code)
    except NotFound:
        return False
    return found.response.invitation_id == welcome.invitation.id


def let_in(request: Request, welcome: Welcome, started: Started, site: Site) -> Response:
    code = welcome.assessment.code
    response = RedirectResponse(f"/answer/{code}/about-you", 303, background=send_mail_later(request))
    set_cookie(response, site, cookie_name(code), started.cookie, minutes=COOKIE_MINUTES)
    if welcome.invitation.email is None:
        show_resume_code(response, site, code, started.resume_code)
    return response


def show_resume_code(response: Response, site: Site, assessment: str, resume_code: str) -> None:
    """Only its hash is kept here, so this browser carries it to the page that shows it."""
    set_cookie(response, site, f"resume-code-{assessment}", resume_code, minutes=CODE_SHOWN_MINUTES)


def show_welcome(
    request: Request, welcome: Welcome, token: str, problems: Mapping[str, str] | None = None
) -> Response:
    context = {
        "welcome": welcome,
        "token": token,
        "minutes": letters.NUMBER_WORDS[welcome.minutes],
        "gift_minutes": gift_minutes(welcome),
        "problems": problems or {},
        "nav": (),
    }
    return render(request, "invitation/show.html", context, status_code=422 if problems else 200)


def gift_minutes(welcome: Welcome | Hall) -> str:
    """After how many her own profile is there, if the assessment goes on after that."""
    minutes = letters.minutes([Block.PRACTICE])
    gives_profile = Block.PRACTICE in welcome.assessment.blocks
    return letters.NUMBER_WORDS[minutes] if gives_profile and welcome.minutes > minutes else ""


def show_code_box(
    request: Request,
    welcome: Welcome,
    token: str,
    *,
    mailed: bool = False,
    problems: Mapping[str, str] | None = None,
) -> Response:
    context = {
        "welcome": welcome,
        "token": token,
        "problems": problems or {},
        "mailed": mailed,
        "nav": (),
    }
    return render(request, "invitation/code.html", context, status_code=422 if problems else 200)
