"""Two assessments of the same people, and an attacker who holds all that is shown of both."""

import random
from collections import defaultdict
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from app.domain.cells import Cell, Counting, Decision
from app.domain.charter import Block
from app.domain.figures import cells
from app.domain.groups import Candidate, Member, Snapshot, candidates
from app.domain.linked_changes import LinkedChange
from app.domain.linking import Link, Published, linked_changes
from app.domain.people import Organisation, Partner, RoleLevel, SharedTeam, Team, WhenSmall
from tests.attack.arithmetic import Owner, Row, Sums, exposed, table
from tests.charter_builder import a_charter, many

BLANK = 7
STATEMENTS = 4
CHARTER = a_charter(many("SP", STATEMENTS, "practice"))
MEASURE = "SP.practice"
CODES = [f"SP1.{number}.practice" for number in range(1, STATEMENTS + 1)]
EVERYBODY_GAVE = (2,) * STATEMENTS


@dataclass
class Person:
    """`now` and `then` are her answers, None if she sent none; `post` may differ from `post_then`."""

    post: Member
    then: Sequence[int] | None = EVERYBODY_GAVE
    now: Sequence[int] | None = EVERYBODY_GAVE
    is_linked: bool = False
    moved_from: Member | None = None

    @property
    def post_then(self) -> Member:
        return self.moved_from or self.post


@dataclass
class TwoTimes:
    """Everybody was invited both times, in the same order."""

    people: Sequence[Person]
    is_joint: bool = False
    places: int = 1  # organisations
    teams: Sequence[Team] = ()
    rotation: int = 0
    shared_teams: Sequence[SharedTeam] = ()

    def snapshot(self, posts: Sequence[Member], answered: Sequence[object]) -> Snapshot:
        partners = tuple(
            Partner(Organisation(number, f"place-{number}", f"Place {number}", 40), WhenSmall.OWN_WORDS, "")
            for number in range(self.places)
        )
        there = tuple(place for place, sheet in enumerate(answered) if sheet is not None)
        return Snapshot(
            self.is_joint, 5, partners, tuple(self.teams), tuple(posts), there, tuple(self.shared_teams)
        )

    def at(self, is_now: bool) -> Snapshot:
        return self.snapshot(self._posts(is_now), self._answers(is_now))

    def published(self, is_now: bool) -> tuple[Published, np.ndarray]:
        rows = [list(each) for each in self._answers(is_now) if each is not None]
        sheets = np.array(rows, dtype=np.uint8).reshape(len(rows), STATEMENTS)
        snapshot = self.at(is_now)
        made = cells(CHARTER, [Block.PRACTICE], snapshot, sheets, rotation=self.rotation)
        return Published(CHARTER, [Block.PRACTICE], snapshot, made), sheets

    def _posts(self, is_now: bool) -> list[Member]:
        return [each.post if is_now else each.post_then for each in self.people]

    def _answers(self, is_now: bool) -> list[Sequence[int] | None]:
        return [each.now if is_now else each.then for each in self.people]

    def changes(self, *, held: Collection[str] = ()) -> list[LinkedChange]:
        """`held` are groups of which nothing is shown now."""
        now, sheets = self.published(True)
        now = replace(now, cells=[_held(each) if each.group.code in held else each for each in now.cells])
        then, _ = self.published(False)
        links = [
            Link(place, place, bytes(each.then))
            for place, each in enumerate(self.people)
            if each.is_linked and each.then is not None and each.now is not None
        ]
        return linked_changes(now, then, sheets, links, rotation=self.rotation)

    def rows(self, changes: Sequence[LinkedChange]) -> list[Row]:
        """All that is shown, as sums over people's answers at either time."""
        return [
            *self._rows_of_cells(True),
            *self._rows_of_cells(False),
            *(self._row_of_change(each) for each in changes if each.is_released),
        ]

    def _rows_of_cells(self, is_now: bool) -> list[Row]:
        published, _ = self.published(is_now)
        members = _members(published.snapshot)
        return [
            {
                (person, (is_now, code)): share
                for person in members[cell.group.code]
                for code, share in self.parts(person, is_now, cell.measure).items()
            }
            for cell in published.cells
            if cell.is_released and cell.counting is Counting.PEOPLE
        ]

    def _row_of_change(self, change: LinkedChange) -> Row:
        row: dict[tuple[Owner, Hashable], Fraction] = {}
        for person in self.linked_in(change.group.code):
            for is_now, sign in ((True, 1), (False, -1)):
                for code, share in self.parts(person, is_now, MEASURE).items():
                    row[person, (is_now, code)] = sign * share
        return row

    def linked_in(self, group: str) -> list[int]:
        """With a figure both times."""
        both = [_members(self.at(is_now))[group] for is_now in (True, False)]
        return [
            place
            for place, each in enumerate(self.people)
            if each.is_linked
            and all(place in members for members in both)
            and all(self.parts(place, is_now, MEASURE) for is_now in (True, False))
        ]

    def parts(self, person: int, is_now: bool, measure: str) -> dict[str, Fraction]:
        """The share of each of her answers in her value; nothing if she has none."""
        sheet = self.people[person].now if is_now else self.people[person].then
        answers = dict(zip(CODES, sheet or [BLANK] * STATEMENTS, strict=True))
        given = [code for code in CODES if answers[code] != BLANK]
        if measure != MEASURE:
            return {measure: Fraction(1)} if measure in given else {}
        if len(given) < 3:
            return {}
        return dict.fromkeys(given, Fraction(1, len(given)))

    def found(self, changes: Sequence[LinkedChange]) -> set[Owner] | None:
        """Fewer than five people whom some combination is about, if there are any."""
        return exposed(alike_together(self.rows(changes)), least=5)


