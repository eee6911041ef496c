"""What nobody means to send: refused by the name of its field, on every route, and never a fault.

All of it is tried on SQLite; on PostgreSQL, what that could take otherwise if it came so far: text that is
none, and numbers that are too large or are none.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import Session, SQLModel

from app.web.form_data import read_form
from tests import databases
from tests.routes import Route, everything_needed, routes_of
from tests.web.test_access import ROWS, Place, Row, furnish
from tests.world import make_world

FORM = "application/x-www-form-urlencoded"
# From let in to turned away; the rest are sent to the door before anything is read.
HOW_FAR = ("200", "204", "303", "422", "409", "403", "404")

# Each body with the status and the name that the refusal must give. `field` is a field of the form.
BODIES: dict[str, tuple[bytes, int, str]] = {
    "NUL": (b"field=a%00b", 422, "field"),
    "a NUL as it is": (b"field=a\0b", 422, "field"),
    "a lone surrogate": (b"field=%ED%A0%80", 422, "field"),
    "no UTF-8": (b"field=%FF", 422, "field"),
    "no UTF-8, as it is": (b"field=\xff\xfe", 422, "field"),
    "cut off": (b"field=%C3", 422, "field"),
    "overlong": (b"field=%C0%80", 422, "field"),
    "past the last character": (b"field=%F4%90%80%80", 422, "field"),
    "an escape": (b"field=%1B%5B2J", 422, "field"),
    "a name that is no text": (b"%FF=1", 422, "a field's name"),
    "a name with NUL": (b"fi%00eld=1", 422, "a field's name"),
    "said twice": (b"field=1&field=2", 422, "field"),
    "said twice in disguise": (b"field=1&f%69eld=2", 422, "field"),
    "too long": (b"field=" + b"a" * 20_001, 422, "field"),
    "a name too long": (b"a" * 20_001 + b"=1", 422, "a field's name"),
    "201 fields": (b"&".join(b"f%d=1" % number for number in range(201)), 422, "form"),
    "ten megabytes": (b"field=" + b"a" * 10_000_000, 413, "field"),
    "a million fields": (b"field=" + b"1&a=" * 1_000_000, 413, ""),
    "a million nothings": (b"&" * 999_999, 422, "form"),
}
OTHER_TYPES: dict[str, tuple[str, bytes]] = {
    "JSON": ("application/json", b'{"field": "1"}'),
    "deep JSON": ("application/json", b"[" * 100_000),
    "JSON that is no text": ("application/json", b'{"field": "\xff\\ud800"}'),
    "JSON with NaN": ("application/json", b'{"field": NaN, "field": 1e400}'),
    "multipart": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="field"\r\n\r\n1\r\n--x--',
    ),
    "multipart cut off": ("multipart/form-data; boundary=x", b"--x\r\nContent-Disp"),
    "multipart without end": ("multipart/form-data", b"--x"),
    "plain text": ("text/plain", b"field=1"),
    "UTF-16": ("text/plain; charset=utf-16", "field=1".encode("utf-16")),
    "nothing said": ("", b"field=1"),
    "nonsense": ("\xa0;;=,", b"field=1"),
}
DATABASES_DIFFER_ON = [
    "a%00b",
    "%ED%A0%80",
    "2147483648",
    "9223372036854775808",
    "-9223372036854775809",
    "NaN",
    "٣",
]
PATH_PARTS = [
    *DATABASES_DIFFER_ON,
    "%FF",
    "%00",
    "%0A",
    "%1B",
    "%C0%AF",
    "1e400",
    "-1",
    "0",
    "1.5",
    "é",
    "%F0%9F%AB%96",
    "a" * 1_500,
    "a" * 60_000,
    "%2e%2e",
    "..%2f..%2f..%2fetc%2fpasswd",
    "'%20OR%20'1'='1",
    "%7B%7B7919*7919%7D%7D",
    "%25s%25n",
    "null",
    "%E2%80%AE",
]
QUERIES: dict[str, tuple[str, int]] = {
    "NUL": ("field=%00", 422),
    "a lone surrogate": ("field=%ED%A0%80", 422),
    "no UTF-8": ("field=%FF", 422),
    "a name that is no text": ("%FF=field", 422),
    "an escape": ("field=%1B", 422),
    "sixty thousand letters": ("field=" + "a" * 60_000, 404),
    "ten thousand of them": ("field&" * 10_000, 404),
}


@dataclass(frozen=True)
class Knock:
    """A request that is let in at a route, for spoiling. `who` sends it."""

    row: Row
    route: Route
    who: str


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
    """What is refused changes nothing, and that is looked at in the end."""
    world = make_world(database_url, folder, demo=True)
    furnished = furnish(world)
    before = contents(furnished)
    yield furnished
    assert contents(furnished) == before
    world.engine.dispose()


KEPT_BY_THE_DOOR = {"attempt", "sign_in"}  # tries are counted, and looks are noted, also of who is refused


def contents(place: Place) -> dict[str, list[str]]:
    with Session(place.world.engine) as session:
        return {
            table.name: sorted(map(str, session.execute(select(table)).all()))
            for table in SQLModel.metadata.sorted_tables
            if table.name not in KEPT_BY_THE_DOOR
        }


def knocks(place: Place) -> list[Knock]:
    """Each route by its first row in the table, and whoever comes furthest there."""
    first = {(row.route, row.method): row for row in reversed(ROWS)}
    return [
        Knock(row, each, min(who_may_try(row), key=lambda who: HOW_FAR.index(row.expected[who])))
        for each in routes_of(place.world.app)
        for row in [first[each.name, each.method]]
    ]


def who_may_try(row: Row) -> list[str]:
    return [who for who, status in row.expected.items() if status in HOW_FAR]


def forms(place: Place) -> list[Knock]:
    """The routes that read a form."""
    asking = [each for each in knocks(place) if each.row.method == "POST"]
    return [each for each in asking if reads_a_form(each.route)]


def reads_a_form(route: Route) -> bool:
    """Plain routes do, where something is changed."""
    asked = read_form in {need.call for need in everything_needed(route.needs)}
    return asked or (route.is_plain and route.method == "POST")


def knock(place: Place, each: Knock, address: str | None = None, **options: Any) -> Any:
    address = place.fill(each.row.address) if address is None else address
    return place.browsers[each.who].request(each.row.method, address, **options)


def test_every_form_is_among_those_tried(place):
    readers = {each.name for each in routes_of(place.world.app) if reads_a_form(each)}
    assert {each.row.route for each in forms(place)} == readers
    assert len(readers) >= 5


@pytest.mark.parametrize("name", BODIES)
def test_a_bad_form_is_refused_by_the_name_of_its_field(place, name):
    refuses(place, name)


@pytest.mark.parametrize("name", ["NUL", "a lone surrogate", "no UTF-8, as it is"])
def test_a_form_that_is_no_text_is_refused_on_postgresql_too(place_on_postgresql, name):
    refuses(place_on_postgresql, name)


def refuses(place: Place, name: str) -> None:
    body, status, field = BODIES[name]
    for each in forms(place):
        response = knock(place, each, content=body, headers={"Content-Type": FORM})
        assert response.status_code == status, each.row
        assert field in unescape(response.text), each.row


@pytest.mark.parametrize("name", OTHER_TYPES)
def test_what_is_no_form_is_refused(place, name):
    content_type, body = OTHER_TYPES[name]
    for each in forms(place):
        response = knock(place, each, content=body, headers={"Content-Type": content_type.encode("latin-1")})
        assert response.status_code == 422, each.row
        assert "content-type" in response.text, each.row


@pytest.mark.parametrize("part", PATH_PARTS, ids=lambda part: f"{part[:20]} {len(part)}")
def test_a_bad_address_leads_nowhere(place, part):
    leads_nowhere(place, part)


@pytest.mark.parametrize("part", DATABASES_DIFFER_ON)
def test_a_bad_address_leads_nowhere_on_postgresql_too(place_on_postgresql, part):
    leads_nowhere(place_on_postgresql, part)


def leads_nowhere(place: Place, part: str) -> None:
    for each in knocks(place):
        for address in spoiled(place, each, part):
            response = knock(place, each, address)
            assert response.status_code in (404, 419, 422), (each.row, address[:100])
            assert "62710561" not in response.text


def spoiled(place: Place, each: Knock, part: str) -> Iterator[str]:
    """The route's address with each of its parameters in turn made bad."""
    template, filled = each.route.path.split("/"), place.fill(each.row.address).partition("?")[0].split("/")
    for position, word in enumerate(template):
        if word.startswith("{"):
            yield "/".join([*filled[:position], part, *filled[position + 1 :]])


