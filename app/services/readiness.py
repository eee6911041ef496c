"""Whether the site can do its work: its records are within reach and in the shape this code expects."""

from sqlmodel import Session

from app.storage import migrations


def why_not_ready(session: Session) -> str | None:
    revision = migrations.current(session)
    if revision is None:
        return "The database cannot be reached, or has no tables yet."
    if revision != migrations.head():
        return "The database is at another migration than this code expects."
    return None
