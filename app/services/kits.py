"""Whose recruitment kit or sheet it is. What is in it comes from the charter, and nothing of it is kept."""

from sqlmodel import Session

from app.domain.access import require_organisation
from app.domain.people import Organisation, Seat
from app.storage import organisations


def organisation_of(session: Session, slug: str, *, by: Seat) -> Organisation:
    organisation = organisations.get_organisation(session, slug)
    require_organisation(organisation, by=by)
    return organisation
