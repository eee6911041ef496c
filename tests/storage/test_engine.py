"""Connections: many writers at once lose nothing and are all served, and nothing confirmed is forgotten."""

import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import OperationalError

from app.storage import engine as engines
from app.storage.engine import make_engine, to_read
from app.storage.tables import ATTEMPT

WRITERS = 16
ADDITIONS = 10


@pytest.fixture
def counter(engine: Engine) -> Engine:
    with engine.begin() as connection:
        connection.execute(
            text("INSERT INTO attempt (key, window_began_at, tries) VALUES ('x', '2026-10-05', 0)")
        )
    return engine


def count(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text("SELECT tries FROM attempt")).scalar_one())


def add_slowly(engine: Engine) -> None:
    """Reads before it writes, and dawdles in between."""
    look = ATTEMPT.select().with_for_update()  # SQLite has one writer at a time, and leaves these words out
    for _ in range(ADDITIONS):
        with engine.begin() as connection:
            tries = connection.execute(look).one().tries
            time.sleep(0.002)
            connection.execute(text("UPDATE attempt SET tries = :tries"), {"tries": tries + 1})


def never_let_sqlite_wait(connection, _record):
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA busy_timeout = 0")


def test_sixteen_writers_at_once_are_all_served_and_lose_nothing(counter):
    """Without SQLite's own waiting, so that only a proper queue can serve them all."""
    counter.dispose()
    event.listen(counter, "connect", never_let_sqlite_wait)
    with ThreadPoolExecutor(WRITERS) as writers:
        for done in [writers.submit(add_slowly, counter) for _ in range(WRITERS)]:
            done.result()
    assert count(counter) == WRITERS * ADDITIONS


def test_whoever_only_reads_waits_for_no_writer(counter):
    with counter.begin() as writing:
        writing.execute(text("UPDATE attempt SET tries = 7"))
        began = time.monotonic()
        assert count(to_read(counter)) == 0
        assert time.monotonic() - began < 1


def test_looking_without_a_turn_adds_nothing_to_what_other_threads_connect_with(engine):
    """SQLAlchemy walks through them as a thread connects, and fails if one is added meanwhile."""
    before = list(engine.pool.dispatch.connect)
    to_read(engine)
    to_read(engine)
    assert list(engine.pool.dispatch.connect) == before


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch, sqlite_template) -> Engine:
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.05)
    engine = make_engine(f"sqlite:///{sqlite_template}")
    yield engine
    engine.dispose()


def test_a_writer_who_waited_too_long_is_refused_and_the_next_is_served(impatient):
    with impatient.begin(), pytest.raises(OperationalError, match="locked"), impatient.begin():
        pass
    with impatient.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM attempt")).scalar_one() == 0


@pytest.mark.parametrize(("pragma", "value"), [("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1)])
def test_every_sqlite_connection_is_durable_and_strict(impatient, pragma, value):
    with impatient.connect() as connection:
        assert connection.execute(text(f"PRAGMA {pragma}")).scalar_one() == value
