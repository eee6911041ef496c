"""Runs closings to their end: a transaction a step, telling in words how far it is. One of the doors.

Pages call it after an owner has closed, a command calls it for the clock, and a server that starts finishes
what was cut off. All of them may be cut off anywhere.
"""

import logging
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Thread

from sqlalchemy import Engine
from sqlmodel import Session

from app.domain.assessments import AssessmentState
from app.domain.charter import Charter, CharterLibrary
from app.domain.codes import Randomness
from app.services import closing, pooling
from app.storage.engine import to_read
from app.storage.seals import forget_erased

log = logging.getLogger(__name__)

FORGETTING_FOR = timedelta(days=1)

Say = Callable[[str], None]


def run_closing(
    engine: Engine,
    library: CharterLibrary,
    assessment_id: int,
    *,
    randomness: Randomness = secrets.token_bytes,
    say: Say = log.info,
) -> None:
    """From wherever the closing is to its end. An open assessment is left alone."""
    if _state(engine, assessment_id) is AssessmentState.CLOSING:
        say("Working out the figures, and what may be shown of them …")
        # Read without the write lock: it takes a while, and others are answering.
        with Session(to_read(engine)) as session:
            found = closing.work_out(session, library, assessment_id=assessment_id)
        with Session(engine) as session, session.begin():
            closing.publish(session, found, assessment_id=assessment_id)
        say(f"{sum(cell.is_released for cell in found.cells)} of {len(found.cells)} figures can be shown.")
    if _state(engine, assessment_id) is AssessmentState.RELEASED:
        say("Sealing the responses …")
        with Session(engine) as session, session.begin():
            closing.seal(session, assessment_id=assessment_id, randomness=randomness)
        forget_erased(engine)
        say("Sealed: nothing says any more whose response is whose.")
        with Session(to_read(engine)) as session:
            charter = closing.get_charter(session, library, assessment_id)
        renew_pooled_figures(engine, charter)


def renew_pooled_figures(engine: Engine, charter: Charter) -> None:
    """What all organisations together say of the questions, if enough have answered since the last time."""
    with Session(to_read(engine)) as session:
        kept = pooling.editions(session, charter)
        due = pooling.work_out(session, charter, kept)
    if due:
        with Session(engine) as session, session.begin():
            pooling.keep(session, charter, due, after=kept)


def close_what_is_due(engine: Engine, library: CharterLibrary, *, now: datetime, say: Say = log.info) -> int:
    """Close every assessment whose time is up, and finish every closing that was cut off. How many it was."""
    with Session(engine) as session, session.begin():
        closing.close_due(session, now=now)
    return finish_closings(engine, library, now=now, say=say)


def finish_in_background(
    engine: Engine, library: CharterLibrary, *, now: datetime, also: Callable[[], object]
) -> None:
    """For a server that starts: it serves at once, and its end may cut this off again."""

    def finish() -> None:
        try:
            finish_closings(engine, library, now=now)
            also()
        except Exception as fault:  # whatever it is, the site goes on; the command tells more
            log.warning("closings that were cut off still wait: %s", type(fault).__name__)

    Thread(target=finish, name="closings", daemon=True).start()


def finish_closings(engine: Engine, library: CharterLibrary, *, now: datetime, say: Say = log.info) -> int:
    """Every closing that was cut off. How many it was."""
    with Session(to_read(engine)) as session:
        waiting = closing.half_closed(session)
        was_one_lately = closing.was_one_closed_since(session, now - FORGETTING_FOR)
    for assessment in waiting:
        say(f"{assessment.owner_name}, {assessment.title}:")
        run_closing(engine, library, assessment.id, say=say)
    if waiting or was_one_lately:
        # Again: a closing may have been cut off after its seal, or somebody was reading the old rows.
        forget_erased(engine)
        for charter in library.charters:
            renew_pooled_figures(engine, charter)
    return len(waiting)


def _state(engine: Engine, assessment_id: int) -> AssessmentState:
    with Session(to_read(engine)) as session:
        return closing.get_state(session, assessment_id)
