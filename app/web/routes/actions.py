"""Actions: the list, a new one, one of them, how it stands. The same pages for organisations and partners."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.domain.actions import TypedPlan
from app.services import actions
from app.web.action_pages import read_typed, show_form, show_list, show_one, typed_of
from app.web.dependencies import CurrentSeat, Form, Forms, Library, Now, Random, Reading, Transaction
from app.web.pulse_pages import panel
from app.web.refusals import refusable
from app.web.whose import Theirs, home

router = APIRouter()


@router.get("/org/{slug}/actions", name="actions.of_organisation")
@router.get("/p/{slug}/actions", name="actions.of_partnership")
def list_all(request: Request, whose: Theirs, seat: CurrentSeat, session: Reading, now: Now) -> Response:
    return show_list(request, whose, actions.actions_of(session, whose, by=seat, now=now))


@router.get("/org/{slug}/actions/new", name="actions.new_of_organisation")
@router.get("/p/{slug}/actions/new", name="actions.new_of_partnership")
def new(
    request: Request,
    whose: Theirs,
    seat: CurrentSeat,
    session: Reading,
    library: Library,
    now: Now,
    finding: str = "",
) -> Response:
    offered = actions.choices(session, library, whose, by=seat)
    found = actions.actions_of(session, whose, by=seat, now=now)
    return show_form(request, whose, found, offered, TypedPlan(finding=finding))


@router.post("/org/{slug}/actions/new", name="actions.add_to_organisation")
@router.post("/p/{slug}/actions/new", name="actions.add_to_partnership")
def add(
    request: Request,
    whose: Theirs,
    seat: CurrentSeat,
    form: Form,
    session: Transaction,
    library: Library,
    now: Now,
    random: Random,
) -> Response:
    typed = read_typed(form)
    with refusable(session, conflict_at="what") as refused:
        code = actions.add(session, library, whose, typed, by=seat, now=now, randomness=random)
    if refused:
        offered = actions.choices(session, library, whose, by=seat)
        found = actions.actions_of(session, whose, by=seat, now=now)
        return show_form(request, whose, found, offered, typed, refused=refused)
    return RedirectResponse(f"{home(whose)}/actions/{code}", 303)


@router.get("/org/{slug}/actions/{code}", name="actions.one_of_organisation")
@router.get("/p/{slug}/actions/{code}", name="actions.one_of_partnership")
def one(
    request: Request, whose: Theirs, code: str, seat: CurrentSeat, session: Reading, forms: Forms, now: Now
) -> Response:
    found, action = actions.one_action(session, whose, code, by=seat, now=now)
    return show_one(request, whose, found, action, panel=panel(session, forms.pulse, found, action))


@router.post("/org/{slug}/actions/{code}", name="actions.move_of_organisation")
@router.post("/p/{slug}/actions/{code}", name="actions.move_of_partnership")
def move(
    request: Request,
    whose: Theirs,
    code: str,
    seat: CurrentSeat,
    form: Form,
    session: Transaction,
    forms: Forms,
    now: Now,
) -> Response:
    wanted = {"status": form.get("status", ""), "note": form.get("note", "")}
    with refusable(session, conflict_at="status") as refused:
        actions.say_how_it_stands(session, whose, code, by=seat, now=now, **wanted)
    if refused:
        found, action = actions.one_action(session, whose, code, by=seat, now=now)
        pulse = panel(session, forms.pulse, found, action)
        return show_one(request, whose, found, action, panel=pulse, typed=form, refused=refused)
    return RedirectResponse(f"{home(whose)}/actions/{code}", 303)


@router.get("/org/{slug}/actions/{code}/edit", name="actions.edit_of_organisation")
@router.get("/p/{slug}/actions/{code}/edit", name="actions.edit_of_partnership")
def edit(
    request: Request,
    whose: Theirs,
    code: str,
    seat: CurrentSeat,
    session: Reading,
    library: Library,
    now: Now,
) -> Response:
    offered = actions.choices(session, library, whose, by=seat)
    found, action = actions.one_action(session, whose, code, by=seat, now=now)
    return show_form(request, whose, found, offered, typed_of(action), action=action)


@router.post("/org/{slug}/actions/{code}/edit", name="actions.change_of_organisation")
@router.post("/p/{slug}/actions/{code}/edit", name="actions.change_of_partnership")
def change(
    request: Request,
    whose: Theirs,
    code: str,
    seat: CurrentSeat,
    form: Form,
    session: Transaction,
    library: Library,
    now: Now,
) -> Response:
    typed = read_typed(form)
    with refusable(session) as refused:
        actions.change(session, library, whose, code, typed, by=seat, now=now)
    if refused:
        offered = actions.choices(session, library, whose, by=seat)
        found, action = actions.one_action(session, whose, code, by=seat, now=now)
        return show_form(request, whose, found, offered, typed, action=action, refused=refused)
    return RedirectResponse(f"{home(whose)}/actions/{code}", 303)
