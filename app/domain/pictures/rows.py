"""Rows: the cells of a release, found and paired as the pictures need them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.agreement import Agreement
from app.domain.cells import Cell, Counting, Group, GroupKind
from app.domain.comparisons import Difference, Verdict, compare, compare_times, degrees_behind
from app.domain.pictures.topics import Topic, are_alike
from app.domain.points import whole
from app.domain.population import STANDING_FOR_ORGANISATIONS
from app.domain.role_level_gaps import RoleLevelGap


class Cells:
    """Cells of one release, by group and measure."""

    def __init__(self, cells: Iterable[Cell]) -> None:
        self._cells = {(each.group.code, each.measure, each.counting): each for each in cells}
        self._groups = {each.group.code: each.group for each in self._cells.values()}
        self._released: defaultdict[str, list[Cell]] = defaultdict(list)  # by measure
        for cell in self._cells.values():
            if cell.is_released and cell.counting is Counting.PEOPLE:
                self._released[cell.measure].append(cell)

    def find(self, group: str, topic: Topic, counting: Counting = Counting.PEOPLE) -> Cell | None:
        cell = self._cells.get((group, topic.code, counting))
        if cell is None or cell.counting is Counting.PEOPLE or not cell.is_released:
            return cell
        return replace(cell, degrees=self._degrees_behind(cell))

    def _degrees_behind(self, cell: Cell) -> float | None:
        """From the cells that it was made of; None where it can't be told which these are."""
        standing = STANDING_FOR_ORGANISATIONS[cell.group.kind]
        level = cell.group.code.removeprefix("level/") if cell.group.kind is GroupKind.ROLE_LEVEL else ""
        units = [
            each
            for each in self._released[cell.measure]
            if each.group.kind in standing and each.group.code.endswith(level)
        ]
        return degrees_behind(units) if len(units) == cell.organisations else None

    def groups(self, kind: GroupKind) -> list[Group]:
        """A to Z."""
        alike = (group for group in self._groups.values() if group.kind is kind)
        return sorted(alike, key=lambda group: (group.name.casefold(), group.code))

    def of_group(self, code: str) -> list[Cell]:
        return [each for each in self._cells.values() if each.group.code == code]

    def answered(self, group: str) -> tuple[int, int] | None:
        """How many people of a group have a figure for something, and how many were invited."""
        counted = (each for each in self.of_group(group) if each.counting is Counting.PEOPLE)
        return max(((each.people or 0, each.invited or 0) for each in counted if each.people), default=None)


@dataclass(frozen=True)
class Dot:
    """One group's figure for one topic, or why there is none; and how far apart its people see it."""

    topic: Topic
    cell: Cell
    agreement: Agreement | None = None


@dataclass(frozen=True)
class Pair:
    """Two groups, or two times, on one topic; no difference where either is withheld."""

    topic: Topic
    first: Cell
    second: Cell
    difference: Difference | None

    @property
    def reason(self) -> str | None:
        """Why there is nothing to compare, or None."""
        withheld = next((each for each in (self.first, self.second) if not each.is_released), None)
        return withheld.decision if withheld else None

    @property
    def points_apart(self) -> int:
        """Between the figures as they are printed: people do the sum."""
        return abs(whole(self.first.mean or 0) - whole(self.second.mean or 0))


@dataclass(frozen=True)
class WithinGap:
    """Strategic less operational on one topic, compared inside each organisation before it is averaged."""

    topic: Topic
    gap: RoleLevelGap


@dataclass(frozen=True)
class Spread:
    """The organisations that can be shown on one topic, A to Z, and how far apart the outermost are."""

    topic: Topic
    shown: tuple[Cell, ...]
    widest: Difference | None  # highest less lowest

    @property
    def lowest(self) -> Cell:
        return min(self.shown, key=lambda cell: cell.mean or 0)

    @property
    def highest(self) -> Cell:
        return max(self.shown, key=lambda cell: cell.mean or 0)

    @property
    def reach(self) -> float:
        return (self.highest.mean or 0) - (self.lowest.mean or 0)

    @property
    def points_apart(self) -> int:
        """Between the figures as they are printed: people do the sum."""
        return whole(self.highest.mean or 0) - whole(self.lowest.mean or 0)


class Stands(StrEnum):
    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True)
class HeatCell:
    """`stands` only where it is clear."""

    cell: Cell
    stands: Stands | None = None


@dataclass(frozen=True)
class HeatRow:
    group: Group
    cells: tuple[HeatCell, ...]

    @property
    def reason(self) -> str | None:
        """Why nothing of the group is shown, or None if something is."""
        if any(each.cell.is_released for each in self.cells):
            return None
        return self.cells[0].cell.decision


@dataclass(frozen=True)
class Heat:
    """Groups by topics, A to Z, and the whole they are part of."""

    topics: tuple[Topic, ...]
    rows: tuple[HeatRow, ...]
    whole: HeatRow | None

    @property
    def shown(self) -> tuple[HeatRow, ...]:
        return tuple(row for row in self.rows if row.reason is None)


