"""The cast, small: who each is, and the places they come from, put into a database for a test."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlmodel import Session

from app.domain.people import NewPerson, RoleLevel, Seat, SeatKind
from app.storage import organisations, partnerships, people, seats

NOW = datetime(2026, 10, 5, 9, 30, tzinfo=UTC)

# Amira answers at Lantern Trust. Dele is HR director at Northway Homes. Rhiannon convenes Millbrook,
# where both are partners. Sorcha is the fellow. Owen is HR director at Harbour Row Housing, in another
# partnership: at Millbrook he should see nothing.
AMIRA = "amira@lantern.example"
DELE = "dele@northway.example"
RHIANNON = "rhiannon@millbrook.example"
SORCHA = "sorcha@fellows.example"
OWEN = "owen@harbour-row.example"


@dataclass(frozen=True)
class Cast:
    northway: int
    lantern: int
    harbour_row: int
    outreach: int  # a team at Northway
    repairs: int
    millbrook: int
    eastquay: int
    amira: Seat
    dele: Seat
    rhiannon: Seat
    sorcha: Seat
    owen: Seat


def colleagues(
    session: Session, organisation_id: int, count: int, *, team_id: int | None = None, place: str = "x"
) -> list[int]:
    """So many more people, strategic and operational by turns."""
    levels = (RoleLevel.OPERATIONAL, RoleLevel.STRATEGIC)
    return people.add_people(
        session,
        [
            NewPerson(
                f"Colleague {number}",
                f"colleague-{organisation_id}-{place}-{number}@places.example",
                organisation_id,
                team_id,
                levels[number % 2],
            )
            for number in range(count)
        ],
    )


def gather(session: Session) -> Cast:
    """Puts everybody in. Northway has twelve in Outreach, four in Repairs and Dele; the rest are small."""
    northway = organisations.add_organisation(
        session, slug="northway-homes", name="Northway Homes", staff=420
    )
    lantern = organisations.add_organisation(session, slug="lantern-trust", name="Lantern Trust", staff=58)
    harbour_row = organisations.add_organisation(
        session, slug="harbour-row-housing", name="Harbour Row Housing", staff=90
    )
    outreach = organisations.add_team(session, organisation_id=northway, name="Outreach")
    repairs = organisations.add_team(session, organisation_id=northway, name="Repairs")
    millbrook = partnerships.add_partnership(
        session, slug="millbrook", name="Millbrook Prevention Partnership"
    )
    eastquay = partnerships.add_partnership(session, slug="eastquay", name="Eastquay Partnership")
    for organisation_id in (northway, lantern):
        partnerships.add_partner(session, partnership_id=millbrook, organisation_id=organisation_id)
    partnerships.add_partner(session, partnership_id=eastquay, organisation_id=harbour_row)
    colleagues(session, northway, 12, team_id=outreach, place="outreach")
    colleagues(session, northway, 4, team_id=repairs, place="repairs")
    colleagues(session, lantern, 6)
    return Cast(
        northway=northway,
        lantern=lantern,
        harbour_row=harbour_row,
        outreach=outreach,
        repairs=repairs,
        millbrook=millbrook,
        eastquay=eastquay,
        amira=_seated(session, "Amira Rahal", AMIRA, SeatKind.RESPONDENT, organisation_id=lantern),
        dele=_seated(session, "Dele Okonjo", DELE, SeatKind.HR_DIRECTOR, organisation_id=northway),
        rhiannon=_seated(session, "Rhiannon Vaughan", RHIANNON, SeatKind.CONVENOR, partnership_id=millbrook),
        sorcha=_seated(session, "Sorcha Brannigan", SORCHA, SeatKind.FELLOW),
        owen=_seated(session, "Owen Trevithick", OWEN, SeatKind.HR_DIRECTOR, organisation_id=harbour_row),
    )


def _seated(
    session: Session,
    name: str,
    email: str,
    kind: SeatKind,
    *,
    organisation_id: int | None = None,
    partnership_id: int | None = None,
) -> Seat:
    [person_id] = people.add_people(
        session, [NewPerson(name, email, organisation_id, None, RoleLevel.OPERATIONAL)]
    )
    seat_id = seats.add_seat(
        session,
        person_id=person_id,
        kind=kind,
        organisation_id=organisation_id,
        partnership_id=partnership_id,
    )
    return seats.get_seat(session, seat_id)
