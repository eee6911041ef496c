"""What the pages of an import show, and what their forms say."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.staff_list_check import Check, Doubt, Fault, TeamDoubt
from app.domain.staff_list_columns import Column, Layout
from app.domain.staff_list_files import MOST_COLUMNS
from app.domain.staff_lists import Choice
from app.services.staff_imports import Mends

FAULTS_AT_ONCE = 20
DOUBTS_AT_ONCE = 10
LISTED = 100  # of those who are new, change or leave; more are counted
MOST_DIGITS = 9
CELLS = ("name", "email", "team", "role_level")


@dataclass(frozen=True)
class ShownColumn:
    """`heading` is empty where the list has none."""

    number: int
    heading: str
    examples: tuple[str, ...]
    chosen: Column


@dataclass(frozen=True)
class ShownColumns:
    columns: tuple[ShownColumn, ...]
    people: int


@dataclass(frozen=True)
class ShownRows:
    """As many as fit into one form; how many there are in all is in the check."""

    faults: list[Fault]
    doubts: list[Doubt]
    teams: list[TeamDoubt]
    listed: int = LISTED

    @property
    def any(self) -> bool:
        return bool(self.faults or self.doubts or self.teams)


def shown_columns(layout: Layout, said: Mapping[str, str] | None = None) -> ShownColumns:
    """Those that hold anything; with what was `said` of them, once it was."""
    chosen = layout.columns if said is None else (*chosen_columns(said),)
    headings = (
        layout.headings if said is None else [said.get(f"heading-{n}", "") for n in range(MOST_COLUMNS)]
    )
    shown = [
        ShownColumn(number, headings[number], examples, chosen[number])
        for number, examples in enumerate(layout.examples)
        if examples
    ]
    return ShownColumns(tuple(shown), layout.people)


def chosen_columns(said: Mapping[str, str]) -> list[Column]:
    """For every column there may be; what is not said, or makes no sense, is left out."""
    known = {str(each): each for each in Column}
    return [known.get(said.get(f"column-{n}", ""), Column.LEFT_OUT) for n in range(MOST_COLUMNS)]


def shown_rows(check: Check) -> ShownRows:
    return ShownRows(
        check.faults[:FAULTS_AT_ONCE], check.doubts[:DOUBTS_AT_ONCE], check.team_doubts[:DOUBTS_AT_ONCE]
    )


def read_mends(form: Mapping[str, str]) -> Mends:
    """Fields are called name-12, choice-12 after the row's number; team-choice-0 is about team-0."""
    numbers = {read_whole_number(each.partition("-")[2]) for each in form if each.startswith("name-")}
    cells = {
        number: {cell: form.get(f"{cell}-{number}", "").strip() for cell in CELLS}
        for number in numbers
        if number
    }
    known = {str(each): each for each in Choice if each}
    choices = {
        read_whole_number(each.removeprefix("choice-")): known[said]
        for each, said in form.items()
        if each.startswith("choice-") and said in known
    }
    teams = {
        form.get(f"team-{number}", ""): known[said]
        for number in range(DOUBTS_AT_ONCE)
        if (said := form.get(f"team-choice-{number}")) in known
    }
    return Mends(cells, choices, teams)


def read_whole_number(typed: str) -> int:
    """0 for what is none."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= MOST_DIGITS else 0
