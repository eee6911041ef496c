"""Bringing a database's tables up to date. The migrations themselves are in migrations/versions."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

ALEMBIC_INI = Path(__file__).parents[2] / "alembic.ini"


def _config(database_url: str = "") -> Config:
    config = Config(ALEMBIC_INI)
    config.attributes["database_url"] = database_url
    return config


@cache
def head() -> str:
    """The revision that this code expects the database to be at."""
    revision = ScriptDirectory.from_config(_config()).get_current_head()
    if revision is None:
        raise RuntimeError("There are no migrations in migrations/versions.")
    return revision


def current(session: Session) -> str | None:
    """The revision that the database is at; None if it cannot be reached or has no tables yet."""
    try:
        return session.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    except DBAPIError:
        return None


def upgrade(database_url: str, revision: str = "head") -> None:
    command.upgrade(_config(database_url), revision)


def downgrade(database_url: str, revision: str) -> None:
    command.downgrade(_config(database_url), revision)


def check(database_url: str) -> None:
    """Refuse when the tables in app/storage/schema/ are not those the migrations make."""
    command.check(_config(database_url))