@pytest.mark.parametrize("name", QUERIES)
def test_a_bad_query_is_refused_by_the_name_of_its_field(place, name):
    refuses_query(place, name)


@pytest.mark.parametrize("name", ["NUL", "a lone surrogate"])
def test_a_query_that_is_no_text_is_refused_on_postgresql_too(place_on_postgresql, name):
    refuses_query(place_on_postgresql, name)


def refuses_query(place: Place, name: str) -> None:
    query, status = QUERIES[name]
    for each in knocks(place):
        address = place.fill(each.row.address).partition("?")[0]
        response = knock(place, each, f"{address}?{query}")
        assert response.status_code == status, each.row
        if status == 422 and each.row.method != "HEAD":
            assert "field" in response.text or "the address" in response.text


@pytest.mark.parametrize(
    "header",
    [
        ("Cookie", b"sign-in=\xff\xfe\xed\xa0\x80"),
        ("Cookie", b"sign-in=; sign-in=;;;=;=x; sign-in"),
        ("Cookie", b"sign-in=" + b"a" * 100_000),
        ("Cookie", b"sign-in-request=\xff; sign-in-next=//evil.example\xff"),
        ("Cookie", b"x=1; " * 10_000),
        ("Accept", b"\xff" * 1_000),
        ("Accept-Encoding", b"," * 10_000),
        ("Content-Length", b"-1"),
        ("Origin", b"\xff://[::"),
        ("X-Forwarded-For", b"\xff, ::1%\xff"),
        ("Host", b"\xff"),
    ],
    ids=lambda header: f"{header[0]} {header[1][:16]!r}",
)
def test_bad_headers_break_nothing(place, header):
    name, value = header
    for address in ("/sign-in", "/me", "/sign-in/sent", "/healthz", "/static/none.css"):
        place.world.browser().get(address, headers={name: value})
    place.world.browser().post("/sign-in/code", headers={name: value})


def test_a_thousand_headers_break_nothing(place):
    place.world.browser().get("/sign-in", headers={f"X-{number}": "1" for number in range(1_000)})
