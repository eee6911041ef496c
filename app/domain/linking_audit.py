"""Whether a change of people linked by return codes may be shown, with all that is shown of both assessments.

The mean change of the linked of a group is a sum over their figures now, less one over their figures then.
Whatever an attacker puts together has two halves: what it makes of answers now, and what of answers then. It
is about everybody on whom either half is not zero. So it gives nobody away if one half reaches five people,
or if both are zero. One theme at a time: no change mixes two, and an answer belongs to one.

1. The half over now is made of what is shown now, and of sums over the linked of groups. `decide` judges all
   of these together once more, atoms being cut by who is linked. A change is left out unless it and all that
   is shown pass. So this half is zero for everybody, or reaches five people.
2. If it is zero, no statements are in it that matter: by the argument in `families` the theme's sums and the
   linked are zero by themselves. So the changes in it add up, now, to sums that the theme's ledger has. What
   is left is the half over then: sums shown then, and sums over the linked. A change is shown only if no such
   combination has anything that was not shown then. The audit of then says it reaches nobody, or five people.

To check 2, two ledgers admit everything. One has the sums over now; the other has both halves side by side, a
change being one row across both. Combinations that vanish now are as many as one has more dimensions than the
other. They were, to begin with, the sums of then alone. A change leaves them as they were if its half of now
is new to the one, or else if its whole row is nothing new to the other.

A spread of changes tells a sum of squares as well. The square of a change has a product of both figures,
which nothing else that is shown has. So it combines with other changes alone, and then the products are zero
outside of some people only if the same sum over the linked is: those are judged in 1.

A third assessment adds nothing. What vanishes on the newest is, by 2, made of what was shown of the one
before, and that was judged with its own linked when it closed, in 1; and so on back.

Nothing has to be kept of the first assessment but what it published, and its list of those invited. Who of
them had a figure is unknown here, so each may have had one, unless those linked are as many as were counted.
That makes more atoms, and so can only make more changes something new. For the same reason groups by size and
pools are left out of what was shown then: which staff or answers made them is not known any more.
What `ends` has held back since the audit counts as shown.

Counts come before all that. The linked of a group are five or more; the others in it, at either time, none or
five, also once any one organisation takes its own away; and so they are in each smaller group that was shown
then and had all of them. Last, a change is held back that would give back a figure of either time, or another
change, that is drawn in from an end of the scale (`ends`), or a figure of now that was held back for the
room it would leave (`room`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from app.domain.cells import Cell, Decision, Group, GroupKind
from app.domain.combinations import Vector
from app.domain.ends import ShownAsTheyAre
from app.domain.families import MOST_SHARE_OF_ONE_ORGANISATION, Family, decide
from app.domain.groups import Candidate, Snapshot
from app.domain.intervals import is_drawn_in
from app.domain.population import Atoms, Population, Rows
from app.domain.release import Ledger

# Who is in them was settled for good when people were invited.
FIXED_KINDS = frozenset(
    {
        GroupKind.EVERYONE,
        GroupKind.ORGANISATION,
        GroupKind.TEAM,
        GroupKind.ROLE_LEVEL,
        GroupKind.SHARED_TEAM,
        GroupKind.ORGANISATION_LEVEL,
    }
)

Cells = Mapping[str, Cell]  # of one measure, each person counting once, by group


@dataclass(frozen=True)
class LinkedGroup:
    """Those of a group who are linked and have a figure both times: indexes into the invited."""

    group: Group
    now: frozenset[int]
    then: frozenset[int]

    @property
    def code(self) -> str:
        return f"linked/{self.group.code}"

    def candidate(self, members: frozenset[int]) -> Candidate:
        indexes = np.array(sorted(members), dtype=np.intp)
        return Candidate(Group(GroupKind.LINKED, self.code, self.group.name), indexes)


@dataclass(frozen=True)
class FamilyNow:
    """A theme and its statements as they are being shown; `statements` has the cells of each column."""

    population: Population
    family: Family
    theme: Cells
    statements: Sequence[Cells]


@dataclass(frozen=True)
class GroupsThen:
    """Those of then, as people were invited."""

    snapshot: Snapshot
    candidates: Sequence[Candidate]

    @cached_property
    def of_person(self) -> Sequence[Sequence[Candidate]]:
        """Those whose people are certain, by who is in them: indexes into the invited."""
        found: list[list[Candidate]] = [[] for _ in self.snapshot.invited]
        for each in self.candidates:
            if each.kind in FIXED_KINDS:
                for person in each.members.tolist():
                    found[person].append(each)
        return found


@dataclass(frozen=True)
class ThemeThen:
    """A theme as it was shown then, with the groups of then."""

    groups: GroupsThen
    cells: Cells

    @property
    def snapshot(self) -> Snapshot:
        return self.groups.snapshot

    def shown(self) -> Iterator[tuple[Candidate, int]]:
        """Groups whose people are certain, with how many had a figure."""
        return self._shown_of(each for each in self.groups.candidates if each.kind in FIXED_KINDS)

    def shown_with_all(self, people: frozenset[int]) -> Iterator[tuple[Candidate, int]]:
        """Those that had all of these people in them: so any one of them finds it."""
        indexes = list(people)
        of_one = self.groups.of_person[indexes[0]]
        return self._shown_of(each for each in of_one if np.isin(indexes, each.members).all())

    def _shown_of(self, candidates: Iterable[Candidate]) -> Iterator[tuple[Candidate, int]]:
        for each in candidates:
            cell = self.cells.get(each.group.code)
            if cell is not None and cell.is_released:
                yield each, cell.people or 0


def decide_linked(
    now: FamilyNow, then: ThemeThen, groups: Sequence[LinkedGroup], *, drawn_in: frozenset[str]
) -> dict[str, Decision]:
    """By the code of the whole group, in this order; `drawn_in` has those whose change is drawn in."""
    decisions = {each.group.code: _by_counts(each, now, then) for each in groups}
    passed = [each for each in groups if decisions[each.group.code] is Decision.RELEASED]
    passed = _nothing_is_lost_by(now, passed)
    passed = _nothing_new_of_then_alone(now, then, passed)
    shown = {each.group.code for each in _no_end_comes_back(now, then, passed, drawn_in)}
    return {
        code: Decision.WOULD_REVEAL if decision is Decision.RELEASED and code not in shown else decision
        for code, decision in decisions.items()
    }


def _by_counts(linked: LinkedGroup, now: FamilyNow, then: ThemeThen) -> Decision:
    least = max(now.population.snapshot.fewest_shown, then.snapshot.fewest_shown)
    if len(linked.now) < least:
        return Decision.TOO_FEW_LINKED
    rows = now.population.rows[linked.group.code]
    rows = rows[now.family.scored[rows]]
    is_linked = np.isin(rows, now.population.place[list(linked.now)])
    if linked.group.kind is GroupKind.EVERYONE:
        if reason := _why_one_organisation(now.population, rows[is_linked], least):
            return reason
        left = _left_without_one(now.population, rows[~is_linked])
    else:
        left = {int(np.count_nonzero(~is_linked))}
    left |= {people - len(linked.then) for _, people in then.shown_with_all(linked.then)}
    return Decision.WOULD_REVEAL if any(0 < each < least for each in left) else Decision.RELEASED


def _why_one_organisation(population: Population, rows: Rows, least: int) -> Decision | None:
    """Each organisation knows its own people, so none may be nearly all of the linked."""
    answers = np.bincount(population.organisations[rows])
    largest = int(answers.max())
    if len(rows) - largest < least or largest > MOST_SHARE_OF_ONE_ORGANISATION * len(rows):
        return Decision.ONE_ORGANISATION
    if np.count_nonzero(answers) - 1 < population.snapshot.fewest_organisations_left:
        return Decision.TOO_FEW_ORGANISATIONS
    return None


def _left_without_one(population: Population, rows: Rows) -> set[int]:
    """How many there are, and how many are left once any one organisation takes its own away."""
    answers = np.bincount(population.organisations[rows], minlength=1)
    return {len(rows), *(len(rows) - int(own) for own in answers if own)}


def _nothing_is_lost_by(now: FamilyNow, groups: Sequence[LinkedGroup]) -> list[LinkedGroup]:
    """Those that can be shown now beside all that is shown."""
    return _with(now, [], list(groups))


def _with(now: FamilyNow, kept: list[LinkedGroup], more: list[LinkedGroup]) -> list[LinkedGroup]:
    """All of them at once if it goes; else half, and then as many of the others as go with it."""
    if not more or _is_nothing_lost_by(now, kept + more):
        return kept + more
    if len(more) == 1:
        return kept
    half = len(more) // 2
    return _with(now, _with(now, kept, more[:half]), more[half:])


def _is_nothing_lost_by(now: FamilyNow, groups: Sequence[LinkedGroup]) -> bool:
    found = decide(_cut(now, groups), now.family)
    return (
        all(found.theme[each.code] is Decision.RELEASED for each in groups)
        and _are_as_before(found.theme, now.theme)
        and all(map(_are_as_before, found.statements, now.statements))
    )


def _are_as_before(found: Mapping[str, Decision], cells: Cells) -> bool:
    """Whatever is shown can be shown still. Some is held back for other reasons, which take nothing away."""
    return all(found[code] is Decision.RELEASED for code, cell in cells.items() if cell.is_released)


def _cut(now: FamilyNow, groups: Sequence[LinkedGroup]) -> Population:
    """With the linked as groups of their own, offered after everything else."""
    return now.population.cut([each.candidate(each.now) for each in groups])


def _nothing_new_of_then_alone(
    now: FamilyNow, then: ThemeThen, groups: Sequence[LinkedGroup]
) -> list[LinkedGroup]:
    """Those of which whatever adds up to nothing new now adds up to nothing new then."""
    if not groups:
        return []
    now_atoms, then_atoms = _cut(now, groups).atoms, _then(then, groups).atoms
    there = np.flatnonzero(now_atoms.sizes(now.family.scored)).tolist()
    at_once = {**dict.fromkeys(there, 1), **dict.fromkeys(_beyond(now_atoms, range(then_atoms.count)), 1)}
    # With nobody to protect they admit everything: they only say what adds up. Small groups go first, so that
    # little is left of the large ones.
    of_now, of_both = Ledger(dict.fromkeys(there, 1), least=0), Ledger(at_once, least=0)
    decided = decide(now.population, now.family).theme.items()
    shown_now = (now_atoms.within[code] for code, each in decided if each is Decision.RELEASED)
    for atoms in sorted(shown_now, key=len):
        of_now.admit(atoms)
        of_both.admit(atoms)
    for atoms in sorted((then_atoms.within[group.group.code] for group, _ in then.shown()), key=len):
        of_both.admit(_beyond(now_atoms, atoms))
    shown = []
    for each in groups:
        rows = now_atoms.within[each.code]
        both = rows | _beyond(now_atoms, then_atoms.within[each.code])
        if of_now.tells(rows) and not of_both.tells(both):
            continue
        of_now.admit(rows)
        of_both.admit(both)
        shown.append(each)
    return shown


def _no_end_comes_back(
    now: FamilyNow, then: ThemeThen, groups: Sequence[LinkedGroup], drawn_in: frozenset[str]
) -> list[LinkedGroup]:
    """Those that don't give back a mean of either time, or a change, that is drawn in from an end."""
    if not groups:
        return []
    now_atoms, then_atoms = _cut(now, groups).atoms, _then(then, groups).atoms
    there = frozenset(np.flatnonzero(now_atoms.sizes(now.family.scored)).tolist())
    exact: list[Vector] = []
    ends: dict[str, list[Vector]] = {}
    for code, cell in now.theme.items():
        if cell.is_released:
            _sort_in(code, cell, now_atoms.within[code] & there, exact, ends)
    for code in _held_since_the_audit(now):
        ends.setdefault(code, []).append(dict.fromkeys(now_atoms.within[code] & there, 1))
    for candidate, _ in then.shown():
        code = candidate.group.code
        _sort_in(code, then.cells[code], _beyond(now_atoms, then_atoms.within[code]), exact, ends)
    changes = {
        each.code: dict.fromkeys(
            (now_atoms.within[each.code] & there) | _beyond(now_atoms, then_atoms.within[each.code]), 1
        )
        for each in groups
    }
    for each in groups:
        if each.group.code in drawn_in:
            ends.setdefault(each.group.code, []).append(changes[each.code])
    shown = ShownAsTheyAre(ends.values(), known=exact)
    return [each for each in groups if each.group.code in drawn_in or shown.show(changes[each.code])]


