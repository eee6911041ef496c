"""The paper form to print, and the page on which it is keyed in: the whole form, statement by statement."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from fastapi import Request, Response
from sqlmodel import Session

from app.domain import letters
from app.domain.assessments import AssessmentState
from app.domain.errors import Conflict
from app.domain.invitations import Invitation
from app.domain.people import RoleLevel
from app.services import entrances, ways_in
from app.services.entrances import Said
from app.services.ways_in import Ways
from app.web.assessment_pages import to_watch
from app.web.entrance_forms import CHOOSE_LEVEL, CHOOSE_TEAM, LEVELS, NO_TEAM
from app.web.form_data import Fields
from app.web.keying_forms import NOTHING, Asked, Keyed, asked_on_paper, differences
from app.web.pages import render
from app.web.part_pages import BLOCK_TITLES, INTRODUCTIONS
from app.web.refusals import Refusal
from app.web.site import Site
from app.web.ways_in_pages import about

PARTS_A_PAGE = 2
LOOK, AGAIN, SEND = "look", "again", "send"  # what somebody may press
NOT_TAKEN = (
    "No form can be taken with this code. Check it against the paper. "
    "A code that has been used is not taken again."
)


@dataclass(frozen=True)
class Key:
    """What was sent from the keying page. `first`: the row of the first time, while it is keyed again."""

    keyed: Keyed
    go: str = ""
    code: str = ""
    team: str = ""
    role_level: str = ""
    first: str = ""
    problems: Mapping[str, str] = field(default_factory=dict)

    def refused(self, ways: Ways, refused: Refusal) -> "Key":
        """Of a code, in the same words whether it is unknown, somebody else's or used."""
        return replace(self, problems=refused.problems if ways.is_open else {"code": NOT_TAKEN})


def read_key(form: Fields, ways: Ways, keyed: Keyed) -> Key:
    go, first = form.get("go", LOOK), form.get("first", "")
    key = Key(
        go=go,
        code=form.get("code", ""),
        team=form.get("team", ""),
        role_level=form.get("role_level", ""),
        keyed=keyed,
        first=first,
    )
    problems = {**_about_whose(key, ways), **keyed.problems}
    if not keyed.problems and not keyed.answered:
        problems[next(iter(keyed.typed))] = NOTHING
    if not problems and first:
        problems = differences(keyed, first)
        key = replace(key, first="")  # what is keyed now was keyed with the paper in hand, where it differed
    return replace(key, problems=problems)


def _about_whose(key: Key, ways: Ways) -> dict[str, str]:
    if not ways.is_open:
        return {} if key.code.strip() else {"code": "Key in the code that stands on the form."}
    problems = {}
    if key.team != NO_TEAM and not key.team.isdecimal():
        problems["team"] = CHOOSE_TEAM
    if key.role_level not in set(RoleLevel):
        problems["role_level"] = CHOOSE_LEVEL
    return problems


def invitation_for(session: Session, ways: Ways, key: Key, *, site: Site) -> Invitation:
    """Of the printed code, or one of the open link's places."""
    if ways.is_open and ways.entrance:
        team_id = int(key.team) if key.team.isdecimal() else None
        return entrances.take_place(session, ways.entrance, Said(team_id, RoleLevel(key.role_level)))
    found = ways_in.find_by_code(session, ways, key.code, key=site.key)
    if found is None:
        raise Conflict(NOT_TAKEN)
    return found


def show_keying(request: Request, ways: Ways, key: Key, *, is_done: bool = False) -> Response:
    """As it was keyed; emptied where it is to be keyed again."""
    if ways.assessment.state is not AssessmentState.OPEN:
        return to_watch(ways.assessment, home=f"/org/{ways.organisation.slug}")
    keyed, is_again = key.keyed, key.go == AGAIN and not key.problems
    context = {
        **_about_form(request, ways),
        "key": key,
        "typed": {} if is_again else keyed.typed,
        "first": keyed.row if is_again else key.first,
        "looked_over": keyed if key.go == LOOK and not key.problems else None,
        "is_done": is_done,
        "problems": dict(key.problems),
    }
    return render(request, "ways_in/keying.html", context, status_code=422 if key.problems else 200)


def show_paper(request: Request, ways: Ways) -> Response:
    if ways.assessment.state is not AssessmentState.OPEN:
        return to_watch(ways.assessment, home=f"/org/{ways.organisation.slug}")
    context = _about_form(request, ways)
    asked: list[Asked] = context["asked"]
    context["sheets"] = [asked[start : start + PARTS_A_PAGE] for start in range(0, len(asked), PARTS_A_PAGE)]
    context["minutes"] = letters.NUMBER_WORDS[letters.minutes(ways.assessment.blocks)]
    return render(request, "ways_in/paper.html", context)


def _about_form(request: Request, ways: Ways) -> dict[str, Any]:
    charter = request.app.state.library.get(ways.assessment.charter_version)
    return {
        **about(ways),
        "asked": asked_on_paper(charter, ways.assessment),
        "scales": charter.scales,
        "block_titles": BLOCK_TITLES,
        "introductions": INTRODUCTIONS,
        "teams": [(str(number), name) for number, name in ways.open_teams]
        + [(NO_TEAM, "None of these, or not said")],
        "levels": LEVELS,
    }
