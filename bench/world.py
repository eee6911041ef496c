"""A place to measure in: one organisation, its people, and an assessment that waits for their answers."""

import re
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import Session

from app.domain.assessments import BLOCKS_OF_A_PARTNERSHIP
from app.domain.people import NewPerson, RoleLevel, SeatKind
from app.services import setting_up
from app.storage import migrations, organisations, outbox, partnerships, people, seats
from app.storage.charter_files import load_library
from app.storage.engine import make_engine

CHARTER = Path("charter")
TEAMS = 10
LINK = re.compile(r"(/i/[0-9a-f]+)")


@dataclass(frozen=True)
class World:
    """`invitations` are the links' paths, as mailed."""

    database: Path
    engine: Engine
    assessment: str
    invitations: tuple[str, ...]

    @property
    def settings(self) -> dict[str, str]:
        """For a server of its own. Not the demo: what is measured is what people will use."""
        return {
            "GOOD_PARTNERS_DATABASE_URL": f"sqlite:///{self.database}",
            "GOOD_PARTNERS_SECRET": secrets.token_urlsafe(48),
            "GOOD_PARTNERS_MAIL_FOLDER": str(self.database.parent / "mail"),
        }


@contextmanager
def a_world(people_invited: int) -> Iterator[World]:
    """On disk and not in memory, because a save costs what the disk takes to keep it."""
    with tempfile.TemporaryDirectory(prefix="good-partners-bench-", dir=".") as folder:
        database = Path(folder).absolute() / "bench.sqlite"
        migrations.upgrade(f"sqlite:///{database}")
        engine = make_engine(f"sqlite:///{database}")
        with Session(engine) as session, session.begin():
            assessment = open_assessment(session, people_invited)
            letters = outbox.waiting(session, most=people_invited + 1)
            paths = [found[1] for each in letters if (found := LINK.search(each.message.body))]
        yield World(database, engine, assessment, tuple(paths))
        engine.dispose()


def open_assessment(session: Session, people_invited: int) -> str:
    """A joint one, with all three blocks, so that it has every part there is."""
    partnership = partnerships.add_partnership(session, slug="bench", name="Bench Partnership")
    organisation = organisations.add_organisation(session, slug="bench", name="Bench", staff=people_invited)
    partnerships.add_partner(session, partnership_id=partnership, organisation_id=organisation)
    teams = [
        organisations.add_team(session, organisation_id=organisation, name=f"Team {number}")
        for number in range(TEAMS)
    ]
    levels = (RoleLevel.OPERATIONAL, RoleLevel.STRATEGIC)
    invited = [
        NewPerson(
            f"Person {number}",
            f"person-{number}@bench.example",
            organisation,
            teams[number % TEAMS],
            levels[number % 7 == 0],
        )
        for number in range(people_invited)
    ]
    [convenor, *_] = people.add_people(session, invited)
    seat = seats.add_seat(session, person_id=convenor, kind=SeatKind.CONVENOR, partnership_id=partnership)
    now = datetime.now(UTC)
    assessment = setting_up.open_assessment(
        session,
        load_library(CHARTER).newest,
        by=seats.get_seat(session, seat),
        title="Bench",
        blocks=BLOCKS_OF_A_PARTNERSHIP,
        closes_at=now + timedelta(days=14),
        leaders_line="We measure.",
        now=now,
        randomness=secrets.token_bytes,
        base_url="http://127.0.0.1",
    )
    return assessment.code
