"""What it takes to close an assessment, and to read its answers with numpy and do nothing else.

Each in a process of its own, so that its memory can be told.
"""

import json
import random
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, insert, select, update
from sqlmodel import Session

from app.closing_job import run_closing
from app.domain.assessments import AssessmentState
from app.storage.charter_files import load_library
from app.storage.engine import make_engine
from app.storage.tables import (
    ASSESSMENT,
    INVITATION,
    LINKED_CHANGE,
    OPEN_RESPONSE,
    RELEASED_CELL,
    SEALED_RESPONSE,
)
from bench.world import CHARTER, World, open_again

ANSWERS_AND_POSTS = """
    SELECT open_response.answers, invitation.organisation_id, coalesce(invitation.team_id, 0),
           CASE invitation.role_level WHEN 'strategic' THEN 1 WHEN 'operational' THEN 2 ELSE 3 END
    FROM open_response JOIN invitation ON invitation.id = open_response.invitation_id
"""
HIGHEST_LEVEL = 4
SHARE_LINKED = 0.3  # of those who answer again: how many kept their return code
LIKELY = (1, 3, 6, 9, 5, 2, 1, 1)  # the four upper levels mostly; then didn't come up, can't say, blank


@dataclass(frozen=True)
class Closing:
    seconds: float
    memory_mb: float  # the most that the process had at any time, the program itself included
    cells: int
    linked_changes: int
    sealed: int


@dataclass(frozen=True)
class Reading:
    seconds: float
    memory_mb: float
    means: int


def answer_everything(world: World, *, before: World | None = None) -> None:
    """A sent response for everybody invited, straight into the database: a form each would take an hour.

    Return codes are named after people. Of those who answered `before`, some are linked.
    """
    chance = random.Random("closing")
    statements = len(world.library.newest.asked)
    today = datetime.now(UTC).date()
    of_ours = INVITATION.c.assessment_id == world.assessment.id
    with Session(world.engine) as session, session.begin():
        earlier = _sealed(session, before)
        invited = session.execute(select(INVITATION.c.id, INVITATION.c.person_id).where(of_ours))
        sent = [
            {
                "invitation_id": invitation,
                "assessment_id": world.assessment.id,
                "answers": bytes(chance.choices(range(len(LIKELY)), LIKELY, k=statements)),
                "help_wanted": "",
                "correction": "",
                "note": "",
                "sent_on": today,
                "return_selector": f"{world.assessment.id}-{person}",
                **_link(before, person, earlier if chance.random() < SHARE_LINKED else {}),
            }
            for invitation, person in invited
        ]
        session.execute(insert(OPEN_RESPONSE), sent)
        session.execute(
            update(ASSESSMENT)
            .where(ASSESSMENT.c.id == world.assessment.id)
            .values(state=AssessmentState.CLOSING)
        )


def _sealed(session: Session, world: World | None) -> dict[str, bytes]:
    """Selector → levels."""
    if world is None:
        return {}
    of_it = SEALED_RESPONSE.c.assessment_id == world.assessment.id
    rows = session.execute(select(SEALED_RESPONSE.c.return_selector, SEALED_RESPONSE.c.levels).where(of_it))
    return {row.return_selector: row.levels for row in rows}


def _link(before: World | None, person: int, earlier: dict[str, bytes]) -> dict[str, Any]:
    selector = f"{before.assessment.id}-{person}" if before and earlier else None
    return {
        "earlier_assessment_id": before.assessment.id if before and selector else None,
        "earlier_selector": selector,
        "earlier_levels": earlier[selector] if selector else None,
    }


def most_memory_mb() -> float:
    """Since this program began. What `resource` tells goes on from the process that started this one."""
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s*(\d+) kB", status)[1]) / 1024  # type: ignore[index]  # Linux has it


def close(database: Path) -> Closing:
    engine = make_engine(f"sqlite:///{database}")
    library = load_library(CHARTER)
    with Session(engine) as session:
        closing = ASSESSMENT.c.state == AssessmentState.CLOSING
        assessment_id = session.execute(select(ASSESSMENT.c.id).where(closing)).scalar_one()
    began = time.perf_counter()
    run_closing(engine, library, assessment_id, say=lambda _: None)
    seconds = time.perf_counter() - began
    with Session(engine) as session:
        counts = [
            session.execute(
                select(func.count()).select_from(table).where(table.c.assessment_id == assessment_id)
            ).scalar_one()
            for table in (RELEASED_CELL, LINKED_CHANGE, SEALED_RESPONSE)
        ]
    return Closing(seconds, most_memory_mb(), *counts)


def only_read(database: Path) -> Reading:
    """Every group's mean of every statement, and nothing kept, decided or sealed."""
    began = time.perf_counter()
    with sqlite3.connect(database) as connection:
        rows = connection.execute(ANSWERS_AND_POSTS).fetchall()
    sheets = np.frombuffer(b"".join(row[0] for row in rows), dtype=np.uint8).reshape(len(rows), -1)
    levels = np.where(sheets <= HIGHEST_LEVEL, sheets, np.nan)
    posts = np.array([row[1:] for row in rows], dtype=np.intp)
    groups = [posts[:, :0], posts[:, :1], posts[:, 1:2], posts[:, 2:], posts[:, [0, 2]]]
    means = sum(_means(levels, group) for group in groups)
    return Reading(time.perf_counter() - began, most_memory_mb(), means)


def _means(levels: NDArray[np.float64], group: NDArray[np.intp]) -> int:
    """How many there are, one a statement for each group that people are in."""
    _, place = np.unique(group, axis=0, return_inverse=True)
    there = ~np.isnan(levels)
    sums, counts = np.zeros((2, place.max() + 1, levels.shape[1]))
    np.add.at(sums, place, np.where(there, levels, 0))
    np.add.at(counts, place, there)
    return int(np.count_nonzero(~np.isnan(sums / np.maximum(counts, 1))))


def measure(world: World) -> tuple[Closing, Reading]:
    """Refuses a figure for a closing that lost somebody."""
    answer_everything(world)
    reading = Reading(**_in_a_process("only-read", world.database))
    return _close_whole(world), reading


def measure_again(world: World) -> Closing:
    """The same people once more after `measure`, some of them linked."""
    again = open_again(world)
    answer_everything(again, before=world)
    return _close_whole(again)


def _close_whole(world: World) -> Closing:
    closing = Closing(**_in_a_process("close", world.database))
    if closing.sealed != world.people:
        raise RuntimeError(f"{world.people} responses were sent and {closing.sealed} were sealed.")
    return closing


def _in_a_process(what: str, database: Path) -> dict[str, Any]:
    words = [sys.executable, "-m", "bench.closing", what, str(database)]
    ended = subprocess.run(words, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise RuntimeError(ended.stderr)
    found: dict[str, Any] = json.loads(ended.stdout)
    return found


if __name__ == "__main__":
    do: dict[str, Callable[[Path], Closing | Reading]] = {"close": close, "only-read": only_read}
    print(json.dumps(asdict(do[sys.argv[1]](Path(sys.argv[2])))))