def _held(cell: Cell) -> Cell:
    return Cell(cell.group, cell.measure, cell.counting, Decision.WOULD_REVEAL)


def _members(snapshot: Snapshot) -> dict[str, frozenset[int]]:
    found: list[Candidate] = candidates(snapshot, rotation=0)
    return {each.group.code: each.members for each in found}


def alike_together(rows: Sequence[Row]) -> Sums:
    """People whose answers go into all rows alike cannot be told apart by them."""
    marks: dict[Owner, list[tuple[int, str, Fraction | int]]] = defaultdict(list)
    for number, row in enumerate(rows):
        for (person, kind), weight in row.items():
            marks[person].append((number, str(kind), weight))
    alike: dict[Hashable, list[Owner]] = defaultdict(list)
    for person, own in marks.items():
        alike[tuple(sorted(own))].append(person)
    weights = {people[0]: len(people) for people in alike.values()}
    kept = [{key: weight for key, weight in row.items() if key[0] in weights} for row in rows]
    return table(kept, weights)


def by_chance(seed: str) -> TwoTimes:
    """Small places, whose people come and go, move, leave things out, and mostly kept their codes."""
    chance = random.Random(seed)
    places = chance.choice((1, 3, 4))
    teams = [
        Team(10 * place + number, place, f"Team {number}") for place in range(places) for number in range(2)
    ]
    people = []
    for place in range(places):
        own = [each.id for each in teams if each.organisation_id == place]
        keeps = chance.choice((0.5, 0.85, 1.0))
        for _ in range(chance.randint(6, 16 if places > 1 else 26)):
            post = Member(place, chance.choice((*own, own[0], None)), _level(chance))
            moved = Member(place, chance.choice(own), post.role_level) if chance.random() < 0.1 else None
            then = _sheet(chance) if chance.random() < 0.85 else None
            now = _sheet(chance) if chance.random() < 0.85 else None
            people.append(Person(post, then, now, chance.random() < keeps, moved))
    return TwoTimes(people, places > 1, places, teams, rotation=chance.randrange(5))


def sharing(world: TwoTimes, seed: str) -> TwoTimes:
    """The same, with two teams that its places share; some have changed those as well."""
    chance = random.Random(f"{seed}/shared")
    shared = tuple(SharedTeam(number, 1, f"Shared {number}") for number in range(2))

    def some() -> tuple[int, ...]:
        return tuple(each.id for each in shared if chance.random() < 0.5)

    people = []
    for each in world.people:
        now = replace(each.post, shared_teams=some())
        changed = some() if chance.random() < 0.1 else now.shared_teams
        people.append(replace(each, post=now, moved_from=replace(each.post_then, shared_teams=changed)))
    return replace(world, people=people, shared_teams=shared)


def _level(chance: random.Random) -> RoleLevel:
    return chance.choice((RoleLevel.OPERATIONAL, RoleLevel.OPERATIONAL, RoleLevel.STRATEGIC))


def _sheet(chance: random.Random) -> tuple[int, ...]:
    sheet = [chance.randrange(5) for _ in range(STATEMENTS)]
    if chance.random() < 0.3:
        sheet[chance.randrange(STATEMENTS)] = BLANK
    return tuple(sheet)
