"""Shared teams: a partnership's names and sizes, and each partner's own people in them."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import RedirectResponse

from app.domain.staff_list_files import clean_cell
from app.services import shared_teams
from app.web.dependencies import CurrentSeat, Form, Now, Reading, Transaction
from app.web.people_pages import ticked
from app.web.refusals import refusable
from app.web.shared_team_pages import Asked, read_search, show_list, show_one, show_own, show_own_people

router = APIRouter()

TeamId = Annotated[int, Path(ge=1, lt=2**31)]


@router.get("/p/{slug}/shared-teams", name="shared_teams.of_partnership")
def of_partnership(request: Request, slug: str, seat: CurrentSeat, session: Reading) -> Response:
    return show_list(request, shared_teams.of_partnership(session, slug, by=seat))


@router.post("/p/{slug}/shared-teams", name="shared_teams.add")
def add(
    request: Request, slug: str, seat: CurrentSeat, form: Form, session: Transaction, now: Now
) -> Response:
    name = clean_cell(form.get("name", ""))
    with refusable(session, conflict_at="name") as refused:
        shared_teams.add(session, slug, name, by=seat, now=now)
    if refused:
        found = shared_teams.of_partnership(session, slug, by=seat)
        return show_list(request, found, name=name, refused=refused)
    return to_partnership(slug, "added")


@router.get("/p/{slug}/shared-teams/{team_id}", name="shared_teams.one")
def one(request: Request, slug: str, team_id: TeamId, seat: CurrentSeat, session: Reading) -> Response:
    return show_one(request, *shared_teams.get_one(session, slug, team_id, by=seat))


@router.post("/p/{slug}/shared-teams/{team_id}", name="shared_teams.rename")
def rename(
    request: Request,
    slug: str,
    team_id: TeamId,
    seat: CurrentSeat,
    form: Form,
    session: Transaction,
    now: Now,
) -> Response:
    name = clean_cell(form.get("name", ""))
    with refusable(session) as refused:
        shared_teams.rename(session, slug, team_id, name, by=seat, now=now)
    if refused:
        found = shared_teams.get_one(session, slug, team_id, by=seat)
        return show_one(request, *found, name=name, refused=refused)
    return to_partnership(slug, "renamed")


@router.post("/p/{slug}/shared-teams/{team_id}/retire", name="shared_teams.retire")
def retire(slug: str, team_id: TeamId, seat: CurrentSeat, session: Transaction, now: Now) -> Response:
    shared_teams.retire(session, slug, team_id, by=seat, now=now)
    return to_partnership(slug, "retired")


def to_partnership(slug: str, done: str) -> Response:
    return RedirectResponse(f"/p/{slug}/shared-teams?done={done}", status_code=303)


@router.get("/org/{slug}/shared-teams", name="shared_teams.of_organisation")
def of_organisation(request: Request, slug: str, seat: CurrentSeat, session: Reading) -> Response:
    return show_own(request, shared_teams.own_share(session, slug, by=seat))


@router.get("/org/{slug}/shared-teams/{team_id}", name="shared_teams.own")
def own(
    request: Request, slug: str, team_id: TeamId, asked: Asked, seat: CurrentSeat, session: Reading
) -> Response:
    return show_own_people(request, shared_teams.own_people(session, slug, team_id, asked, by=seat), asked)


@router.post("/org/{slug}/shared-teams/{team_id}/put-in", name="shared_teams.put_in")
def put_in(
    request: Request,
    slug: str,
    team_id: TeamId,
    seat: CurrentSeat,
    form: Form,
    session: Transaction,
    now: Now,
) -> Response:
    with refusable(session) as refused:
        people = shared_teams.put_in(session, slug, team_id, ticked(form), by=seat, now=now)
    if refused:
        asked = read_search(form)
        found = shared_teams.own_people(session, slug, team_id, asked, by=seat)
        return show_own_people(request, found, asked, refused=refused)
    return RedirectResponse(f"/org/{slug}/shared-teams/{team_id}?put={people}", status_code=303)


@router.post("/org/{slug}/shared-teams/{team_id}/take-out", name="shared_teams.take_out")
def take_out(
    request: Request,
    slug: str,
    team_id: TeamId,
    seat: CurrentSeat,
    form: Form,
    session: Transaction,
    now: Now,
) -> Response:
    with refusable(session) as refused:
        people = shared_teams.take_out(session, slug, team_id, ticked(form), by=seat, now=now)
    if refused:
        asked = read_search(form)
        found = shared_teams.own_people(session, slug, team_id, asked, by=seat)
        return show_own_people(request, found, asked, refused=refused)
    return RedirectResponse(f"/org/{slug}/shared-teams/{team_id}?taken={people}", status_code=303)
