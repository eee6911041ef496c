"""What the pages of an import show, and what their forms say."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.domain.errors import Invalid
from app.domain.job_titles import MOST_TITLES
from app.domain.people import RoleLevel
from app.domain.staff_list_check import Check, Doubt, Fault
from app.domain.staff_list_columns import Column, Layout
from app.domain.staff_list_files import MOST_COLUMNS
from app.domain.staff_list_words import LevelWord, TeamDoubt
from app.domain.staff_lists import Choice, Entry
from app.services.staff_imports import Mends

FAULTS_AT_ONCE = 20
DOUBTS_AT_ONCE = 10
WORDS_AT_ONCE = MOST_TITLES
GAPS_AT_ONCE = 10
LONGEST_HEADING = 60
WANTED = (Column.EMAIL, Column.TEAM, Column.ROLE_LEVEL)
LISTED = 100  # of those who are new, change or leave; more are counted
MOST_DIGITS = 9
LEVELS = {str(level): level for level in RoleLevel}
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
    """`titles` as in the layout, until somebody has said which column is which."""

    columns: tuple[ShownColumn, ...]
    people: int
    titles: tuple[int, int] | None = None

    @property
    def left_out(self) -> list[str]:
        """By heading. A column without one is not spoken of."""
        return [each.heading for each in self.columns if each.heading and each.chosen is Column.LEFT_OUT]

    @property
    def missing(self) -> list[Column]:
        chosen = {each.chosen for each in self.columns}
        return [each for each in WANTED if each not in chosen]

    @property
    def of_titles(self) -> ShownColumn | None:
        return next((each for each in self.columns if self.titles and each.number == self.titles[0]), None)


@dataclass(frozen=True)
class ShownRows:
    """As many as fit into one form; how many there are in all is in the check."""

    faults: list[Fault]
    doubts: list[Doubt]
    teams: list[TeamDoubt]
    words: list[LevelWord]
    gaps: list[Entry]
    all_gaps: int
    team_names: list[str]
    listed: int = LISTED

    @property
    def any(self) -> bool:
        return bool(self.faults or self.doubts or self.teams or self.words or self.gaps)


def of_the_field(fault: Invalid, is_file: object) -> dict[str, str]:
    """What is wrong with a list, by the field that it came in."""
    return {"file" if is_file else "pasted": " ".join(fault.problems.values())}


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
    return ShownColumns(tuple(shown), layout.people, layout.titles if said is None else None)


def headings_left_out(said: Mapping[str, str]) -> list[str]:
    chosen = chosen_columns(said)
    headings = [said.get(f"heading-{n}", "").strip()[:LONGEST_HEADING] for n in range(MOST_COLUMNS)]
    return [each for n, each in enumerate(headings) if each and chosen[n] is Column.LEFT_OUT]


def chosen_columns(said: Mapping[str, str]) -> list[Column]:
    """For every column there may be; what is not said, or makes no sense, is left out."""
    known = {str(each): each for each in Column}
    return [known.get(said.get(f"column-{n}", ""), Column.LEFT_OUT) for n in range(MOST_COLUMNS)]


def shown_rows(check: Check, columns: Collection[Column]) -> ShownRows:
    """Nobody is asked one by one for what no row says."""
    lacking = [
        each
        for each in check.placed
        if (Column.TEAM in columns and not each.team)
        or (Column.ROLE_LEVEL in columns and each.role_level is RoleLevel.UNDECLARED)
    ]
    return ShownRows(
        check.faults[:FAULTS_AT_ONCE],
        check.doubts[:DOUBTS_AT_ONCE],
        check.team_doubts[:DOUBTS_AT_ONCE],
        check.level_words[:WORDS_AT_ONCE],
        lacking[:GAPS_AT_ONCE],
        len(lacking),
        sorted({each.team for each in check.placed if each.team})[:LISTED] if lacking else [],
    )


def read_mends(form: Mapping[str, str]) -> Mends:
    """Fields are called name-12, choice-12 after the row's number.

    team-choice-0 is about team-0, and level-choice-0 about level-0.
    """
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
    levels = {
        form.get(f"level-{number}", ""): LEVELS[said]
        for number in range(WORDS_AT_ONCE)
        if (said := form.get(f"level-choice-{number}")) in LEVELS
    }
    return Mends(cells, choices, teams, levels)


def read_whole_number(typed: str) -> int:
    """0 for what is none."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= MOST_DIGITS else 0
