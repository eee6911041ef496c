"""How Alembic reaches the database: in one transaction, one at a time, never waiting for long."""

import os
from sqlite3 import Connection as SQLiteConnection
from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection, Engine, NullPool, create_engine, event, text
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from app.storage import door_schema, mail_schema, schema, schema_after  # noqa: F401 - imported to fill SQLModel.metadata
from app.storage import schema_notebooks  # noqa: F401 - as above

OUR_LOCK = 7_314_008  # any number, as long as nothing else in this database takes it
LOCK_TIMEOUT_SECONDS = 5
STATEMENT_TIMEOUT_SECONDS = 300


def an_engine(database_url: str) -> Engine:
    """Of its own: SQLite rebuilds a table to change it, which the foreign keys of the app's engine forbid."""
    engine = create_engine(database_url, poolclass=NullPool)
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine, "connect")
        def leave_transactions_to_us(connection: SQLiteConnection, _: object) -> None:
            connection.isolation_level = None  # or sqlite3 would commit before every CREATE TABLE
            connection.execute("PRAGMA journal_mode = WAL")

        @event.listens_for(engine, "begin")
        def begin_as_a_writer(connection: Connection) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def wait_for_nobody(connection: Connection) -> None:
    """Give up rather than queue behind a long query, with everyone else queueing behind us."""
    connection.execute(text(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT_SECONDS}s'"))
    connection.execute(text(f"SET LOCAL statement_timeout = '{STATEMENT_TIMEOUT_SECONDS}s'"))
    connection.execute(text(f"SELECT pg_advisory_xact_lock({OUR_LOCK})"))


def render_item(kind: str, item: object, _: AutogenContext) -> str | Literal[False]:
    """Spell SQLModel's own types in SQLAlchemy's words, so that old migrations outlive a SQLModel release."""
    if kind == "type" and isinstance(item, AutoString):
        return "sa.String()"
    if kind == "type" and isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def migrate() -> None:
    url = context.config.attributes.get("database_url") or os.environ["GOOD_PARTNERS_DATABASE_URL"]
    with an_engine(url).begin() as connection:
        if connection.dialect.name == "postgresql":
            wait_for_nobody(connection)
        context.configure(
            connection=connection,
            target_metadata=SQLModel.metadata,
            render_as_batch=True,
            transactional_ddl=True,
            render_item=render_item,
            autogenerate_plugins=["alembic.autogenerate.*", "alembic.ext.checkconstraint_byname"],
        )
        context.run_migrations()


migrate()
