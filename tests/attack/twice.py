"""A town that answers twice, while people come, go and move; and the attack on what is shown of both."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from sqlalchemy import update
from sqlmodel import Session

from app.domain.assessments import Assessment
from app.domain.codes import ReturnCode
from app.domain.people import NewPerson, Person, Seat
from app.storage import people
from app.storage.tables import PERSON, TEAM
from tests.attack.answers import Sheets
from tests.attack.arithmetic import Owner, Row, exposed
from tests.attack.conftest import close
from tests.attack.rows import Attack
from tests.attack.shown import Shown, fetch_all
from tests.attack.town import Known, Town
from tests.domain.two_times import alike_together

SHARE_WHO_LINK = 0.75
SHARES = {"leaves": 0.08, "changes team": 0.08, "changes organisation": 0.02}
SHARE_WHO_JOIN = 0.08
BETWEEN = timedelta(days=180)
FEWEST_LEVELS = 3

Fill = Callable[[Town, Assessment], Sheets]


@dataclass
class Both:
    """What there is to know of two assessments, and who linked them: by person, as the attacker may know."""

    then: Attack
    now: Attack
    linked: frozenset[int]

    def rows(self, family: str) -> list[Row]:
        """All that is shown of a theme and its statements, as sums over people's answers at either time."""
        return [
            *_rows_of(self.then, family, "then"),
            *_rows_of(self.now, family, "now"),
            *(self._row_of_change(cell) for cell in self.changes(family)),
        ]

    def changes(self, family: str) -> list[Shown]:
        return [
            cell for cell in self.now.released(family) if cell.linked is not None and not cell.linked.reason
        ]

    def found(self, family: str) -> set[Owner] | None:
        return exposed(alike_together(self.rows(family)), least=5)

    def compared(self, cell: Shown) -> dict[int, dict[tuple[str, str], Fraction]]:
        """The linked of a group with a figure both times, and what goes into how far they moved."""
        then_by_person = {self.then.known[place].person: place for place in self.then.members(cell)}
        found = {}
        for place in self.now.members(cell):
            person = self.now.known[place].person
            if person in self.linked and person in then_by_person:
                after = self.now.parts(place, cell)
                before = _parts_of_a_copy(self.then, then_by_person[person], cell)
                if after and before:
                    found[person] = {("now", code): share for code, share in after.items()} | {
                        ("then", code): -share for code, share in before.items()
                    }
        return found

    def true_change(self, cell: Shown) -> float:
        answers = {
            "then": {each.person: each for each in self.then.known},
            "now": {each.person: each for each in self.now.known},
        }
        compared = self.compared(cell)
        points = sum(
            25 * (answers[time][person].level(code) or 0) * share
            for person, parts in compared.items()
            for (time, code), share in parts.items()
        )
        return float(points / len(compared))

    def _row_of_change(self, cell: Shown) -> Row:
        return {
            (person, kind): share
            for person, parts in self.compared(cell).items()
            for kind, share in parts.items()
        }


def _rows_of(attack: Attack, family: str, time: str) -> Iterator[Row]:
    for cell in attack.released(family):
        row: dict[tuple[Owner, tuple[str, str]], Fraction | int] = defaultdict(Fraction)
        for (place, code), share in attack.sum_row(cell).items():
            row[attack.known[place].person, (time, str(code))] += share  # type: ignore[index]  # a place
        yield row


def _parts_of_a_copy(attack: Attack, place: int, cell: Shown) -> Mapping[str, Fraction]:
    """The copy of an earlier sheet has levels only, so what did not come up counts as missing."""
    asked = attack.statements(cell.family)
    given = [code for code in asked if attack.known[place].level(code) is not None]
    if len(given) < FEWEST_LEVELS or 2 * len(given) < len(asked):
        return {}
    return dict.fromkeys(given, Fraction(1, len(given)))


def hold_twice(
    town: Town,
    owner: Seat,
    fill: Sequence[Fill],
    links: Callable[[Known], bool],
    between: Callable[[Town], object] = lambda town: None,
) -> Both:
    """`fill` has what people answer, then and now; `links` says whether somebody kept her code."""
    attacks: list[Attack] = []
    codes: dict[int, ReturnCode] = {}
    linked: frozenset[int] = frozenset()
    for answers in fill:
        if attacks:
            between(town)
            town.clock.now += BETWEEN
        assessment = town.open(owner)
        kept = {each.person for attack in attacks for each in attack.known if links(each)}
        earlier = {person: code for person, code in codes.items() if person in kept}
        codes = town.enter(assessment, answers(town, assessment), earlier)
        linked = frozenset(earlier) & codes.keys()
        close(town, assessment)
        attacks.append(Attack(town, town.knowledge[assessment.code], fetch_all(town, assessment)))
    then, now = attacks
    return Both(then, now, linked)


def some_link(seed: str) -> Callable[[Known], bool]:
    return lambda known: random.Random(f"{seed}/{known.person}/links").random() < SHARE_WHO_LINK


def come_and_go(town: Town, seed: str) -> None:
    """On the staff lists: some leave, some change places, and some are new."""
    chance = random.Random(f"{seed}/comings and goings")
    with Session(town.engine) as session, session.begin():
        teams: dict[int, list[int]] = defaultdict(list)
        for row in session.execute(TEAM.select()):
            teams[row.organisation_id].append(row.id)
        staff = people.people_of(session, list(town.slugs))
        for each in staff:
            [deed] = chance.choices([*SHARES, "stays"], [*SHARES.values(), 1 - sum(SHARES.values())])
            post = _post_after(each, deed, chance, teams, list(town.slugs))
            session.execute(update(PERSON).where(PERSON.c.id == each.id).values(post))
        joining = chance.sample(staff, round(SHARE_WHO_JOIN * len(staff)))
        people.add_people(
            session,
            [
                NewPerson(
                    "New here", f"new-{each.email}", each.organisation_id, each.team_id, each.role_level
                )
                for each in joining
            ],
        )


def _post_after(
    person: Person, deed: str, chance: random.Random, teams: Mapping[int, list[int]], places: list[int]
) -> dict[str, int | None]:
    organisation = person.organisation_id
    if deed == "stays" or organisation is None:
        return {"organisation_id": organisation, "team_id": person.team_id}
    if deed == "leaves":
        return {"organisation_id": None, "team_id": None}
    organisation = chance.choice(places) if deed == "changes organisation" else organisation
    return {"organisation_id": organisation, "team_id": chance.choice(teams.get(organisation) or [None])}
