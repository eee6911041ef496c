"""An assessment's messages: the timeline and its changes, a test, and invitations that did not arrive."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from app.domain.errors import Invalid
from app.services import messaging
from app.web.dependencies import CurrentSeat, Form, Now, Random, Reading, SiteHere, Transaction
from app.web.draft_forms import read_day
from app.web.message_pages import MessagesHere, show_messages, to_messages

of_organisations = APIRouter(prefix="/org/{slug}/assessments/{code}/messages")
of_partnerships = APIRouter(prefix="/p/{slug}/assessments/{code}/messages")
routers = (of_organisations, of_partnerships)


def to_see_ours(slug: str, code: str, seat: CurrentSeat, session: Reading, now: Now) -> MessagesHere:
    return MessagesHere(messaging.of_organisation(session, slug, code, by=seat), f"/org/{slug}", seat, now)


def to_see_shared(slug: str, code: str, seat: CurrentSeat, session: Reading, now: Now) -> MessagesHere:
    return MessagesHere(messaging.of_partnership(session, slug, code, by=seat), f"/p/{slug}", seat, now)


def ours(slug: str, code: str, seat: CurrentSeat, session: Transaction, now: Now) -> MessagesHere:
    return to_see_ours(slug, code, seat, session, now)


def shared(slug: str, code: str, seat: CurrentSeat, session: Transaction, now: Now) -> MessagesHere:
    return to_see_shared(slug, code, seat, session, now)


ToSeeOurs = Annotated[MessagesHere, Depends(to_see_ours, scope="function")]
ToSeeShared = Annotated[MessagesHere, Depends(to_see_shared, scope="function")]
Ours = Annotated[MessagesHere, Depends(ours, scope="function")]
Shared = Annotated[MessagesHere, Depends(shared, scope="function")]


@of_organisations.get("", name="organisations.messages")
def of_organisation(request: Request, here: ToSeeOurs, done: str = "") -> Response:
    return show_messages(request, here, done=done)


@of_partnerships.get("", name="partnerships.messages")
def of_partnership(request: Request, here: ToSeeShared, done: str = "") -> Response:
    return show_messages(request, here, done=done)


@of_organisations.post("", name="organisations.add_reminder")
def add_to_ours(request: Request, here: Ours, form: Form, session: Transaction) -> Response:
    return add(request, here, form, session)


@of_partnerships.post("", name="partnerships.add_reminder")
def add_to_shared(request: Request, here: Shared, form: Form, session: Transaction) -> Response:
    return add(request, here, form, session)


def add(request: Request, here: MessagesHere, form: Form, session: Transaction) -> Response:
    day = read_day(form.get("on", ""))
    try:
        messaging.add_reminder(session, here.found, on=day, by=here.seat, now=here.now)
    except Invalid as refused:
        return show_messages(request, here, problems=refused.problems, typed=form)
    return to_messages(request, here, done="added")


# Before the messages' own addresses, which would take it for one of them.
@of_organisations.post("/again", name="organisations.send_again")
def send_again(
    request: Request, here: Ours, form: Form, session: Transaction, random: Random, site: SiteHere
) -> Response:
    failed, email = form.get("failed", ""), form.get("email", "")
    try:
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
    except Invalid as refused:
        return show_messages(request, here, problems=refused.problems, typed=form)
    return to_messages(request, here, done="again")


@of_organisations.post("/{which}", name="organisations.change_message")
def change_ours(
    request: Request,
    which: str,
    here: Ours,
    form: Form,
    session: Transaction,
    site: SiteHere,
) -> Response:
    return change(request, which, here, form, session, site)


@of_partnerships.post("/{which}", name="partnerships.change_message")
def change_shared(
    request: Request,
    which: str,
    here: Shared,
    form: Form,
    session: Transaction,
    site: SiteHere,
) -> Response:
    return change(request, which, here, form, session, site)


def change(
    request: Request,
    which: str,
    here: MessagesHere,
    form: Form,
    session: Transaction,
    site: SiteHere,
) -> Response:
    """Its day, whether it goes at all, or a test of it: by the button that was pressed."""
    occasion, found, by, go = messaging.occasion_of(which), here.found, here.seat, form.get("go", "move")
    try:
        if go == "test":
            messaging.send_test(session, found, occasion, by=by, base_url=site.base_url)
        elif go == "strike-off":
            messaging.strike_off(session, found, occasion, by=by, now=here.now)
        else:
            day = read_day(form.get(messaging.field_of(occasion), ""))
            messaging.move(session, found, occasion, to=day, by=by, now=here.now)
    except Invalid as refused:
        return show_messages(request, here, problems=refused.problems, typed=form)
    return to_messages(request, here, done=go)
