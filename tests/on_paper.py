"""Colleagues without email, for tests of the ways in."""

import re
from html import unescape

from sqlalchemy import delete, select, update
from sqlmodel import Session

from app.domain.assessments import Assessment
from app.storage.tables import INVITATION, INVITATION_LINK, OPEN_RESPONSE, OUTGOING_MESSAGE
from tests.world import Browser, World

SLIP = re.compile(r"<h2>([^<]+?) *<.*?<b>([^<]+)</b>", re.DOTALL)


def take_addresses_away(
    world: World, assessment: Assessment, team_id: int | None = None, most: int = 99
) -> int:
    """As if these people of Northway's had been asked without an address. How many."""
    where = [INVITATION.c.assessment_id == assessment.id, INVITATION.c.organisation_id == world.cast.northway]
    if team_id is not None:
        where.append(INVITATION.c.team_id == team_id)
    with Session(world.engine) as session, session.begin():
        ids = session.execute(select(INVITATION.c.id).where(*where).limit(most)).scalars().all()
        for table in (INVITATION_LINK, OUTGOING_MESSAGE):
            session.execute(delete(table).where(table.c.invitation_id.in_(ids)))
        session.execute(update(INVITATION).where(INVITATION.c.id.in_(ids)).values(email=None))
    return len(ids)


def print_codes(dele: Browser, no_email: str, who: str = "everybody") -> dict[str, str]:
    """Codes by name, as they stand on the slips."""
    page = dele.post(f"{no_email}/codes", data={"who": who})
    assert page.status_code == 200, page.text
    return {unescape(name): code for name, code in SLIP.findall(page.text)}


def responses_to(world: World, assessment: Assessment) -> list[int]:
    """The invitations that somebody has started with."""
    with Session(world.engine) as session:
        wanted = select(OPEN_RESPONSE.c.invitation_id).where(OPEN_RESPONSE.c.assessment_id == assessment.id)
        return list(session.execute(wanted).scalars())
