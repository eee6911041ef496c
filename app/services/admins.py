"""Letting in a platform admin. From a terminal only: no page can make one."""

from datetime import datetime

from sqlmodel import Session

from app.domain.errors import Invalid
from app.domain.people import NewPerson, SeatKind
from app.storage import audit, outbox, people, seats

SUBJECT = "Looking after Good Partners"
LETTER = """Hello,

Somebody with a key to the machine has asked you to look after this Good Partners site:

{base_url}/sign-in

Ask there for a link with this address, and it lets you in. If this means nothing to you, leave it be.

Good Partners
"""


def invite_admin(session: Session, email: str, *, now: datetime, base_url: str, name: str = "") -> bool:
    """False for somebody who was one already; nothing is sent then."""
    if email.count("@") != 1:
        raise Invalid(f"{email} is not an e-mail address.", {"email": "An address has one @ in it."})
    person = people.find_person_by_email(session, email)
    if person is None:
        [person_id] = people.add_people(session, [NewPerson(name=name or email, email=email)])
    else:
        person_id = person.id
    if any(seat.kind is SeatKind.ADMIN for seat in seats.seats_of(session, person_id)):
        return False
    seats.add_seat(session, person_id=person_id, kind=SeatKind.ADMIN)
    outbox.put(session, email, SUBJECT, LETTER.format(base_url=base_url))
    audit.record(session, by=None, at=now, action="invited an admin", subject=f"person {person_id}")
    return True
