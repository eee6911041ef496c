"""Towns to break into, and a way to put a fault into the platform and close an assessment with it."""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pytest

from app.demo.cast import Place
from app.domain.assessments import Assessment
from tests import databases
from tests.attack import answers, once
from tests.attack.answers import Always
from tests.attack.rows import Attack
from tests.attack.shown import fetch_all
from tests.attack.skewed import skewed_places
from tests.attack.town import PARTNERSHIP, Town, build

SEEDS = ("1", "2", "3")


@pytest.fixture
def millbrook(database_url: str, tmp_path: Path) -> Town:
    """The demo's partnership in small, on each kind of database; nothing is open yet."""
    town = once.millbrook(database_url, tmp_path)
    yield town
    town.engine.dispose()


@pytest.fixture(scope="session")
def build_town(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], tuple[Town, Always]]:
    """A partnership by its seed. Figures do not depend on the kind of database: these are in SQLite."""

    def build_it(seed: str) -> tuple[Town, Always]:
        folder = tmp_path_factory.mktemp("town")
        places, always = answers.some_places(seed)
        return build(databases.copy_sqlite(sqlite_template, folder), folder, places, seed=seed), always

    return build_it


@pytest.fixture(scope="session")
def attack_on(build_town: Callable[[str], tuple[Town, Always]]) -> Callable[..., Attack]:
    """Everybody answers, the owner closes, and everything is fetched from every seat."""

    def attack(seed: str, *, joint: bool = True) -> Attack:
        town, always = build_town(seed)
        assessment = town.open(town.convenor if joint else town.directors[town.places[0].slug])
        town.enter(assessment, answers.some_answers(town, assessment, always, seed=seed))
        close(town, assessment)
        cells = fetch_all(town, assessment)
        town.engine.dispose()
        return Attack(town, town.knowledge[assessment.code], cells)

    return attack


@pytest.fixture(scope="session")
def attack_on_many(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str, int], Attack]:
    """A joint assessment of a partnership of about so many people, from a seed; each is attacked once."""

    @cache
    def attack(seed: str, people: int) -> Attack:
        return break_in(
            sqlite_template, tmp_path_factory.mktemp("town"), *skewed_places(seed, people), seed=seed
        )

    return attack


@pytest.fixture(scope="session")
def attack_on_lopsided(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Attack:
    """A partner of thirty, and two of two."""
    places = [
        Place(f"place-{number}", f"Place {number}", "x.example", {}, without_team=people)
        for number, people in enumerate((30, 2, 2))
    ]
    always = {(place.slug, None): place.people for place in places}
    return break_in(sqlite_template, tmp_path_factory.mktemp("town"), places, always, seed="lopsided")


def break_in(
    sqlite_template: Path, folder: Path, places: Sequence[Place], always: Always, *, seed: str
) -> Attack:
    """People answer, the convenor closes, and everything is fetched from every seat."""
    town = build(databases.copy_sqlite(sqlite_template, folder), folder, places, seed=seed)
    assessment = town.open(town.convenor)
    town.enter(assessment, answers.some_answers(town, assessment, always, seed=seed))
    close(town, assessment)
    cells = fetch_all(town, assessment)
    town.engine.dispose()
    return Attack(town, town.knowledge[assessment.code], cells)


def close(town: Town, assessment: Assessment) -> None:
    """On its owner's page. What follows in the background is over when this returns."""
    slug = assessment.organisation_slug
    seat = town.directors[slug] if slug else town.convenor
    place = f"/org/{slug}" if slug else f"/p/{PARTNERSHIP}"
    assert town.browser(seat).post(f"{place}/assessments/{assessment.code}/close").status_code == 303
