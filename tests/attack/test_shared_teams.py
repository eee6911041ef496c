"""Teams that partners share: who is in one is known to all its people, and nobody is found by it."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from sqlmodel import Session

from app.demo.cast import Place
from app.domain import families, figures
from app.domain.cells import Decision, GroupKind
from app.storage import people
from tests import databases
from tests.attack.arithmetic import exposed
from tests.attack.blended import make_team
from tests.attack.conftest import PARTNERSHIP, close
from tests.attack.rows import ROUNDED_BY, Attack, people_in
from tests.attack.shown import fetch_all, released
from tests.attack.town import Town, build
from tests.reading import rows_on, words_on

STAFF = 12
PLACES = [
    Place(f"place-{number}", f"Place {number}", "x.example", {}, without_team=STAFF) for number in range(3)
]
SHOWN = "Home from hospital"
ALL_BUT_TWO = "Nearly everybody"
IN_TEAMS = {SHOWN: (4, 5, 6), ALL_BUT_TWO: (STAFF, STAFF, STAFF - 2)}  # people, place by place


@pytest.fixture
def attack_on_them(sqlite_template: Path, tmp_path: Path) -> Iterator[Callable[[], Attack]]:
    """Everybody answers, and all that anybody sees is fetched."""
    town = build(databases.copy_sqlite(sqlite_template, tmp_path), tmp_path, PLACES, seed="shared")
    put_in(town, IN_TEAMS)

    def attack() -> Attack:
        assessment = town.open(town.convenor)
        statements = [code for code in town.asked(assessment) if code.endswith("partnership")]
        sheets = {
            each.id: {code: (each.id + place) % 5 for place, code in enumerate(statements)}
            for each in town.invited(assessment)
        }
        town.enter(assessment, sheets)
        close(town, assessment)
        return Attack(town, town.knowledge[assessment.code], fetch_all(town, assessment))

    yield attack
    town.engine.dispose()


def put_in(town: Town, in_teams: Mapping[str, tuple[int, ...]]) -> None:
    with Session(town.engine) as session, session.begin():
        staff = {slug: people.people_of(session, [place]) for place, slug in town.slugs.items()}
        for name, numbers in in_teams.items():
            own = {
                place.slug: [each.id for each in staff[place.slug][:number]]
                for place, number in zip(PLACES, numbers, strict=True)
            }
            make_team(session, town, name, own)


def found(attack: Attack) -> list[int]:
    """How many people are given away, in each theme where some are."""
    owners = (exposed(attack.sums(family), least=5) for family in attack.families())
    return [len(people_in(each)) for each in owners if each]


def of_shared_teams(attack: Attack, name: str) -> set[Decision | None]:
    return {
        cell.reason and Decision(cell.reason)
        for cell in attack.cells
        if (cell.kind, cell.name) == (GroupKind.SHARED_TEAM, name) and cell.measure.endswith(".partnership")
    }


def test_a_shared_team_is_shown_and_one_that_leaves_two_over_is_not(attack_on_them):
    attack = attack_on_them()

    assert of_shared_teams(attack, SHOWN) == {None}
    assert of_shared_teams(attack, ALL_BUT_TWO) == {Decision.WOULD_REVEAL}
    for cell in released(attack.cells):
        if cell.kind == GroupKind.SHARED_TEAM:
            assert cell.people == sum(IN_TEAMS[SHOWN])
            assert attack.true_mean(cell) == pytest.approx(cell.mean, abs=ROUNDED_BY)
    assert found(attack) == []
    browser = attack.town.browser(attack.town.convenor)
    [code] = attack.town.knowledge
    page = f"/p/{PARTNERSHIP}/results/{code}/shared-teams"
    assert "15" in rows_on(browser, page, SHOWN)[0]
    assert Decision.WOULD_REVEAL.value in words_on(browser, page)
    assert f"{SHOWN} (shared team)" in browser.get(page.replace("shared-teams", "cells.csv")).text


def test_judged_apart_from_everything_else_they_give_two_people_away(attack_on_them, monkeypatch):
    judged = families._offer

    def apart(candidate, population, atoms, in_pieces, ledger):
        if candidate.kind is not GroupKind.SHARED_TEAM:
            return judged(candidate, population, atoms, in_pieces, ledger)
        answers = population.by_organisation(candidate.group.code, in_pieces)
        return families._why_too_small(candidate, population, answers) or Decision.RELEASED

    monkeypatch.setattr(families, "_offer", apart)
    monkeypatch.setattr(figures, "keep_room", lambda decided, *_: decided)  # or the second net has them

    assert 2 in found(attack_on_them())
