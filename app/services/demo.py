"""The demo's seats and codes: made-up people, whose seats anybody may take."""

from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from app.domain.errors import NotFound
from app.storage import demo_codes, people
from app.storage.demo_codes import DemoCode


@dataclass(frozen=True)
class DemoSeat:
    key: str  # in addresses: /demo/sit/amira
    email: str
    first_name: str
    role: str
    sees: str  # what there is to find in it


SEATS = (
    DemoSeat(
        "amira",
        "amira@lantern.example",
        "Amira",
        "outreach worker, Lantern Trust",
        "Answer, and read the profile that nobody else sees.",
    ),
    DemoSeat(
        "dele",
        "dele@northway.example",
        "Dele",
        "HR director, Northway Homes",
        "Watch an assessment, close it, and read what it says.",
    ),
    DemoSeat(
        "rhiannon",
        "rhiannon@millbrook.example",
        "Rhiannon",
        "convenor, Millbrook Prevention Partnership",
        "See six partners at one table, two of them small.",
    ),
    DemoSeat(
        "sorcha",
        "sorcha@fellows.example",
        "Sorcha",
        "fellow",
        "Read the charter and where each part of it comes from.",
    ),
    DemoSeat(
        "owen",
        "owen@harbour-row.example",
        "Owen",
        "HR director, Harbour Row Housing",
        "See small teams and small partners held back or standing together, and nothing of Millbrook.",
    ),
)


def get_seat(key: str) -> DemoSeat:
    seat = next((each for each in SEATS if each.key == key), None)
    if seat is None:
        raise NotFound("There is no such seat in the demo.")
    return seat


def get_person_id(session: Session, key: str) -> int:
    """Whom to sign in for this seat."""
    person = people.find_person_by_email(session, get_seat(key).email)
    if person is None:
        raise NotFound("The sample data has not been loaded yet.")
    return person.id


def return_codes(codes_file: Path) -> list[DemoCode]:
    """Amira's, from the assessments that have closed; none before the sample data is loaded."""
    return demo_codes.read(codes_file)
