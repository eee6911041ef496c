"""The words of an invitation and its reminders: looked at as a letter, changed, and put back."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.domain.drafts import Step
from app.services import drafting, messaging
from app.services.messaging import occasion_of
from app.web import draft_pages
from app.web.dependencies import CurrentSeat, Form, Reading, Transaction
from app.web.message_pages import show_wording, to_messages, typed_words
from app.web.refusals import refusable
from app.web.routes import messages
from app.web.routes.messages import ToChange, ToSee

router = APIRouter()

OF_DRAFT = "/org/{slug}/set-up/{code}/words/{which}"
OURS, SHARED = messages.OURS + "/{which}/words", messages.SHARED + "/{which}/words"


@router.get(OF_DRAFT, name="setting_up.words")
def of_draft(
    request: Request, slug: str, code: str, which: str, seat: CurrentSeat, session: Reading
) -> Response:
    found = drafting.get_drafting(session, slug, code, by=seat)
    return draft_pages.show_wording(request, found, occasion_of(which), by=seat)


@router.post(OF_DRAFT, name="setting_up.save_words")
def save_of_draft(
    request: Request, slug: str, code: str, which: str, form: Form, seat: CurrentSeat, session: Transaction
) -> Response:
    found, occasion = drafting.get_drafting(session, slug, code, by=seat), occasion_of(which)
    words, done = typed_words(form)
    with refusable(session) as refused:
        drafting.keep_words(session, found, occasion, words)
    if refused:
        problems = refused.problems
        return draft_pages.show_wording(request, found, occasion, by=seat, typed=words, problems=problems)
    return RedirectResponse(f"{draft_pages.home_of(found)}/{Step.MESSAGES}?done={done}", 303)


@router.get(OURS, name="organisations.words")
@router.get(SHARED, name="partnerships.words")
def show(request: Request, which: str, here: ToSee) -> Response:
    return show_wording(request, here, occasion_of(which))


@router.post(OURS, name="organisations.save_words")
@router.post(SHARED, name="partnerships.save_words")
def save(request: Request, which: str, here: ToChange, form: Form, session: Transaction) -> Response:
    occasion, (words, done) = occasion_of(which), typed_words(form)
    with refusable(session) as refused:
        messaging.reword(session, here.found, occasion, words, by=here.seat, now=here.now)
    if refused:
        return show_wording(request, here, occasion, typed=words, problems=refused.problems)
    return to_messages(request, here, done=done)
