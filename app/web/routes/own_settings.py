"""An organisation's settings, for its HR directors: name, whom staff can ask, thresholds that only rise."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.domain.own_settings import Contact
from app.domain.staff_list_files import clean_cell
from app.services import own_settings
from app.web.dependencies import CurrentSeat, Form, Now, Reading, Transaction
from app.web.draft_forms import read_number
from app.web.form_data import Fields
from app.web.pages import render
from app.web.refusals import NOT_REFUSED, Refusal, refusable

router = APIRouter(prefix="/org/{slug}/settings")

DONE = {
    "place": "The name and the number of staff are kept.",
    "contact": "Kept. Staff read it on their invitation.",
    "thresholds": "Kept, from the next assessment on.",
}


@router.get("", name="own_settings.show")
def show(request: Request, slug: str, seat: CurrentSeat, session: Reading) -> Response:
    return show_settings(request, slug, seat, session)


def show_settings(
    request: Request,
    slug: str,
    seat: CurrentSeat,
    session: Reading,
    typed: Fields | None = None,
    refused: Refusal = NOT_REFUSED,
) -> Response:
    found = own_settings.settings_page(session, slug, by=seat)
    thresholds, contact = found.settings.thresholds, found.settings.contact
    kept = {
        "name": found.organisation.name,
        "staff": str(found.organisation.staff),
        "contact_name": contact.name,
        "contact_details": contact.details,
        "fewest_shown": str(thresholds.fewest_shown),
        "fewest_in_distribution": str(thresholds.fewest_in_distribution),
    }
    context = {
        "found": found,
        "at": f"/org/{slug}",
        "values": {**kept, **{name: value for name, value in (typed or {}).items() if name in kept}},
        "done": DONE.get(request.query_params.get("done", ""), ""),
        "problems": refused.problems,
    }
    return render(request, "organisations/settings.html", context, status_code=refused.status_code)


@router.post("/place", name="own_settings.set_place")
def set_place(
    request: Request, slug: str, seat: CurrentSeat, form: Form, session: Transaction, now: Now
) -> Response:
    name, staff = clean_cell(form.get("name", "")), read_number(form.get("staff", ""))
    with refusable(session) as refused:
        own_settings.set_place(session, slug, name, staff, by=seat, now=now)
    if refused:
        return show_settings(request, slug, seat, session, form, refused)
    return to_settings(slug, "place")


@router.post("/contact", name="own_settings.set_contact")
def set_contact(
    request: Request, slug: str, seat: CurrentSeat, form: Form, session: Transaction, now: Now
) -> Response:
    contact = Contact(clean_cell(form.get("contact_name", "")), clean_cell(form.get("contact_details", "")))
    with refusable(session) as refused:
        own_settings.set_contact(session, slug, contact, by=seat, now=now)
    if refused:
        return show_settings(request, slug, seat, session, form, refused)
    return to_settings(slug, "contact")


@router.post("/thresholds", name="own_settings.raise_thresholds")
def raise_thresholds(
    request: Request, slug: str, seat: CurrentSeat, form: Form, session: Transaction, now: Now
) -> Response:
    shown, spread = (read_number(form.get(name, "")) for name in ("fewest_shown", "fewest_in_distribution"))
    with refusable(session) as refused:
        is_sure = form.get("sure") == "yes"
        own_settings.raise_thresholds(session, slug, shown, spread, is_sure=is_sure, by=seat, now=now)
    if refused:
        return show_settings(request, slug, seat, session, form, refused)
    return to_settings(slug, "thresholds")


def to_settings(slug: str, done: str) -> Response:
    return RedirectResponse(f"/org/{slug}/settings?done={done}", status_code=303)
