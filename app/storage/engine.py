"""Connections: to SQLite for one machine, to PostgreSQL for a server. Durable in both."""

from sqlite3 import Connection as SQLiteConnection
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection
from sqlmodel import Session

BUSY_SECONDS = 2.0  # how long a write waits for another before the person is asked to try again
POOL_SECONDS = 3.0

# What a statement can be run on. On the saving path it is a bare connection: a session costs twice as much.
Database = Session | Connection

_HAS_TURN = "has the writers' turn"


def make_engine(database_url: str, *, connections: int = 20, reads_only: bool = False) -> Engine:
    if make_url(database_url).get_backend_name() == "sqlite":
        return _sqlite_engine(database_url, connections, reads_only=reads_only)
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


def to_read(engine: Engine) -> Engine:
    """The same connections, but on SQLite looking through them takes no write lock."""
    if not _is_within_the_process(engine):
        return engine
    return create_engine(engine.url, pool=engine.pool, reads_only=True)


def _is_within_the_process(engine: Engine) -> bool:
    return engine.dialect.name == "sqlite"


def _sqlite_engine(database_url: str, connections: int, *, reads_only: bool) -> Engine:
    engine = create_engine(
        make_url(database_url).set(drivername=f"sqlite+{_InTurn.driver}"),
        reads_only=reads_only,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=POOL_SECONDS,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "checkin", _end_turn)
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


class _InTurn(SQLiteDialect_pysqlite):
    """One writer of this process at a time, in the order they came.

    SQLite itself lets writers try again and again, each after a nap. Sixteen people who save at once then
    keep passing each other by, and some wait in vain.
    """

    driver = "in_turn"
    supports_statement_cache = True

    def __init__(self, reads_only: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self._reads_only = reads_only
        self._turn = Lock()

    def do_begin(self, dbapi_connection: PoolProxiedConnection) -> None:
        if self._reads_only:
            _run(dbapi_connection, "BEGIN")
            return
        # Whoever has waited for too long lets SQLite say so, as it does when another process is writing.
        if self._turn.acquire(timeout=BUSY_SECONDS):
            dbapi_connection.info[_HAS_TURN] = self._turn
        _run(dbapi_connection, "BEGIN IMMEDIATE")


def _run(connection: DBAPIConnection | PoolProxiedConnection, statement: str) -> None:
    cursor = connection.cursor()
    cursor.execute(statement)
    cursor.close()


def _end_turn(_connection: SQLiteConnection | None, record: ConnectionPoolEntry) -> None:
    turn = record.info.pop(_HAS_TURN, None)
    if turn is not None:
        turn.release()


registry.register(f"sqlite.{_InTurn.driver}", __name__, _InTurn.__name__)
