"""What pages for hiring, supervision and appraisal show: a choice to make, and what is made of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from fastapi import Request, Response

from app.domain import kits
from app.domain.charter import Charter, Competency
from app.domain.kits import SheetUse
from app.domain.people import Organisation, RoleLevel
from app.web.addresses import chosen
from app.web.pages import render

LEVEL_HINTS = {
    RoleLevel.OPERATIONAL: "Works with the people we support, or close to those who do.",
    RoleLevel.STRATEGIC: "Plans, leads or decides for others.",
    RoleLevel.BOTH: "Some of each.",
}


@dataclass(frozen=True)
class KitChoice:
    """What an address chooses for a recruitment kit."""

    organisation: Organisation
    charter: Charter
    level: RoleLevel
    competencies: tuple[Competency, ...]

    def with_suggestion(self) -> "KitChoice":
        return replace(self, competencies=kits.suggested(self.charter, self.level))

    def or_suggestion(self) -> "KitChoice":
        return self if self.competencies else self.with_suggestion()

    @property
    def query(self) -> str:
        return _query(("level", self.level), self.competencies)


@dataclass(frozen=True)
class SheetChoice:
    """What an address chooses for a sheet."""

    organisation: Organisation
    charter: Charter
    use: SheetUse
    competencies: tuple[Competency, ...]

    @property
    def query(self) -> str:
        return _query(("use", self.use), self.competencies)


def _query(first: tuple[str, str], competencies: Sequence[Competency]) -> str:
    return urlencode([first, *((each.code, "yes") for each in competencies)])


def kit_choice(organisation: Organisation, charter: Charter, level: str, codes: Iterable[str]) -> KitChoice:
    found = RoleLevel(chosen(level, kits.KIT_LEVELS, RoleLevel.OPERATIONAL))
    return KitChoice(organisation, charter, found, kits.picked(charter, codes))


def sheet_choice(organisation: Organisation, charter: Charter, use: str, codes: Iterable[str]) -> SheetChoice:
    found = SheetUse(chosen(use, list(SheetUse), SheetUse.SUPERVISION))
    return SheetChoice(organisation, charter, found, kits.picked(charter, codes))


def show_recruit(request: Request, choice: KitChoice, problem: str = "") -> Response:
    levels = [(level, level.capitalize(), _suggestion(choice.charter, level)) for level in kits.KIT_LEVELS]
    context = {**_choosing(choice, problem), "levels": levels}
    return render(request, "kits/recruit.html", context, status_code=422 if problem else 200)


def _suggestion(charter: Charter, level: RoleLevel) -> str:
    titles = ", ".join(each.short for each in kits.suggested(charter, level))
    return f"{LEVEL_HINTS[level]} We suggest: {titles}."


def show_kit(request: Request, choice: KitChoice) -> Response:
    if problem := kits.why_no_kit(len(choice.competencies)):
        return show_recruit(request, choice, problem)
    context = {
        "choice": choice,
        "levels": kits.levels_of(choice.level),
        "minutes": len(choice.competencies) * kits.MINUTES_A_COMPETENCY,
    }
    return render(request, "kits/kit.html", context)


def show_supervision(request: Request, choice: SheetChoice, problem: str = "") -> Response:
    context = _choosing(choice, problem)
    return render(request, "kits/supervision.html", context, status_code=422 if problem else 200)


def show_sheet(request: Request, choice: SheetChoice) -> Response:
    if problem := kits.why_no_sheet(len(choice.competencies)):
        return show_supervision(request, choice, problem)
    return render(request, "kits/sheet.html", {"choice": choice})


def _choosing(choice: KitChoice | SheetChoice, problem: str) -> dict[str, object]:
    return {
        "choice": choice,
        "themes": kits.themes_to_pick_from(choice.charter),
        "ticked": frozenset(each.code for each in choice.competencies),
        "problems": {"competency": problem} if problem else {},
    }
