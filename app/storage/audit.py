"""Who did what, when. Written in the same transaction as the deed; never about a respondent."""

from datetime import datetime

from sqlalchemy import insert
from sqlmodel import Session

from app.domain.people import Seat
from app.storage.tables import AUDIT

_ADDED = insert(AUDIT)


def record(session: Session, *, by: Seat | None, at: datetime, action: str, subject: str) -> None:
    """Without a seat it was the clock, or a command."""
    values = {
        "at": at,
        "person_id": None if by is None else by.person_id,
        "seat": "" if by is None else ", ".join(part for part in (by.kind, by.place) if part),
        "action": action,
        "subject": subject,
    }
    session.execute(_ADDED, values)
