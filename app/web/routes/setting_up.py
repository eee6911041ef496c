"""Setting up an assessment in five short pages, looking at it as people will, opening it."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.domain.drafts import Step
from app.domain.errors import Invalid
from app.domain.message_plan import Occasion
from app.services import drafting, setting_up
from app.services.messaging import occasion_of
from app.web import draft_pages, draft_saving
from app.web.dependencies import (
    CurrentCharter,
    CurrentSeat,
    Form,
    Now,
    Random,
    Reading,
    SiteHere,
    Transaction,
)
from app.web.limits import TryLimits
from app.web.mail import send_mail_later
from app.web.pages import render

router = APIRouter(prefix="/org/{slug}/set-up")

MOST_TESTS = 5


@router.get("", name="setting_up.begin")
def begin(
    request: Request, slug: str, seat: CurrentSeat, session: Reading, now: Now, random: Random
) -> Response:
    fresh = drafting.begin(session, slug, by=seat, now=now, randomness=random)
    return draft_pages.show_dates(request, fresh, draft_pages.entered_dates(fresh.draft))


@router.post("", name="setting_up.create")
def create(
    request: Request,
    slug: str,
    form: Form,
    seat: CurrentSeat,
    session: Transaction,
    now: Now,
    random: Random,
) -> Response:
    fresh = drafting.begin(session, slug, by=seat, now=now, randomness=random)
    return draft_saving.save(request, fresh, Step.DATES, form, session=session, by=seat, now=now)


@router.get("/{code}/preview", name="setting_up.preview")
def preview(request: Request, slug: str, code: str, seat: CurrentSeat, session: Reading) -> Response:
    found = drafting.get_drafting(session, slug, code, by=seat)
    return render(request, "set_up/preview.html", draft_pages.as_invited(found) | {"nav": ()})


@router.get("/{code}/delete", name="setting_up.confirm_delete")
def confirm_delete(request: Request, slug: str, code: str, seat: CurrentSeat, session: Reading) -> Response:
    found = drafting.get_drafting(session, slug, code, by=seat)
    return render(request, "set_up/delete.html", draft_pages.about(found))


@router.post("/{code}/delete", name="setting_up.delete")
def delete(slug: str, code: str, seat: CurrentSeat, session: Transaction) -> Response:
    drafting.delete(session, drafting.get_drafting(session, slug, code, by=seat))
    return RedirectResponse(f"/org/{slug}?done=deleted", 303)


@router.post("/{code}/test", name="setting_up.test")
def send_test(
    request: Request,
    slug: str,
    code: str,
    form: Form,
    seat: CurrentSeat,
    looking: Reading,
    session: Transaction,
    site: SiteHere,
    limits: TryLimits,
) -> Response:
    found = drafting.get_drafting(looking, slug, code, by=seat)
    limits.count("mail a test", str(seat.person_id), most=MOST_TESTS)
    home = draft_pages.home_of(found)
    which = occasion_of(form.get("which", Occasion.INVITATION))
    drafting.send_test(session, found, which, by=seat, link=f"{site.base_url}{home}/preview")
    back = Step.CHECK if form.get("from") == Step.CHECK else Step.MESSAGES
    return RedirectResponse(f"{home}/{back}?done=test", 303, background=send_mail_later(request))


@router.post("/{code}/open", name="setting_up.open")
def open_it(
    request: Request,
    slug: str,
    code: str,
    form: Form,
    seat: CurrentSeat,
    session: Transaction,
    charter: CurrentCharter,
    now: Now,
    random: Random,
    site: SiteHere,
) -> Response:
    """On its day, not by itself after all, or now."""
    found = drafting.get_drafting(session, slug, code, by=seat)
    when = form.get("when", "")
    if when not in ("day", "not yet", "now"):
        raise Invalid("Say when it is to open.", {"when": "Press one of the buttons."})
    if when == "now":
        drafting.take_out(session, found, now=now)
        opened = setting_up.open_draft(session, charter, found.draft, by=seat, now=now, randomness=random)
        address = draft_pages.address_once_open(found, opened.code, now=now)
        return RedirectResponse(address, 303, background=send_mail_later(request))
    if when == "day":
        drafting.schedule(session, found, by=seat, now=now)
    else:
        drafting.unschedule(session, found)
    done = when.replace(" ", "-")
    return RedirectResponse(f"{draft_pages.home_of(found)}/check?done={done}", 303)


@router.get("/{code}/{step}", name="setting_up.show")
def show(
    request: Request,
    slug: str,
    code: str,
    step: Step,
    seat: CurrentSeat,
    session: Reading,
    now: Now,
    done: str = "",
) -> Response:
    found = drafting.get_drafting(session, slug, code, by=seat)
    return draft_pages.show(request, found, step, by=seat, now=now, done=done)


@router.post("/{code}/{step}", name="setting_up.save")
def save(
    request: Request,
    slug: str,
    code: str,
    step: Step,
    form: Form,
    seat: CurrentSeat,
    session: Transaction,
    now: Now,
) -> Response:
    found = drafting.get_drafting(session, slug, code, by=seat)
    return draft_saving.save(request, found, step, form, session=session, by=seat, now=now)
