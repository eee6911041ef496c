"""Databases with every table in place, quickly: migrated and filled once, then copied or wiped."""

import shutil
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import Engine, Integer, make_url
from sqlmodel import SQLModel

from app.storage import migrations, tables  # noqa: F401 - importing it fills SQLModel.metadata


def make_sqlite_template(folder: Path) -> Path:
    template = folder / "template.db"
    migrations.upgrade(f"sqlite:///{template}")
    return template


def copy_sqlite(template: Path, folder: Path) -> str:
    shutil.copyfile(template, folder / "test.db")
    return f"sqlite:///{folder / 'test.db'}"


def make_postgresql(server_url: str, name: str, *, template: str = "template0") -> str:
    """A new database beside the server's first one."""
    drop_postgresql(server_url, name)
    with psycopg.connect(server_url, autocommit=True) as connection:
        words = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        connection.execute(words.format(sql.Identifier(name), sql.Identifier(template)))
    return make_url(server_url).set(database=name).render_as_string(hide_password=False)


def drop_postgresql(server_url: str, name: str) -> None:
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def wipe_postgresql(connection: psycopg.Connection) -> None:
    """Delete every row. With a handful of rows this is several times quicker than TRUNCATE."""
    names = [sql.Identifier(table) for table in SQLModel.metadata.tables]
    without_checks = sql.SQL("SET session_replication_role = replica; ")  # no triggers, no foreign keys
    connection.execute(without_checks + sql.SQL("; ").join(map(sql.SQL("DELETE FROM {}").format, names)))


def contents(engine: Engine) -> Any:
    """All that is in it, for `fill` to put into another database of its kind."""
    if engine.dialect.name == "sqlite":
        engine.dispose()  # after which all of it is in the one file
        return Path(str(engine.url.database)).read_bytes()
    with engine.connect() as connection, connection.connection.cursor() as cursor:
        rows = {}
        for table in SQLModel.metadata.tables:
            with cursor.copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))) as copy:
                rows[table] = b"".join(copy)
        return rows


def refill(engine: Engine, contents: Any) -> None:
    """In place of all that is in it."""
    engine.dispose()  # and with it the engines beside it
    if engine.dialect.name == "sqlite":
        Path(f"{engine.url.database}-wal").unlink(missing_ok=True)
    else:
        url = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(url, autocommit=True) as connection:
            wipe_postgresql(connection)
    fill(engine, contents)


def fill(engine: Engine, contents: Any) -> None:
    """Into an empty one that nobody has used yet."""
    if engine.dialect.name == "sqlite":
        Path(str(engine.url.database)).write_bytes(contents)
        return
    with engine.begin() as connection, connection.connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # no foreign keys: any order will do
        for table, rows in contents.items():
            if rows:
                with cursor.copy(sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table))) as copy:
                    copy.write(rows)
        counters = [
            sql.SQL(
                "setval(pg_get_serial_sequence({0}, 'id'), (SELECT coalesce(max(id), 0) + 1 FROM {1}), false)"
            ).format(table.name, sql.Identifier(table.name))
            for table in SQLModel.metadata.tables.values()
            if "id" in table.columns and isinstance(table.columns["id"].type, Integer)
        ]
        cursor.execute(sql.SQL("SELECT {}").format(sql.SQL(", ").join(counters)))
