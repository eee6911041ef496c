"""Pages for reaching people without email: what there is to choose, slips with codes, the paper form."""

from collections.abc import Sequence
from typing import Any

from fastapi import Request, Response

from app.domain.assessments import AssessmentState
from app.domain.ways_in import FEWEST_OPEN_PLACES, MOST_CODES_AT_ONCE
from app.services.ways_in import EVERYBODY, PERSON, TEAM, WITHOUT_CODE, Slip, Ways
from app.web.assessment_pages import to_watch
from app.web.pages import render
from app.web.qr import qr_code
from app.web.words import plural

SLIPS_A_PAGE = 8
MOST_NAMES_LISTED = 400  # in one folded list; whoever has more chooses a team


def address_of(ways: Ways) -> str:
    return f"/org/{ways.organisation.slug}/assessments/{ways.assessment.code}/no-email"


def about(ways: Ways) -> dict[str, Any]:
    return {
        "ways": ways,
        "assessment": ways.assessment,
        "place": ways.organisation,
        "here": address_of(ways),
        "watch": f"/org/{ways.organisation.slug}/assessments/{ways.assessment.code}",
    }


def show_ways(
    request: Request, ways: Ways, *, base_url: str, problems: dict[str, str] | None = None
) -> Response:
    """Only while it is open."""
    if ways.assessment.state is not AssessmentState.OPEN:
        return to_watch(ways.assessment, home=f"/org/{ways.organisation.slug}")
    context = {
        **about(ways),
        "base_url": base_url,
        "fewest": FEWEST_OPEN_PLACES,
        "whom": whom(ways),
        "problems": problems or {},
    }
    return render(request, "ways_in/show.html", context, status_code=422 if problems else 200)


def whom(ways: Ways) -> list[tuple[str, list[tuple[str, str]]]]:
    """Whom codes may be printed for: groups of choices, the likeliest first."""
    without = len(ways.on_paper) - ways.with_code
    usual = [(EVERYBODY, f"Everybody: {plural(len(ways.on_paper), 'code')}")]
    if without and ways.with_code:
        usual.insert(0, (WITHOUT_CODE, f"Those who have none yet: {plural(without, 'code')}"))
    groups = [("", usual)]
    if len(ways.teams) > 1:
        groups.append(("One team", [(f"{TEAM}:{each}", each) for each in ways.teams]))
    if 1 < len(ways.on_paper) <= MOST_NAMES_LISTED:
        people = [
            (
                f"{PERSON}:{each.invitation_id}",
                f"{each.name}, {each.team_name}" if each.team_name else each.name,
            )
            for each in ways.on_paper
        ]
        groups.append(("One person", people))
    return groups


def show_slips(
    request: Request, ways: Ways, slips: Sequence[Slip], drawn: Sequence[str], *, base_url: str, left: int
) -> Response:
    """`drawn` are the codes for a phone's camera, as they go with the slips."""
    pairs = list(zip(slips, drawn, strict=True))
    context = {
        **about(ways),
        "sheets": [pairs[start : start + SLIPS_A_PAGE] for start in range(0, len(pairs), SLIPS_A_PAGE)],
        "number": len(slips),
        "left": left,
        "join": f"{base_url}/join".partition("://")[2],
    }
    return render(request, "ways_in/slips.html", context)


def draw(slips: Sequence[Slip], *, base_url: str) -> list[Any]:
    return [qr_code(f"{base_url}/i/{each.token}") for each in slips]


def left_over(ways: Ways, wanted: str, slips: Sequence[Slip]) -> int:
    """How many more there are to print for, of those that were asked for."""
    if wanted not in (EVERYBODY, WITHOUT_CODE) or len(slips) < MOST_CODES_AT_ONCE:
        return 0
    asked = len(ways.on_paper) - (ways.with_code if wanted == WITHOUT_CODE else 0)
    return asked - len(slips)
