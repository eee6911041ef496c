"""Who did what, when. Written in the same transaction as the deed; never about a respondent."""

from datetime import datetime

from sqlalchemy import bindparam, delete, insert
from sqlmodel import Session

from app.domain.people import Seat
from app.storage.tables import AUDIT

_ADDED = insert(AUDIT)
# What no person did stays: it is about the site, and the demo knows by it what has been loaded.
_OLD = delete(AUDIT).where(AUDIT.c.at < bindparam("before"), AUDIT.c.person_id.is_not(None))


def record(
    session: Session,
    *,
    by: Seat | None,
    at: datetime,
    action: str,
    subject: str,
    organisation_id: int | None = None,
    partnership_id: int | None = None,
) -> None:
    """Without a seat it was the clock, or a command. It is read where it was done: at the seat's place."""
    values = {
        "at": at,
        "person_id": None if by is None else by.person_id,
        "seat": "" if by is None else ", ".join(part for part in (by.kind, by.place) if part),
        "action": action,
        "subject": subject,
        "organisation_id": organisation_id or (by.organisation_id if by else None),
        "partnership_id": partnership_id or (by.partnership_id if by else None),
    }
    session.execute(_ADDED, values)


def forget(session: Session, *, before: datetime) -> None:
    session.execute(_OLD, {"before": before})
