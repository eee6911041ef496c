"""Connections: to SQLite for one machine, to PostgreSQL for a server. Durable in both."""

from sqlite3 import Connection as SQLiteConnection
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_SECONDS = 2.0  # how long a write waits for another before the person is asked to try again
POOL_SECONDS = 3.0

READ_ONLY = "reading"  # an execution option: begin without taking the write lock
_HAS_TURN = "has the writers' turn"


def make_engine(database_url: str, *, connections: int = 20, reads_only: bool = False) -> Engine:
    options = {READ_ONLY: reads_only}
    if make_url(database_url).get_backend_name() == "sqlite":
        return _sqlite_engine(database_url, connections, options)
    return create_engine(
        database_url,
        execution_options=options,
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


def _sqlite_engine(database_url: str, connections: int, options: dict[str, bool]) -> Engine:
    engine = create_engine(
        database_url,
        execution_options=options,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=POOL_SECONDS,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    writers = _WritersQueue()
    event.listen(engine, "begin", writers.begin)
    event.listen(engine, "checkin", writers.end)
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


class _WritersQueue:
    """One writer of this process at a time, in the order they came.

    SQLite itself lets writers try again and again, each after a nap. Sixteen people who save at once then
    keep passing each other by, and some wait in vain.
    """

    def __init__(self) -> None:
        self._turn = Lock()

    def begin(self, connection: Connection) -> None:
        if connection.get_execution_options().get(READ_ONLY, False):
            connection.exec_driver_sql("BEGIN")
            return
        # Whoever has waited for too long lets SQLite say so, as it does when another process is writing.
        if self._turn.acquire(timeout=BUSY_SECONDS):
            connection.info[_HAS_TURN] = True
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def end(self, _connection: SQLiteConnection | None, record: ConnectionPoolEntry) -> None:
        if record.info.pop(_HAS_TURN, False):
            self._turn.release()
