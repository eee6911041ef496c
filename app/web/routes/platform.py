"""For those who look after the platform: making, renaming and closing organisations and partnerships."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.domain.errors import Invalid
from app.domain.staff_list_files import clean_cell
from app.services import platform
from app.web.dependencies import CurrentSeat, Form, Now, Random, Reading, SiteHere, Transaction
from app.web.draft_forms import read_number
from app.web.mail import send_mail_later
from app.web.pages import render
from app.web.platform_pages import (
    CONVENOR,
    DIRECTOR,
    chosen_partners,
    show_organisation,
    show_organisations,
    show_partnership,
    show_partnerships,
)
from app.web.seating import read_somebody, way_in

router = APIRouter(prefix="/admin")


def onward(request: Request, where: str) -> Response:
    return RedirectResponse(where, status_code=303, background=send_mail_later(request))


@router.get("/organisations", name="platform.organisations")
def organisations(request: Request, seat: CurrentSeat, session: Reading) -> Response:
    return show_organisations(request, session)


@router.post("/organisations", name="platform.add_organisation")
def add_organisation(
    request: Request,
    seat: CurrentSeat,
    form: Form,
    looking: Reading,
    session: Transaction,
    now: Now,
    site: SiteHere,
    random: Random,
) -> Response:
    name, staff = clean_cell(form.get("name", "")), read_number(form.get("staff", ""))
    director = read_somebody(form, name=DIRECTOR[0], email=DIRECTOR[1])
    try:
        slug = platform.add_organisation(
            session, name, staff, director, by=seat, way_in=way_in(site, random, now)
        )
    except Invalid as fault:
        session.rollback()
        return show_organisations(request, looking, form, fault.problems)
    return onward(request, f"/admin/organisations/{slug}?done=added")


@router.get("/organisations/{slug}", name="platform.organisation")
def organisation(request: Request, slug: str, seat: CurrentSeat, session: Reading) -> Response:
    return show_organisation(request, session, slug)


@router.post("/organisations/{slug}/name", name="platform.rename_organisation")
def rename_organisation(
    request: Request,
    slug: str,
    seat: CurrentSeat,
    form: Form,
    looking: Reading,
    session: Transaction,
    now: Now,
) -> Response:
    name, staff = clean_cell(form.get("name", "")), read_number(form.get("staff", ""))
    try:
        platform.rename_organisation(session, slug, name, staff, by=seat, now=now)
    except Invalid as fault:
        session.rollback()
        return show_organisation(request, looking, slug, form, fault.problems)
    return onward(request, f"/admin/organisations/{slug}?done=renamed")


@router.post("/organisations/{slug}/directors", name="platform.add_director")
def add_director(
    request: Request,
    slug: str,
    seat: CurrentSeat,
    form: Form,
    looking: Reading,
    session: Transaction,
    now: Now,
    site: SiteHere,
    random: Random,
) -> Response:
    somebody = read_somebody(form, name="person", email="email")
    try:
        platform.add_director(session, slug, somebody, by=seat, way_in=way_in(site, random, now))
    except Invalid as fault:
        session.rollback()
        return show_organisation(request, looking, slug, form, fault.problems)
    return onward(request, f"/admin/organisations/{slug}?done=asked")


@router.get("/organisations/{slug}/close", name="platform.confirm_close")
def confirm_close(request: Request, slug: str, seat: CurrentSeat, session: Reading) -> Response:
    found = platform.get_organisation(session, slug)
    return render(request, "admin/close.html", {"found": found, "typed": "", "problems": {}})


@router.post("/organisations/{slug}/close", name="platform.close")
def close(
    request: Request,
    slug: str,
    seat: CurrentSeat,
    form: Form,
    looking: Reading,
    session: Transaction,
    now: Now,
) -> Response:
    typed = clean_cell(form.get("name", ""))
    try:
        platform.close_organisation(session, slug, typed, by=seat, now=now)
    except Invalid as fault:
        session.rollback()
        found = platform.get_organisation(looking, slug)
        context = {"found": found, "typed": typed, "problems": fault.problems}
        return render(request, "admin/close.html", context, status_code=422)
    return onward(request, f"/admin/organisations/{slug}?done=closed")


@router.get("/partnerships", name="platform.partnerships")
def partnerships(request: Request, seat: CurrentSeat, session: Reading) -> Response:
    return show_partnerships(request, session)


@router.post("/partnerships", name="platform.add_partnership")
def add_partnership(
    request: Request,
    seat: CurrentSeat,
    form: Form,
    looking: Reading,
    session: Transaction,
    now: Now,
    site: SiteHere,
    random: Random,
) -> Response:
    name, convenor = (
        clean_cell(form.get("name", "")),
        read_somebody(form, name=CONVENOR[0], email=CONVENOR[1]),
    )
    way = way_in(site, random, now)
    try:
        slug = platform.add_partnership(session, name, chosen_partners(form), convenor, by=seat, way_in=way)
    except Invalid as fault:
        session.rollback()
        return show_partnerships(request, looking, form, fault.problems)
    return onward(request, f"/admin/partnerships/{slug}?done=added")


@router.get("/partnerships/{slug}", name="platform.partnership")
def partnership(request: Request, slug: str, seat: CurrentSeat, session: Reading) -> Response:
    return show_partnership(request, session, slug)


@router.post("/partnerships/{slug}/name", name="platform.rename_partnership")
def rename_partnership(
    request: Request,
    slug: str,
    seat: CurrentSeat,
    form: Form,
    looking: Reading,
    session: Transaction,
    now: Now,
) -> Response:
    try:
        platform.rename_partnership(session, slug, clean_cell(form.get("name", "")), by=seat, now=now)
    except Invalid as fault:
        session.rollback()
        return show_partnership(request, looking, slug, form, fault.problems)
    return onward(request, f"/admin/partnerships/{slug}?done=renamed")


@router.post("/partnerships/{slug}/convenors", name="platform.add_convenor")
def add_convenor(
    request: Request,
    slug: str,
    seat: CurrentSeat,
    form: Form,
    looking: Reading,
    session: Transaction,
    now: Now,
    site: SiteHere,
    random: Random,
) -> Response:
    somebody = read_somebody(form, name="person", email="email")
    try:
        platform.add_convenor(session, slug, somebody, by=seat, way_in=way_in(site, random, now))
    except Invalid as fault:
        session.rollback()
        return show_partnership(request, looking, slug, form, fault.problems)
    return onward(request, f"/admin/partnerships/{slug}?done=asked")


@router.post("/partnerships/{slug}/partners", name="platform.add_partner")
def add_partner(
    request: Request,
    slug: str,
    seat: CurrentSeat,
    form: Form,
    looking: Reading,
    session: Transaction,
    now: Now,
) -> Response:
    try:
        platform.add_partner(session, slug, read_number(form.get("organisation", "")), by=seat, now=now)
    except Invalid as fault:
        session.rollback()
        return show_partnership(request, looking, slug, form, fault.problems)
    return onward(request, f"/admin/partnerships/{slug}?done=joined")
