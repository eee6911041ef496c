"""Help wanted: a solver asks what anybody could have asked for, given all that is told. Always anything.

The domain's own tests try every count. These take what the site sends, from every seat.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from scipy.optimize import linprog
from sqlalchemy import update
from sqlmodel import Session

from app.domain import help_wanted
from app.domain.charter import Block
from app.domain.help_wanted import Class, LeftOver
from app.storage.tables import ASSESSMENT
from tests.attack.answers import some_answers
from tests.attack.arithmetic import exposed, table
from tests.attack.conftest import close
from tests.attack.shown import Wanted, fetch_wanted, places_of
from tests.attack.test_pages import a_closed_town
from tests.attack.town import Known, Town

LEAST = 5
ENOUGH = 10
NOBODYS = "none"


class Loot:
    """All that is told of one assessment, from every seat, and what people asked for."""

    def __init__(self, build_town, *, joint: bool) -> None:
        self.town, assessment = a_closed_town(build_town, joint=joint)
        self.known = self.town.knowledge[assessment.code]
        self.by_place = {
            place.address: fetch_wanted(self.town.browser(place.seat), assessment, place)
            for place in places_of(self.town, assessment)
        }
        self.told = [each for cells in self.by_place.values() for each in cells]

    def of(self, organisation: str) -> list[Known]:
        return [each for each in self.known if each.organisation == organisation]

    def asked(self, organisation: str, theme: str) -> Counter[str]:
        """By competency, and how many for none."""
        wanted = (each.wanted.get(theme) for each in self.of(organisation))
        return Counter(code.rpartition(".")[0] if code else NOBODYS for code in wanted)

    def themes(self) -> Iterator[list[Wanted]]:
        """The cells of each theme of each organisation of which something is told."""
        groups: dict[tuple[str, str], list[Wanted]] = {}
        for each in self.told:
            if each.count is not None:
                groups.setdefault((each.organisation, each.theme), []).append(each)
        yield from groups.values()


@pytest.fixture(scope="module", params=[True, False], ids=["joint", "own"])
def loot(request: pytest.FixtureRequest, build_town) -> Loot:
    return Loot(build_town, joint=request.param)


def competencies(town: Town, theme: str) -> list[str]:
    return list(dict.fromkeys(each.competency for each in town.charter.statements_of(theme, Block.PRACTICE)))


def test_what_is_told_is_what_people_asked_for(loot):
    named = 0
    for cells in loot.themes():
        asked = loot.asked(cells[0].organisation, cells[0].theme)
        assert {each.people for each in cells} == {asked.total()}
        assert sum(each.count for each in cells) == asked.total()
        for each in cells:
            if each.wanted in asked and each.wanted != NOBODYS:
                named += 1
                assert each.count == asked[each.wanted] >= LEAST
    assert named


def test_nobody_is_told_of_another_organisation_or_of_all_together(loot):
    for address, cells in loot.by_place.items():
        own = address.split("/")[2] if address.startswith("/org/") else None
        assert {each.organisation for each in cells} == ({own} if own else set())


def test_of_fewer_than_ten_nothing_is_told(loot):
    for each in loot.told:
        if len(loot.of(each.organisation)) < ENOUGH:
            assert each.reason
            assert (each.count, each.people, each.low, each.high) == (None,) * 4


def test_no_combination_of_counts_is_about_fewer_than_five(loot):
    """Who asked for none is whoever asked for nothing else, so her own answers say all of it."""
    rows = [
        {
            (person, code): 1
            for person, each in enumerate(loot.known)
            if each.organisation == cell.organisation
        }
        for cells in loot.themes()
        for cell in cells
        for code in [f"{cell.theme}, {cell.wanted}"]
        if cell.wanted not in (LeftOver.NONE, LeftOver.REST)
    ]
    assert exposed(table(rows, dict.fromkeys(range(len(loot.known)), 1)), least=LEAST) is None


def test_whatever_four_people_asked_for_fits_all_that_is_told(loot):
    assert list(narrow(loot)) == []


def test_no_class_of_fewer_than_five_can_be_counted(loot):
    assert list(pinned(loot)) == []


def test_of_those_who_were_told_that_nobody_sees_it_nothing_is_counted(build_town):
    """They answered in an assessment that was opened before help was."""
    town, always = build_town("1")
    assessment = town.open(town.convenor)
    town.enter(assessment, some_answers(town, assessment, always, seed="1"))
    with Session(town.engine) as session, session.begin():
        session.execute(update(ASSESSMENT).values(counts_help=False))
    close(town, assessment)
    for place in places_of(town, assessment):
        assert fetch_wanted(town.browser(place.seat), assessment, place) == []


def test_with_every_count_told_somebody_is_found(build_town, monkeypatch):
    def as_it_is(counts: Counter[str], people: int, *, fewest: int) -> list[Class]:
        named = [Class(code, count) for code, count in counts.items() if count]
        return [*named, Class(LeftOver.NONE, people - counts.total())]

    monkeypatch.setattr(help_wanted, "classes", as_it_is)
    everything = Loot(build_town, joint=True)
    assert next(narrow(everything), None)
    assert next(pinned(everything), None)


def narrow(loot: Loot) -> Iterator[tuple[Wanted, str, int]]:
    """Where so few people can't all have asked for the same: people of one place are alike to an outsider."""
    for cells in loot.themes():
        classes = [*competencies(loot.town, cells[0].theme), NOBODYS]
        for few in range(1, LEAST):
            for at, name in enumerate(classes):
                aim = np.zeros(2 * len(classes))
                aim[at] = 1
                low, high = room(cells, classes, few, aim)
                if (low, high) != (0, few):
                    yield cells[0], name, few


def pinned(loot: Loot) -> Iterator[tuple[Wanted, str]]:
    for cells in loot.themes():
        classes = [*competencies(loot.town, cells[0].theme), NOBODYS]
        asked = loot.asked(cells[0].organisation, cells[0].theme)
        for at, name in enumerate(classes):
            aim = np.zeros(2 * len(classes))
            aim[[at, at + len(classes)]] = 1
            low, high = room(cells, classes, 1, aim)
            if asked[name] < LEAST and high - low < 1:
                yield cells[0], name


def room(cells: Sequence[Wanted], classes: Sequence[str], few: int, aim: np.ndarray) -> tuple[int, int]:
    """The least and the most of `aim` that fits what is told.

    Unknown are how many of the few, and then how many of the others, are in each class.
    """
    people = cells[0].people or 0
    of_few, of_others = np.repeat([1, 0], len(classes)), np.repeat([0, 1], len(classes))
    equal, sums, less, bounds = [of_few, of_others], [few, people - few], [], []
    for cell in cells:
        row = np.tile([name in behind(cell, cells, classes) for name in classes], 2).astype(float)
        if cell.or_more:
            less.append(-row)
            bounds.append(-(cell.count or 0))
        else:
            equal.append(row)
            sums.append(cell.count or 0)
    ends = [
        linprog(sign * aim, A_ub=less or None, b_ub=bounds or None, A_eq=equal, b_eq=sums).fun
        for sign in (1, -1)
    ]
    return round(ends[0]), round(-ends[1])


def behind(cell: Wanted, cells: Sequence[Wanted], classes: Sequence[str]) -> set[str]:
    """The classes that a count is of."""
    hidden = set(classes) - {NOBODYS} - {each.wanted for each in cells}
    match cell.wanted:
        case LeftOver.OTHER:
            return hidden
        case LeftOver.NONE:
            return {NOBODYS}
        case LeftOver.REST:
            return hidden | {NOBODYS}
    return {str(cell.wanted)}
