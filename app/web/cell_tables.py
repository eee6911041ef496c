"""Released cells as rows of a table, and what each column is."""

from collections.abc import Sequence

from app.domain.agreement import WithinGroup
from app.domain.cells import Counting, GroupKind
from app.domain.charter import Block
from app.domain.distributions import Distribution, in_words
from app.domain.linked_changes import LinkedChange
from app.domain.pictures.topics import BLOCK_NAMES
from app.services.exports import Export, HelpLine, Line
from app.web.spreadsheets import Number, Row, Sheet, Value
from app.web.words import day

# Each with what it is, for whoever has only the file.
SHARE = "a share, from 0 to 1"
OF_THE_CELL = {
    "assessment": "what the assessment is called",
    "group": "the people it is about",
    "measure": "the code of the theme, or of the statement",
    "about": "the theme, or the statement in full",
    "block": "what was asked about: my practice, my organisation or our partnership",
    "counting": "whether each person counts once, or each organisation",
    "n": "how many people have a value; at least five",
    "mean": "the figure, from 0 to 100",
    "low": "where its likely range begins",
    "high": "where its likely range ends",
    "released or the reason": "“released”, or why there is no figure",
}
OF_ANSWERS = {
    "level 0": "of a statement: how many gave the lowest of the five answers",
    "level 1": "how many gave the second",
    "level 2": "how many gave the third",
    "level 3": "how many gave the fourth",
    "level 4": "how many gave the highest",
    "upper two levels": "how many gave one of the upper two",
    "upper two levels, share low": f"where the likely range of their share begins, {SHARE}",
    "upper two levels, share high": f"where it ends, {SHARE}",
    "did not come up": "to how many it did not come up",
    "can’t say": "how many can’t say",
}
OF_AGREEMENT = {
    "agreement": "how far apart answers lie, in a word",
    "average deviation": "the same in steps of the scale",
    "rWG(J)": "the same against answers given at random",
    "rWG(J), skewed": "the same against random answers that lean to one end",
    "r*": "as rWG(J), without the number of statements",
    "r*, skewed": "as r*, against answers that lean to one end",
}
INVITED = {"invited": "how many people of the group were invited"}
OF_LINKED = {
    "linked since last time": "how many gave their earlier return code",
    "linked, share": f"of those who answered, {SHARE}",
    "linked, change": "their change since last time, in points",
    "linked, low": "where its likely range begins",
    "linked, high": "where its likely range ends",
    "linked, released or the reason": "“released”, or why their change is not shown",
}
OF_HELP = {
    "help wanted": "how many would like help with it",
    "help wanted, share low": f"where the likely range of their share begins, {SHARE}",
    "help wanted, share high": f"where it ends, {SHARE}",
}
OF_CELLS = OF_THE_CELL | OF_ANSWERS | OF_AGREEMENT | INVITED | OF_LINKED
UNVERIFIED = {"unverified": "“yes” where an open link let people in, and nobody checked who they were"}
COLUMNS = tuple(OF_CELLS | OF_HELP | UNVERIFIED)
HELP_SHEET = "Help asked for"
WITHOUT_A_VALUE = (
    "An empty cell has no figure, and is not nought. “Fewer than 5” stands for any small number, none among "
    "them; “almost all” for all or all but one."
)


def rows_of(export: Export) -> list[Row]:
    """All in one table: cells, and what people want help with."""
    help_gap = [None] * len(OF_HELP)
    is_unverified = "yes" if export.unverified else None
    return [
        *([*_row(export, line), *help_gap, is_unverified] for line in export.lines),
        *([*_help_row(export, each), is_unverified] for each in export.wanted),
    ]


def sheets_of(export: Export) -> list[Sheet]:
    """A block each, and one of the help that people asked for; each with the columns that it fills."""
    sheets = []
    for block, name in BLOCK_NAMES.items():
        rows = [_row(export, line) for line in export.lines if line.topic.block is block]
        if rows:
            sheets.append(_filled(name, tuple(OF_CELLS), rows))
    if export.wanted:
        sheets.append(
            _filled(
                HELP_SHEET, tuple(OF_CELLS | OF_HELP), [_help_row(export, each) for each in export.wanted]
            )
        )
    return sheets


