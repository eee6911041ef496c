"""Seats: the roles that people hold."""

from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, select
from sqlmodel import Session

from app.domain.errors import NotFound
from app.domain.people import Seat, SeatKind
from app.storage.tables import ORGANISATION, PARTNERSHIP, PERSON, SEAT, can_be_kept

_SEATS = (
    select(
        SEAT,
        PERSON.c.name.label("person_name"),
        ORGANISATION.c.slug.label("organisation_slug"),
        ORGANISATION.c.name.label("organisation_name"),
        PARTNERSHIP.c.slug.label("partnership_slug"),
        PARTNERSHIP.c.name.label("partnership_name"),
    )
    .join(PERSON, PERSON.c.id == SEAT.c.person_id)
    .outerjoin(ORGANISATION, ORGANISATION.c.id == SEAT.c.organisation_id)
    .outerjoin(PARTNERSHIP, PARTNERSHIP.c.id == SEAT.c.partnership_id)
)
_BY_ID = _SEATS.where(SEAT.c.id == bindparam("seat_id"))
_OF_ADDRESS = _SEATS.where(PERSON.c.email == bindparam("email")).order_by(SEAT.c.id)
_THE_PERSON = PERSON.alias("the_person")
# Whoever has proven that a mailbox is hers may sit wherever that address has a seat.
_SAME_ADDRESS = (
    select(_THE_PERSON.c.email)
    .where(_THE_PERSON.c.id == bindparam("person_id"), _THE_PERSON.c.email.is_not(None))
    .scalar_subquery()
)
_OF_PERSON = _SEATS.where(
    (SEAT.c.person_id == bindparam("person_id")) | (PERSON.c.email == _SAME_ADDRESS)
).order_by(SEAT.c.id)

_HOLDERS = _SEATS.where(SEAT.c.kind == bindparam("kind")).order_by(PERSON.c.name, SEAT.c.id)
_REMOVED = delete(SEAT).where(SEAT.c.id == bindparam("seat_id"))


def _seat(row: Row[*tuple[Any, ...]]) -> Seat:
    return Seat(
        id=row.id,
        kind=SeatKind(row.kind),
        person_id=row.person_id,
        person_name=row.person_name,
        organisation_id=row.organisation_id,
        organisation_slug=row.organisation_slug,
        organisation_name=row.organisation_name,
        partnership_id=row.partnership_id,
        partnership_slug=row.partnership_slug,
        partnership_name=row.partnership_name,
    )


def get_seat(session: Session, seat_id: int) -> Seat:
    row = session.execute(_BY_ID, {"seat_id": seat_id}).one_or_none()
    if row is None:
        raise NotFound("There is no such seat.")
    return _seat(row)


def seats_of(session: Session, person_id: int) -> list[Seat]:
    return [_seat(row) for row in session.execute(_OF_PERSON, {"person_id": person_id})]


def seats_of_address(session: Session, email: str) -> list[Seat]:
    """Of everybody with this address, as it is kept; an address may be on the lists of several places."""
    if not can_be_kept(email):
        return []
    return [_seat(row) for row in session.execute(_OF_ADDRESS, {"email": email})]


def add_seat(
    session: Session,
    *,
    person_id: int,
    kind: SeatKind,
    organisation_id: int | None = None,
    partnership_id: int | None = None,
) -> int:
    added = insert(SEAT).values(
        person_id=person_id, kind=kind, organisation_id=organisation_id, partnership_id=partnership_id
    )
    return int(session.execute(added.returning(SEAT.c.id)).scalar_one())


def holders(
    session: Session,
    kind: SeatKind,
    *,
    organisation_id: int | None = None,
    partnership_id: int | None = None,
) -> list[Seat]:
    """Everybody in this kind of seat at one place, by name."""
    here = _HOLDERS.where(
        SEAT.c.organisation_id == organisation_id
        if partnership_id is None
        else SEAT.c.partnership_id == partnership_id
    )
    return [_seat(row) for row in session.execute(here, {"kind": kind})]


def remove_seat(session: Session, seat_id: int) -> None:
    """Sign-ins at it have to have ended."""
    session.execute(_REMOVED, {"seat_id": seat_id})