def _held_since_the_audit(now: FamilyNow) -> list[str]:
    """The codes of groups whose mean now could be shown but for what it would say."""
    audited = decide(now.population, now.family).theme
    return [
        code
        for code, cell in now.theme.items()
        if not cell.is_released and audited[code] is Decision.RELEASED
    ]


def _sort_in(
    code: str, cell: Cell, atoms: frozenset[int], exact: list[Vector], ends: dict[str, list[Vector]]
) -> None:
    own = ends.setdefault(code, []) if is_drawn_in(cell.mean or 0.0, cell.people or 0) else exact
    own.append(dict.fromkeys(atoms, 1))


def _beyond(now_atoms: Atoms, then_atoms: Sequence[int] | range | frozenset[int]) -> frozenset[int]:
    """The atoms of then under numbers of their own."""
    return frozenset(now_atoms.count + each for each in then_atoms)


def _then(then: ThemeThen, groups: Sequence[LinkedGroup]) -> Population:
    """Everybody who may have had a figure then, in the groups that were shown, the linked among them."""
    linked = frozenset().union(*(each.then for each in groups))
    shown = list(then.shown())
    had_none: set[int] = set()
    for group, people in shown:
        members = frozenset(group.members.tolist())
        if people == len(linked & members):
            had_none |= members - linked
    there = tuple(each for each in range(len(then.snapshot.invited)) if each not in had_none)
    candidates = (*(group for group, _ in shown), *(each.candidate(each.then) for each in groups))
    return Population(then.snapshot.if_answered_by(there), candidates)
