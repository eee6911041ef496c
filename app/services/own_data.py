"""What is kept about somebody’s sign-in, for her to see and take along. Never anything about answering."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.domain.people import Person, Seat
from app.domain.sign_ins import SignIn
from app.storage import organisations, people, seats, sign_ins, teams


@dataclass(frozen=True)
class OnAList:
    """How one organisation has her on its staff list; without an organisation she is on none."""

    person: Person
    organisation: str | None
    team: str | None


@dataclass(frozen=True)
class OwnData:
    lists: tuple[OnAList, ...]
    seats: tuple[Seat, ...]
    sign_ins: tuple[SignIn, ...]
    seen_at: datetime


def own_data(session: Session, *, by: Seat, now: datetime) -> OwnData:
    """Of everybody with her address: whoever has proven that the mailbox is hers may sit for any of them."""
    own_seats = seats.seats_of(session, by.person_id)
    person = people.get_person(session, by.person_id)
    every = people.people_with_address(session, person.email) if person.email else [person]
    return OwnData(
        tuple(_on_a_list(session, each) for each in every),
        tuple(own_seats),
        tuple(each for one in every for each in sign_ins.sign_ins_of(session, one.id)),
        now,
    )


def _on_a_list(session: Session, person: Person) -> OnAList:
    if person.organisation_id is None:
        return OnAList(person, None, None)
    organisation = organisations.get_organisation_by_id(session, person.organisation_id)
    of_team = {each.id: each.name for each in teams.team_sizes(session, organisation.id)}
    return OnAList(person, organisation.name, of_team.get(person.team_id or 0))
