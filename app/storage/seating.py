"""Giving somebody a seat, with a link by mail that lets her in; and taking it back."""

from sqlmodel import Session

from app.domain import codes, seating
from app.domain.errors import Conflict, Invalid
from app.domain.own_settings import LOOK_AGAIN
from app.domain.people import NewPerson, Organisation, Partnership, Seat, SeatKind, email_as_kept
from app.domain.seating import Somebody, WayIn
from app.storage import drafts, outbox, people, seats, sign_ins, staff_lists


def seat_director(
    session: Session, organisation: Organisation, somebody: Somebody, *, asked_by: str, way_in: WayIn
) -> None:
    """Hold the organisation first. Somebody on its staff list keeps her place there; others get none."""
    email = email_as_kept(somebody.email)
    for held in seats.seats_of_address(session, email):
        if held.kind is SeatKind.HR_DIRECTOR and held.organisation_id == organisation.id:
            raise Invalid(LOOK_AGAIN, {"email": f"{held.person_name} has this seat already."})
    person_id = staff_lists.has_address(session, organisation.id, email)
    if person_id is None or _has_one(session, person_id, SeatKind.HR_DIRECTOR):
        [person_id] = people.add_people(session, [NewPerson(somebody.name, email)])
    seats.add_seat(session, person_id=person_id, kind=SeatKind.HR_DIRECTOR, organisation_id=organisation.id)
    _welcome(session, person_id, somebody, SeatKind.HR_DIRECTOR, organisation.name, asked_by, way_in)


def seat_convenor(
    session: Session, partnership: Partnership, somebody: Somebody, *, asked_by: str, way_in: WayIn
) -> None:
    email = email_as_kept(somebody.email)
    for held in seats.seats_of_address(session, email):
        if held.kind is SeatKind.CONVENOR and held.partnership_id == partnership.id:
            raise Invalid(LOOK_AGAIN, {"email": f"{held.person_name} has this seat already."})
    [person_id] = people.add_people(session, [NewPerson(somebody.name, email)])
    seats.add_seat(session, person_id=person_id, kind=SeatKind.CONVENOR, partnership_id=partnership.id)
    _welcome(session, person_id, somebody, SeatKind.CONVENOR, partnership.name, asked_by, way_in)


def _has_one(session: Session, person_id: int, kind: SeatKind) -> bool:
    return any(
        each.kind is kind and each.person_id == person_id for each in seats.seats_of(session, person_id)
    )


def _welcome(
    session: Session,
    person_id: int,
    somebody: Somebody,
    kind: SeatKind,
    place: str,
    asked_by: str,
    way_in: WayIn,
) -> None:
    token = codes.token(way_in.randomness)
    request_id = codes.token(way_in.randomness)
    sign_ins.ask(
        session,
        request_id=request_id,
        person_id=person_id,
        token_hash=codes.token_hash(token),
        code_hash="",  # no code was mailed, so none is right
        expires_at=way_in.now + seating.LINK_LASTS,
    )
    body = seating.LETTER.format(
        name=somebody.name,
        asked_by=asked_by,
        place=place,
        kind=kind,
        link=f"{way_in.base_url}/sign-in/link/{token}",
    )
    sign_ins.mail(session, request_id, subject=seating.SUBJECT, body=body)


def take_back(session: Session, seat: Seat, *, by: Seat) -> None:
    """Hold the place first. What was set to open by itself opens in the name of whoever takes the seat."""
    held = seats.holders(
        session, seat.kind, organisation_id=seat.organisation_id, partnership_id=seat.partnership_id
    )
    if len(held) < 2:
        raise Conflict("The last one can’t go. Ask a colleague to take a seat first.")
    if seat.organisation_id is not None:
        heir = by if by.id != seat.id else next(each for each in held if each.id != seat.id)
        drafts.hand_over(session, seat.organisation_id, from_id=seat.person_id, to_id=heir.person_id)
    end(session, seat)
    email = people.get_person(session, seat.person_id).email
    if email and by.id != seat.id:
        words = {"ended_by": by.person_name, "kind": seat.kind, "place": seat.place}
        outbox.put(
            session, email, seating.GONE_SUBJECT, seating.GONE_LETTER.format(name=seat.person_name, **words)
        )


def end(session: Session, seat: Seat) -> None:
    """With whatever browser is signed in at it."""
    sign_ins.end_all_at(session, seat.id)
    seats.remove_seat(session, seat.id)
