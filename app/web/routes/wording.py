"""The words of an invitation and its reminders: looked at as a letter, changed, and put back."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.domain.drafts import Step
from app.domain.errors import Invalid
from app.services import drafting, messaging
from app.services.messaging import occasion_of
from app.web import draft_pages
from app.web.dependencies import CurrentSeat, Form, Reading, Transaction
from app.web.form_data import Fields
from app.web.message_pages import MessagesHere, show_wording, to_messages, typed_words
from app.web.routes.messages import Ours, Shared, ToSeeOurs, ToSeeShared

of_drafts = APIRouter(prefix="/org/{slug}/set-up/{code}/words/{which}")
of_organisations = APIRouter(prefix="/org/{slug}/assessments/{code}/messages/{which}/words")
of_partnerships = APIRouter(prefix="/p/{slug}/assessments/{code}/messages/{which}/words")
routers = (of_drafts, of_organisations, of_partnerships)


@of_drafts.get("", name="setting_up.words")
def of_draft(
    request: Request, slug: str, code: str, which: str, seat: CurrentSeat, session: Reading
) -> Response:
    found = drafting.get_drafting(session, slug, code, by=seat)
    return draft_pages.show_wording(request, found, occasion_of(which), by=seat)


@of_drafts.post("", name="setting_up.save_words")
def save_of_draft(
    request: Request, slug: str, code: str, which: str, form: Form, seat: CurrentSeat, session: Transaction
) -> Response:
    found, occasion = drafting.get_drafting(session, slug, code, by=seat), occasion_of(which)
    words, done = typed_words(form)
    try:
        drafting.keep_words(session, found, occasion, words)
    except Invalid as wrong:
        problems = wrong.problems
        return draft_pages.show_wording(request, found, occasion, by=seat, typed=words, problems=problems)
    return RedirectResponse(f"{draft_pages.home_of(found)}/{Step.MESSAGES}?done={done}", 303)


@of_organisations.get("", name="organisations.words")
def of_ours(request: Request, which: str, here: ToSeeOurs) -> Response:
    return show_wording(request, here, occasion_of(which))


@of_partnerships.get("", name="partnerships.words")
def of_shared(request: Request, which: str, here: ToSeeShared) -> Response:
    return show_wording(request, here, occasion_of(which))


@of_organisations.post("", name="organisations.save_words")
def save_ours(request: Request, which: str, here: Ours, form: Form, session: Transaction) -> Response:
    return save(request, which, here, form, session)


@of_partnerships.post("", name="partnerships.save_words")
def save_shared(request: Request, which: str, here: Shared, form: Form, session: Transaction) -> Response:
    return save(request, which, here, form, session)


def save(request: Request, which: str, here: MessagesHere, form: Fields, session: Transaction) -> Response:
    occasion, (words, done) = occasion_of(which), typed_words(form)
    try:
        messaging.reword(session, here.found, occasion, words, by=here.seat, now=here.now)
    except Invalid as wrong:
        return show_wording(request, here, occasion, typed=words, problems=wrong.problems)
    return to_messages(request, here, done=done)
