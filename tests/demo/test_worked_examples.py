"""What pages explain can be seen in the demo: teams of eight, six and three, and partners too small."""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi import FastAPI

from app.demo import occasions
from app.demo.cast import EASTQUAY, World
from app.demo.load import Site, load
from app.domain.cells import Decision
from app.storage.charter_files import load_library
from app.storage.short_form_files import load_short_forms
from tests import databases
from tests.demo.test_load import SMALL_WORLD
from tests.respondent import text_of
from tests.world import Browser, make_app

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TITLE, JOINT = "Spring 2026, our own", "Spring 2026"


@pytest.fixture(scope="module")
def owen(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """In his seat. Eastquay is as large as in the demo; Millbrook need not be."""
    folder = tmp_path_factory.mktemp("demo")
    app: FastAPI = make_app(databases.copy_sqlite(sqlite_template, folder), folder, demo=True)
    site = Site(
        app.state.engine,
        load_library(Path("charter")),
        load_short_forms(Path("charter")),
        "http://testserver",
        "made up for tests",
        lambda: nullcontext(lambda _: None),
        folder / "codes.json",
        lambda _: None,
    )
    load(site, now=NOW, world=replace(SMALL_WORLD, eastquay=EASTQUAY))
    browser = Browser(app, headers={"Sec-Fetch-Site": "same-origin"}, follow_redirects=False)
    assert browser.post("/demo/sit/owen").status_code == 303
    yield browser
    app.state.engine.dispose()


def cells(owen: Browser, home: str, title: str, scope: str) -> list[dict[str, object]]:
    page = owen.get(home).text
    [code] = {
        line.split("/results/")[1].split('"')[0]
        for line in page.splitlines()
        if "/results/" in line and f">{title}</a>" in line
    }
    return owen.get(f"/api/v1/assessments/{code}/cells?scope={scope}").json()["cells"]


def test_of_teams_of_eight_six_and_three_the_first_is_shown_and_the_others_say_why(owen: Browser) -> None:
    found = cells(owen, "/org/harbour-row-housing", TITLE, "organisation")
    themes = [each for each in found if each["measure"].count(".") == 1]
    told = {
        (each["group"]["name"], each["n"], each["reason"])
        for each in themes
        if each["group"]["kind"] in ("organisation", "team")
    }
    assert told == {
        ("Harbour Row Housing", 17, None),
        ("Repairs", 8, None),
        ("Sheltered homes", None, Decision.WOULD_REVEAL.value),
        ("Front desk", None, Decision.TOO_FEW.value),
    }


def test_four_small_partners_stand_together_and_one_has_widened_its_circle(owen: Browser) -> None:
    found = cells(owen, "/p/eastquay", JOINT, "partnership")
    of_practice = {
        each["group"]["name"]: (each["released"], each["n"])
        for each in found
        if each["measure"] == "SA.practice" and each["group"]["kind"] not in ("role level", "team")
    }
    assert of_practice["Smaller partners together"] == (True, 16)
    assert of_practice["Ropewalk Café"] == (True, 9)
    for name in ("Ferry Lane Larder", "Mudlark Workshop", "Saltmarsh Befrienders", "Windmill Allotments"):
        assert of_practice[name] == (False, None)


def test_the_table_says_who_stands_together_and_who_was_asked_besides_staff(owen: Browser) -> None:
    [page] = [
        text_of(owen.get(address))
        for address in {
            line.split('href="')[1].split('"')[0]
            for line in owen.get("/p/eastquay").text.splitlines()
            if "/results/" in line
        }
    ]
    assert "Ropewalk Café 3 staff and 9 others asked, 9 answers" in page
    assert page.count("Its answers count in “Smaller partners together”.") >= 4


def test_pages_lead_to_where_it_can_be_seen(owen: Browser) -> None:
    method = text_of(owen.get("/method"))
    assert "take Owen’s seat , open what his own organisation asked" in method
    assert "Ropewalk Café, a staff of three, has widened its circle" in method


def test_the_small_places_are_what_the_pages_say_of_them() -> None:
    ropewalk = next(place for place in EASTQUAY.places if place.slug == "ropewalk-cafe")
    assert (ropewalk.staff, ropewalk.volunteers) == (3, 9)
    titles = [each.title for each in occasions.occasions(NOW, World()) if each.closes]
    assert titles.count(TITLE) == 1
