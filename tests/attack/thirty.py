"""Thirty partnerships, broken into, for `make bench`: a line of JSON for each, as `bench.attack` reads it.

In each, partners share teams; between the two times some people change those as well.
"""

import json
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from anyio.from_thread import start_blocking_portal

from tests import databases
from tests.attack.answers import some_answers
from tests.attack.blended import change_shared_teams, share_teams
from tests.attack.claims import by_measure, claims
from tests.attack.ranges import Unknowns
from tests.attack.skewed import skewed_places
from tests.attack.town import Town, build
from tests.attack.twice import Both, come_and_go, hold_twice, some_link
from tests.world import Browser

PARTNERSHIPS = 30
FEWEST, MOST = 60, 2_000  # people
WIDEST_HINT = 20  # points


def main() -> None:
    sizes = [round(people) for people in np.geomspace(FEWEST, MOST, PARTNERSHIPS)]
    with tempfile.TemporaryDirectory() as folder, start_blocking_portal() as Browser.portal:
        template = databases.make_sqlite_template(Path(folder))
        for number, people in enumerate(sizes):
            place = Path(folder) / str(number)
            place.mkdir()
            began = time.perf_counter()
            loot = look_for_people(break_in_twice(template, place, people, seed=str(number)))
            print(json.dumps({**loot, "seconds": time.perf_counter() - began}), flush=True)


def break_in_twice(template: Path, folder: Path, people: int, *, seed: str) -> Both:
    """Between two joint assessments people leave, join, change places and shared teams; most link theirs."""
    places, always = skewed_places(seed, people)
    town = build(databases.copy_sqlite(template, folder), folder, places, seed=seed)
    share_teams(town, seed)
    fills = [
        lambda town, assessment, time=time: some_answers(town, assessment, always, seed=f"{seed}/{time}")
        for time in ("then", "now")
    ]

    def between(town: Town) -> None:
        come_and_go(town, seed)
        change_shared_teams(town, seed)

    both = hold_twice(town, town.convenor, fills, some_link(seed), between)
    town.engine.dispose()
    return both


def look_for_people(both: Both) -> dict[str, Any]:
    """Exactly, in all that is shown of both times; and by how far means can move, in what is shown of now."""
    families = both.now.families()
    narrow = [
        few
        for alike in by_measure(both.now.cells)
        for few in Unknowns(claims(both.now, alike)).narrow(WIDEST_HINT)
    ]
    shown = [cell for attack in (both.then, both.now) for cell in attack.cells if cell.is_released]
    return {
        "answers": len(both.then.known) + len(both.now.known),
        "shown": len(shown),
        "changes": sum(len(both.changes(family)) for family in families),
        "determined": sum(both.found(family) is not None for family in families),
        "narrow": [few.width for few in narrow if not few.is_at_an_end],
        "at_an_end": [few.width for few in narrow if few.is_at_an_end],
    }


if __name__ == "__main__":
    main()
