"""A pulse after an action: sending it, answering its two questions without signing in, thanks."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.services import pulses
from app.services.pulses import Wanted
from app.web.dependencies import CurrentSeat, Form, Forms, Now, Random, Reading, SiteHere, Transaction
from app.web.mail import send_mail_later
from app.web.pages import render
from app.web.pulse_pages import FOR_ONE_PERSON, read_wanted, show_ask, show_questions
from app.web.refusals import refusable

router = APIRouter()

AT = "/org/{slug}/actions/{code}/pulse"


@router.get(AT, name="pulses.begin")
def begin(
    request: Request, slug: str, code: str, seat: CurrentSeat, session: Reading, forms: Forms, now: Now
) -> Response:
    found = pulses.offer(session, slug, code, by=seat, now=now)
    return show_ask(request, forms.pulse, found, Wanted(pulses.INVITED if found.assessment else ""))


@router.post(AT, name="pulses.ask")
def ask(
    request: Request,
    slug: str,
    code: str,
    seat: CurrentSeat,
    form: Form,
    session: Transaction,
    forms: Forms,
    now: Now,
    site: SiteHere,
    random: Random,
) -> Response:
    wanted, base_url = read_wanted(form), site.base_url
    with refusable(session, conflict_at="whom") as refused:
        pulses.ask(
            session, forms.pulse, slug, code, wanted, by=seat, now=now, base_url=base_url, randomness=random
        )
    if refused:
        found = pulses.offer(session, slug, code, by=seat, now=now)
        return show_ask(request, forms.pulse, found, wanted, refused)
    return RedirectResponse(f"/org/{slug}/actions/{code}", 303, background=send_mail_later(request))


@router.get("/pulse/thanks", name="pulses.thanks")
def thanks(request: Request) -> Response:
    """The same for everybody."""
    return render(request, "pulses/thanks.html")


@router.get("/pulse/{token}", name="pulses.open")
def show(request: Request, token: str, session: Reading, forms: Forms, now: Now) -> Response:
    """Looking uses nothing up."""
    return show_questions(request, forms.pulse, pulses.opened(session, token, now=now), token)


@router.post("/pulse/{token}", name="pulses.answer")
def answer(
    request: Request, token: str, form: Form, session: Transaction, forms: Forms, now: Now
) -> Response:
    with refusable(session) as refused:
        pulses.answer(session, forms.pulse, token, form, now=now)
    if refused:
        opened = pulses.opened(session, token, now=now)
        return show_questions(request, forms.pulse, opened, token, form, refused)
    return RedirectResponse("/pulse/thanks", 303, headers=FOR_ONE_PERSON)
