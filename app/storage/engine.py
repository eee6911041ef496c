"""Connections: to SQLite for one machine, to PostgreSQL for a server. Durable in both."""

from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import Connection as SQLiteConnection
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from app.storage.in_turn import InTurn, end_turn

BUSY_SECONDS = 2.0  # how long a write waits for another before the person is asked to try again
POOL_SECONDS = 3.0
CONNECTIONS = 20

# What a statement can be run on. On the saving path it is a bare connection: a session costs twice as much.
Database = Session | Connection


def make_engine(database_url: str, *, connections: int = CONNECTIONS, reads_only: bool = False) -> Engine:
    if make_url(database_url).get_backend_name() == "sqlite":
        return _sqlite_engine(database_url, connections, reads_only=reads_only, patience=BUSY_SECONDS)
    return create_engine(
        database_url,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=POOL_SECONDS,
        pool_pre_ping=True,
        connect_args={"options": "-c statement_timeout=30000 -c lock_timeout=3000"},
    )


def make_reading_engine(database_url: str, *, beside: Engine) -> Engine:
    """Closed together with the one `beside` it, and with connections of its own.

    Requests look, and then write while they still hold what they looked with. Out of one pool, as many of
    them at once as it has connections would all wait for each other.
    """
    reading = make_engine(database_url, reads_only=True)
    event.listen(beside, "engine_disposed", lambda _: reading.dispose())
    return reading


def make_glancing_engine(database_url: str, *, beside: Engine) -> Engine | None:
    """For looks by the event loop itself, which must never wait for a connection that a thread holds.

    None where the database is across a network: there each look has to wait.
    """
    return make_reading_engine(database_url, beside=beside) if _is_within_the_process(beside) else None


def make_saving_engine(database_url: str, *, beside: Engine) -> Engine | None:
    """For `begin_at_once`, with connections that no thread holds. None where each save has to wait."""
    if not isinstance(beside.dialect, InTurn):
        return None
    saving = _sqlite_engine(database_url, CONNECTIONS, patience=0.0, turn=beside.dialect.turn)
    event.listen(beside, "engine_disposed", lambda _: saving.dispose())
    return saving


def begin_at_once(saving: Engine) -> Connection | None:
    """None if another is writing, or is waiting to."""
    try:
        return begin(saving)
    except OperationalError:
        return None


def begin(engine: Engine) -> Connection:
    connection = engine.connect()
    try:
        connection.begin()
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def savepoint(connection: Connection) -> Iterator[None]:
    """As `begin_nested`, at a sixth of its cost."""
    connection.exec_driver_sql("SAVEPOINT one")
    try:
        yield
    except BaseException:
        connection.exec_driver_sql("ROLLBACK TO SAVEPOINT one")
        raise
    finally:
        connection.exec_driver_sql("RELEASE SAVEPOINT one")


def to_read(engine: Engine) -> Engine:
    """The same connections, but on SQLite looking through them takes no write lock."""
    dialect = engine.dialect
    if not isinstance(dialect, InTurn) or dialect.to_read is None:
        return engine
    if dialect.to_read.pool is not engine.pool:  # the engine was disposed of, and has others now
        dialect.to_read = create_engine(engine.url, pool=engine.pool, reads_only=True)
    return dialect.to_read


def _is_within_the_process(engine: Engine) -> bool:
    return engine.dialect.name == "sqlite"


def _sqlite_engine(database_url: str, connections: int, *, patience: float, **options: Any) -> Engine:
    engine = create_engine(
        make_url(database_url).set(drivername=f"sqlite+{InTurn.driver}"),
        patience=patience,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=POOL_SECONDS,
        connect_args={"timeout": patience, "check_same_thread": False},
        **options,
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "checkin", end_turn)
    # Now, and once: it listens to the pool, and a thread that connects meanwhile would fail.
    if isinstance(engine.dialect, InTurn):
        engine.dialect.to_read = create_engine(engine.url, pool=engine.pool, reads_only=True)
    return engine


def _prepare_sqlite(connection: SQLiteConnection, _record: Any) -> None:
    # The driver would begin transactions by itself, too late: two writers could both read first.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")  # anything less loses acknowledged answers at a power cut
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA secure_delete = ON")
    cursor.close()
