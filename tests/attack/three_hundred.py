"""Three hundred people and a dump of everything, for `make bench`: a line of JSON a kind of database."""

import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from anyio.from_thread import start_blocking_portal

from app.demo.cast import Place
from app.storage import migrations
from tests import databases, postgres
from tests.attack.guessing import guesses, most_by_chance
from tests.attack.loot import live
from tests.attack.town import build
from tests.world import Browser

PEOPLE, SILENT = 300, 40


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        Browser.portal = running.enter_context(start_blocking_portal())
        for kind, url in the_databases(Path(folder), running):
            began = time.perf_counter()
            place = Path(folder) / f"{kind} town"
            place.mkdir()
            print(json.dumps({"database": kind, **play(url, place), "seconds": time.perf_counter() - began}))


def the_databases(folder: Path, running: ExitStack) -> Iterator[tuple[str, str]]:
    yield "SQLite", databases.copy_sqlite(databases.make_sqlite_template(folder), folder)
    url = databases.make_postgresql(running.enter_context(postgres.a_server()), "three_hundred")
    migrations.upgrade(url)
    yield "PostgreSQL", url


def play(url: str, folder: Path) -> dict[str, object]:
    """All of one organisation: which one it is, a response does keep."""
    town = build(url, folder, [Place("place", "Place", "x.example", {}, PEOPLE + SILENT)], seed="dump")
    loot = live(town, folder, town.directors["place"], answering=PEOPLE)
    made = guesses(loot)
    town.engine.dispose()
    return {
        "people": len(loot.people),
        "ways": len(made),
        "most_right": max(each.right for each in made),
        "most_by_chance": most_by_chance(len(loot.people), len(made)),
    }


if __name__ == "__main__":
    main()
