"""The record of who looked at results or took them away, and of who did what: kept, read, forgotten."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.domain.access import require_partnership
from app.domain.looks import KEPT, Look, Noted
from app.domain.people import Organisation, Partnership, Seat
from app.storage import audit, looks, organisations, partnerships

LINES_ON_A_PAGE = 50


@dataclass(frozen=True)
class Activity:
    """One page of it, the newest first."""

    place: Organisation | Partnership
    lines: tuple[Noted, ...]
    number: int
    has_older: bool


def note(session: Session, look: Look) -> None:
    looks.add(session, look)


def of_organisation(session: Session, slug: str, number: int, *, by: Seat) -> Activity:
    place = organisations.get_own_organisation(session, slug, by=by)
    first = (number - 1) * LINES_ON_A_PAGE
    found = looks.of_organisation(session, place.id, first=first, most=LINES_ON_A_PAGE + 1)
    return _page(place, found, number)


def of_partnership(session: Session, slug: str, number: int, *, by: Seat) -> Activity:
    """The convenor and every partner read the same."""
    place = partnerships.get_partnership(session, slug)
    partners = partnerships.partners(session, place.id)
    require_partnership(place, by=by, partners=frozenset(each.organisation.id for each in partners))
    first = (number - 1) * LINES_ON_A_PAGE
    found = looks.of_partnership(session, place.id, first=first, most=LINES_ON_A_PAGE + 1)
    return _page(place, found, number)


def _page(place: Organisation | Partnership, found: list[Noted], number: int) -> Activity:
    return Activity(place, tuple(found[:LINES_ON_A_PAGE]), number, len(found) > LINES_ON_A_PAGE)


def forget_old(session: Session, *, now: datetime) -> None:
    """What is more than a year old."""
    looks.forget(session, before=now - KEPT)
    audit.forget(session, before=now - KEPT)
