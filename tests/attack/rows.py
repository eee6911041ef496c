"""Each figure shown as a sum over people's answers, with the attacker's best knowledge of who is in it."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from app.domain.answers import Skipped
from app.domain.cells import Counting, GroupKind
from tests.attack.arithmetic import Owner, Row, Sums, table
from tests.attack.shown import Shown, members
from tests.attack.town import Known, Town

UNITS = {
    GroupKind.EVERYONE: {GroupKind.ORGANISATION, GroupKind.POOL},
    GroupKind.SIZE: {GroupKind.ORGANISATION, GroupKind.POOL},
    GroupKind.ROLE_LEVEL: {GroupKind.ORGANISATION_LEVEL},
}
ROUNDED_BY = 0.051
CROSS = "products of two answers"


@dataclass
class Attack:
    """On one assessment: all that is shown of it, and who answered what."""

    town: Town
    known: Sequence[Known]
    cells: Sequence[Shown]
    _members: dict[Hashable, list[int]] = field(default_factory=dict)

    def members(self, cell: Shown) -> list[int]:
        if cell.group not in self._members:
            self._members[cell.group] = members(cell, self.town, self.known, self.known)
        return self._members[cell.group]

    def families(self) -> list[str]:
        return sorted({cell.family for cell in self.cells})

    def statements(self, family: str) -> list[str]:
        theme, block = family.split(".")
        return [
            each.code for each in self.town.charter.statements if each.theme == theme and each.block == block
        ]

    def with_value(self, cell: Shown) -> list[int]:
        """Those of its group who have a value for its measure."""
        return [person for person in self.members(cell) if self.parts(person, cell)]

    def parts(self, person: int, cell: Shown) -> dict[str, Fraction]:
        """The share of each of her answers in her value; nothing if she has none."""
        if not cell.is_theme:
            return {} if self.known[person].level(cell.measure) is None else {cell.measure: Fraction(1)}
        asked = self.statements(cell.family)
        given = [code for code in asked if self.known[person].level(code) is not None]
        came_up = [code for code in asked if self.known[person].answers.get(code) != Skipped.DID_NOT_COME_UP]
        if len(given) < 3 or 2 * len(given) < len(came_up):
            return {}
        return dict.fromkeys(given, Fraction(1, len(given)))

    def value(self, person: int, cell: Shown) -> float:
        levels = self.known[person].answers
        return float(sum(25 * levels[code] * share for code, share in self.parts(person, cell).items()))

    def true_mean(self, cell: Shown) -> float | None:
        values = [self.value(person, cell) for person in self.with_value(cell)]
        return sum(values) / len(values) if values else None

    def sum_row(self, cell: Shown) -> Row:
        if cell.counting == Counting.ORGANISATIONS:
            return self._each_once(cell)
        return {
            (person, code): share
            for person in self.members(cell)
            for code, share in self.parts(person, cell).items()
        }

    def _each_once(self, cell: Shown) -> Row:
        """A mean of means. Of which, she finds out: if not of those shown, then of all there are."""
        units = [unit for unit in self.units(cell) if unit.is_released]
        if (
            abs(sum(unit.mean or 0 for unit in units) / max(len(units), 1) - (cell.mean or 0))
            > 2 * ROUNDED_BY
        ):
            units = [unit for unit in self.units(cell) if self.with_value(unit)]
        row: dict[tuple[Owner, Hashable], Fraction] = defaultdict(Fraction)
        for unit in units:
            share = Fraction(1, len(units) * len(self.with_value(unit)))
            for key, weight in self.sum_row(unit).items():
                row[key] += share * weight
        return row

    def units(self, cell: Shown) -> list[Shown]:
        within = set(self.members(cell))
        return [
            unit
            for unit in self.cells
            if unit.counting == Counting.PEOPLE
            and unit.measure == cell.measure
            and unit.kind in UNITS[GroupKind(cell.kind)]
            and within.issuperset(self.members(unit))
        ]

    def square_row(self, cell: Shown) -> Row:
        """A range gives the spread away, and with the mean the sum of squares."""
        row: dict[tuple[Owner, Hashable], Fraction] = {}
        for person in self.members(cell):
            parts = self.parts(person, cell)
            for code, share in parts.items():
                row[person, code] = share**2
            if len(parts) > 1:
                row[person, CROSS] = 2 * next(iter(parts.values())) ** 2
        return row

    def sums(self, family: str) -> Sums:
        return self._alike_together([self.sum_row(cell) for cell in self.released(family)])

    def squares(self, family: str) -> Sums:
        return self._alike_together(
            [
                self.square_row(cell)
                for cell in self.released(family)
                if cell.counting == Counting.PEOPLE and cell.low != cell.high and (cell.people or 0) >= 10
            ]
        )

    def released(self, family: str) -> list[Shown]:
        return [cell for cell in self.cells if cell.family == family and cell.is_released]

    def _alike_together(self, rows: Sequence[Row]) -> Sums:
        """People whose answers go into all rows alike cannot be told apart by them."""
        marks: dict[Owner, list[tuple[int, str, Fraction | int]]] = defaultdict(list)
        for number, row in enumerate(rows):
            for (person, code), weight in row.items():
                marks[person].append((number, str(code), weight))
        alike: dict[Hashable, list[Owner]] = defaultdict(list)
        for person, own in marks.items():
            alike[tuple(sorted(own))].append(person)
        stands_for = {people[0]: frozenset(people) for people in alike.values()}
        kept = [
            {
                (stands_for[person], code): weight
                for (person, code), weight in row.items()
                if person in stands_for
            }
            for row in rows
        ]
        return table(kept, {people: len(people) for people in stands_for.values()})


def people_in(owners: Iterable[Owner]) -> set[int]:
    return {person for owner in owners for person in owner}  # type: ignore[attr-defined]  # sets of people


def without(sums: Sums, people: set[int]) -> Sums:
    """What is left to find out for somebody who knows these people's answers: her own, or her colleagues'."""
    weights = {owner: len(set(owner) - people) for owner in sums.columns}  # type: ignore[call-overload]  # sets
    columns = {owner: own for owner, own in sums.columns.items() if weights[owner]}
    kept = [column for own in columns.values() for column in own]
    places = {column: place for place, column in enumerate(kept)}
    return Sums(
        sums.rows[:, kept], {owner: [places[each] for each in own] for owner, own in columns.items()}, weights
    )