def _filled(title: str, columns: Sequence[str], rows: Sequence[Row]) -> Sheet:
    """Without columns that are empty in every row."""
    used = [place for place in range(len(columns)) if any(row[place] is not None for row in rows)]
    return Sheet(title, [columns[place] for place in used], [[row[place] for place in used] for row in rows])


def about(export: Export, whose: str) -> list[tuple[str, str]]:
    """The lines of a workbook's first sheet: whose it is, and what each column holds."""
    assessment = export.assessment
    closed = assessment.closed_at or assessment.closes_at
    return [
        ("Good Partners", f"{whose}, {assessment.title}"),
        ("Asked by", assessment.owner_name),
        ("Open", f"from {day(assessment.opened_at)} to {day(closed)}"),
        ("Figures", "Only what the pages show: for groups of five people or more, and nothing else."),
        ("Empty cells", WITHOUT_A_VALUE),
        *([("Unverified", export.unverified)] if export.unverified else []),
        ("Column", "What it holds"),
        *(OF_CELLS | OF_HELP).items(),
    ]


def _row(export: Export, line: Line) -> list[Value]:
    cell, topic = line.cell, line.topic
    return [
        export.assessment.title,
        f"{line.group} (shared team)" if cell.group.kind is GroupKind.SHARED_TEAM else line.group,
        topic.code,
        topic.title if topic.is_theme else topic.statement,
        BLOCK_NAMES[topic.block],
        cell.counting.value,
        _number(cell.people),
        *(_number(each, 1) for each in (cell.mean, cell.low, cell.high)),
        cell.decision.value,
        *_answers(cell.distribution),
        *_agreement(cell.within_group),
        _number(cell.invited),
        *_linked(line.linked),
    ]


def _help_row(export: Export, line: HelpLine) -> list[Value]:
    """How many of all who answered want help with something. There is no mean of that."""
    cell = line.cell
    wanted: Value = _number(cell.count)
    if cell.count is not None and cell.or_more:
        wanted = f"{cell.count} or more"
    return [
        export.assessment.title,
        cell.group.name,
        cell.measure,
        line.about,
        BLOCK_NAMES[Block.PRACTICE],
        Counting.PEOPLE.value,
        _number(cell.people),
        *[None] * 3,
        cell.decision.value,
        *[None] * (len(OF_ANSWERS) + len(OF_AGREEMENT)),
        _number(cell.invited),
        *[None] * len(OF_LINKED),
        wanted,
        *(_number(each, 3) for each in (cell.low, cell.high)),
    ]


def _answers(found: Distribution | None) -> list[Value]:
    if found is None:
        return [None] * len(OF_ANSWERS)
    return [
        *(_count(in_words(each, found.people)) for each in (*found.levels, found.usually)),
        _number(found.usually_low, 3),
        _number(found.usually_high, 3),
        *(
            None if each is None else _count(in_words(each))
            for each in (found.did_not_come_up, found.cannot_say)
        ),
    ]


def _count(words: str) -> Value:
    """A number where it is told as one."""
    return Number(int(words)) if words.isdecimal() else words


def _agreement(found: WithinGroup | None) -> list[Value]:
    if found is None:
        return [None] * len(OF_AGREEMENT)
    indexes = (found.average_deviation, found.r_wg, found.r_wg_skewed, found.r_star, found.r_star_skewed)
    return [found.agreement.value, *(Number(each, 3) for each in indexes)]


def _linked(found: LinkedChange | None) -> list[Value]:
    if found is None:
        return [None] * len(OF_LINKED)
    return [
        _number(found.people),
        _number(found.share, 3),
        *(_number(each, 1) for each in (found.mean, found.low, found.high)),
        found.decision.value,
    ]


def _number(figure: float | None, decimals: int = 0) -> Value:
    return None if figure is None else Number(figure, decimals)
