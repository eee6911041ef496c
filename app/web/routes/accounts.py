"""Getting in and out: asking for a link, following it, changing seats, signing out."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from app.domain.errors import Invalid
from app.domain.people import email_as_kept
from app.services import accounts, homes, notebooks
from app.services.accounts import SignedIn, WrongCode
from app.web.addresses import home_of, own_path
from app.web.cookies import clear_cookie, read_cookie, set_cookie
from app.web.dependencies import (
    CurrentSeat,
    Form,
    Library,
    MaybeSeat,
    Now,
    Random,
    Reading,
    SiteHere,
    Transaction,
)
from app.web.limits import TryLimits
from app.web.mail import send_mail_later
from app.web.own_pages import NotebookKeys
from app.web.own_results import find_own_results, forget_own_results
from app.web.pages import render
from app.web.site import Site
from app.web.words import plural

router = APIRouter()

SIGN_IN = "sign-in"
ASKED = "sign-in-request"
NEXT = "sign-in-next"
GUESS = "a link or a code"
MOST_DIGITS_OF_AN_ID = 9
MOST_LINKS_FROM_A_PLACE = 100  # a whole office may sign in on one morning
LONGEST_EMAIL = 254


@router.get("/sign-in", name="accounts.sign_in")
def sign_in(request: Request, seat: MaybeSeat, next: Annotated[str, Query()] = "") -> Response:
    return ask_for_address(request, wanted=own_path(next), home=home_of(seat) if seat else None)


@router.post("/sign-in", name="accounts.ask_for_link")
def ask_for_link(
    request: Request,
    form: Form,
    session: Transaction,
    now: Now,
    site: SiteHere,
    randomness: Random,
    limits: TryLimits,
) -> Response:
    """The reply is the same, byte for byte, whether or not the address is known."""
    email, wanted = form.get("email", ""), own_path(form.get("next"))
    if problem := why_not_an_address(email):
        return ask_for_address(request, wanted=wanted, email=email, problem=problem)
    limits.count_place("asking for a link", most=MOST_LINKS_FROM_A_PLACE)
    limits.count("asking for a link", email_as_kept(email))
    request_id = accounts.ask_to_sign_in(
        session,
        email,
        now=now,
        lasts_minutes=site.sign_in_link_minutes,
        base_url=site.base_url,
        key=site.key,
        randomness=randomness,
    )
    response = RedirectResponse("/sign-in/sent", status_code=303, background=send_mail_later(request))
    set_cookie(response, site, ASKED, request_id, minutes=site.sign_in_link_minutes)
    if wanted:
        set_cookie(response, site, NEXT, wanted, minutes=site.sign_in_link_minutes)
    return response


@router.get("/sign-in/sent", name="accounts.sent")
def sent(request: Request, site: SiteHere) -> Response:
    if read_cookie(request, ASKED) is None:
        return RedirectResponse("/sign-in", status_code=303)
    return render(request, "accounts/sent.html", {"minutes": site.sign_in_link_minutes, "problems": {}})


@router.post("/sign-in/code", name="accounts.enter_code")
def enter_code(
    request: Request,
    form: Form,
    looking: Reading,
    session: Transaction,
    now: Now,
    site: SiteHere,
    randomness: Random,
    limits: TryLimits,
) -> Response:
    asked = read_cookie(request, ASKED) or ""
    account = accounts.account_asked_for(looking, asked)
    limits.count_place(GUESS)
    limits.count(GUESS, account)
    outcome = accounts.enter_code(
        session, asked, form.get("code", ""), now=now, key=site.key, randomness=randomness
    )
    if isinstance(outcome, WrongCode):
        problem = wrong_code(outcome.tries_left)
        context = {"minutes": site.sign_in_link_minutes, "problems": {"code": problem}}
        return render(request, "accounts/sent.html", context, status_code=422)
    limits.give_back(session, GUESS, account)
    limits.give_back_place(session, GUESS)
    return come_in(request, session, site, outcome)


@router.get("/sign-in/link/{token}", name="accounts.show_link")
def show_link(request: Request, token: str, session: Reading, now: Now) -> Response:
    """Mail scanners open links, so looking uses nothing up and tells nothing."""
    address = accounts.whose_link(session, token, now=now)
    if address is None:
        return link_over(request)
    return render(request, "accounts/link.html", {"address": address, "token": token})


@router.post("/sign-in/link/{token}", name="accounts.follow_link")
def follow_link(
    request: Request,
    token: str,
    session: Transaction,
    now: Now,
    site: SiteHere,
    randomness: Random,
    limits: TryLimits,
) -> Response:
    limits.count_place(GUESS)
    signed_in = accounts.follow_link(session, token, now=now, randomness=randomness)
    if signed_in is None:
        return link_over(request)
    limits.give_back_place(session, GUESS)
    return come_in(request, session, site, signed_in)


@router.get("/sign-out", name="accounts.signed_out")
def signed_out(request: Request, seat: MaybeSeat) -> Response:
    return render(request, "accounts/signed_out.html")


@router.post("/sign-out", name="accounts.sign_out")
def sign_out(request: Request, session: Transaction, site: SiteHere) -> Response:
    return go_out(request, session, site, to="/sign-out")


@router.get("/me", name="accounts.home")
def home(
    request: Request,
    seat: CurrentSeat,
    session: Reading,
    now: Now,
    site: SiteHere,
    library: Library,
    keys: NotebookKeys,
) -> Response:
    table = homes.my_table(session, by=seat, now=now)
    has_notebook = table.address is not None
    context = {
        "table": table,
        "seats": table.seats,
        "home": home_of(seat),
        "mail_is_shown": site.shows_mail,
        "journal": notebooks.journal(session, by=seat, keys=keys) if has_notebook else None,
        "steps": notebooks.steps(session, by=seat, keys=keys) if has_notebook else None,
        "own": find_own_results(request, session, site, library),
    }
    return render(request, "accounts/home.html", context)


@router.post("/me/seat", name="accounts.change_seat")
def change_seat(
    request: Request,
    seat: CurrentSeat,
    form: Form,
    session: Transaction,
    now: Now,
    site: SiteHere,
    randomness: Random,
) -> Response:
    wanted, cookie = form.get("seat", ""), read_cookie(request, SIGN_IN) or ""
    if not (wanted.isdecimal() and wanted.isascii() and len(wanted) <= MOST_DIGITS_OF_AN_ID):
        raise Invalid("That is no seat.", {"seat": "Choose one of your own seats."})
    moved = accounts.change_seat(session, cookie, int(wanted), by=seat, now=now, randomness=randomness)
    response = RedirectResponse(home_of(moved.seat), status_code=303)
    set_cookie(response, site, SIGN_IN, moved.cookie)
    return response


def ask_for_address(
    request: Request,
    *,
    wanted: str | None,
    home: str | None = None,
    email: str = "",
    problem: str | None = None,
) -> Response:
    problems = {"email": problem} if problem else {}
    context = {"next": wanted, "email": email, "problems": problems, "home": home}
    return render(request, "accounts/sign_in.html", context, status_code=422 if problem else 200)


def why_not_an_address(email: str) -> str | None:
    name, _, domain = email.strip().rpartition("@")
    if (
        name
        and "." in domain.strip(".")
        and len(email) <= LONGEST_EMAIL
        and not any(map(str.isspace, name + domain))
    ):
        return None
    return "Enter an email address, like name@example.org."


def wrong_code(tries_left: int) -> str:
    if tries_left == 0:
        return "That code can’t be used any more. Ask for a new one."
    return f"That isn’t the code in the newest mail. You can try {plural(tries_left, 'more time')}."


def link_over(request: Request) -> Response:
    return render(request, "accounts/link_over.html", {"problems": {}}, status_code=404)


def come_in(request: Request, session: Session, site: Site, signed_in: SignedIn) -> Response:
    """A new cookie each time; what this browser was signed in with before is ended."""
    end_sign_in(request, session)
    onward = own_path(read_cookie(request, NEXT)) or home_of(signed_in.seat)
    response = RedirectResponse(onward, status_code=303)
    set_cookie(response, site, SIGN_IN, signed_in.cookie)
    clear_cookie(response, site, ASKED)
    clear_cookie(response, site, NEXT)
    return response


def go_out(request: Request, session: Session, site: Site, *, to: str) -> Response:
    end_sign_in(request, session)
    # Pages that the browser kept go as well. Its storage stays: unsent answers may be in it.
    response = RedirectResponse(to, status_code=303, headers={"Clear-Site-Data": '"cache"'})
    clear_cookie(response, site, SIGN_IN)
    forget_own_results(response, site)  # whoever has the phone next is not to find them open
    return response


def end_sign_in(request: Request, session: Session) -> None:
    if cookie := read_cookie(request, SIGN_IN):
        accounts.sign_out(session, cookie)
