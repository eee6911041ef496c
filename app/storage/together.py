"""Changes to a SQLite file from the event loop: all that wait go into one transaction, and one commit.

SQLite has one writer at a time, so whoever comes during a commit waits for its end, and then all of them go
together. The commit alone is done in a thread, where a slow disk keeps no look waiting; the step into it and
back costs as much as a change, and is now taken once for many. A change that is refused takes nothing from
the others. A fault of the database is everybody's, for SQLite may have undone all that came before it.
"""

from asyncio import AbstractEventLoop, Future, Task, get_running_loop, to_thread
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from app.storage.engine import begin, begin_at_once, savepoint

AT_MOST = 16  # in one transaction, lest looks wait too long for the event loop

Deed = Callable[[Connection], Any]
Outcome = TypeVar("Outcome")


class Done(NamedTuple):
    result: Any = None
    error: Exception | None = None


class Line:
    """Those who wait, on one event loop."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Deed, Future[Any]]] = []
        self.served_by: Task[None] | None = None


class Together:
    """`saving` is an engine for `begin_at_once`; `patient` one that waits for another writer, in a thread."""

    def __init__(self, saving: Engine, patient: Engine) -> None:
        self._saving = saving
        self._patient = patient
        self._lines: WeakKeyDictionary[AbstractEventLoop, Line] = WeakKeyDictionary()

    async def change(self, deed: Callable[[Connection], Outcome]) -> Outcome:
        """What the deed returns, once it is committed. Raises what the deed does, or the database."""
        loop = get_running_loop()
        line = self._lines.setdefault(loop, Line())
        outcome: Future[Outcome] = loop.create_future()
        line.waiting.append((deed, outcome))
        if line.served_by is None:
            line.served_by = loop.create_task(self._serve(line))
        return await outcome

    async def _serve(self, line: Line) -> None:
        while line.waiting:
            batch, line.waiting = line.waiting[:AT_MOST], line.waiting[AT_MOST:]
            try:
                done = await self._commit_all([deed for deed, _ in batch])
            except Exception as error:
                done = [Done(error=error)] * len(batch)
            for (_, outcome), each in zip(batch, done, strict=True):
                _tell(outcome, each)
        line.served_by = None

    async def _commit_all(self, deeds: list[Deed]) -> list[Done]:
        connection = begin_at_once(self._saving)
        if connection is None:
            connection = await to_thread(begin, self._patient)
        try:
            done = [_attempt(deed, connection) for deed in deeds]
            await to_thread(connection.commit)
        except BaseException:
            connection.rollback()  # closing does not undo what could not be committed
            raise
        finally:
            connection.close()
        return done


def _attempt(deed: Deed, connection: Connection) -> Done:
    try:
        with savepoint(connection):
            return Done(deed(connection))
    except SQLAlchemyError:
        raise
    except Exception as error:
        return Done(error=error)


def _tell(outcome: Future[Any], done: Done) -> None:
    if outcome.done():  # nobody waits for it any more
        return
    if done.error is None:
        outcome.set_result(done.result)
    else:
        outcome.set_exception(done.error)
