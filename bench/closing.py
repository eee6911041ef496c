"""What it takes to close an assessment, in a process of its own so that its memory can be told."""

import json
import random
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert, select, update
from sqlmodel import Session

from app.closing_job import run_closing
from app.domain.assessments import AssessmentState
from app.storage.charter_files import load_library
from app.storage.engine import make_engine
from app.storage.tables import ASSESSMENT, INVITATION, OPEN_RESPONSE, RELEASED_CELL, SEALED_RESPONSE
from bench.world import CHARTER, World

LIKELY = (1, 3, 6, 9, 5, 2, 1, 1)  # the four upper levels mostly; then didn't come up, can't say, blank


@dataclass(frozen=True)
class Closing:
    seconds: float
    memory_mb: float  # the most that the process had at any time, the program itself included
    cells: int
    sealed: int


def answer_everything(world: World) -> None:
    """A sent response for everybody invited, straight into the database: a form each would take an hour."""
    chance = random.Random("closing")
    statements = len(world.library.newest.asked)
    today = datetime.now(UTC).date()
    with Session(world.engine) as session, session.begin():
        invited = session.execute(select(INVITATION.c.id)).scalars()
        sent = [
            {
                "invitation_id": invitation,
                "assessment_id": world.assessment.id,
                "answers": bytes(chance.choices(range(len(LIKELY)), LIKELY, k=statements)),
                "help_wanted": "",
                "correction": "",
                "note": "",
                "sent_on": today,
            }
            for invitation in invited
        ]
        session.execute(insert(OPEN_RESPONSE), sent)
        session.execute(update(ASSESSMENT).values(state=AssessmentState.CLOSING))


def most_memory_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def close(database: Path) -> Closing:
    engine = make_engine(f"sqlite:///{database}")
    library = load_library(CHARTER)
    with Session(engine) as session:
        assessment_id = session.execute(select(ASSESSMENT.c.id)).scalar_one()
    began = time.perf_counter()
    run_closing(engine, library, assessment_id, say=lambda _: None)
    seconds = time.perf_counter() - began
    with Session(engine) as session:
        cells = len(session.execute(select(RELEASED_CELL.c.id)).all())
        sealed = len(session.execute(select(SEALED_RESPONSE.c.id)).all())
    return Closing(seconds, most_memory_mb(), cells, sealed)


def measure(world: World) -> Closing:
    """Refuses a figure for a closing that lost somebody."""
    answer_everything(world)
    words = [sys.executable, "-m", "bench.closing", str(world.database)]
    ended = subprocess.run(words, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise RuntimeError(ended.stderr)
    closing = Closing(**json.loads(ended.stdout))
    if closing.sealed != world.people:
        raise RuntimeError(f"{world.people} responses were sent and {closing.sealed} were sealed.")
    return closing


if __name__ == "__main__":
    print(json.dumps(asdict(close(Path(sys.argv[1])))))
