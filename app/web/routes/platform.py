"""For those who look after the platform: making, renaming and closing organisations and partnerships."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.domain.staff_list_files import clean_cell
from app.services import platform
from app.web.dependencies import CurrentSeat, Form, Now, Reading, Transaction
from app.web.draft_forms import read_number
from app.web.mail import send_mail_later
from app.web.platform_pages import (
    CONVENOR,
    DIRECTOR,
    chosen_partners,
    show_close,
    show_organisation,
    show_organisations,
    show_partnership,
    show_partnerships,
)
from app.web.refusals import refusable
from app.web.seating import WayInHere, read_somebody

router = APIRouter(prefix="/admin")


def onward(request: Request, where: str) -> Response:
    return RedirectResponse(where, status_code=303, background=send_mail_later(request))


@router.get("/organisations", name="platform.organisations")
def organisations(request: Request, seat: CurrentSeat, session: Reading) -> Response:
    return show_organisations(request, session)


@router.post("/organisations", name="platform.add_organisation")
def add_organisation(
    request: Request, seat: CurrentSeat, form: Form, session: Transaction, way_in: WayInHere
) -> Response:
    name, staff = clean_cell(form.get("name", "")), read_number(form.get("staff", ""))
    director = read_somebody(form, name=DIRECTOR[0], email=DIRECTOR[1])
    with refusable(session) as refused:
        slug = platform.add_organisation(session, name, staff, director, by=seat, way_in=way_in)
    if refused:
        return show_organisations(request, session, form, refused)
    return onward(request, f"/admin/organisations/{slug}?done=added")


@router.get("/organisations/{slug}", name="platform.organisation")
def organisation(request: Request, slug: str, seat: CurrentSeat, session: Reading) -> Response:
    return show_organisation(request, session, slug)


@router.post("/organisations/{slug}/name", name="platform.rename_organisation")
def rename_organisation(
    request: Request, slug: str, seat: CurrentSeat, form: Form, session: Transaction, now: Now
) -> Response:
    name, staff = clean_cell(form.get("name", "")), read_number(form.get("staff", ""))
    with refusable(session) as refused:
        platform.rename_organisation(session, slug, name, staff, by=seat, now=now)
    if refused:
        return show_organisation(request, session, slug, form, refused)
    return onward(request, f"/admin/organisations/{slug}?done=renamed")


@router.post("/organisations/{slug}/directors", name="platform.add_director")
def add_director(
    request: Request, slug: str, seat: CurrentSeat, form: Form, session: Transaction, way_in: WayInHere
) -> Response:
    somebody = read_somebody(form, name="person", email="email")
    with refusable(session) as refused:
        platform.add_director(session, slug, somebody, by=seat, way_in=way_in)
    if refused:
        return show_organisation(request, session, slug, form, refused)
    return onward(request, f"/admin/organisations/{slug}?done=asked")


@router.get("/organisations/{slug}/close", name="platform.confirm_close")
def confirm_close(request: Request, slug: str, seat: CurrentSeat, session: Reading) -> Response:
    return show_close(request, session, slug)


@router.post("/organisations/{slug}/close", name="platform.close")
def close(
    request: Request, slug: str, seat: CurrentSeat, form: Form, session: Transaction, now: Now
) -> Response:
    typed = clean_cell(form.get("name", ""))
    with refusable(session) as refused:
        platform.close_organisation(session, slug, typed, by=seat, now=now)
    if refused:
        return show_close(request, session, slug, form, refused)
    return onward(request, f"/admin/organisations/{slug}?done=closed")


@router.get("/partnerships", name="platform.partnerships")
def partnerships(request: Request, seat: CurrentSeat, session: Reading) -> Response:
    return show_partnerships(request, session)


@router.post("/partnerships", name="platform.add_partnership")
def add_partnership(
    request: Request, seat: CurrentSeat, form: Form, session: Transaction, way_in: WayInHere
) -> Response:
    name, partners = clean_cell(form.get("name", "")), chosen_partners(form)
    convenor = read_somebody(form, name=CONVENOR[0], email=CONVENOR[1])
    with refusable(session) as refused:
        slug = platform.add_partnership(session, name, partners, convenor, by=seat, way_in=way_in)
    if refused:
        return show_partnerships(request, session, form, refused)
    return onward(request, f"/admin/partnerships/{slug}?done=added")


@router.get("/partnerships/{slug}", name="platform.partnership")
def partnership(request: Request, slug: str, seat: CurrentSeat, session: Reading) -> Response:
    return show_partnership(request, session, slug)


@router.post("/partnerships/{slug}/name", name="platform.rename_partnership")
def rename_partnership(
    request: Request, slug: str, seat: CurrentSeat, form: Form, session: Transaction, now: Now
) -> Response:
    with refusable(session) as refused:
        platform.rename_partnership(session, slug, clean_cell(form.get("name", "")), by=seat, now=now)
    if refused:
        return show_partnership(request, session, slug, form, refused)
    return onward(request, f"/admin/partnerships/{slug}?done=renamed")


@router.post("/partnerships/{slug}/convenors", name="platform.add_convenor")
def add_convenor(
    request: Request, slug: str, seat: CurrentSeat, form: Form, session: Transaction, way_in: WayInHere
) -> Response:
    somebody = read_somebody(form, name="person", email="email")
    with refusable(session) as refused:
        platform.add_convenor(session, slug, somebody, by=seat, way_in=way_in)
    if refused:
        return show_partnership(request, session, slug, form, refused)
    return onward(request, f"/admin/partnerships/{slug}?done=asked")


@router.post("/partnerships/{slug}/partners", name="platform.add_partner")
def add_partner(
    request: Request, slug: str, seat: CurrentSeat, form: Form, session: Transaction, now: Now
) -> Response:
    with refusable(session) as refused:
        platform.add_partner(session, slug, read_number(form.get("organisation", "")), by=seat, now=now)
    if refused:
        return show_partnership(request, session, slug, form, refused)
    return onward(request, f"/admin/partnerships/{slug}?done=joined")
