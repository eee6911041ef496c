"""A mean at an end of the scale, of fewer than ten people, is shown as "95 or more", or "5 or less".

With its true mean each of five who all answered the same would be known. So it may not come back from others
either: an organisation's sum less its other teams' is the last team's, and where all gave all levels, a
theme's mean less its share of the other statements is the last statement's. The audit can't see to that, as
it takes no notice of values. Here figures are gone through again, in the order in which they were offered.
One is held back where it and those before it, shown as they are, would give back what is drawn in of some
group: a mean, or several together, as three statements that all answered alike are as bare as one.

That tells nobody more than the words "95 or more" do. Whatever is left is safe: it is less than was.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from app.domain.cells import Decision
from app.domain.combinations import Vector
from app.domain.families import FamilyDecisions
from app.domain.intervals import is_drawn_in
from app.domain.population import Population, Sizes
from app.domain.scoring import Marks, Values
from app.domain.span import Span, eliminate


class ShownAsTheyAre:
    """Sums that are shown to the point. `ends` are those that are not: together what is so of one group."""

    def __init__(self, ends: Iterable[Sequence[Vector]], *, known: Iterable[Vector] = ()) -> None:
        """`known` are sums that are known at all events."""
        self._span = Span()
        self._ends = [[dict(vector) for vector in own] for own in ends]
        self._ends_at: dict[int, set[int]] = defaultdict(set)  # column → those that may not be zero there
        for number, own in enumerate(self._ends):
            self._touch(number, own)
        for vector in known:
            self._add(self._span.reduced(dict(vector)))

    def show(self, vector: Vector) -> bool:
        """Add it, unless with those before it gives back an end, or several of one group together."""
        rest = self._span.reduced(dict(vector))
        if rest and any(_is_made_of(self._ends[each], rest) for each in self._ends_at.get(min(rest), ())):
            return False
        self._add(rest)
        return True

    def _add(self, rest: Vector) -> None:
        if not rest:
            return
        pivot = min(rest)
        self._span.add(rest, pivot=pivot)
        for number in self._ends_at.pop(pivot, set()):
            for vector in self._ends[number]:
                if pivot in vector:
                    eliminate(vector, pivot, rest)
            self._touch(number, [rest])

    def _touch(self, number: int, vectors: Iterable[Vector]) -> None:
        for vector in vectors:
            for column in vector:
                self._ends_at[column].add(number)


def _is_made_of(vectors: Sequence[Vector], wanted: Vector) -> bool:
    if not wanted.keys() <= set().union(*vectors):
        return False
    span = Span()
    for vector in vectors:
        if rest := span.reduced(dict(vector)):
            span.add(rest, pivot=min(rest))
    return not span.reduced(dict(wanted))


def keep_drawn_in(
    decisions: FamilyDecisions,
    values: Sequence[Values],
    population: Population,
    *,
    audited: FamilyDecisions | None = None,
) -> FamilyDecisions:
    """`values` are the theme's, then each statement's: one for each person who answered, or nan.

    What was released as `audited` and has been held back since is not given back either.
    """
    measures = (decisions.theme, *decisions.statements)
    family = _Family(population, values)
    released = [
        (code, number)
        for code in decisions.theme
        for number, decided in enumerate(measures)
        if decided.get(code) is Decision.RELEASED
    ]
    ends = _held_since(audited or decisions, decisions)
    for code, number in released:
        if family.is_drawn_in(code, number):
            ends.setdefault(code, []).append(number)
    if not ends:
        return decisions
    shown = ShownAsTheyAre(
        ([family.sum_over(code, number) for number in own] for code, own in ends.items()),
        known=family.of_those_who_gave_alike(),
    )
    theme, *statements = map(dict, measures)
    for code, number in released:
        if number not in ends.get(code, ()) and not shown.show(family.sum_over(code, number)):
            (theme, *statements)[number][code] = Decision.WOULD_REVEAL
    return FamilyDecisions(theme, tuple(statements))


def _held_since(audited: FamilyDecisions, decisions: FamilyDecisions) -> dict[str, list[int]]:
    """By group, the numbers of measures."""
    found: dict[str, list[int]] = {}
    before, after = (audited.theme, *audited.statements), (decisions.theme, *decisions.statements)
    for number, (was, now) in enumerate(zip(before, after, strict=True)):
        for code, each in was.items():
            if each is Decision.RELEASED and now[code] is not Decision.RELEASED:
                found.setdefault(code, []).append(number)
    return found


@dataclass(frozen=True)
class _Family:
    """Measures by number, the theme first. Columns are its atoms, then each statement's wide ones."""

    population: Population
    values: Sequence[Values]

    def is_drawn_in(self, code: str, number: int) -> bool:
        own = self.values[number][self.population.rows[code]]
        own = own[~np.isnan(own)]
        return is_drawn_in(float(own.mean()), len(own))

    def sum_over(self, code: str, number: int) -> Vector:
        atoms = self.population.wide_atoms if number else self.population.atoms
        return {self._column(atom, number): 1 for atom in atoms.within[code] if self._sizes[number][atom]}

    def of_those_who_gave_alike(self) -> Iterator[Vector]:
        """What each gave to all statements, less her theme's figure as many times, is nothing.

        That is a sum of whole atoms where all in one gave as many levels: so for each wide atom of such.
        """
        counted = self._given.sum(axis=1)
        of, parents = self.population.atoms.of, self.population.wide_atom_of
        most, fewest = np.zeros_like(parents), np.full_like(parents, len(self.values))
        there = counted > 0
        np.maximum.at(most, of[there], counted[there])
        np.minimum.at(fewest, of[there], np.where(np.isnan(self.values[0]), 0, counted)[there])
        for wide in range(self.population.wide_atoms.count):
            atoms = [int(atom) for atom in np.flatnonzero((parents == wide) & (most > 0))]
            if atoms and all(most[atom] == fewest[atom] for atom in atoms):
                numbers = [each for each in range(1, len(self.values)) if self._sizes[each][wide]]
                yield {
                    **{self._column(atom, 0): -int(most[atom]) for atom in atoms},
                    **{self._column(wide, number): 1 for number in numbers},
                }

    @cached_property
    def _given(self) -> Marks:
        return ~np.isnan(np.column_stack(self.values[1:]))

    @cached_property
    def _sizes(self) -> list[Sizes]:
        theme, *statements = (~np.isnan(each) for each in self.values)
        wide = self.population.wide_atoms
        return [self.population.atoms.sizes(theme), *map(wide.sizes, statements)]

    def _column(self, atom: int, number: int) -> int:
        before = self.population.atoms.count + (number - 1) * self.population.wide_atoms.count
        return before + atom if number else atom
