"""What goes into a recruitment kit or a sheet for supervision or appraisal: a choice, nobody's answers."""

from collections.abc import Iterable
from enum import StrEnum

from app.domain.charter import Charter, Competency, Theme
from app.domain.people import RoleLevel

KIT_LEVELS = (RoleLevel.OPERATIONAL, RoleLevel.STRATEGIC, RoleLevel.BOTH)
FEWEST_IN_A_KIT, MOST_IN_A_KIT = 3, 5
TOO_FEW = ("none", "one", "two")
MOST_ON_A_SHEET = 3
MINUTES_A_COMPETENCY = 8


class SheetUse(StrEnum):
    SUPERVISION = "supervision"
    APPRAISAL = "appraisal"


def themes_to_pick_from(charter: Charter) -> list[Theme]:
    """The eleven skills first: they are what one can see a person do, and the best founded."""
    return sorted(charter.themes, key=lambda theme: not any(map(_is_skill, theme.competencies())))


def _is_skill(competency: Competency) -> bool:
    return competency.skill_in_source is not None


def picked(charter: Charter, codes: Iterable[str]) -> tuple[Competency, ...]:
    """Those of the charter with these codes, each once; a code that there is not is left out."""
    wanted = frozenset(codes)
    return tuple(each for each in _in_order(charter) if each.code in wanted)


def suggested(charter: Charter, level: RoleLevel) -> tuple[Competency, ...]:
    """Three that suit a role at this level."""
    return tuple(each for each in _in_order(charter) if each.guide.suggested_for is level)


def _in_order(charter: Charter) -> Iterable[Competency]:
    return (each for theme in themes_to_pick_from(charter) for each in theme.competencies())


def levels_of(level: RoleLevel) -> tuple[RoleLevel, ...]:
    """The levels whose behaviours are looked for in a role at this one."""
    both = (RoleLevel.OPERATIONAL, RoleLevel.STRATEGIC)
    return both if level is RoleLevel.BOTH else (level,)


def why_no_kit(count: int) -> str | None:
    """Why there is no recruitment kit of so many competencies, in a sentence."""
    if count < FEWEST_IN_A_KIT:
        return f"Choose three, four or five. So far you have {TOO_FEW[count]}."
    if count > MOST_IN_A_KIT:
        minutes = count * MINUTES_A_COMPETENCY
        return f"Choose five at most. The questions on {count} would take about {minutes} minutes."
    return None


def why_no_sheet(count: int) -> str | None:
    """Why there is no sheet of so many competencies, in a sentence."""
    if not count:
        return "Choose one, two or three. So far you have none."
    if count > MOST_ON_A_SHEET:
        return f"Choose three at most, so that there is time to talk. You have {count}."
    return None
