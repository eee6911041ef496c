"""Thirty partnerships, broken into, for `make bench`: a line of JSON for each, as `bench.attack` reads it."""

import json
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from anyio.from_thread import start_blocking_portal

from tests import databases
from tests.attack.arithmetic import exposed
from tests.attack.claims import by_measure, claims
from tests.attack.conftest import break_in
from tests.attack.ranges import Unknowns
from tests.attack.rows import Attack
from tests.attack.skewed import skewed_places
from tests.world import Browser

PARTNERSHIPS = 30
FEWEST, MOST = 60, 2_000  # people
LEAST = 5
WIDEST_HINT = 20  # points


def main() -> None:
    sizes = [round(people) for people in np.geomspace(FEWEST, MOST, PARTNERSHIPS)]
    with tempfile.TemporaryDirectory() as folder, start_blocking_portal() as Browser.portal:
        template = databases.make_sqlite_template(Path(folder))
        for number, people in enumerate(sizes):
            place = Path(folder) / str(number)
            place.mkdir()
            began = time.perf_counter()
            attack = break_in(template, place, *skewed_places(str(number), people), seed=str(number))
            loot = look_for_people(attack)
            print(json.dumps({**loot, "seconds": time.perf_counter() - began}), flush=True)


def look_for_people(attack: Attack) -> dict[str, Any]:
    narrow = [
        few
        for alike in by_measure(attack.cells)
        for few in Unknowns(claims(attack, alike)).narrow(WIDEST_HINT)
    ]
    return {
        "answers": len(attack.known),
        "shown": sum(cell.is_released for cell in attack.cells),
        "determined": sum(
            exposed(attack.sums(family), least=LEAST) is not None for family in attack.families()
        ),
        "narrow": [few.width for few in narrow if not few.is_at_an_end],
        "at_an_end": [few.width for few in narrow if few.is_at_an_end],
    }


if __name__ == "__main__":
    main()
