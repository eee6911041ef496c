"""Places to measure in: organisations, their people, and an assessment that waits for their answers."""

import re
import secrets
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import Engine, select
from sqlmodel import Session

from app.domain.assessments import BLOCKS_OF_A_PARTNERSHIP, BLOCKS_OF_AN_ORGANISATION, Assessment
from app.domain.charter import CharterLibrary
from app.domain.people import NewPerson, RoleLevel, Seat, SeatKind
from app.services import letter_writing, setting_up
from app.storage import migrations, organisations, outbox, partnerships, people, seats
from app.storage.charter_files import load_library
from app.storage.engine import make_engine
from app.storage.tables import SEAT

CHARTER = Path("charter")
DATA = Path("data")
MOST_TEAMS = 40  # so that a large place has the same figures to show as a middling one
FEWEST_A_TEAM = 25
ROLE_LEVELS = (RoleLevel.STRATEGIC, *[RoleLevel.OPERATIONAL] * 5, RoleLevel.BOTH)
LINK = re.compile(r"(/i/[0-9a-f]+)")


@dataclass(frozen=True)
class World:
    """`invitations` are the links' paths, as mailed, if they were."""

    people: int
    database: Path
    engine: Engine
    library: CharterLibrary
    assessment: Assessment
    invitations: tuple[str, ...]

    @property
    def settings(self) -> dict[str, str]:
        """For a server of its own. Not the demo: what is measured is what people will use."""
        return {
            "GOOD_PARTNERS_DATABASE_URL": f"sqlite:///{self.database}",
            "GOOD_PARTNERS_SECRET": secrets.token_urlsafe(48),
            "GOOD_PARTNERS_MAIL_FOLDER": str(self.database.parent / "mail"),
        }


def skewed(people: int, organisations: int) -> list[int]:
    """Numbers of staff: one large organisation, a few middling ones, many small ones, `people` in all."""
    shares = [1 / (number + 2) for number in range(organisations)]
    staff = [max(1, int(people * share / sum(shares))) for share in shares]
    return [staff[0] + people - sum(staff), *staff[1:]]


@contextmanager
def a_folder() -> Iterator[Path]:
    """On the disk that real data would be on, for a save costs what the disk takes to keep it."""
    DATA.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=DATA) as folder:
        yield Path(folder).absolute()


@contextmanager
def a_world(
    *staff: int, joint: bool = True, announce: bool = False, teams: int | None = None
) -> Iterator[World]:
    """One organisation for each number of staff. Without `joint`, the first one's own assessment.

    `teams` is for each organisation; without it, as many as its staff would have.
    """
    library = load_library(CHARTER)
    with a_folder() as folder:
        database = folder / "bench.sqlite"
        migrations.upgrade(f"sqlite:///{database}")
        engine = make_engine(f"sqlite:///{database}")
        with Session(engine) as session, session.begin():
            assessment = _open(session, library, staff, joint=joint, announce=announce, teams=teams)
            letters = outbox.waiting(session, most=sum(staff) + 1)
            paths = [found[1] for each in letters if (found := LINK.search(each.message.body))]
            outbox.remove(session, [each.id for each in letters])  # no server sends them meanwhile
        yield World(sum(staff), database, engine, library, assessment, tuple(paths))
        engine.dispose()


def _open(
    session: Session,
    library: CharterLibrary,
    staff: Sequence[int],
    *,
    joint: bool,
    announce: bool,
    teams: int | None,
) -> Assessment:
    partnership = partnerships.add_partnership(session, slug="bench", name="Bench Partnership")
    organisation_ids = [
        _move_in(session, partnership, f"place-{number}", count, teams) for number, count in enumerate(staff)
    ]
    owner = {"partnership_id": partnership} if joint else {"organisation_id": organisation_ids[0]}
    kind = SeatKind.CONVENOR if joint else SeatKind.HR_DIRECTOR
    [person] = people.people_of(session, organisation_ids[:1])[:1]
    seat_id = seats.add_seat(session, person_id=person.id, kind=kind, **owner)
    return _ask(session, library, seats.get_seat(session, seat_id), announce=announce)


def open_again(world: World) -> World:
    """With the next assessment of the same people. The one before must be closed."""
    with Session(world.engine) as session, session.begin():
        owner = seats.get_seat(session, session.execute(select(SEAT.c.id)).scalar_one())
        return replace(world, assessment=_ask(session, world.library, owner, announce=False))


def open_announced(world: World) -> None:
    """Another assessment of the same people, whose letters are still to be written."""
    with Session(world.engine) as session, session.begin():
        owner = seats.get_seat(session, session.execute(select(SEAT.c.id)).scalar_one())
        _open_assessment(session, world.library, owner, now=datetime.now(UTC), announce=True)


def _ask(session: Session, library: CharterLibrary, owner: Seat, *, announce: bool) -> Assessment:
    now = datetime.now(UTC)
    assessment = _open_assessment(session, library, owner, now=now, announce=announce)
    write = partial(letter_writing.write_some, session, assessment.id, now=now, base_url="http://127.0.0.1")
    while write(randomness=secrets.token_bytes):
        pass
    return assessment


def _open_assessment(
    session: Session, library: CharterLibrary, owner: Seat, *, now: datetime, announce: bool
) -> Assessment:
    return setting_up.open_assessment(
        session,
        library.newest,
        by=owner,
        title="Bench",
        blocks=BLOCKS_OF_A_PARTNERSHIP if owner.kind is SeatKind.CONVENOR else BLOCKS_OF_AN_ORGANISATION,
        closes_at=now + timedelta(days=14),
        leaders_line="We measure.",
        now=now,
        randomness=secrets.token_bytes,
        announce=announce,
    )


def _move_in(session: Session, partnership: int, slug: str, staff: int, so_many_teams: int | None) -> int:
    organisation = organisations.add_organisation(session, slug=slug, name=slug.capitalize(), staff=staff)
    partnerships.add_partner(session, partnership_id=partnership, organisation_id=organisation)
    teams = [
        organisations.add_team(session, organisation_id=organisation, name=f"Team {number}")
        for number in range(so_many_teams or min(MOST_TEAMS, staff // FEWEST_A_TEAM + 1))
    ]
    people.add_people(
        session,
        [
            NewPerson(
                f"Person {number}",
                f"person-{number}@{slug}.example",
                organisation,
                teams[number % len(teams)],
                ROLE_LEVELS[number % len(ROLE_LEVELS)],
            )
            for number in range(staff)
        ],
    )
    return organisation
