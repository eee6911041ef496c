"""Names of one partnership, looked for in everything that the other's people can reach."""

import re
from collections.abc import Iterator

import pytest
from sqlmodel import Session

from tests.results_world import close_some
from tests.world import Browser, World, make_world, open_assessment

LINKED = re.compile(r'(?:href|action|src)="(/[^"#]*)')
SAME_FOR_ALL = ("/charter", "/static", "/privacy", "/method", "/help", "/how-it-works", "/accessibility")

MILLBROOK = (
    "Northway",
    "northway",
    "Lantern",
    "lantern",
    "Millbrook",
    "millbrook",
    "Outreach",
    "Dele",
    "Rhiannon",
)
EASTQUAY = ("Harbour Row", "harbour-row", "Eastquay", "eastquay", "Owen", "Mabel", "Whitsun")


@pytest.fixture(scope="module")
def world(module_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = make_world(module_database, tmp_path_factory.mktemp("canary"))
    close_some(made)
    for by in (made.cast.owen, made.mabel):
        with Session(made.engine, expire_on_commit=False) as session, session.begin():
            closed = open_assessment(session, made.app, by, "Whitsun 2026")
        made.close(closed, by=by)
    yield made
    made.engine.dispose()


def everything_within_reach(browser: Browser) -> dict[str, str]:
    """Every page, file and refusal that links lead to, with headers and all."""
    found: dict[str, str] = {}
    waiting = {"/", "/me"}
    while waiting:
        address = waiting.pop()
        response = browser.get(address)
        found[address] = f"{response.headers}\n{response.text}"
        linked = {each.replace("&amp;", "&") for each in LINKED.findall(response.text)}
        if "location" in response.headers:
            linked.add(response.headers["location"])
        waiting |= {each for each in linked if each not in found and not each.startswith(SAME_FOR_ALL)}
    return found


@pytest.mark.parametrize(
    ("who", "least", "foreign"),
    [
        ("owen", 15, MILLBROOK),
        ("dele", 25, EASTQUAY),
        ("rhiannon", 10, EASTQUAY),
        ("amira", 4, EASTQUAY),
        ("sorcha", 4, MILLBROOK + EASTQUAY),
        (None, 4, MILLBROOK + EASTQUAY),
    ],
)
def test_nothing_of_the_other_table_is_within_reach(world, who, least, foreign):
    seat = getattr(world.cast, who) if who else None
    reached = everything_within_reach(world.browser(seat))
    assert len(reached) >= least, sorted(reached)
    leaks = {
        (address, name)
        for address, text in reached.items()
        for name in foreign
        if re.search(rf"\b{name}\b", text)
    }
    assert leaks == set()


def test_the_search_would_find_what_is_there(world):
    reached = everything_within_reach(world.browser(world.cast.dele))
    for name in ("Northway", "Lantern", "Millbrook", "Outreach", "Canal Side", "Spring 2026"):
        assert any(name in text for text in reached.values()), name
    assert any(address.endswith("cells.csv") for address in reached)
