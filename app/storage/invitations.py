"""Invitations: who was asked. How many have sent is counted here; who has is never told."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, delete, exists, func, insert, literal, or_, select, update
from sqlmodel import Session

from app.domain.errors import NotFound
from app.domain.invitations import Addressee, Count, Invitation
from app.domain.people import RoleLevel
from app.storage.people import works_in
from app.storage.tables import (
    INVITATION,
    INVITATION_LINK,
    OPEN_RESPONSE,
    ORGANISATION,
    PERSON,
    TEAM,
)

_INVITATIONS = (
    select(
        INVITATION.c.id,
        INVITATION.c.assessment_id,
        INVITATION.c.person_id,
        func.coalesce(PERSON.c.name, "").label("person_name"),
        INVITATION.c.email,
        INVITATION.c.organisation_id,
        ORGANISATION.c.name.label("organisation_name"),
        TEAM.c.name.label("team_name"),
        INVITATION.c.role_level,
        INVITATION.c.declined,
    )
    .outerjoin(PERSON, PERSON.c.id == INVITATION.c.person_id)
    .join(ORGANISATION, ORGANISATION.c.id == INVITATION.c.organisation_id)
    .outerjoin(TEAM, TEAM.c.id == INVITATION.c.team_id)
)
_BY_TOKEN = _INVITATIONS.join(INVITATION_LINK, INVITATION_LINK.c.invitation_id == INVITATION.c.id).where(
    INVITATION_LINK.c.token_hash == bindparam("token_hash")
)
_BY_ID = _INVITATIONS.where(INVITATION.c.id == bindparam("invitation_id"))
_HELD = select(INVITATION.c.id).where(INVITATION.c.id == bindparam("invitation_id")).with_for_update()
_OF_PERSON = _INVITATIONS.where(INVITATION.c.person_id == bindparam("person_id")).order_by(
    INVITATION.c.id.desc()
)
_OF_ASSESSMENT = _INVITATIONS.where(INVITATION.c.assessment_id == bindparam("assessment_id")).order_by(
    INVITATION.c.id
)

_READDRESSED = (
    update(INVITATION)
    .where(
        INVITATION.c.id == bindparam("invitation"),
        ~exists().where(OPEN_RESPONSE.c.invitation_id == INVITATION.c.id),
    )
    .values(email=bindparam("address"))
)
_LINKS_FORGOTTEN = delete(INVITATION_LINK).where(
    INVITATION_LINK.c.invitation_id == bindparam("invitation_id")
)
_NEXT = (
    select(
        INVITATION.c.id,
        PERSON.c.name,
        INVITATION.c.email,
        or_(INVITATION.c.declined, OPEN_RESPONSE.c.sent_on.is_not(None)).label("wants_no_reminder"),
    )
    .join(PERSON, PERSON.c.id == INVITATION.c.person_id)
    .outerjoin(OPEN_RESPONSE, OPEN_RESPONSE.c.invitation_id == INVITATION.c.id)
    .where(INVITATION.c.assessment_id == bindparam("assessment_id"), INVITATION.c.id > bindparam("after"))
    .order_by(INVITATION.c.id)
    .limit(bindparam("most"))
)

_GROUP = (INVITATION.c.organisation_id, INVITATION.c.team_id, INVITATION.c.role_level)
_COUNTED = (
    select(*_GROUP, func.count().label("people"))
    .where(INVITATION.c.assessment_id == bindparam("assessment_id"))
    .group_by(*_GROUP)
)
_SENT = _COUNTED.join(OPEN_RESPONSE, OPEN_RESPONSE.c.invitation_id == INVITATION.c.id).where(
    OPEN_RESPONSE.c.sent_on < bindparam("before")
)
_DECLINE = (
    update(INVITATION)
    .where(INVITATION.c.id == bindparam("invitation_id"))
    .values(declined=bindparam("is_declined"))
)


def _invitation(row: Row[*tuple[Any, ...]]) -> Invitation:
    return Invitation(
        id=row.id,
        assessment_id=row.assessment_id,
        person_id=row.person_id,
        person_name=row.person_name,
        email=row.email,
        organisation_id=row.organisation_id,
        organisation_name=row.organisation_name,
        team_name=row.team_name,
        role_level=RoleLevel(row.role_level),
        declined=row.declined,
    )


def find_invitation(session: Session, token_hash: str) -> Invitation | None:
    row = session.execute(_BY_TOKEN, {"token_hash": token_hash}).one_or_none()
    return None if row is None else _invitation(row)


def get_invitation(session: Session, invitation_id: int) -> Invitation:
    row = session.execute(_BY_ID, {"invitation_id": invitation_id}).one_or_none()
    if row is None:
        raise NotFound("There is no such invitation.")
    return _invitation(row)


def hold_invitation(session: Session, invitation_id: int) -> None:
    """Whoever else would change it, or start with it, waits until this transaction ends."""
    session.execute(_HELD, {"invitation_id": invitation_id})


def invitations_of_person(session: Session, person_id: int) -> list[Invitation]:
    """The latest first. For her own pages: nobody else may see whose these are."""
    return [_invitation(row) for row in session.execute(_OF_PERSON, {"person_id": person_id})]


def invitations_of_assessment(session: Session, assessment_id: int) -> list[Invitation]:
    return [_invitation(row) for row in session.execute(_OF_ASSESSMENT, {"assessment_id": assessment_id})]


def invite_people(
    session: Session,
    assessment_id: int,
    organisation_ids: Collection[int],
    teams: Collection[int | None] | None = None,
) -> None:
    """Everybody of these organisations, where they work now; or of these `teams` (None: without one)."""
    asked = (
        select(
            literal(assessment_id),
            PERSON.c.id,
            PERSON.c.organisation_id,
            PERSON.c.team_id,
            PERSON.c.role_level,
            PERSON.c.email,
        )
        .where(works_in(organisation_ids, teams))
        .order_by(PERSON.c.id)
    )
    columns = ["assessment_id", "person_id", "organisation_id", "team_id", "role_level", "email"]
    # Within the database: fifty thousand rows that came from Python would keep everybody else waiting.
    session.execute(insert(INVITATION).from_select(columns, asked))


def add_links(session: Session, links: Mapping[str, int]) -> None:
    """Invitations' ids by the hash of the link's token. Those that an invitation has go on working."""
    if links:
        session.execute(
            insert(INVITATION_LINK),
            [{"token_hash": token_hash, "invitation_id": to} for token_hash, to in links.items()],
        )


def readdress(session: Session, invitation_id: int, email: str) -> None:
    """Where answering has begun it stays as it was: a code that opens answers goes there."""
    session.execute(_READDRESSED, {"invitation": invitation_id, "address": email})


def forget_links(session: Session, invitation_id: int) -> None:
    """Those mailed so far open nothing any more."""
    session.execute(_LINKS_FORGOTTEN, {"invitation_id": invitation_id})


def next_addressees(session: Session, assessment_id: int, *, after: int, most: int) -> list[Addressee]:
    """Those whose invitations' ids come `after`, in that order; people without an address, too."""
    rows = session.execute(_NEXT, {"assessment_id": assessment_id, "after": after, "most": most})
    return [Addressee(row.id, row.name, row.email, row.wants_no_reminder) for row in rows]


def invited_counts(session: Session, assessment_id: int) -> list[Count]:
    """Everybody who was asked, those who declined among them."""
    return _counts(session.execute(_COUNTED, {"assessment_id": assessment_id}).all())


def sent_counts(session: Session, assessment_id: int, *, before: date) -> list[Count]:
    """Responses sent on earlier days than `before`, while the assessment is open."""
    return _counts(session.execute(_SENT, {"assessment_id": assessment_id, "before": before}).all())


def _counts(rows: Sequence[Row[*tuple[Any, ...]]]) -> list[Count]:
    return [Count(row.organisation_id, row.team_id, RoleLevel(row.role_level), row.people) for row in rows]


def decline(session: Session, invitation_id: int) -> None:
    session.execute(_DECLINE, {"invitation_id": invitation_id, "is_declined": True})


def undo_decline(session: Session, invitation_id: int) -> None:
    session.execute(_DECLINE, {"invitation_id": invitation_id, "is_declined": False})
