"""Two teams that Millbrook's partners share: one can be shown, and one is of two organisations and can't."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from app.demo.cast import COUNCIL, DELE, FEN_VALLEY, LANTERN, MILLBROOK, NORTHWAY, RHIANNON, Place
from app.domain.people import Seat
from app.services import shared_teams
from app.storage import organisations, people, seats
from app.storage import shared_teams as storage

# So many people of each place, all of one of its own teams.
Members = Mapping[str, tuple[tuple[Place, str, int], ...]]

TEAMS: Members = {
    "Home from hospital": (
        (NORTHWAY, "Independent living", 9),
        (COUNCIL, "Hospital discharge", 11),
        (FEN_VALLEY, "Therapies", 10),
        (LANTERN, "Advice", 6),
    ),
    "Street outreach": ((NORTHWAY, "Outreach", 14), (LANTERN, "Outreach", 12)),
}


def share(session: Session, *, now: datetime) -> None:
    """Rhiannon names them, and Dele puts Northway's people in; the others' moved in with their lists."""
    rhiannon, dele = (_seat(session, address) for address in (RHIANNON, DELE))
    for name in TEAMS:
        shared_teams.add(session, MILLBROOK.slug, name, by=rhiannon, now=now)
    for team, _, _ in shared_teams.own_share(session, NORTHWAY.slug, by=dele).teams:
        for place, own_team, number in TEAMS[team.name]:
            organisation = organisations.get_organisation(session, place.slug)
            in_it = _some_of(session, organisation.id, own_team, number)
            if place is NORTHWAY:
                shared_teams.put_in(session, place.slug, team.id, in_it, by=dele, now=now)
            else:
                storage.put_in(session, organisation.id, team.id, in_it)


def _some_of(session: Session, organisation_id: int, team: str, number: int) -> list[int]:
    teams = {each.name: each.id for each in organisations.teams(session, organisation_id)}
    staff = people.people_of(session, [organisation_id])
    return [each.id for each in staff if each.team_id == teams.get(team)][:number]


def _seat(session: Session, address: str) -> Seat:
    person = people.find_person_by_email(session, address)
    if person is None:
        raise LookupError(f"{address} has not moved in.")
    [seat] = seats.seats_of(session, person.id)
    return seat