def dots(
    cells: Cells, group: str, topics: Iterable[Topic], counting: Counting = Counting.PEOPLE
) -> tuple[Dot, ...]:
    found = ((topic, cells.find(group, topic, counting)) for topic in topics)
    return tuple(
        Dot(topic, cell, _agreement(cell, cells.find(group, topic))) for topic, cell in found if cell
    )


def _agreement(cell: Cell, of_people: Cell | None) -> Agreement | None:
    """However the figure counts, it is people who agree."""
    if not cell.is_released or of_people is None or of_people.within_group is None:
        return None
    return of_people.within_group.agreement


def highest_first(rows: Sequence[Dot]) -> tuple[Dot, ...]:
    """Withheld ones last; in the charter's order where the figures are not of one kind."""
    if not are_alike(row.topic for row in rows):
        return tuple(rows)
    return tuple(sorted(rows, key=lambda row: -1 if row.cell.mean is None else row.cell.mean, reverse=True))


def lowest_first(rows: Sequence[Dot]) -> tuple[Dot, ...]:
    """Withheld ones last."""
    return tuple(sorted(rows, key=lambda row: 101 if row.cell.mean is None else row.cell.mean))


def pair(topic: Topic, first: Cell | None, second: Cell | None) -> Pair | None:
    return Pair(topic, first, second, compare(first, second)) if first and second else None


def change(topic: Topic, now: Cell | None, then: Cell | None) -> Pair | None:
    """One group at two times."""
    return Pair(topic, now, then, compare_times(now, then)) if now and then else None


def pairs(
    cells: Cells,
    topics: Iterable[Topic],
    first: str,
    second: str,
    counting: Counting = Counting.PEOPLE,
) -> tuple[Pair, ...]:
    """Two groups of one release, by their codes."""
    made = (
        pair(topic, cells.find(first, topic, counting), cells.find(second, topic, counting))
        for topic in topics
    )
    return tuple(each for each in made if each)


def widest_first(rows: Sequence[Pair]) -> tuple[Pair, ...]:
    """Withheld ones last; in the charter's order where the figures are not of one kind."""
    if not are_alike(row.topic for row in rows):
        return tuple(rows)
    return tuple(
        sorted(rows, key=lambda row: abs(row.difference.points) if row.difference else -1, reverse=True)
    )


def told_apart(rows: Iterable[Pair]) -> list[tuple[Pair, Difference]]:
    """Those that are not too close to call: the clear before the slight, the largest first."""
    apart = [
        (row, row.difference)
        for row in rows
        if row.difference and row.difference.verdict is not Verdict.TOO_CLOSE
    ]
    return sorted(apart, key=lambda each: (each[1].verdict is not Verdict.CLEAR, -abs(each[1].points)))


def moved_first(rows: Sequence[Pair]) -> tuple[Pair, ...]:
    """Clear changes, the largest first, then the rest as they come, if the figures are of one kind."""
    if not are_alike(row.topic for row in rows):
        return tuple(rows)
    clear = [row for row, gap in told_apart(rows) if gap.verdict is Verdict.CLEAR]
    return (*clear, *(row for row in rows if row not in clear))


def spread(cells: Cells, topic: Topic, groups: Iterable[Group], *, fewest: int) -> Spread | None:
    """None where fewer than so many can be shown."""
    found = (cells.find(group.code, topic) for group in groups)
    shown = tuple(cell for cell in found if cell and cell.is_released)
    if len(shown) < fewest:
        return None
    outermost = Spread(topic, shown, None)
    return Spread(topic, shown, compare(outermost.highest, outermost.lowest, among=len(shown)))


def heat(
    cells: Cells,
    topics: Sequence[Topic],
    groups: Iterable[Group],
    whole: Group | None,
    counting: Counting = Counting.PEOPLE,
) -> Heat:
    """`counting` is for the whole; every other row is about people of one group."""
    total = _row(cells, topics, whole, None, counting) if whole else None
    rows = (_row(cells, topics, group, total, Counting.PEOPLE) for group in groups)
    return Heat(tuple(topics), tuple(row for row in rows if row), total)


def _row(
    cells: Cells, topics: Sequence[Topic], group: Group, whole: HeatRow | None, counting: Counting
) -> HeatRow | None:
    found = [cells.find(group.code, topic, counting) for topic in topics]
    if any(cell is None for cell in found):
        return None
    wholes = [each.cell for each in whole.cells] if whole else [None] * len(found)
    marked = (HeatCell(cell, _stands(cell, total)) for cell, total in zip(found, wholes, strict=True) if cell)
    return HeatRow(group, tuple(marked))


def _stands(cell: Cell, whole: Cell | None) -> Stands | None:
    """Against a whole that it is part of, as if they were apart: that errs on the side of saying nothing."""
    difference = compare(cell, whole) if whole else None
    if difference is None or difference.verdict is not Verdict.CLEAR:
        return None
    return Stands.ABOVE if difference.points > 0 else Stands.BELOW
