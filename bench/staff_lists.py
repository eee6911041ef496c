"""Bringing in a long staff list through the front door, while others want to write and to read."""

import html
import re
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from bench.answering import PLATFORM
from bench.overview import sign_in
from bench.servers import Server, serving
from bench.world import World, a_world

PEOPLE = 50_000
FEW = 6  # who are there before
TEAMS = 200
WRITERS_PATIENCE = 30  # seconds
BETWEEN_LOOKS = 0.02  # seconds
LIST = "/org/place-0/people"
ROWS = re.compile(r"<textarea name=\"rows\"[^>]*>\n(.*?)</textarea>", re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden" name="(list|version)" value="(\d+)">')


@dataclass(frozen=True)
class Import:
    """`seconds` is from the file to the list; `counting_seconds` the last step, in which it all counts.

    `held_seconds` is the longest that another writer waited for its turn, `page_seconds` that a page took.
    """

    seconds: float
    counting_seconds: float
    held_seconds: float
    page_seconds: float
    memory_mb: float


def measure() -> tuple[Import, Import]:
    """50,000 new people; and then the same again, each in another team."""
    with a_world(FEW, joint=False) as world:
        cookie = sign_in(world)
        with serving(PLATFORM, world.settings) as server:
            return _bring_in(server, world, cookie, 0), _bring_in(server, world, cookie, 1)


def _bring_in(server: Server, world: World, cookie: str, turn: int) -> Import:
    content = "Name,Email,Team,Role level,Date of birth\n" + "".join(
        f"Somebody {n},somebody-{n}@long.example,Team {(n + turn) % TEAMS},ops,01/01/1980\n"
        for n in range(PEOPLE)
    )
    waits: list[float] = []
    looks: list[float] = []
    visitor = httpx.Client(
        base_url=server.base_url,
        cookies={"sign-in": cookie},
        headers={"Sec-Fetch-Site": "same-origin"},
        timeout=120,
    )
    with visitor, _meanwhile(lambda: _write(world.database, waits), lambda: _look(server, looks)):
        began = time.perf_counter()
        preview = _to_preview(visitor, content)
        shown = visitor.get(preview).raise_for_status().text
        counting = time.perf_counter()
        done = visitor.post(preview, data=dict(HIDDEN.findall(shown)))
        ended = time.perf_counter()
    expected = f"{'changed' if turn else 'new'}={PEOPLE}&"
    if expected not in done.headers.get("location", ""):
        raise RuntimeError(f"The list did not come in: {done.status_code} {done.headers.get('location')}")
    return Import(ended - began, ended - counting, max(waits), max(looks), server.most_memory_mb())


def _to_preview(visitor: httpx.Client, content: str) -> str:
    """From the file, by way of its columns, to where it is looked through."""
    page = visitor.post(
        f"{LIST}/import", data={"pasted": ""}, files={"file": ("staff.csv", content.encode())}
    ).raise_for_status()
    found = ROWS.search(page.text)
    if found is None:
        raise RuntimeError("The page about the columns has no rows.")
    columns = ("name", "email", "team", "role level", "left out")
    chosen = {f"column-{number}": column for number, column in enumerate(columns)}
    carried = {**chosen, "rows": html.unescape(found[1])}
    matched = visitor.post(
        f"{LIST}/import/columns", files={name: (None, each) for name, each in carried.items()}
    )
    return matched.headers["location"]


@contextmanager
def _meanwhile(*deeds: Callable[[], None]) -> Iterator[None]:
    """Does them again and again, each beside the other."""
    over = threading.Event()

    def again(deed: Callable[[], None]) -> None:
        while not over.wait(BETWEEN_LOOKS):
            deed()

    threads = [threading.Thread(target=again, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()


def _write(database: Path, waits: list[float]) -> None:
    began = time.perf_counter()
    connection = sqlite3.connect(database, timeout=WRITERS_PATIENCE, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    waits.append(time.perf_counter() - began)
    connection.execute("ROLLBACK")
    connection.close()


def _look(server: Server, looks: list[float]) -> None:
    began = time.perf_counter()
    httpx.get(f"{server.base_url}/sign-in", timeout=60).raise_for_status()
    looks.append(time.perf_counter() - began)
