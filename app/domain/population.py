"""Those who answered, arranged for the release: a row each, who is in which group, and the atoms they make.

An atom is all those who are in exactly the same groups. No sum over groups can tell them apart.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from app.domain.cells import GroupKind
from app.domain.groups import Candidate, Snapshot

Rows = NDArray[np.intp]  # places in the answers; or, by place, the number of something
Sizes = NDArray[np.intp]
Marks = NDArray[np.bool_]

# Statements are shown for these alone: cut finer, there are too few answers to each.
KINDS_WITH_STATEMENTS = frozenset(
    {GroupKind.EVERYONE, GroupKind.ORGANISATION, GroupKind.POOL, GroupKind.ROLE_LEVEL, GroupKind.SIZE}
)

# Groups in which each organisation may count once, and the groups that stand for an organisation there.
STANDING_FOR_ORGANISATIONS: dict[GroupKind, frozenset[GroupKind]] = {
    GroupKind.EVERYONE: frozenset({GroupKind.ORGANISATION, GroupKind.POOL}),
    GroupKind.SIZE: frozenset({GroupKind.ORGANISATION, GroupKind.POOL}),
    GroupKind.ROLE_LEVEL: frozenset({GroupKind.ORGANISATION_LEVEL}),
}


@dataclass(frozen=True)
class Atoms:
    """`of` has the number of each row's atom, `within` the atoms of each candidate's group."""

    of: Rows
    within: dict[str, frozenset[int]]
    count: int

    def sizes(self, marks: Marks) -> Sizes:
        """How many of the marked rows are in each atom."""
        return np.bincount(self.of[marks], minlength=self.count)


@dataclass(frozen=True)
class Population:
    """People of one organisation who are in the same groups are a *piece*; atoms are made of pieces."""

    snapshot: Snapshot
    candidates: tuple[Candidate, ...]

    @cached_property
    def rows(self) -> dict[str, Rows]:
        """Group code → the places of its people in the answers."""
        return {each.group.code: self._rows_of(each) for each in self.candidates}

    def _rows_of(self, candidate: Candidate) -> Rows:
        rows = self.place[candidate.members]
        return np.sort(rows[rows >= 0])

    @cached_property
    def place(self) -> Rows:
        """Of everybody invited, in the answers; −1 for those who have none there."""
        answered = np.array(self.snapshot.answered, dtype=np.intp)
        place = np.full(len(self.snapshot.invited), -1, dtype=np.intp)
        place[answered] = np.arange(len(answered))
        return place

    @cached_property
    def pieces(self) -> Rows:
        """The number of each row's piece."""
        return _cut(self.organisations, self.rows.values())

    def cut(self, candidates: Sequence[Candidate]) -> "Population":
        """With more groups, no statements being shown for them. What is known already is kept."""
        finer = Population(self.snapshot, (*self.candidates, *candidates))
        rows = {each.group.code: self._rows_of(each) for each in candidates}
        vars(finer).update(
            organisations=self.organisations,
            rows={**self.rows, **rows},
            pieces=_cut(self.pieces, rows.values()),
        )
        return finer

    @cached_property
    def pieces_within(self) -> dict[str, Rows]:
        return {code: np.unique(self.pieces[rows]) for code, rows in self.rows.items()}

    @cached_property
    def organisation_of(self) -> Rows:
        """Each piece's organisation, as its place among the partners."""
        found = np.zeros(self._piece_count, dtype=np.intp)
        found[self.pieces] = self.organisations
        return found

    def in_pieces(self, marks: Marks) -> Sizes:
        """How many of the marked rows are in each piece."""
        return np.bincount(self.pieces[marks], minlength=self._piece_count)

    def by_organisation(self, code: str, in_pieces: Sizes) -> Sizes:
        """How many people of a group are in each organisation, by how many are in each piece."""
        pieces = self.pieces_within[code]
        added = np.zeros(len(self.snapshot.partners), dtype=np.intp)
        np.add.at(added, self.organisation_of[pieces], in_pieces[pieces])
        return added

    @cached_property
    def organisations(self) -> Rows:
        """Each row's organisation, as its place among the partners."""
        places = {partner.organisation.id: place for place, partner in enumerate(self.snapshot.partners)}
        members = (self.snapshot.invited[index] for index in self.snapshot.answered)
        return np.array([places[member.organisation] for member in members], dtype=np.intp)

    @cached_property
    def units(self) -> list[tuple[Candidate, tuple[str, ...]]]:
        """Each group in which an organisation may count once, with the codes of those that stand for one."""
        return [
            (each, tuple(unit.group.code for unit in self.standing_in[each.group.code]))
            for each in self.candidates
            if each.kind in STANDING_FOR_ORGANISATIONS
        ]

    @cached_property
    def standing_in(self) -> dict[str, tuple[Candidate, ...]]:
        """By the code of a group in which an organisation may count once, the groups that stand for one."""
        return {
            each.group.code: tuple(self._standing_for_organisations_in(each))
            for each in self.candidates
            if each.kind in STANDING_FOR_ORGANISATIONS
        }

    def _standing_for_organisations_in(self, whole: Candidate) -> Iterator[Candidate]:
        is_within = np.zeros(len(self.snapshot.invited), dtype=np.bool_)
        is_within[whole.members] = True
        for unit in self.candidates:
            if unit.kind in STANDING_FOR_ORGANISATIONS[whole.kind] and is_within[unit.members].all():
                yield unit

    @cached_property
    def atoms(self) -> Atoms:
        return self._atoms(self.candidates)

    @cached_property
    def wide_atoms(self) -> Atoms:
        """Those of the groups that statements are shown for: each is made of several of `atoms`."""
        return self._atoms([each for each in self.candidates if each.kind in KINDS_WITH_STATEMENTS])

    @cached_property
    def wide_atom_of(self) -> Rows:
        """The wide atom that each of `atoms` is part of."""
        parents = np.zeros(self.atoms.count, dtype=np.intp)
        parents[self.atoms.of] = self.wide_atoms.of
        return parents

    @property
    def _piece_count(self) -> int:
        return int(self.pieces.max(initial=-1)) + 1

    def _atoms(self, candidates: Iterable[Candidate]) -> Atoms:
        codes = [each.group.code for each in candidates]
        memberships: list[list[str]] = [[] for _ in range(self._piece_count)]
        for code in codes:
            for piece in self.pieces_within[code].tolist():
                memberships[piece].append(code)
        numbers: dict[tuple[str, ...], int] = {}
        of = [numbers.setdefault(tuple(each), len(numbers)) for each in memberships]
        by_row = np.array(of, dtype=np.intp)[self.pieces]
        return Atoms(by_row, _within(codes, list(numbers)), len(numbers))


def _cut(pieces: Rows, groups: Iterable[Rows]) -> Rows:
    """Pieces, each cut in two by every group that some of it is in; numbered from 0."""
    cut, count = pieces.copy(), int(pieces.max(initial=-1)) + 1
    for rows in groups:
        before, now = np.unique(cut[rows], return_inverse=True)
        cut[rows] = count + now
        count += len(before)
    return np.unique(cut, return_inverse=True)[1]


def _within(codes: Sequence[str], atoms: Sequence[tuple[str, ...]]) -> dict[str, frozenset[int]]:
    within: dict[str, set[int]] = {code: set() for code in codes}
    for number, atom in enumerate(atoms):
        for code in atom:
            within[code].add(number)
    return {code: frozenset(numbers) for code, numbers in within.items()}
