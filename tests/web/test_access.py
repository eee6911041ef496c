"""Every route, every seat, one's own and somebody else's: who gets in, in one table."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.cookiejar import Cookie
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from app.storage.tables import ATTEMPT
from tests import databases
from tests.cast import AMIRA
from tests.routes import routes_of
from tests.web import (
    access_administration,
    access_after,
    access_asking,
    access_own,
    access_shared_teams,
    access_ways,
    access_wording,
)
from tests.web.access_after import after_the_close
from tests.web.access_rows import IN_DEVELOPMENT, IN_THE_DEMO, TABLE
from tests.web.access_setting_up import SETTING_UP
from tests.web.access_shared_teams import teams_that_partners_share
from tests.web.access_to_lists import STAFF_LISTS, bring_in_lists
from tests.world import Browser, World, make_app, make_world, open_assessment


@dataclass(frozen=True)
class Row:
    """What each browser gets for one request."""

    route: str
    method: str
    address: str
    expected: dict[str, str]

    def __str__(self) -> str:
        return f"{self.method} {self.address}"


def read(table: str) -> list[Row]:
    head, *lines = (line.split() for line in table.strip().splitlines())
    return [Row(*line[:3], dict(zip(head[3:], line[3:], strict=True))) for line in lines]


TABLES = (
    TABLE,
    STAFF_LISTS,
    SETTING_UP,
    access_administration.TABLE,
    access_after.TABLE,
    access_asking.TABLE,
    access_own.TABLE,
    access_shared_teams.TABLE,
    access_ways.TABLE,
    access_wording.TABLE,
)
ROWS = [row for table in TABLES for row in read(table)]


@dataclass
class Place:
    """A world with something closed in it, and a browser for each column of the table."""

    world: World
    codes: dict[str, str]
    browsers: dict[str, Browser]

    def outcomes(self, row: Row) -> dict[str, str]:
        """Those that should be let in come last: what they do may change what there is to see."""
        order = sorted(row.expected, key=lambda who: row.expected[who] in ("200", "303"))
        address = self.fill(row.address)
        got = {who: self.outcome(who, row.method, address) for who in order}
        return {who: got[who] for who in row.expected}

    def forget_tries(self) -> None:
        """How often somebody may try is another question."""
        with Session(self.world.engine) as session, session.begin():
            session.execute(ATTEMPT.delete())

    def outcome(self, who: str, method: str, address: str) -> str:
        self.forget_tries()
        response = self.browsers[who].request(method, address)
        if response.status_code == 303 and response.headers["location"].startswith("/sign-in?next="):
            return "door"
        return str(response.status_code)

    def fill(self, address: str) -> str:
        for name, code in self.codes.items():
            address = address.replace("{" + name + "}", code)
        return address


furnishings: dict[str, tuple[Any, dict[str, str], dict[str, list[Cookie]]]] = {}  # by kind of database


def furnish(world: World) -> Place:
    """The first is furnished by hand; the others, of the same kind, are copies of it."""
    kind = f"{world.engine.dialect.name} {world.app.state.site.base_url}"
    if kind not in furnishings:
        place = _furnish(world)
        cookies = {who: list(browser.cookies.jar) for who, browser in place.browsers.items()}
        furnishings[kind] = (databases.contents(world.engine), place.codes, cookies)
        return place
    contents, codes, cookies = furnishings[kind]
    databases.refill(world.engine, contents)
    browsers = {who: world.browser() for who in cookies}
    for who, browser in browsers.items():
        for cookie in cookies[who]:
            browser.cookies.jar.set_cookie(cookie)
    return Place(world, dict(codes), browsers)


def _furnish(world: World) -> Place:
    everyone = world.cast
    amira, fresh = world.path_in_mail_to(AMIRA), world.path_in_mail_to(a_colleague_at_lantern(world))
    with Session(world.engine, expire_on_commit=False) as session, session.begin():
        closed = {
            name: open_assessment(session, world.app, by, "Spring 2026")
            for name, by in (
                ("own-closed", everyone.dele),
                ("joint-closed", everyone.rhiannon),
                ("their-own-closed", everyone.owen),
                ("their-joint-closed", world.mabel),
            )
        }
    world.close(closed["own-closed"], by=everyone.dele)
    world.close(closed["joint-closed"], by=everyone.rhiannon)
    world.close(closed["their-own-closed"], by=everyone.owen)
    world.close(closed["their-joint-closed"], by=world.mabel)
    codes = {
        **bring_in_lists(world),
        **after_the_close(world, closed["own-closed"]),
        **access_asking.ask_around(world),
        **teams_that_partners_share(world),
        "entrance": access_ways.let_in(world),
        **access_administration.seats_there(world),
        **access_own.write_an_entry(world),
    }
    browsers = {"nobody": world.browser(), "invitee": world.answering_browser(amira)}
    for who in ("amira", "dele", "rhiannon", "sorcha", "owen"):
        browsers[who] = world.browser(getattr(everyone, who))
    browsers["admin"] = world.browser(world.admin)
    return Place(
        world,
        {
            "own": world.northway_own.code,
            "joint": world.joint.code,
            "their-own": world.harbour_row_own.code,
            "their-joint": world.eastquay_joint.code,
            "amira": amira,
            "fresh": fresh,
            "draft": a_draft(browsers["dele"], "northway-homes"),
            "their-draft": a_draft(browsers["owen"], "harbour-row-housing"),
            **{name: each.code for name, each in closed.items()},
            **codes,
        },
        browsers,
    )


def a_draft(browser: Browser, slug: str) -> str:
    dates = {"title": "Winter 2026", "opens_on": "2026-10-12", "closes_on": "2026-11-02"}
    saved = browser.post(f"/org/{slug}/set-up", data=dates)
    return str(saved.headers["location"].split("/")[-2])


def a_colleague_at_lantern(world: World) -> str:
    return f"colleague-{world.cast.lantern}-x-1@places.example"


# The table holds


@pytest.fixture(scope="module")
def place(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("place")
    with one_for_all(databases.copy_sqlite(sqlite_template, folder), folder) as furnished:
        yield furnished


@pytest.fixture(scope="module")
def place_on_postgresql(module_postgresql: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with one_for_all(module_postgresql, tmp_path_factory.mktemp("place")) as furnished:
        yield furnished


@contextmanager
def one_for_all(database_url: str, folder: Path) -> Iterator[Place]:
    """For looking, and for being refused."""
    world = make_world(database_url, folder)
    yield furnish(world)
    world.engine.dispose()


LET_IN = {"200", "204", "303"}


def changes_something(row: Row) -> bool:
    return row.method == "POST" and not LET_IN.isdisjoint(row.expected.values())


THEIRS = re.compile("harbour-row-housing|eastquay")
NOT_OWENS = re.compile("northway-homes|lantern-trust|millbrook")


def nowhere(place: Place, row: Row, who: str) -> str:
    """The same address with a place, or things in it, that nobody has."""
    address = (NOT_OWENS if who == "owen" else THEIRS).sub("no-such-place", row.address)
    for name, code in place.codes.items():
        address = address.replace("{" + name + "}", "999999" if code.isdecimal() else "zzzzzzzz")
    return address


def said(place: Place, who: str, method: str, address: str) -> tuple[int, str, dict[str, str]]:
    response = place.browsers[who].request(method, address)
    headers = {name: value for name, value in response.headers.items() if name != "content-length"}
    return response.status_code, response.text.replace(address, ""), headers


def test_what_is_somebody_elses_is_refused_like_what_is_nowhere(place: Place):
    """Every page and form, by one of those whose it is not."""
    for row in ROWS:
        is_refused_alike(place, row)


def test_so_it_is_on_postgresql(place_on_postgresql: Place):
    for row in ROWS[::5]:
        is_refused_alike(place_on_postgresql, row)


def is_refused_alike(place: Place, row: Row) -> None:
    who = next((each for each in ("dele", "owen", "rhiannon") if row.expected[each] == "404"), None)
    if who and row.expected["nobody"] in ("door", "419"):
        place.forget_tries()
        theirs = said(place, who, row.method, place.fill(row.address))
        assert theirs == said(place, who, row.method, nowhere(place, row, who)), (who, str(row))


def fewer(row: Row) -> Row:
    """All who are let in, and of those who are not the first of each kind of refusal."""
    first = {status: who for who, status in reversed(row.expected.items())}
    expected = {
        who: status for who, status in row.expected.items() if status in LET_IN or first[status] == who
    }
    return replace(row, expected=expected)


LOOKING = [row for row in ROWS if not changes_something(row)]


@pytest.mark.parametrize("row", LOOKING, ids=str)
def test_looking_and_being_refused(place: Place, row: Row):
    assert place.outcomes(row) == row.expected


# Whoever is refused alike has asked the database alike: here one of them will do.
@pytest.mark.parametrize("row", [fewer(row) for row in LOOKING], ids=str)
def test_looking_and_being_refused_on_postgresql(place_on_postgresql: Place, row: Row):
    assert place_on_postgresql.outcomes(row) == row.expected


@pytest.mark.parametrize("row", [row for row in ROWS if changes_something(row)], ids=str)
def test_doing(world: World, row: Row):
    assert furnish(world).outcomes(row) == row.expected


def test_in_the_demo(demo: World):
    place, rows = furnish(demo), read(IN_THE_DEMO)
    assert {str(row): place.outcomes(row) for row in rows} == {str(row): row.expected for row in rows}


def test_in_development(database_url: str, tmp_path: Path):
    world, rows = make_world(database_url, tmp_path, development=True), read(IN_DEVELOPMENT)
    place = furnish(world)
    assert {str(row): place.outcomes(row) for row in rows} == {str(row): row.expected for row in rows}
    world.engine.dispose()


def test_every_route_has_a_row_and_every_row_a_route(tmp_path: Path):
    app = make_app(f"sqlite:///{tmp_path}/none.sqlite", tmp_path)
    assert {(row.route, row.method) for row in ROWS} == {(each.name, each.method) for each in routes_of(app)}
