"""SQLite with one writer of this process at a time, in the order they came.

SQLite itself lets writers try again and again, each after a nap. Sixteen people who save at once then keep
passing each other by, and some wait in vain.
"""

from sqlite3 import Connection as SQLiteConnection
from threading import Lock
from time import monotonic
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

_HAS_TURN = "has the writers' turn"


class Turn:
    """To write."""

    def __init__(self) -> None:
        self._writing = Lock()
        self._next = Lock()

    def take(self, patience: float) -> bool:
        """Whether it was had within so many seconds. With none to spare, nobody who waits is passed by."""
        if not patience:
            return not self.is_awaited() and self._writing.acquire(blocking=False)
        until = monotonic() + patience
        if not self._next.acquire(timeout=patience):
            return False
        try:
            return self._writing.acquire(timeout=max(0.0, until - monotonic()))
        finally:
            self._next.release()

    def is_awaited(self) -> bool:
        return self._next.locked()

    def end(self) -> None:
        self._writing.release()


class InTurn(SQLiteDialect_pysqlite):
    """Waits `patience` seconds for the turn, and `reads_only` for none."""

    driver = "in_turn"
    supports_statement_cache = True

    def __init__(
        self, patience: float = 0.0, reads_only: bool = False, turn: Turn | None = None, **options: Any
    ) -> None:
        super().__init__(**options)
        self.turn = turn or Turn()
        self._patience = patience
        self._reads_only = reads_only
        self.to_read: Engine | None = None

    def do_begin(self, dbapi_connection: PoolProxiedConnection) -> None:
        if self._reads_only:
            _run(dbapi_connection, "BEGIN")
            return
        # Whoever has waited for too long lets SQLite say so, as it does when another process is writing.
        if self.turn.take(self._patience):
            dbapi_connection.info[_HAS_TURN] = self.turn
        _run(dbapi_connection, "BEGIN IMMEDIATE")


def _run(connection: DBAPIConnection | PoolProxiedConnection, statement: str) -> None:
    cursor = connection.cursor()
    cursor.execute(statement)
    cursor.close()


def end_turn(_connection: SQLiteConnection | None, record: ConnectionPoolEntry) -> None:
    turn: Turn | None = record.info.pop(_HAS_TURN, None)
    if turn is not None:
        turn.end()


registry.register(f"sqlite.{InTurn.driver}", __name__, InTurn.__name__)
