"""Whether a database holds the sample data, half of it, or something else that must be left alone."""

from datetime import datetime
from enum import Enum

from sqlalchemy import func, select
from sqlmodel import Session, SQLModel

from app.storage import audit
from app.storage.tables import AUDIT, ORGANISATION, PERSON

BEGAN = "began to load the sample data"
FINISHED = "finished loading the sample data"


class Contents(Enum):
    NOTHING = "nothing"
    HALF = "half of the sample data"
    ALL = "the sample data"
    OTHER = "something that is not sample data"


def contents(session: Session) -> Contents:
    marks = set(
        session.execute(select(AUDIT.c.action).where(AUDIT.c.action.in_([BEGAN, FINISHED]))).scalars()
    )
    if FINISHED in marks:
        return Contents.ALL
    if BEGAN in marks:
        return Contents.HALF
    kept = sum(
        session.execute(select(func.count()).select_from(table)).scalar_one()
        for table in (ORGANISATION, PERSON)
    )
    return Contents.OTHER if kept else Contents.NOTHING


def begin(session: Session, *, now: datetime) -> None:
    audit.record(session, by=None, at=now, action=BEGAN, subject="demo")


def finish(session: Session, *, now: datetime) -> None:
    audit.record(session, by=None, at=now, action=FINISHED, subject="demo")


def clear(session: Session) -> None:
    """Only ever for half-loaded sample data: nobody has been let in yet."""
    for table in reversed(SQLModel.metadata.sorted_tables):
        session.execute(table.delete())
