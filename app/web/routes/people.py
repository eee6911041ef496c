"""The staff list, for the HR director: look, search, add, change, move, take off."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import RedirectResponse

from app.domain.staff_list_files import clean_cell
from app.domain.staff_lists import Line
from app.services import staff_lists
from app.web.dependencies import CurrentSeat, Form, Now, Reading, Transaction
from app.web.form_data import Fields
from app.web.pages import render
from app.web.people_pages import Asked, asked_in, chosen_place, counted, ticked
from app.web.refusals import NOT_REFUSED, Refusal, refusable
from app.web.staff_import_pages import CELLS, read_whole_number

router = APIRouter(prefix="/org/{slug}/people")

PersonId = Annotated[int, Path(ge=1, lt=2**31)]
PageNumber = Annotated[int, Query(ge=1, lt=10_000)]


@router.get("", name="people.show")
def show(
    request: Request, slug: str, seat: CurrentSeat, session: Reading, now: Now, page: PageNumber = 1
) -> Response:
    return show_list(request, slug, seat, session, now, asked_in(request.query_params), page)


def show_list(
    request: Request,
    slug: str,
    seat: CurrentSeat,
    session: Reading,
    now: Now,
    asked: Asked,
    page: int,
    refused: Refusal = NOT_REFUSED,
) -> Response:
    found = staff_lists.people(session, slug, asked.sought, number=page, by=seat, now=now)
    context = {
        "found": found,
        "at": f"/org/{slug}",
        "asked": asked,
        "done": counted(request.query_params),
        "problems": refused.problems,
    }
    return render(request, "people/list.html", context, status_code=refused.status_code)


@router.post("/move", name="people.move")
def move(
    request: Request, slug: str, seat: CurrentSeat, form: Form, session: Transaction, now: Now
) -> Response:
    asked, page = asked_in(form), max(1, read_whole_number(form.get("page", "")))
    team_id, level = chosen_place(form)
    with refusable(session) as refused:
        moved = staff_lists.move(session, slug, ticked(form), team_id, level, by=seat, now=now)
    if refused:
        return show_list(request, slug, seat, session, now, asked, page, refused)
    link = asked.link(slug, page)
    return RedirectResponse(f"{link}{'&' if '?' in link else '?'}moved={moved}", status_code=303)


@router.get("/new", name="people.new")
def new(request: Request, slug: str, seat: CurrentSeat, session: Reading) -> Response:
    return show_person(request, slug, None, seat, session)


@router.post("/new", name="people.add")
def add(
    request: Request, slug: str, seat: CurrentSeat, form: Form, session: Transaction, now: Now
) -> Response:
    cells = read_cells(form)
    with refusable(session) as refused:
        staff_lists.add(session, slug, cells, by=seat, now=now)
    if refused:
        return show_person(request, slug, None, seat, session, cells, refused)
    return RedirectResponse(f"/org/{slug}/people?new=1", status_code=303)


@router.get("/{person_id}", name="people.person")
def person(request: Request, slug: str, person_id: PersonId, seat: CurrentSeat, session: Reading) -> Response:
    return show_person(request, slug, person_id, seat, session)


@router.post("/{person_id}", name="people.change")
def change(
    request: Request,
    slug: str,
    person_id: PersonId,
    seat: CurrentSeat,
    form: Form,
    session: Transaction,
    now: Now,
) -> Response:
    cells = read_cells(form)
    with refusable(session) as refused:
        staff_lists.change(session, slug, person_id, cells, by=seat, now=now)
    if refused:
        return show_person(request, slug, person_id, seat, session, cells, refused)
    return RedirectResponse(f"/org/{slug}/people?changed=1", status_code=303)


def show_person(
    request: Request,
    slug: str,
    person_id: int | None,
    seat: CurrentSeat,
    session: Reading,
    cells: Line | None = None,
    refused: Refusal = NOT_REFUSED,
) -> Response:
    found = staff_lists.person_page(session, slug, person_id, by=seat)
    context = {"found": found, "at": f"/org/{slug}", "cells": cells, "problems": refused.problems}
    return render(request, "people/person.html", context, status_code=refused.status_code)


def read_cells(form: Fields) -> Line:
    name, email, team, level = (clean_cell(form.get(cell, "")) for cell in CELLS)
    return Line(0, name, email, team, level)


@router.get("/{person_id}/remove", name="people.confirm_removal")
def confirm_removal(
    request: Request, slug: str, person_id: PersonId, seat: CurrentSeat, session: Reading
) -> Response:
    found = staff_lists.person_page(session, slug, person_id, by=seat)
    return render(request, "people/remove.html", {"found": found, "at": f"/org/{slug}"})


@router.post("/{person_id}/remove", name="people.remove")
def remove(
    request: Request, slug: str, person_id: PersonId, seat: CurrentSeat, session: Transaction, now: Now
) -> Response:
    staff_lists.remove(session, slug, person_id, by=seat, now=now)
    return RedirectResponse(f"/org/{slug}/people?gone=1", status_code=303)
