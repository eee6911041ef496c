"""Which column of a staff list is which: by its heading, in the words people use, or by what is in it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import Invalid
from app.domain.job_titles import may_be_titles
from app.domain.people import RoleLevel, folded
from app.domain.staff_list_files import Row

HEADING_WITHIN = 10  # rows from the top; titles and dates may stand above it
ROWS_LOOKED_AT = 200
MOSTLY = 0.6
EXAMPLES = 3

Test = Callable[[str], bool]  # what a cell may pass


class Column(StrEnum):
    NAME = "name"
    FIRST_NAME = "first name"
    LAST_NAME = "last name"
    EMAIL = "email"
    TEAM = "team"
    ROLE_LEVEL = "role level"
    LEFT_OUT = "left out"


@dataclass(frozen=True)
class Layout:
    """`first` is the index of the first row that is about somebody.

    `titles` is the column of job titles that stands in for a role level, and how many titles there are.
    """

    columns: tuple[Column, ...]
    headings: tuple[str, ...]
    examples: tuple[tuple[str, ...], ...]
    first: int
    people: int
    titles: tuple[int, int] | None = None


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split("|"))


WORDS: Mapping[Column, frozenset[str]] = {
    Column.EMAIL: _words(
        "email|e mail|mail|email address|e mail address|work email|work e mail|work email address|"
        "company email|office email|email work|mail address|contact email|userprincipalname|"
        "primary email|staff email|employee email"
    ),
    Column.FIRST_NAME: _words(
        "first name|firstname|forename|forenames|first names|given name|given names|known as|"
        "preferred name|preferred first name|first"
    ),
    Column.LAST_NAME: _words("last name|lastname|surname|family name|second name|last|surnames"),
    Column.NAME: _words(
        "name|full name|fullname|employee name|staff name|employee|staff member|person|colleague|"
        "display name|displayname|name of employee|worker|name in full|member of staff|names"
    ),
    Column.TEAM: _words(
        "team|team name|department|dept|department name|service|service area|unit|section|"
        "directorate|division|business unit|group|office"
    ),
    Column.ROLE_LEVEL: _words(
        "role level|level|role type|type of role|kind of role|strategic or operational|"
        "strategic operational|strategic/operational|operational or strategic"
    ),
}
UNITS = (  # from small to large
    _words("team|teams"),
    _words("unit|section|service|services"),
    _words("department|dept|departments"),
    _words("division|directorate|group|branch|faculty"),
)
SAY_TEAM = UNITS[0] | _words("department|dept|directorate|service|section|division")
NOT_A_TEAM = _words(  # beside one of those: a team's boss or number, or how long somebody was there
    "manager|manages|lead|leader|head|director|email|mail|phone|code|id|number|no|ref|cost|budget|size|start|"
    "started|date|joined|length|years|months|days|continuous|continuity|previous|former|last|end|leaving|user"
)
SAY_ROLE_LEVEL = _words(
    "role|type|level|grade|band|banding|tier|seniority|family|category|group|leadership|management|strategic"
)

LEVEL_WORDS: Mapping[RoleLevel, frozenset[str]] = {
    RoleLevel.STRATEGIC: _words(
        "strategic|strategy|strat|s|senior|senior leader|senior leadership|senior manager|"
        "senior management|leader|leadership|management|manager|director|executive|exec|board|lead|"
        "slt|smt|senior leadership team|senior management team|leadership team|head of service|"
        "service manager|managers|directors|chief executive"
    ),
    RoleLevel.OPERATIONAL: _words(
        "operational|operations|operation|ops|op|o|oper|frontline|front line|front line staff|"
        "frontline staff|delivery|practitioner|front|field|direct|frontline worker|front line worker|"
        "officer|worker|support worker|assistant|staff|practitioners|support staff|non managerial|junior"
    ),
    RoleLevel.BOTH: _words(
        "both|b|mixed|strategic and operational|operational and strategic|strategic operational|"
        "operational strategic|s o|o s|strategic & operational|operational & strategic"
    ),
    RoleLevel.UNDECLARED: _words(
        "|undeclared|unknown|none|n a|na|not given|not known|not declared|not stated|"
        "prefer not to say|tbc|blank|nil"
    ),
}
_LEVEL_OF = {word: level for level, words in LEVEL_WORDS.items() for word in words}
_MARKS = re.compile(r"[\s_\-–—/.,:;*()?\[\]+]+")
_A_NAME = re.compile(r"[^\W\d_][^\d@/]*")


def plain(words: str) -> str:
    """Without case, accents, or whatever stands between the words."""
    return _MARKS.sub(" ", folded(words).replace("(s)", "s")).strip()


def role_level(words: str) -> RoleLevel | None:
    """Understood generously; None for what is no role level."""
    return _LEVEL_OF.get(plain(words))


def find_layout(rows: Sequence[Row]) -> Layout:
    width = max(len(row.cells) for row in rows)
    heading = _heading(rows)
    first = 0 if heading is None else heading + 1
    body = [_wide(row, width) for row in rows[first : first + ROWS_LOOKED_AT]]
    cells = [tuple(row[place] for row in body) for place in range(width)]
    headings = _wide(rows[heading], width) if heading is not None else ("",) * width
    columns = _by_heading(headings, cells)
    titles = None if Column.ROLE_LEVEL in columns else _titles(columns, headings, rows[first:])
    if titles is not None:
        columns = (*columns[: titles[0]], Column.ROLE_LEVEL, *columns[titles[0] + 1 :])
    if heading is None or Column.EMAIL not in columns or not _has_names(columns):
        columns = _by_content(columns, cells)
    examples = tuple(tuple(cell for cell in column if cell)[:EXAMPLES] for column in cells)
    return Layout(columns, headings, examples, first, len(rows) - first, titles)


def _titles(
    columns: Sequence[Column], headings: Sequence[str], people: Sequence[Row]
) -> tuple[int, int] | None:
    """The first column of job titles that is free, and how many there are in all of its rows."""
    for place, heading in enumerate(headings):
        if columns[place] is not Column.LEFT_OUT or not heading:
            continue
        cells = [plain(row.cells[place]) for row in people if place < len(row.cells)]
        if may_be_titles(plain(heading), cells):
            return place, len({cell for cell in cells if cell})
    return None


def _wide(row: Row, width: int) -> tuple[str, ...]:
    return row.cells + ("",) * (width - len(row.cells))


def _heading(rows: Sequence[Row]) -> int | None:
    """The row with most words that we know, above the first address."""
    best, place = 0, None
    for index, row in enumerate(rows[:HEADING_WITHIN]):
        if any("@" in cell for cell in row.cells):
            break
        known = len({column for cell in row.cells if (column := _called(cell))})
        if known > best:
            best, place = known, index
    return place


def _called(heading: str) -> Column | None:
    word = plain(heading)
    found = next((column for column, words in WORDS.items() if word in words), None)
    if found is not None:
        return found
    within = set(word.split())
    if "mail" in word and not re.search(r"home|personal|private|manager|mailing", word):
        return Column.EMAIL
    return Column.TEAM if within & SAY_TEAM and not within & NOT_A_TEAM else None


def _by_heading(headings: Sequence[str], cells: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    columns: list[Column] = []
    for heading, column in zip(headings, cells, strict=True):
        found = _called(heading)
        if set(plain(heading).split()) & SAY_ROLE_LEVEL and _share(column, _is_a_level) >= MOSTLY:
            found = Column.ROLE_LEVEL
        columns.append(found or Column.LEFT_OUT)
    names = {Column.FIRST_NAME, Column.LAST_NAME}
    if names <= set(columns):  # said twice; or "Name" is of something else
        columns = [Column.LEFT_OUT if each is Column.NAME else each for each in columns]
    elif Column.NAME in columns:
        columns = [Column.LEFT_OUT if each in names else each for each in columns]
    else:
        columns = [Column.NAME if each in names else each for each in columns]
    return _each_once(columns, headings)


def _each_once(columns: Sequence[Column], headings: Sequence[str]) -> tuple[Column, ...]:
    """Of several the first; but of units in units, the one that is nearest to a team."""

    def rank(place: int) -> tuple[int, int]:
        return (_nearness(headings[place]) if columns[place] is Column.TEAM else 0), place

    first: dict[Column, int] = {}
    for place in sorted(range(len(columns)), key=rank):
        first.setdefault(columns[place], place)
    return tuple(each if first[each] == place else Column.LEFT_OUT for place, each in enumerate(columns))


def _nearness(heading: str) -> int:
    within = set(plain(heading).split())
    return next((rank for rank, words in enumerate(UNITS) if within & words), len(UNITS))


def _by_content(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    found = list(columns)

    def give(column: Column, share: float, places: list[int]) -> None:
        if places and column not in found and share >= MOSTLY:
            found[places[0]] = column

    def free(test: Test) -> tuple[float, list[int]]:
        at = [place for place, each in enumerate(found) if each is Column.LEFT_OUT]
        at.sort(key=lambda place: -_share(cells[place], test))
        return (_share(cells[at[0]], test) if at else 0.0), at

    for column, test in ((Column.EMAIL, _is_an_address), (Column.ROLE_LEVEL, _is_a_level)):
        give(column, *free(test))
    if not _has_names(found):
        _give_names(found, cells)
    share, places = free(_is_a_name)
    repeated = [place for place in places if _is_repeated(cells[place])]
    give(Column.TEAM, share, repeated)
    return tuple(found)


def _give_names(found: list[Column], cells: Sequence[Sequence[str]]) -> None:
    like_names = [
        place
        for place, each in enumerate(found)
        if each is Column.LEFT_OUT and _share(cells[place], _is_a_name) >= MOSTLY
    ]
    whole = [place for place in like_names if _share(cells[place], _has_two_words) >= MOSTLY]
    varied = [place for place in whole if not _is_repeated(cells[place])]
    if varied or whole:
        found[(varied or whole)[0]] = Column.NAME
    elif len(like_names) > 1 and like_names[1] == like_names[0] + 1:
        found[like_names[0]], found[like_names[1]] = Column.FIRST_NAME, Column.LAST_NAME
    elif like_names:
        found[like_names[0]] = Column.NAME


def _has_names(columns: Sequence[Column]) -> bool:
    return Column.NAME in columns or Column.LAST_NAME in columns


def _share(column: Sequence[str], test: Test) -> float:
    filled = [cell for cell in column if cell]
    return sum(map(test, filled)) / len(filled) if filled else 0.0


def _is_an_address(cell: str) -> bool:
    return "@" in cell


def _is_a_level(cell: str) -> bool:
    return role_level(cell) is not None


def _is_a_name(cell: str) -> bool:
    return _A_NAME.fullmatch(cell) is not None


def _has_two_words(cell: str) -> bool:
    return " " in cell


def _is_repeated(column: Sequence[str]) -> bool:
    filled = [cell for cell in column if cell]
    return len(set(filled)) <= max(2, len(filled) // 2)


def require_columns(chosen: Sequence[Column]) -> None:
    """Raises Invalid unless somebody's name can be told from them."""
    if not _has_names(chosen):
        raise Invalid("Say where the names are.", {"columns": "Choose a column with people’s names."})
    taken = [each for each in chosen if each is not Column.LEFT_OUT]
    if len(taken) != len(set(taken)):
        raise Invalid("One thing is in two columns.", {"columns": "Choose each of them once."})
    if Column.NAME in taken and {Column.FIRST_NAME, Column.LAST_NAME} & set(taken):
        raise Invalid(
            "The name is there twice.", {"columns": "Choose the whole name, or first and last name."}
        )
