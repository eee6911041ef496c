"""An assessment's messages: the timeline and its changes, a test, and invitations that did not arrive."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from app.services import messaging
from app.web.dependencies import CurrentSeat, Form, Now, Random, Reading, SiteHere, Transaction
from app.web.draft_forms import read_day
from app.web.message_pages import MessagesHere, show_messages, to_messages
from app.web.refusals import refusable
from app.web.whose import Theirs, home

router = APIRouter()

OURS, SHARED = "/org/{slug}/assessments/{code}/messages", "/p/{slug}/assessments/{code}/messages"


def to_see(whose: Theirs, code: str, seat: CurrentSeat, session: Reading, now: Now) -> MessagesHere:
    look = messaging.of_partnership if whose.is_shared else messaging.of_organisation
    return MessagesHere(look(session, whose.slug, code, by=seat), home(whose), seat, now)


def to_change(whose: Theirs, code: str, seat: CurrentSeat, session: Transaction, now: Now) -> MessagesHere:
    return to_see(whose, code, seat, session, now)


ToSee = Annotated[MessagesHere, Depends(to_see, scope="function")]
ToChange = Annotated[MessagesHere, Depends(to_change, scope="function")]


@router.get(OURS, name="organisations.messages")
@router.get(SHARED, name="partnerships.messages")
def show(request: Request, here: ToSee, done: str = "") -> Response:
    return show_messages(request, here, done=done)


@router.post(OURS, name="organisations.add_reminder")
@router.post(SHARED, name="partnerships.add_reminder")
def add(request: Request, here: ToChange, form: Form, session: Transaction) -> Response:
    day = read_day(form.get("on", ""))
    with refusable(session) as refused:
        messaging.add_reminder(session, here.found, on=day, by=here.seat, now=here.now)
    if refused:
        return show_messages(request, here, problems=refused.problems, typed=form)
    return to_messages(request, here, done="added")


# Before the messages' own addresses, which would take it for one of them.
@router.post(OURS + "/again", name="organisations.send_again")
def send_again(
    request: Request, here: ToChange, form: Form, session: Transaction, random: Random, site: SiteHere
) -> Response:
    failed, email = form.get("failed", ""), form.get("email", "")
    with refusable(session) as refused:
        messaging.send_again(
            session,
            here.found,
            failed=failed,
            email=email,
            by=here.seat,
            now=here.now,
            randomness=random,
            base_url=site.base_url,
        )
    if refused:
        return show_messages(request, here, problems=refused.problems, typed=form)
    return to_messages(request, here, done="again")


@router.post(OURS + "/{which}", name="organisations.change_message")
@router.post(SHARED + "/{which}", name="partnerships.change_message")
def change(
    request: Request, which: str, here: ToChange, form: Form, session: Transaction, site: SiteHere
) -> Response:
    """Its day, whether it goes at all, or a test of it: by the button that was pressed."""
    occasion, found, by, go = messaging.occasion_of(which), here.found, here.seat, form.get("go", "move")
    with refusable(session) as refused:
        if go == "test":
            messaging.send_test(session, found, occasion, by=by, base_url=site.base_url)
        elif go == "strike-off":
            messaging.strike_off(session, found, occasion, by=by, now=here.now)
        else:
            day = read_day(form.get(messaging.field_of(occasion), ""))
            messaging.move(session, found, occasion, to=day, by=by, now=here.now)
    if refused:
        return show_messages(request, here, problems=refused.problems, typed=form)
    return to_messages(request, here, done=go)
