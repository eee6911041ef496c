"""A staff list as it arrives, and the people who are on the list now."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.people import RoleLevel, email_as_kept
from app.domain.staff_list_columns import Column, plain, role_level
from app.domain.staff_list_files import Row

LONGEST_NAME = 100
LONGEST_TEAM = 60
LONGEST_EMAIL = 254
NO_ADDRESS = frozenset({"none", "n/a", "na", "-", "no email", "no e-mail", "nil", "tbc", "unknown"})
_BETWEEN_BRACKETS = re.compile(r"<([^<>@\s]+@[^<>@\s]+)>")
_AN_ADDRESS = re.compile(r"[^\s@,;<>()\"]+@[^\s@,;<>()\".]+(\.[^\s@,;<>()\".]+)+")
_HEADS = r"(?:staff|people|employees|colleagues|persons|members|members of staff|headcount|heads|names|fte)"
_A_TOTAL = re.compile(  # as `plain` words
    rf"(?:grand |sub |overall )*(?:sub)?(?:totals?|sum|count|head ?count|number of {_HEADS})"
    rf"(?: (?:of|number|all|{_HEADS}))*(?: [\d ]+)?(?: {_HEADS})?"
    rf"|\d[\d ]*{_HEADS}(?: in (?:all|total))?"
)
_SURNAME_FIRST = re.compile(r"([^,]+), ([^,]+)")
LIKE_A_FORMULA = ("=", "+", "-", "@")
AS_A_FORMULA = "This begins as a formula does. Write the {what} only."


class Choice(StrEnum):
    """What was said about a line that could be two things."""

    NONE = ""
    SAME = "same"
    OTHER = "other"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Line:
    """As it was written; `number` is its row in the spreadsheet."""

    number: int
    name: str
    email: str
    team: str
    role_level: str
    choice: Choice = Choice.NONE


@dataclass(frozen=True, slots=True)
class Entry:
    """A line, understood."""

    line: Line
    name: str
    email: str | None
    team: str
    role_level: RoleLevel


@dataclass(frozen=True)
class Arriving:
    """`columns` are those that were there: what a list is silent about it does not change.

    `team_choices` maps a team as it was written to SAME, which takes the suggestion, or OTHER;
    `level_choices` the words for a role level, made plain, to what they count as. `left_out` are the headings
    of the columns that ended where the list was read.
    """

    lines: tuple[Line, ...]
    columns: frozenset[Column]
    team_choices: Mapping[str, Choice] = field(default_factory=dict)
    level_choices: Mapping[str, RoleLevel] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OnList:
    """Somebody on the staff list. `signs_in`: a seat is reached through this address."""

    id: int
    name: str
    email: str | None
    team: str
    role_level: RoleLevel
    signs_in: bool = False
    is_director: bool = False


@dataclass(frozen=True)
class Sought:
    """`words` are looked for in names and addresses; a `team_id` of 0 is no team."""

    words: str = ""
    team_id: int | None = None
    role_level: RoleLevel | None = None
    without_address: bool = False


def take_columns(rows: Sequence[Row], chosen: Sequence[Column], left_out: Sequence[str] = ()) -> Arriving:
    """What was asked for; every other column ends here, but for the heading it is `left_out` under."""
    place: dict[Column, int] = {
        column: index for index, column in enumerate(chosen) if column is not Column.LEFT_OUT
    }

    def cell(row: Row, column: Column) -> str:
        index = place.get(column)
        return "" if index is None or index >= len(row.cells) else row.cells[index]

    def name(row: Row) -> str:
        if Column.NAME in place:
            return forename_first(cell(row, Column.NAME))
        return f"{cell(row, Column.FIRST_NAME)} {cell(row, Column.LAST_NAME)}".strip()

    lines = [
        Line(
            row.number,
            _with_its_total(name(row), row),
            address(cell(row, Column.EMAIL)),
            cell(row, Column.TEAM),
            cell(row, Column.ROLE_LEVEL),
        )
        for row in rows
    ]
    filled = tuple(each for each in lines if each.name or each.email or each.team)
    return Arriving(filled, frozenset(place), left_out=tuple(left_out))


def _with_its_total(name: str, row: Row) -> str:
    """“Total” may stand in a column that is left out, and its number where the names are."""
    if any(each.isalpha() for each in name):
        return name
    said = next((cell for cell in row.cells if cell and says_total(cell)), "")
    return f"{said} {name}".strip()


def says_total(words: str) -> bool:
    return _A_TOTAL.fullmatch(plain(words)) is not None


def forename_first(name: str) -> str:
    """“Okonjo, Dele” is Dele Okonjo."""
    found = _SURNAME_FIRST.fullmatch(name)
    return f"{found[2]} {found[1]}" if found else name


def address(cell: str) -> str:
    """What a mail program puts round an address is taken off."""
    between = _BETWEEN_BRACKETS.search(cell)
    bare = between[1] if between else cell.removeprefix("mailto:")
    bare = bare.strip(" <>;,'\"")
    return "" if bare.casefold() in NO_ADDRESS else bare


def problems_of(line: Line) -> dict[str, str]:
    """A sentence for each field that cannot stay as it is."""
    why_not_level = _why_not_level(line.role_level)
    return problems_but_level(line) | ({"role_level": why_not_level} if why_not_level else {})


def problems_but_level(line: Line) -> dict[str, str]:
    """As `problems_of`, where words for role levels are explained elsewhere."""
    faults = {
        "name": _why_not_name(line.name),
        "email": _why_not_email(line.email),
        "team": why_not_team(line.team),
    }
    return {name: sentence for name, sentence in faults.items() if sentence}


def _why_not_name(name: str) -> str | None:
    if not name:
        return "There is no name. Write one."
    if len(name) > LONGEST_NAME:
        return f"Keep the name to {LONGEST_NAME} letters."
    if name.startswith(LIKE_A_FORMULA):
        return AS_A_FORMULA.format(what="name")
    if not any(each.isalpha() for each in name):
        return "There is no letter in this name."
    return None


def _why_not_email(email: str) -> str | None:
    if not email:
        return None
    if len(email) > LONGEST_EMAIL or not _AN_ADDRESS.fullmatch(email_as_kept(email)):
        return "This is not an email address. One looks like name@place.org. Leave it empty if there is none."
    if email.startswith(LIKE_A_FORMULA):
        return AS_A_FORMULA.format(what="address")
    return None


def why_not_team(team: str) -> str | None:
    """A sentence; a team without a name is no team, and nothing is wrong with that."""
    if len(team) > LONGEST_TEAM:
        return f"Keep the team’s name to {LONGEST_TEAM} letters."
    return AS_A_FORMULA.format(what="team’s name") if team.startswith(LIKE_A_FORMULA) else None


def _why_not_level(words: str) -> str | None:
    if role_level(words) is not None:
        return None
    return "This is not a role level. Write strategic, operational or both, or leave it empty."
