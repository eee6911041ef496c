"""The page behind an entrance, and what somebody says of herself there before she starts."""

from collections.abc import Mapping

from fastapi import Request, Response

from app.domain import letters
from app.domain.errors import Invalid
from app.domain.people import RoleLevel
from app.services.entrances import Hall, Said
from app.web.form_data import Fields
from app.web.pages import render
from app.web.routes.invitations import CONSENT, gift_minutes

NO_TEAM = "none"  # of the teams listed
LEVELS = (
    (RoleLevel.OPERATIONAL, "Mostly with people, day by day"),
    (RoleLevel.STRATEGIC, "Mostly leading, planning, deciding"),
    (RoleLevel.BOTH, "Both"),
    (RoleLevel.UNDECLARED, "I’d rather not say"),
)
CHOOSE_TEAM = "Choose the team you work with, or that it isn’t listed."
CHOOSE_LEVEL = "Choose the one that is closest. “I’d rather not say” is fine too."


def show_entrance(
    request: Request,
    hall: Hall,
    *,
    is_tablet: bool = False,
    typed: Fields | None = None,
    problems: Mapping[str, str] | None = None,
) -> Response:
    context = {
        "hall": hall,
        "assessment": hall.assessment,
        "here": f"/r/{hall.entrance.code}",
        "is_tablet": is_tablet,
        "teams": [
            *((str(number), name) for number, name in hall.teams),
            (NO_TEAM, "None of these, or I’d rather not say"),
        ],
        "levels": LEVELS,
        "typed": typed or {},
        "minutes": letters.NUMBER_WORDS[hall.minutes],
        "gift_minutes": gift_minutes(hall),
        "problems": dict(problems or {}),
        "nav": (),
    }
    return render(request, "entrances/show.html", context, status_code=422 if problems else 200)


def read_start(form: Fields, hall: Hall) -> Said:
    """Refuses with a sentence for each field at fault."""
    teams = {str(number): number for number, _ in hall.teams}
    team, level = form.get("team", ""), form.get("role_level", "")
    problems: dict[str, str] = {}
    if teams and team not in teams and team != NO_TEAM:
        problems["team"] = CHOOSE_TEAM
    if level not in set(RoleLevel):
        problems["role_level"] = CHOOSE_LEVEL
    if form.get("consent") != "yes":
        problems |= CONSENT
    if problems:
        raise Invalid("There is something to choose yet.", problems)
    return Said(teams.get(team), RoleLevel(level))
