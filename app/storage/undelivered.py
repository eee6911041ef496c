"""Invitations' letters that did not arrive."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, delete, insert, select
from sqlmodel import Session

from app.domain.delivery import Undelivered
from app.storage.tables import INVITATION, ORGANISATION, PERSON, UNDELIVERED


@dataclass(frozen=True)
class NotArrived:
    """`to_address` is where it went; `email` is where a new one would go now."""

    invitation_id: int
    person_id: int
    name: str
    organisation_id: int
    organisation_name: str
    to_address: str
    email: str
    why: Undelivered


_OF_ASSESSMENT = (
    select(
        UNDELIVERED,
        INVITATION.c.person_id,
        INVITATION.c.organisation_id,
        PERSON.c.name,
        INVITATION.c.email,
        ORGANISATION.c.name.label("organisation_name"),
    )
    .join(INVITATION, INVITATION.c.id == UNDELIVERED.c.invitation_id)
    .join(PERSON, PERSON.c.id == INVITATION.c.person_id)
    .join(ORGANISATION, ORGANISATION.c.id == INVITATION.c.organisation_id)
    .where(INVITATION.c.assessment_id == bindparam("assessment_id"))
    .order_by(PERSON.c.name, INVITATION.c.id)
)
_REMOVED = delete(UNDELIVERED).where(UNDELIVERED.c.invitation_id == bindparam("invitation"))


def add(session: Session, invitation_id: int, *, to_address: str, why: Undelivered, on: date) -> None:
    remove(session, invitation_id)
    row = {"invitation_id": invitation_id, "to_address": to_address, "reason": why, "found_on": on}
    session.execute(insert(UNDELIVERED).values(row))


def remove(session: Session, invitation_id: int) -> None:
    session.execute(_REMOVED, {"invitation": invitation_id})


def of_assessment(session: Session, assessment_id: int) -> list[NotArrived]:
    """By name."""
    return [
        NotArrived(
            invitation_id=row.invitation_id,
            person_id=row.person_id,
            name=row.name,
            organisation_id=row.organisation_id,
            organisation_name=row.organisation_name,
            to_address=row.to_address,
            email=row.email or "",
            why=Undelivered(row.reason),
        )
        for row in session.execute(_OF_ASSESSMENT, {"assessment_id": assessment_id})
    ]
