"""Answers that are taken back: erased, and cleared out of the database's files."""

from datetime import date

from sqlalchemy import Engine, bindparam, delete, func, insert, literal, select, update
from sqlmodel import Session

from app.domain.invitations import Count
from app.domain.people import RoleLevel
from app.storage.seals import forget_erased
from app.storage.tables import (
    ANSWERING,
    INVITATION,
    OPEN_PLACE,
    OPEN_RESPONSE,
    RECEIPT,
    SEALED_RESPONSE,
    WITHDRAWAL,
)

_ERASE_OPEN = (
    delete(OPEN_RESPONSE)
    .where(OPEN_RESPONSE.c.invitation_id == bindparam("invitation_id"))
    .returning(OPEN_RESPONSE.c.sent_on, OPEN_RESPONSE.c.receipt)
)
_SHUT_OUT = delete(ANSWERING).where(ANSWERING.c.invitation_id == bindparam("invitation_id"))
_ERASE_WHAT_SHE_SAID = delete(OPEN_PLACE).where(OPEN_PLACE.c.invitation_id == bindparam("invitation_id"))
_ERASE_RECEIPT = delete(RECEIPT).where(RECEIPT.c.code == bindparam("receipt"))
_ERASE_SEALED = delete(SEALED_RESPONSE).where(SEALED_RESPONSE.c.return_selector == bindparam("selector"))
_ERASE_COPIES = (
    update(OPEN_RESPONSE)
    .where(OPEN_RESPONSE.c.earlier_selector == bindparam("selector"))
    .values(earlier_assessment_id=None, earlier_selector=None, earlier_levels=None)
)
_OF_ASSESSMENT = WITHDRAWAL.c.assessment_id == bindparam("assessment_id")
_FORGET_EARLIER = delete(WITHDRAWAL).where(WITHDRAWAL.c.withdrawn_on < bindparam("today"))
_GROUP = (WITHDRAWAL.c.organisation_id, WITHDRAWAL.c.team_id, WITHDRAWAL.c.role_level)
_COUNTED = (
    select(*_GROUP, func.count().label("people"))
    .where(_OF_ASSESSMENT, WITHDRAWAL.c.withdrawn_on == bindparam("on"))
    .group_by(*_GROUP)
)

# While people answer nothing is done that they would have to wait for. The seal does the rest.
_LOG_CARRIED_OVER = "PRAGMA wal_checkpoint(PASSIVE)"
_OPEN_CLEARED = ("VACUUM open_response, answering, receipt",)
_SEALED_CLEARED = ("VACUUM (FULL) sealed_response", "VACUUM open_response")


def erase_open(session: Session, invitation_id: int, *, today: date) -> None:
    """The response, the browsers that could reach it, and its receipt. Hold the invitation before.

    If it was sent on an earlier day it has been counted, and is until today is over.
    """
    invitation = {"invitation_id": invitation_id}
    # The receipt is read as it is erased: it may have come a moment ago, by sending on another device.
    erased = session.execute(_ERASE_OPEN, invitation).one_or_none()
    session.execute(_SHUT_OUT, invitation)
    session.execute(_ERASE_WHAT_SHE_SAID, invitation)
    if erased is not None and erased.receipt:
        session.execute(_ERASE_RECEIPT, {"receipt": erased.receipt})
    session.execute(_FORGET_EARLIER, {"today": today})
    if erased is not None and erased.sent_on is not None and erased.sent_on < today:
        _count_until_tomorrow(session, invitation_id, today)


def _count_until_tomorrow(session: Session, invitation_id: int, today: date) -> None:
    names = ("assessment_id", "organisation_id", "team_id", "role_level")
    group = select(*(INVITATION.c[name] for name in names), literal(today)).where(
        INVITATION.c.id == invitation_id
    )
    session.execute(insert(WITHDRAWAL).from_select([*names, "withdrawn_on"], group))


def erase_sealed(session: Session, selector: str) -> None:
    """With the copy that a later response may hold."""
    session.execute(_ERASE_SEALED, {"selector": selector})
    session.execute(_ERASE_COPIES, {"selector": selector})


def counts(session: Session, assessment_id: int, *, on: date) -> list[Count]:
    """Responses that were withdrawn on this day and had been sent on an earlier one."""
    rows = session.execute(_COUNTED, {"assessment_id": assessment_id, "on": on}).all()
    return [Count(row.organisation_id, row.team_id, RoleLevel(row.role_level), row.people) for row in rows]


def forget_withdrawn(engine: Engine, is_sealed: bool) -> None:
    """Clear what was erased out of the database's files too, after the commit."""
    if is_sealed:
        forget_erased(engine, in_postgresql=_SEALED_CLEARED)
    else:
        forget_erased(engine, in_sqlite=_LOG_CARRIED_OVER, in_postgresql=_OPEN_CLEARED)
