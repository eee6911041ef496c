"""Two assessments of a town, whose people come, go, move and link their answers: nobody is found by both."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.demo.cast import Place
from app.domain import linking_audit
from app.domain.assessments import Assessment
from tests import databases
from tests.attack import answers
from tests.attack.answers import Sheets
from tests.attack.arithmetic import Owner
from tests.attack.rows import ROUNDED_BY
from tests.attack.town import Town, build
from tests.attack.twice import Both, come_and_go, hold_twice, some_link

SEEDS = ("4", "5")
STAYED, LEFT = 6, 1  # of the first team: all linked but the one who has left

# Two teams whose people are all linked, but one of the first who answered only then; the third links nothing.
TEAMS = {"Outreach": STAYED + LEFT, "Repairs": 6, "Lettings": 8}


@pytest.fixture(scope="module", params=SEEDS)
def both(request: pytest.FixtureRequest, build_town: Callable[[str], object]) -> Both:
    town, always = build_town(request.param)

    def fill(town: Town, assessment: Assessment) -> Sheets:
        return answers.some_answers(town, assessment, always, seed=f"{request.param}/{town.clock.now}")

    found = hold_twice(
        town,
        town.convenor,
        [fill, fill],
        some_link(request.param),
        lambda town: come_and_go(town, request.param),
    )
    town.engine.dispose()
    return found


def test_people_have_come_gone_and_moved(both):
    then, now = ({each.person: each for each in attack.known} for attack in (both.then, both.now))
    assert then.keys() - now.keys()
    assert now.keys() - then.keys()
    assert [each for each in then.keys() & now.keys() if then[each].team != now[each].team]
    assert both.linked


def test_the_attacker_knows_how_every_change_was_made(both):
    changes = [cell for family in both.now.families() for cell in both.changes(family) if cell.is_theme]
    assert changes
    for cell in changes:
        assert cell.linked.people == len(both.compared(cell)) >= 5
        assert both.true_change(cell) == pytest.approx(cell.linked.mean, abs=ROUNDED_BY)


def test_no_combination_of_both_times_is_about_fewer_than_five(both):
    assert found_of(both) == []


@pytest.fixture
def one_has_left(sqlite_template: Path, tmp_path: Path) -> Iterator[Callable[[], Both]]:
    place = Place("place", "Place", "x.example", TEAMS)
    town = build(databases.copy_sqlite(sqlite_template, tmp_path), tmp_path, [place], seed="left")
    yield lambda: hold_twice(
        town, town.directors["place"], [everybody, all_but_one], lambda known: known.team != "Lettings"
    )
    town.engine.dispose()


def everybody(town: Town, assessment: Assessment) -> Sheets:
    chance = random.Random(str(town.clock.now))
    return {
        each.id: {code: chance.randrange(5) for code in town.asked(assessment)}
        for each in town.invited(assessment)
    }


def all_but_one(town: Town, assessment: Assessment) -> Sheets:
    gone = next(each.id for each in town.invited(assessment) if each.team_name == "Outreach")
    return {each: sheet for each, sheet in everybody(town, assessment).items() if each != gone}


def found_of(both: Both) -> list[set[Owner]]:
    return [found for family in both.now.families() if (found := both.found(family))]


def test_somebody_who_has_left_a_team_of_linked_people_is_not_found(one_has_left):
    both = one_has_left()
    assert found_of(both) == []
    assert not [cell for family in both.now.families() for cell in both.changes(family)]


def test_without_the_ledger_of_the_time_before_she_is(one_has_left, monkeypatch):
    monkeypatch.setattr(linking_audit, "_nothing_new_of_then_alone", lambda *given: given[-1])
    both = one_has_left()
    [gone] = {each.person for each in both.then.known} - {each.person for each in both.now.known}
    assert {gone} in found_of(both)
