"""Sealed responses come, and open ones go. Afterwards nothing here says whose a response was."""

from collections.abc import Sequence

from sqlalchemy import Engine, bindparam, delete, insert, select, update
from sqlmodel import Session

from app.domain.assessments import Assessment
from app.domain.sealing import Sealed
from app.storage.tables import (
    ANSWERING,
    INVITATION,
    INVITATION_LINK,
    OPEN_PLACE,
    OPEN_RESPONSE,
    OUTGOING_MESSAGE,
    RECEIPT,
    SEALED_RESPONSE,
    UNDELIVERED,
    WITHDRAWAL,
)

_INVITATIONS = select(INVITATION.c.id).where(INVITATION.c.assessment_id == bindparam("assessment"))
_ERASED = (
    delete(ANSWERING).where(ANSWERING.c.invitation_id.in_(_INVITATIONS)),
    delete(OPEN_RESPONSE).where(OPEN_RESPONSE.c.assessment_id == bindparam("assessment")),
    # Whoever had a second letter had not answered by then, and an open place is of somebody who began.
    *(
        delete(table).where(table.c.invitation_id.in_(_INVITATIONS))
        for table in (INVITATION_LINK, OUTGOING_MESSAGE, UNDELIVERED, OPEN_PLACE)
    ),
    delete(WITHDRAWAL).where(WITHDRAWAL.c.assessment_id == bindparam("assessment")),
)
_RECEIPTS = select(OPEN_RESPONSE.c.receipt).where(
    OPEN_RESPONSE.c.assessment_id == bindparam("assessment"), OPEN_RESPONSE.c.receipt.is_not(None)
)
_TAKEN_OUT = delete(RECEIPT).where(RECEIPT.c.code.in_(_RECEIPTS))
_PUT_BACK = insert(RECEIPT)
_WRITTEN_ANEW = (
    update(INVITATION)
    .where(INVITATION.c.assessment_id == bindparam("assessment"))
    .values(declined=False, email=None)
)

# What held ties and secrets is written anew. What may be large is only cleared of rows that are gone.
_CLEARED = (
    "VACUUM (FULL) answering, open_response, outgoing_message, invitation_link, undelivered, open_place",
    "VACUUM (FULL) pulse_link, pulse_count, pulse_asked",
    "VACUUM invitation, receipt",
)
_LOG_EMPTIED = "PRAGMA wal_checkpoint(TRUNCATE)"


def add_sealed(session: Session, assessment: Assessment, responses: Sequence[Sealed]) -> None:
    if responses:
        pinned = {"assessment_id": assessment.id, "charter_version": assessment.charter_version}
        session.execute(insert(SEALED_RESPONSE), [{**vars(each), **pinned} for each in responses])


def erase_open(session: Session, assessment_id: int) -> None:
    """All open responses of an assessment, drafts among them, and cookies, links and letters to them."""
    for erased in _ERASED:
        session.execute(erased, {"assessment": assessment_id})


def mix_receipts(session: Session, assessment_id: int) -> None:
    """Put those of an assessment in anew, all at once and by their codes, before its open responses go.

    PostgreSQL keeps rows in the order in which they came, each with a note of the transaction it came in.
    """
    assessment = {"assessment": assessment_id}
    receipts = session.execute(_RECEIPTS, assessment).scalars().all()
    if receipts:
        session.execute(_TAKEN_OUT, assessment)
        session.execute(_PUT_BACK, [{"code": code} for code in sorted(receipts)])


def forget_who_came(session: Session, assessment_id: int) -> None:
    """PostgreSQL notes on an invitation who locked it last, and that was whoever started to answer.

    Written anew, all have the same note. Who said "no thanks" goes with it: nobody will be reminded.
    """
    session.execute(_WRITTEN_ANEW, {"assessment": assessment_id})


def forget_erased(
    engine: Engine, *, in_sqlite: str = _LOG_EMPTIED, in_postgresql: Sequence[str] = _CLEARED
) -> None:
    """Clear erased rows out of the database's files too. After the commit: neither can be done within one."""
    if engine.dialect.name == "sqlite":
        connection = engine.raw_connection()  # past the engine's own BEGIN
        try:
            connection.cursor().execute(in_sqlite)
        finally:
            connection.close()
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as autocommit:
        autocommit.exec_driver_sql("SET statement_timeout = 0")
        try:
            for command in in_postgresql:
                autocommit.exec_driver_sql(command)
        finally:
            autocommit.exec_driver_sql("RESET statement_timeout")
