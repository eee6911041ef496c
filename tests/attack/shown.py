"""All that anybody may fetch of a closed assessment, from every seat put together: screenshots travel."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

from app.domain.assessments import Assessment
from app.domain.cells import GroupKind
from app.domain.people import Seat
from tests.attack.town import PARTNERSHIP, Known, Town
from tests.world import Browser

OWN_PAGES = (
    "",
    "/themes/SP",
    "/themes/VA",
    "/themes/RP",
    "/themes/SA",
    "/competencies",
    "/statements/SP1.1.practice",
    "/statements/SP2.1.organisation",
    "/teams",
    "/levels",
    "/trend",
    "/help",
)
SHARED_PAGES = (
    "",
    "/conversations",
    "/competencies",
    "/statements/SP4.1.partnership",
    "/agreement",
    "/size",
    "/levels",
    "/shared-teams",
)


@dataclass(frozen=True)
class Answers:
    """How many gave which answer, as the outside sees it."""

    levels: tuple[int, ...]
    usually: int
    usually_low: float
    usually_high: float
    did_not_come_up: int | None
    cannot_say: int | None


@dataclass(frozen=True)
class Moved:
    """Of a theme, how far the linked people of a group moved since last time, or that it is withheld."""

    people: int | None
    mean: float | None
    reason: str | None


@dataclass(frozen=True)
class Shown:
    """A figure as the outside sees it, or that there is none."""

    kind: str
    name: str
    organisation: str | None
    measure: str
    counting: str
    people: int | None
    mean: float | None
    low: float | None
    high: float | None
    reason: str | None
    answers: Answers | None = None
    linked: Moved | None = None

    @property
    def is_released(self) -> bool:
        return self.reason is None

    @property
    def group(self) -> tuple[str, str, str | None]:
        return (self.kind, self.name, self.organisation)

    @property
    def is_theme(self) -> bool:
        return self.measure.count(".") == 1

    @property
    def family(self) -> str:
        """A theme in a block; its statements are of it."""
        return f"{self.measure[:2]}.{self.measure.split('.')[2 if not self.is_theme else 1]}"


@dataclass(frozen=True)
class Wanted:
    """How many want help with something, as the outside sees it; or that it is not told."""

    organisation: str
    measure: str
    theme: str
    wanted: str | None
    count: int | None
    or_more: bool
    people: int | None
    low: float | None
    high: float | None
    reason: str | None


@dataclass(frozen=True)
class Place:
    """Where results are shown, and to whom."""

    scope: str
    address: str
    pages: tuple[str, ...]
    seat: Seat


def places_of(town: Town, assessment: Assessment) -> list[Place]:
    own = [
        Place("organisation", f"/org/{slug}/results/{assessment.code}", OWN_PAGES, seat)
        for slug, seat in town.directors.items()
        if assessment.is_joint or slug == assessment.organisation_slug
    ]
    if not assessment.is_joint:
        return own
    counted = tuple(f"{page}?count=people" for page in SHARED_PAGES)
    shared = f"/p/{PARTNERSHIP}/results/{assessment.code}"
    return [*own, Place("partnership", shared, SHARED_PAGES + counted, town.convenor)]


def fetch_json(browser: Browser, assessment: Assessment, place: Place) -> list[Shown]:
    reply = browser.get(f"/api/v1/assessments/{assessment.code}/cells", params={"scope": place.scope})
    assert reply.status_code == 200
    return [_shown(cell) for cell in reply.json()["cells"]]


def fetch_wanted(browser: Browser, assessment: Assessment, place: Place) -> list[Wanted]:
    reply = browser.get(f"/api/v1/assessments/{assessment.code}/cells", params={"scope": place.scope})
    assert reply.status_code == 200
    return [
        Wanted(
            cell["group"]["organisation"],
            *(cell[name] for name in ("measure", "theme", "wanted", "count", "or_more", "n", "low", "high")),
            cell["reason"],
        )
        for cell in reply.json()["help_wanted"]
    ]


def _shown(cell: dict[str, Any]) -> Shown:
    group = cell["group"]
    figures = (cell["n"], cell["mean"], cell["low"], cell["high"])
    return Shown(
        group["kind"],
        group["name"].split(", ")[-1].capitalize() if "level" in group["kind"] else group["name"],
        group["organisation"],
        cell["measure"],
        cell["counting"],
        *figures,
        cell["reason"],
        cell["answers"] and Answers(**cell["answers"] | {"levels": tuple(cell["answers"]["levels"])}),
        _moved(cell["linked"]),
    )


def _moved(linked: dict[str, Any] | None) -> Moved | None:
    return linked and Moved(linked["n"], linked["mean"], linked["reason"])


def fetch_csv(browser: Browser, place: Place) -> list[dict[str, str]]:
    reply = browser.get(f"{place.address}/cells.csv")
    assert reply.status_code == 200
    return list(csv.DictReader(StringIO(reply.content.decode("utf-8-sig"))))


def fetch_all(town: Town, assessment: Assessment) -> list[Shown]:
    """Every figure once: what two places show of the same cell must be the same."""
    found: dict[tuple[Any, ...], Shown] = {}
    for place in places_of(town, assessment):
        for cell in fetch_json(town.browser(place.seat), assessment, place):
            key = (*cell.group, cell.measure, cell.counting)
            assert found.setdefault(key, cell) == cell
    return list(found.values())


def members(cell: Shown, town: Town, people: Sequence[Known], answered: Sequence[Known]) -> list[int]:
    """Which of these people are in a cell's group: the attacker has the staff list."""
    return [place for place, each in enumerate(people) if _is_in(cell, each, town, answered)]


def _is_in(cell: Shown, each: Known, town: Town, answered: Sequence[Known]) -> bool:
    match GroupKind(cell.kind):
        case GroupKind.ORGANISATION:
            return each.organisation == cell.organisation
        case GroupKind.TEAM:
            return (each.organisation, each.team) == (cell.organisation, cell.name)
        case GroupKind.ORGANISATION_LEVEL:
            return (each.organisation, each.role_level) == (cell.organisation, cell.name.lower())
        case _:
            return _is_in_across(cell, each, town, answered)


def _is_in_across(cell: Shown, each: Known, town: Town, answered: Sequence[Known]) -> bool:
    """Of groups that take in people of several organisations."""
    match GroupKind(cell.kind):
        case GroupKind.EVERYONE:
            return True
        case GroupKind.ROLE_LEVEL:
            return each.role_level == cell.name.lower()
        case GroupKind.SHARED_TEAM:
            return cell.name in each.shared_teams
        case GroupKind.POOL:
            return each.organisation in town.standing_together(answered)
        case GroupKind.SIZE:
            is_smaller = town.staff(each.organisation) < 100
            return is_smaller == (cell.name == "Smaller partners")
    raise AssertionError(f"A group that an attacker does not know: {cell.kind}")


def released(cells: Iterable[Shown]) -> list[Shown]:
    return [cell for cell in cells if cell.is_released]
