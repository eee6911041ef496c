"""Looking and saving at the least cost, for the pages that a questionnaire is answered on.

Every step into a thread and back costs as much as a look, and a thread that talks to SQLite gives the
interpreter away at each word. So where the database is a file, all is done on the event loop but what waits.
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

    def whole_deed(connection: Connection) -> Outcome:
        here = find_answering(
            request, request.path_params["assessment"], connection, answering.hold_answering
        )
        return deed(here, connection)

    outcome: Outcome = await request.app.state.change(whole_deed)
    return outcome


async def change_in_thread(engine: Engine, deed: Callable[[Connection], Outcome]) -> Outcome:
    """One visit for waiting, look, deed and commit."""
    return await run_in_threadpool(_change, engine, deed)


def _change(engine: Engine, deed: Callable[[Connection], Outcome]) -> Outcome:
    with engine.begin() as connection:
        return deed(connection)
