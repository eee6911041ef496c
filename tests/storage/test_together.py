"""Changes from the event loop: committed together, refused alone, and lost by no fault without a word."""

import asyncio
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy import Connection, event, text
from sqlalchemy.exc import IntegrityError, OperationalError

from app.domain.errors import Conflict
from app.storage import engine as engines
from app.storage.engine import make_engine, make_saving_engine
from app.storage.in_turn import Turn
from app.storage.together import AT_MOST, Together
from tests import databases

Result = TypeVar("Result")
Deed = Callable[[Connection], Any]


def run(several: Callable[[], Coroutine[Any, Any, Result]]) -> Result:
    """On a loop of its own, in a thread of its own: a browser keeps one running in this thread."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(several())).result()


class Counter:
    """One number in a SQLite file, and two ways to it: together, or waiting in a thread."""

    def __init__(self, url: str) -> None:
        self.engine = make_engine(url)
        self.saving = make_saving_engine(url, beside=self.engine)
        self.commits = 0
        event.listen(self.saving, "commit", self._note)
        event.listen(self.engine, "commit", self._note)
        self.together = Together(self.saving, self.engine)
        with self.engine.begin() as connection:
            connection.execute(text("INSERT INTO attempt VALUES ('x', '2026-10-05', 0)"))
        self.commits = 0

    def _note(self, _connection: Connection) -> None:
        self.commits += 1

    def count(self) -> int:
        with self.engine.connect() as connection:
            return int(connection.execute(text("SELECT tries FROM attempt")).scalar_one())

    def change(self, *deeds: Deed) -> list[Any]:
        """All at once; an error in the place of what it kept from being."""

        async def all_of_them() -> list[Any]:
            return await asyncio.gather(
                *(self.together.change(each) for each in deeds), return_exceptions=True
            )

        return run(all_of_them)


def add_one(connection: Connection) -> int:
    tries = int(connection.execute(text("SELECT tries FROM attempt")).scalar_one())
    connection.execute(text("UPDATE attempt SET tries = :tries"), {"tries": tries + 1})
    return tries + 1


def add_one_and_refuse(connection: Connection) -> None:
    add_one(connection)
    raise Conflict("It has been sent.")


def fail(connection: Connection) -> None:
    connection.execute(text("UPDATE attempt SET no_such_column = 1"))


def break_a_promise(connection: Connection) -> None:
    """That the database looks at only when all is to be committed."""
    connection.execute(text("PRAGMA defer_foreign_keys = ON"))
    connection.execute(text("INSERT INTO team (organisation_id, name) VALUES (999, 'X')"))


@pytest.fixture
def url(sqlite_template: Path, tmp_path: Path) -> str:
    return databases.copy_sqlite(sqlite_template, tmp_path)


@pytest.fixture
def counter(url: str) -> Iterator[Counter]:
    counter = Counter(url)
    yield counter
    counter.engine.dispose()


def test_those_who_wait_are_committed_together_each_after_the_one_before(counter):
    assert counter.change(*[add_one] * AT_MOST) == list(range(1, AT_MOST + 1))
    assert counter.count() == AT_MOST
    assert counter.commits == 1


def test_those_who_are_too_many_for_one_transaction_go_in_the_next(counter):
    assert counter.change(*[add_one] * (AT_MOST + 1))[-1] == counter.count() == AT_MOST + 1
    assert counter.commits == 2


def test_one_that_is_refused_leaves_nothing_behind_and_takes_nothing_from_the_others(counter):
    before, refused, after = counter.change(add_one, add_one_and_refuse, add_one)
    assert (before, after, counter.count()) == (1, 2, 2)
    assert isinstance(refused, Conflict)


@pytest.mark.parametrize(("fault", "error"), [(fail, OperationalError), (break_a_promise, IntegrityError)])
def test_a_fault_of_the_database_is_told_to_all_and_nothing_is_kept(counter, fault, error):
    told = counter.change(add_one, fault, add_one)
    assert [type(each) for each in told] == [error] * 3
    assert counter.count() == 0
    assert counter.change(add_one) == [1]


def test_while_another_is_writing_a_change_waits_and_the_loop_goes_on(counter):
    async def change_and_tick() -> tuple[int, int]:
        with counter.engine.begin() as writing:
            writing.execute(text("UPDATE attempt SET tries = 5"))
            change = asyncio.create_task(counter.together.change(add_one))
            ticks = 0
            while ticks < 20:
                await asyncio.sleep(0.005)
                ticks += 1
            assert not change.done()
        return await change, ticks

    assert run(change_and_tick) == (6, 20)


def test_a_change_that_waited_too_long_is_refused_and_the_next_is_done(url, monkeypatch):
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.05)
    counter = Counter(url)
    with counter.engine.begin():
        (refused,) = counter.change(add_one)
    assert isinstance(refused, OperationalError)
    assert counter.change(add_one) == [1]
    counter.engine.dispose()


def test_whoever_gives_up_meanwhile_harms_nobody_else(counter):
    async def change_and_leave() -> int:
        leaving = asyncio.create_task(counter.together.change(add_one))
        staying = asyncio.create_task(counter.together.change(add_one))
        await asyncio.sleep(0)
        leaving.cancel()
        return await staying

    assert run(change_and_leave) == counter.count()
    assert counter.change(add_one) == [counter.count()]


def test_several_event_loops_lose_nothing(counter):
    loops, rounds = 4, 10
    with ThreadPoolExecutor(loops) as threads:
        for done in [threads.submit(counter.change, *[add_one] * 5) for _ in range(loops * rounds)]:
            assert all(isinstance(each, int) for each in done.result())
    assert counter.count() == loops * rounds * 5


def test_nobody_who_waits_for_the_turn_to_write_is_passed_by():
    turn = Turn()
    assert turn.take(0)
    with ThreadPoolExecutor(1) as thread:
        waiting = thread.submit(turn.take, 10)
        while not turn.is_awaited():
            time.sleep(0.001)
        turn.end()
        assert not turn.take(0)
        assert waiting.result()
    turn.end()
    assert turn.take(0)
