"""The teams of an organisation, for its HR director: sizes, renaming, merging, taking away."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import RedirectResponse

from app.domain.staff_list_files import clean_cell
from app.services import teams
from app.web.dependencies import CurrentSeat, Form, Now, Reading, Transaction
from app.web.pages import render
from app.web.people_pages import NO_TEAM
from app.web.refusals import NOT_REFUSED, Refusal, refusable
from app.web.staff_import_pages import read_whole_number

router = APIRouter(prefix="/org/{slug}/teams")

TeamId = Annotated[int, Path(ge=1, lt=2**31)]
DONE = {
    "added": "The team is there.",
    "renamed": "The team has its new name.",
    "back": "Everything is as it was before.",
}


@router.get("", name="teams.show")
def show(request: Request, slug: str, seat: CurrentSeat, session: Reading, now: Now) -> Response:
    return show_teams(request, slug, seat, session, now)


def show_teams(
    request: Request,
    slug: str,
    seat: CurrentSeat,
    session: Reading,
    now: Now,
    name: str = "",
    refused: Refusal = NOT_REFUSED,
) -> Response:
    found = teams.teams_page(session, slug, by=seat, now=now)
    done = DONE.get(request.query_params.get("done", ""), "")
    context = {"found": found, "at": f"/org/{slug}", "name": name, "done": done, "problems": refused.problems}
    return render(request, "teams/list.html", context, status_code=refused.status_code)


@router.post("", name="teams.add")
def add(
    request: Request, slug: str, seat: CurrentSeat, form: Form, session: Transaction, now: Now
) -> Response:
    name = clean_cell(form.get("name", ""))
    with refusable(session) as refused:
        teams.add(session, slug, name, by=seat, now=now)
    if refused:
        return show_teams(request, slug, seat, session, now, name, refused)
    return to_teams(slug, "added")


def to_teams(slug: str, done: str) -> Response:
    return RedirectResponse(f"/org/{slug}/teams?done={done}", status_code=303)


@router.get("/{team_id}", name="teams.team")
def team(request: Request, slug: str, team_id: TeamId, seat: CurrentSeat, session: Reading) -> Response:
    return show_team(request, slug, team_id, seat, session)


def show_team(
    request: Request,
    slug: str,
    team_id: int,
    seat: CurrentSeat,
    session: Reading,
    name: str | None = None,
    refused: Refusal = NOT_REFUSED,
) -> Response:
    found = teams.team_page(session, slug, team_id, by=seat)
    context = {"found": found, "at": f"/org/{slug}", "name": name, "problems": refused.problems}
    return render(request, "teams/team.html", context, status_code=refused.status_code)


@router.post("/{team_id}/name", name="teams.rename")
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
        teams.rename(session, slug, team_id, name, by=seat, now=now)
    if refused:
        return show_team(request, slug, team_id, seat, session, name, refused)
    return to_teams(slug, "renamed")


@router.get("/{team_id}/remove", name="teams.confirm_removal")
def confirm_removal(
    request: Request, slug: str, team_id: TeamId, seat: CurrentSeat, session: Reading, to: str = ""
) -> Response:
    with refusable(session) as refused:
        found = teams.removal(session, slug, team_id, read_team(to), by=seat)
    if refused:
        return show_team(request, slug, team_id, seat, session, refused=refused)
    return render(request, "teams/remove.html", {"found": found, "at": f"/org/{slug}"})


def read_team(said: str) -> int | None:
    """0 for no team, None for nothing that makes sense."""
    return 0 if said == NO_TEAM else read_whole_number(said) or None


@router.post("/{team_id}/remove", name="teams.remove")
def remove(
    request: Request,
    slug: str,
    team_id: TeamId,
    seat: CurrentSeat,
    form: Form,
    session: Transaction,
    now: Now,
) -> Response:
    with refusable(session) as refused:
        teams.remove(session, slug, team_id, read_team(form.get("to", "")), by=seat, now=now)
    if refused:
        return show_team(request, slug, team_id, seat, session, refused=refused)
    return RedirectResponse(f"/org/{slug}/teams", status_code=303)


@router.post("/bring-back", name="teams.bring_back")
def bring_back(slug: str, seat: CurrentSeat, session: Transaction, now: Now) -> Response:
    teams.bring_back(session, slug, by=seat, now=now)
    return to_teams(slug, "back")
