"""Looking and saving at the least cost, for the pages that a questionnaire is answered on.

Every step into a thread and back costs as much as a look, and a thread that talks to SQLite gives the
interpreter away at each word. So a look that waits for nothing stays where it is, and a save is one visit to
a thread: from waiting for its turn until the commit, which is before the route can reply.
"""

from collections.abc import Callable
from typing import TypeVar

from fastapi import Request
from sqlalchemy import Connection, Engine
from starlette.concurrency import run_in_threadpool

from app.domain.responses import Answering
from app.services import answering
from app.web.answering_here import find_answering

Outcome = TypeVar("Outcome")


async def look(request: Request) -> Answering:
    """At the response that the browser's cookie opens."""
    glancing: Engine | None = request.app.state.glancing_engine
    if glancing is not None:
        return _look(request, glancing)
    return await run_in_threadpool(_look, request, request.app.state.reading_engine)


def _look(request: Request, engine: Engine) -> Answering:
    with engine.connect() as connection:
        return find_answering(request, request.path_params["assessment"], connection, answering.get_answering)


async def change(request: Request, deed: Callable[[Answering, Connection], Outcome]) -> Outcome:
    """Committed when the deed is done; rolled back if it raises."""
    return await run_in_threadpool(_change, request, request.app.state.engine, deed)


def _change(request: Request, engine: Engine, deed: Callable[[Answering, Connection], Outcome]) -> Outcome:
    with engine.begin() as connection:
        here = find_answering(
            request, request.path_params["assessment"], connection, answering.hold_answering
        )
        return deed(here, connection)
