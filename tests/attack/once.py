"""What takes people long to come to in a town is done by hand once; afterwards its rows are copied."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import make_url

from tests import databases
from tests.attack import answers
from tests.attack.town import Known, Town, build
from tests.world import Clock, make_app

Plain = TypeVar("Plain")


class Kept(NamedTuple):
    contents: Any
    knowledge: dict[str, list[Known]]
    now: datetime
    returned: Any


kept: dict[tuple[str, ...], Kept] = {}  # by kind of database and all that was done, in order

towns: dict[str, tuple[Town, Any]] = {}  # by kind of database, with what is in it


def millbrook(database_url: str, folder: Path) -> Town:
    """The demo's partnership in small; nothing is open yet."""
    kind = make_url(database_url).get_backend_name()
    if kind not in towns:
        places, _ = answers.millbrook()
        town = build(database_url, folder, places, seed="millbrook")
        towns[kind] = (replace(town), databases.contents(town.engine))
        return town
    app, clock = make_app(database_url, folder), Clock()
    databases.fill(app.state.engine, towns[kind][1])
    app.state.now = clock
    return replace(towns[kind][0], app=app, engine=app.state.engine, clock=clock, knowledge={})


def once(town: Town, deed: str, do: Callable[[], Plain]) -> Plain:
    """What `do` returns: nothing that belongs to one town, as browsers do.

    Copies have the codes, cookies and ids of the first. What was done in this town by other means than
    `once` would be lost, and so is what PostgreSQL leaves in its files of rows that were changed: whoever
    looks for that does it all by hand.
    """
    town.done = (*town.done, deed)
    key = (town.engine.dialect.name, *town.done)
    if key not in kept:
        returned = do()
        kept[key] = Kept(databases.contents(town.engine), dict(town.knowledge), town.clock.now, returned)
        return returned
    databases.refill(town.engine, kept[key].contents)
    town.knowledge, town.clock.now = dict(kept[key].knowledge), kept[key].now
    copied: Plain = kept[key].returned
    return copied
