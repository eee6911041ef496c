"""Who looks after an organisation: its HR directors, and what they leave in writing for each other."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.domain.errors import NO_SUCH_PAGE, Invalid, NotFound
from app.domain.own_settings import LOOK_AGAIN
from app.domain.people import Organisation, Seat, SeatKind
from app.domain.seating import Somebody, WayIn, require_somebody
from app.storage import audit, organisations, own_settings, people, seating, seats
from app.storage.own_settings import Handover

LONGEST_NOTE = 5_000


@dataclass(frozen=True)
class Director:
    seat: Seat
    email: str
    is_me: bool


@dataclass(frozen=True)
class DirectorsPage:
    organisation: Organisation
    directors: tuple[Director, ...]
    handover: Handover


class WrittenMeanwhile(Invalid):
    """Somebody else has changed the note since it was opened."""


def directors_page(session: Session, slug: str, *, by: Seat) -> DirectorsPage:
    organisation = organisations.get_own_organisation(session, slug, by=by)
    held = seats.holders(session, SeatKind.HR_DIRECTOR, organisation_id=organisation.id)
    directors = (
        Director(each, people.get_person(session, each.person_id).email or "", each.id == by.id)
        for each in held
    )
    return DirectorsPage(organisation, tuple(directors), own_settings.get_handover(session, organisation.id))


def invite(session: Session, slug: str, somebody: Somebody, *, by: Seat, way_in: WayIn) -> None:
    organisation = organisations.get_own_organisation(session, slug, by=by)
    require_somebody(somebody)
    own_settings.hold(session, organisation.id)
    seating.seat_director(session, organisation, somebody, asked_by=by.person_name, way_in=way_in)
    subject = f"{organisation.slug}: {somebody.name}"
    audit.record(session, by=by, at=way_in.now, action="asked a colleague to be HR director", subject=subject)


def get_director(session: Session, slug: str, seat_id: int, *, by: Seat) -> tuple[DirectorsPage, Director]:
    page = directors_page(session, slug, by=by)
    found = next((each for each in page.directors if each.seat.id == seat_id), None)
    if found is None:
        raise NotFound(NO_SUCH_PAGE)
    return page, found


def remove(session: Session, slug: str, seat_id: int, *, by: Seat, now: datetime) -> bool:
    """Whether it was one's own. Two who remove each other: the second finds that the other is gone."""
    organisation = organisations.get_own_organisation(session, slug, by=by)
    own_settings.hold(session, organisation.id)
    _, director = get_director(session, slug, seat_id, by=by)
    seating.take_back(session, director.seat, by=by)
    action = "gave up the seat of HR director" if director.is_me else "took back the seat of"
    subject = organisation.slug if director.is_me else f"{organisation.slug}: {director.seat.person_name}"
    audit.record(session, by=by, at=now, action=action, subject=subject)
    return director.is_me


def write_note(session: Session, slug: str, note: str, *, seen: int, by: Seat, now: datetime) -> None:
    """Raises WrittenMeanwhile if there is a newer one than the version `seen`."""
    organisation = organisations.get_own_organisation(session, slug, by=by)
    if len(note) > LONGEST_NOTE:
        raise Invalid(LOOK_AGAIN, {"note": f"Keep it to {LONGEST_NOTE:,} letters."})
    if own_settings.get_handover(session, organisation.id).note == note:
        return
    if not own_settings.write_handover(
        session, organisation.id, note, seen=seen, by_name=by.person_name, now=now
    ):
        words = (
            "A colleague changed this note meanwhile. Theirs is above; put the two together and save again."
        )
        raise WrittenMeanwhile(LOOK_AGAIN, {"note": words})
    audit.record(session, by=by, at=now, action="changed the handover note", subject=organisation.slug)
