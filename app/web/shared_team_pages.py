"""What the pages of shared teams are given."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Query, Request, Response

from app.domain.cells import Decision
from app.domain.people import SharedTeam
from app.services.shared_teams import OwnPeople, OwnShare, Search, SharedTeams, Sized
from app.web.form_data import Fields
from app.web.pages import render
from app.web.refusals import NOT_REFUSED, Refusal
from app.web.staff_import_pages import read_whole_number
from app.web.words import plural

DONE = {
    "added": "The team is there. Now each partner puts its own people in.",
    "renamed": "The team has its new name.",
    "retired": "The team is gone. Results that there are stay as they are.",
}
PROSPECTS = {
    None: "Could be shown, if enough of them answer",
    Decision.TOO_FEW: "Nothing yet: fewer than five people",
    Decision.ONE_ORGANISATION: "Nothing yet: too few are from other organisations than the largest",
    Decision.TOO_FEW_ORGANISATIONS: "Nothing yet: it takes people from three organisations",
}
MOST_LETTERS = 100
MOST_PAGES = 10_000


def search(
    q: Annotated[str, Query(max_length=MOST_LETTERS)] = "",
    team: Annotated[str, Query(max_length=9)] = "",
    page: Annotated[int, Query(ge=1, lt=MOST_PAGES)] = 1,
) -> Search:
    return _search(q, team, page)


Asked = Annotated[Search, Depends(search)]


def read_search(form: Fields) -> Search:
    """As it was when people were ticked."""
    number = min(max(1, read_whole_number(form.get("page", ""))), MOST_PAGES - 1)
    return _search(form.get("q", ""), form.get("team", ""), number)


def _search(words: str, team: str, number: int) -> Search:
    team_id = read_whole_number(team[:9]) if team else None
    return Search(" ".join(words.split())[:MOST_LETTERS], team_id, number)


def show_list(
    request: Request, found: SharedTeams, *, name: str = "", refused: Refusal = NOT_REFUSED
) -> Response:
    context = {
        "found": found,
        "at": f"/p/{found.partnership.slug}",
        "rows": [(each, _sized(found, each), PROSPECTS[each.why_not_shown]) for each in found.teams],
        "name": name,
        "done": DONE.get(request.query_params.get("done", ""), ""),
        "problems": refused.problems,
    }
    return render(request, "shared_teams/list.html", context, status_code=refused.status_code)


def _sized(found: SharedTeams, sized: Sized) -> list[tuple[str, str]]:
    sizes = zip(found.partners, sized.sizes, strict=True)
    return [(partner.organisation.name, str(size)) for partner, size in sizes]


def show_one(
    request: Request,
    found: SharedTeams,
    sized: Sized,
    *,
    name: str | None = None,
    refused: Refusal = NOT_REFUSED,
) -> Response:
    context = {
        "found": found,
        "at": f"/p/{found.partnership.slug}",
        "team": sized.team,
        "sizes": _sized(found, sized),
        "prospect": PROSPECTS[sized.why_not_shown],
        "name": name,
        "problems": refused.problems,
    }
    return render(request, "shared_teams/one.html", context, status_code=refused.status_code)


def show_own(request: Request, found: OwnShare) -> Response:
    context = {"found": found, "at": f"/org/{found.organisation.slug}"}
    return render(request, "shared_teams/own.html", context)


def show_own_people(
    request: Request, found: OwnPeople, asked: Search, *, refused: Refusal = NOT_REFUSED
) -> Response:
    at = f"/org/{found.organisation.slug}"
    context = {
        "found": found,
        "asked": asked,
        "at": at,
        "link_to": lambda number: f"{at}/shared-teams/{found.team.id}{_query(asked, number)}",
        "done": _done(request, found.team),
        "problems": refused.problems,
    }
    return render(request, "shared_teams/own_people.html", context, status_code=refused.status_code)


def _query(asked: Search, number: int) -> str:
    team = "" if asked.team_id is None else asked.team_id
    query = {"q": asked.words, "team": team, "page": "" if number == 1 else number}
    kept = urlencode({name: value for name, value in query.items() if value != ""})
    return f"?{kept}" if kept else ""


def _done(request: Request, team: SharedTeam) -> str:
    put, taken = (read_whole_number(request.query_params.get(name, "")) for name in ("put", "taken"))
    if put:
        return f"{plural(put, 'person', 'people')} put in {team.name}."
    return f"{plural(taken, 'person', 'people')} taken out of {team.name}." if taken else ""
