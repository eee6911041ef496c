"""Sealed responses come, and open ones go. Afterwards nothing here says whose a response was."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Engine, bindparam, delete, insert, select
from sqlmodel import Session

from app.domain.assessments import Assessment
from app.domain.sealing import Sealed
from app.storage.tables import ANSWERING, INVITATION, OPEN_RESPONSE, SEALED_RESPONSE

_INVITATIONS = select(INVITATION.c.id).where(INVITATION.c.assessment_id == bindparam("assessment"))
_ERASED = (
    delete(ANSWERING).where(ANSWERING.c.invitation_id.in_(_INVITATIONS)),
    delete(OPEN_RESPONSE).where(OPEN_RESPONSE.c.assessment_id == bindparam("assessment")),
)


def add_sealed(session: Session, assessment: Assessment, responses: Sequence[Sealed]) -> None:
    if responses:
        pinned = {"assessment_id": assessment.id, "charter_version": assessment.charter_version}
        session.execute(insert(SEALED_RESPONSE), [{**asdict(each), **pinned} for each in responses])


def erase_open(session: Session, assessment_id: int) -> None:
    """All open responses of an assessment, drafts among them, and the cookies that could reach them."""
    for erased in _ERASED:
        session.execute(erased, {"assessment": assessment_id})


def forget_erased(engine: Engine) -> None:
    """Clear erased rows out of the database's files too. After the commit: neither can be done within one."""
    if engine.dialect.name == "sqlite":
        connection = engine.raw_connection()  # past the engine's own BEGIN
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as autocommit:
        autocommit.exec_driver_sql("VACUUM open_response, answering")
