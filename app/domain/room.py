"""Room: how far the mean of a few people can still move, given all that is shown of one measure.

The audit (`release`) sees to it that no sum over fewer than five comes out of those that are shown. It takes
no notice of values, and values can come close: where nearly all of some answers are at one end of the scale,
nobody among them can be far from it. So this is a second net. Unknown are the means of atoms, 0 to 100. Each
figure fixes a sum of them, or where it is drawn in from an end (`ends`), says where it lies. A solver finds
how low and how high the mean of every few people can be. Figures are gone through in the order in which they
were offered. Where those up to one leave some few people, apart from all others by what is shown, less than
20 points, that one is held back, and it begins again.

What one figure says of those in it by itself is not this net's business. Of five who are shown at 90, four
have 87.5 at least, whatever else is shown: that is what showing five means. A few are *narrow* when all
figures together leave them less than 20 points, and less than any one of them does.

Three things make it quick, and none changes what comes out.

Blocks. In whole-number elimination (`span`) the unknowns fall apart into blocks that share no row. Their
means move independently, so few people of two blocks have as much room as those in one of the two.

Witnesses. If means fit what is shown, so does everything between them and others that fit: two that are 20
points apart for some people are proof for these. From a point well inside, each mean is moved as straight as
may be, for all few people at once; only for those left over is the solver asked (HiGHS), and what it finds
is tried on all of them.

What is not shown tells something as well. Whether a figure is held back here depends on its mean, and
somebody may know this rule. How far a few can move goes up and down with that mean without a jump, so it is
held back past some edge at which it leaves them 20 points still. Who learns that it lies past the edge can't
rule out the edge, so they keep those 20. What comes after it is judged as if everybody had been told that,
and on which side. At 5 and at 95, where a few people's mean is drawn in, there is a jump: it may tell more.

Figures are taken as exact, not as rounded. Means in which each organisation counts once are made of figures
that are shown, and say nothing more.

A block past `MOST_UNKNOWNS`, and those unions past `MOST_UNIONS` that take the most atoms, are not looked at:
there the audit stands alone. Past `MOST_AGAIN`, all that comes after a figure held back is held back with it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array

from app.domain.cells import Decision
from app.domain.combinations import Vector
from app.domain.families import FamilyDecisions
from app.domain.intervals import FEW_HIGHEST, FEW_LOWEST, HIGHEST, LOWEST, is_drawn_in
from app.domain.population import Atoms, Population, Sizes
from app.domain.scoring import Marks, Values
from app.domain.span import Span

LEAST_ROOM = 20.0  # points
FEW = 4  # whatever the threshold: a larger group of few has less and less room in any one figure
MOST_UNKNOWNS = 300
MOST_UNIONS = 20_000
MOST_AGAIN = 40_000  # figures gone through once more because one was held back
SURELY = 1e-6  # of a point: more than the solver is off by
STEPS = 16  # to look for an edge in
CLOSE = 0.1  # points: how closely an edge is found, as figures are rounded
INSIDE = 1.0  # points from the ends of its range, for a point to start from

Numbers = NDArray[np.float64]
Indexes = NDArray[np.intp]


@dataclass(frozen=True)
class Figure:
    """The mean of all in some atoms, which has been shown to lie from `low` to `high`.

    `edge` is for one held back: it lies past that, where it could still have been shown.
    """

    atoms: frozenset[int]
    people: int
    low: float
    high: float
    edge: float | None = None

    def room_of(self, people: int) -> float:
        """How far the mean of so many of its own can move if nothing else is known."""
        others = self.people - people
        low, high = (self.low, self.high) if self.edge is None else (self.edge, self.edge)
        least = max(0.0, self.people * low - HIGHEST * others)
        most = min(HIGHEST * people, self.people * high)
        return (most - least) / people


def keep_room(decided: FamilyDecisions, values: Sequence[Values], population: Population) -> FamilyDecisions:
    """`values` are the theme's, then each statement's: one for each person who answered, or nan."""
    theme, *statements = values
    return FamilyDecisions(
        keep_room_in(decided.theme, theme, population.atoms),
        tuple(
            keep_room_in(each, own, population.wide_atoms)
            for each, own in zip(decided.statements, statements, strict=True)
        ),
    )


def keep_room_in(decided: Mapping[str, Decision], values: Values, atoms: Atoms) -> dict[str, Decision]:
    """What was decided of one measure, with more held back."""
    there = ~np.isnan(values)
    sizes = atoms.sizes(there)
    sums = np.bincount(atoms.of[there], weights=values[there], minlength=atoms.count).astype(np.float64)
    shown = [
        (code, _figure(frozenset(atom for atom in atoms.within[code] if sizes[atom]), sizes, sums))
        for code, each in decided.items()
        if each is Decision.RELEASED
    ]
    kept = dict(decided)
    rounds = MOST_AGAIN // max(len(shown), 1)
    while _are_narrow([figure for _, figure in shown], sizes, sums):
        place = _first_to_narrow([figure for _, figure in shown], sizes, sums)
        held = shown[place:] if rounds == 0 else shown[place : place + 1]
        kept.update((code, Decision.WOULD_REVEAL) for code, _ in held)
        if rounds == 0:
            break
        rounds -= 1
        code, figure = shown[place]
        edge = _edge([figure for _, figure in shown[:place]], figure, sizes, sums)
        shown[place : place + 1] = [] if edge is None else [(code, edge)]
    return kept


def _figure(atoms: frozenset[int], sizes: Sizes, sums: Numbers) -> Figure:
    own = sorted(atoms)
    people = int(sizes[own].sum())
    return _shown(atoms, people, float(sums[own].sum()) / people)


def _shown(atoms: frozenset[int], people: int, mean: float) -> Figure:
    if not is_drawn_in(mean, people):
        return Figure(atoms, people, mean, mean)
    low, high = (LOWEST, FEW_LOWEST) if mean <= FEW_LOWEST else (FEW_HIGHEST, HIGHEST)
    return Figure(atoms, people, low, high)


def _first_to_narrow(figures: Sequence[Figure], sizes: Sizes, sums: Numbers) -> int:
    """Its place: those before it leave everybody room, and with it they do not."""
    enough, too_many = 0, len(figures)
    while too_many - enough > 1:
        middle = (enough + too_many) // 2
        if _are_narrow(figures[:middle], sizes, sums):
            too_many = middle
        else:
            enough = middle
    return enough


def _edge(before: Sequence[Figure], held: Figure, sizes: Sizes, sums: Numbers) -> Figure | None:
    """What it tells that a figure is held back, beside those before it: that it lies past some edge.

    None if every mean that it might have had would be held back; and what has told it once can tell no more.
    """
    if held.edge is not None:
        return None
    own = sorted(held.atoms)
    table = _Table([*before, replace(held, low=LOWEST, high=HIGHEST)], sizes, sums)
    low_end, high_end, depending = table.furthest_of_last(sizes, sums)
    lowest, highest = (float(end[own].sum()) / held.people for end in (low_end, high_end))

    def may_be_shown(mean: float) -> bool:
        share = (mean - lowest) / (highest - lowest)
        then = (1 - share) * low_end + share * high_end
        figures = [*before, _shown(held.atoms, held.people, mean)]
        return not _are_narrow(figures, sizes, then, about=depending)

    mean = float(sums[own].sum()) / held.people
    steps = np.linspace(lowest, highest, STEPS + 1)[1:-1].tolist()
    safe = min(filter(may_be_shown, steps), key=lambda step: abs(step - mean), default=None)
    if safe is None:
        return None
    unsafe = mean
    while abs(unsafe - safe) > CLOSE:
        middle = (unsafe + safe) / 2
        safe, unsafe = (middle, unsafe) if may_be_shown(middle) else (safe, middle)
    low, high = (safe, highest) if safe < mean else (lowest, safe)
    return Figure(held.atoms, held.people, low, high, edge=safe)


def _are_narrow(
    figures: Sequence[Figure], sizes: Sizes, sums: Numbers, *, about: frozenset[int] | None = None
) -> bool:
    """Whether these leave some few people too little room: any, or any in blocks of those `about`."""
    table = _Table(figures, sizes, sums)
    return any(block.is_narrow() for block in table.blocks(about))


class _Table:
    """Unknowns: atoms that no figure tells apart, and after them the means that are drawn in."""

    def __init__(self, figures: Sequence[Figure], sizes: Sizes, sums: Numbers) -> None:
        self.figures = figures
        marks: dict[int, list[int]] = defaultdict(list)
        for number, figure in enumerate(figures):
            for atom in figure.atoms:
                marks[atom].append(number)
        alike: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for atom in sorted(marks):
            alike[tuple(marks[atom])].append(atom)
        self._own = list(alike.values())  # by unknown, the atoms put together in it
        self.within = list(alike)  # by unknown, the numbers of the figures that it is in
        drawn_in = [number for number, figure in enumerate(figures) if figure.low < figure.high]
        people = [int(sizes[own].sum()) for own in alike.values()]
        totals = [float(sums[own].sum()) for own in alike.values()]
        self.atoms = len(people)
        for number in drawn_in:
            people.append(figures[number].people)
            totals.append(float(sums[sorted(figures[number].atoms)].sum()))
        self.people = np.array(people)
        self.true = np.array(totals) / self.people
        ends = [(LOWEST, HIGHEST)] * self.atoms
        ends += [(figures[number].low, figures[number].high) for number in drawn_in]
        self.low, self.high = np.array(ends).reshape(-1, 2).T
        self._rows: list[Vector] = [{} for _ in figures]
        for unknown, numbers in enumerate(self.within):
            for number in numbers:
                self._rows[number][unknown] = 1
        for place, number in enumerate(drawn_in):
            self._rows[number][self.atoms + place] = -1

    def blocks(self, about: frozenset[int] | None) -> Iterator["_Block"]:
        """Those in which there are a few people apart from others."""
        for unknowns, rows in self._apart():
            atoms = [each for each in unknowns if each < self.atoms]
            is_asked_for = about is None or any(not about.isdisjoint(self._own[each]) for each in atoms)
            has_few = any(self.people[each] <= FEW for each in atoms)
            if is_asked_for and has_few and len(unknowns) <= MOST_UNKNOWNS:
                yield _Block(self, np.array(unknowns), rows)

    def furthest_of_last(self, sizes: Sizes, sums: Numbers) -> tuple[Numbers, Numbers, frozenset[int]]:
        """By atom, sums that fit the figures, with the last one's mean lowest, and with it highest.

        And the atoms whose means may depend on that.
        """
        last = len(self.people) - 1
        unknowns, rows = next(each for each in self._apart() if last in each[0])
        block = _Block(self, np.array(unknowns), rows)
        aim = np.zeros(len(unknowns))
        aim[unknowns.index(last)] = 1
        low, high = sums.copy(), sums.copy()
        for end, towards in ((low, aim), (high, -aim)):
            for unknown, mean in zip(unknowns, block.furthest(towards).tolist(), strict=True):
                if unknown < self.atoms:
                    own = self._own[unknown]
                    end[own] = mean * sizes[own]
        depending = (self._own[unknown] for unknown in unknowns if unknown < self.atoms)
        return low, high, frozenset().union(*depending)

    def _apart(self) -> Iterator[tuple[list[int], list[Vector]]]:
        """Unknowns that share rows with each other, and with no others."""
        span = Span()
        for row in self._rows:
            if rest := span.reduced(dict(row)):
                span.add(rest, pivot=max(rest, key=lambda unknown: (self.people[unknown], unknown)))
        left = set(span.pivots)
        while left:
            waiting, found, rows = [min(left)], set[int](), []
            left -= set(waiting)
            while waiting:
                row = span.row(waiting.pop())
                rows.append(row)
                new = row.keys() - found
                found |= new
                more = {pivot for pivot, _ in span.rows_holding(new)} & left
                left -= more
                waiting += sorted(more)
            yield sorted(found), rows

    def room_by_one(self, unknowns: Iterable[int]) -> float:
        """What any one figure by itself leaves the mean of all in these atoms."""
        unknowns = list(unknowns)
        people = int(self.people[unknowns].sum())
        around = set(self.within[unknowns[0]]).intersection(*(self.within[each] for each in unknowns))
        return min((self.figures[number].room_of(people) for number in around), default=inf)


class _Block:
    """Unknowns that no row ties to any other."""

    def __init__(self, table: _Table, unknowns: Indexes, rows: Sequence[Vector]) -> None:
        self._table = table
        self._unknowns = unknowns
        self._people = table.people[unknowns]
        self._low, self._high = table.low[unknowns], table.high[unknowns]
        place = {unknown: number for number, unknown in enumerate(unknowns.tolist())}
        self._rows = np.zeros((len(rows), len(unknowns)))
        for number, row in enumerate(rows):
            for unknown, coefficient in row.items():
                self._rows[number, place[unknown]] = coefficient * table.people[unknown]
        self._rows /= np.abs(self._rows).max(axis=1, keepdims=True)
        self._true = table.true[unknowns]
        self._sums = self._rows @ self._true

    def is_narrow(self) -> bool:
        """Whether any few people have too little room, and less than one figure by itself leaves them."""
        low, high = self._by_moving_straight()
        while (left := np.flatnonzero(high - low < LEAST_ROOM - SURELY)).size:
            one = int(left[np.argmin((high - low)[left])])
            aim = self._aims[[one]].toarray()[0]
            for towards in (aim, -aim):
                means = self._aims @ self.furthest(towards)
                low, high = np.minimum(low, means), np.maximum(high, means)
            if high[one] - low[one] < LEAST_ROOM - SURELY:
                own = self._unknowns[self._unions[one]].tolist()
                if high[one] - low[one] < self._table.room_by_one(own) - SURELY:
                    return True
                low[one], high[one] = -inf, inf
        return False

    @cached_property
    def _aims(self) -> csr_array:
        """What makes means of unions: a row each, most of it zero."""
        people = self._unions * self._people
        return csr_array(people / people.sum(axis=1, keepdims=True))

    @cached_property
    def _unions(self) -> Marks:
        """Of atoms, few people together: a row each, those of the fewest atoms first."""
        is_small = (self._unknowns < self._table.atoms) & (self._people <= FEW)
        longest = np.zeros((1, len(self._unknowns)), dtype=np.bool_)
        last, found = np.array([-1]), [longest[:0]]
        left = MOST_UNIONS
        while len(longest) and left:
            people = (longest * self._people).sum(axis=1)
            fits = is_small & (people[:, None] + self._people <= FEW)
            fits &= np.arange(len(self._unknowns)) > last[:, None]
            shorter, last = (each[:left] for each in np.nonzero(fits))
            longest = longest[shorter]
            longest[np.arange(len(last)), last] = True
            found.append(longest)
            left -= len(longest)
        return np.concatenate(found)

    def _by_moving_straight(self) -> tuple[Numbers, Numbers]:
        """How low and how high each mean is seen to go from a point inside, all others following."""
        start = self._inside()
        straight = self._aims @ self._across  # a row for each few people
        straight[np.abs(straight) < SURELY / self._people.max()] = 0
        gain = self._aims.multiply(straight).sum(axis=1)
        gain[gain < SURELY] = 0
        low: Numbers = self._aims @ start - gain * self._reach(start, -straight)
        high: Numbers = self._aims @ start + gain * self._reach(start, straight)
        return low, high

    def _reach(self, start: Numbers, straight: Numbers) -> Numbers:
        """How many times each move can be made until some mean is at an end of its range."""
        free = np.where(straight > 0, self._high - start, start - self._low)
        times: Numbers = np.full_like(straight, HIGHEST / SURELY)
        np.divide(free, np.abs(straight), out=times, where=straight != 0)
        fewest: Numbers = times.min(axis=1)
        return fewest

    @cached_property
    def _across(self) -> Numbers:
        """Onto the moves that change no sum that is shown."""
        along = np.linalg.qr(self._rows.T)[0]
        across: Numbers = np.eye(len(self._unknowns)) - along @ along.T
        return across

    def _inside(self) -> Numbers:
        """Means that fit all that is shown: those nearest the middle if they do, else the true ones."""
        middle = (self._low + self._high) / 2
        nearest: Numbers = middle + (np.eye(len(middle)) - self._across) @ (self._true - middle)
        fits = np.all(nearest >= self._low + INSIDE) and np.all(nearest <= self._high - INSIDE)
        return nearest if fits else self._true

    def furthest(self, aim: Numbers) -> Numbers:
        """Means that fit all that is shown, with as small a sum of them, so weighted, as can be."""
        found = linprog(
            aim, A_eq=self._rows, b_eq=self._sums, bounds=np.column_stack([self._low, self._high])
        )
        return np.array(found.x) if found.success else self._true
