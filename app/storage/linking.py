"""The copy of what somebody answered before, which her open response may hold."""

from sqlalchemy import bindparam, exists, select, text, update
from sqlmodel import Session

from app.storage.tables import OPEN_RESPONSE, SEALED_RESPONSE

# Of a name and not of a row: a locked row keeps a note of who locked it last.
_HELD = text("SELECT pg_advisory_xact_lock(hashtext(:selector))")
_LEVELS = select(SEALED_RESPONSE.c.levels).where(
    SEALED_RESPONSE.c.return_selector == bindparam("selector"),
    SEALED_RESPONSE.c.assessment_id == bindparam("earlier_id"),
)
_IS_TAKEN = select(
    exists().where(
        OPEN_RESPONSE.c.assessment_id == bindparam("assessment_id"),
        OPEN_RESPONSE.c.earlier_selector == bindparam("selector"),
        OPEN_RESPONSE.c.id != bindparam("response_id"),
    )
)
_COPY = update(OPEN_RESPONSE).where(OPEN_RESPONSE.c.id == bindparam("response_id"))


def hold_selector(session: Session, selector: str) -> None:
    """Whoever else would copy or withdraw this response waits until this transaction ends."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(_HELD, {"selector": selector})


def copy_sealed(
    session: Session, *, response_id: int, assessment_id: int, earlier_id: int, selector: str
) -> bool:
    """False if there is no such sealed response any more, or another open one holds it. Hold it before."""
    levels = session.execute(_LEVELS, {"selector": selector, "earlier_id": earlier_id}).scalar_one_or_none()
    which = {"assessment_id": assessment_id, "selector": selector, "response_id": response_id}
    if levels is None or session.execute(_IS_TAKEN, which).scalar_one():
        return False
    copied = _COPY.values(earlier_assessment_id=earlier_id, earlier_selector=selector, earlier_levels=levels)
    session.execute(copied, {"response_id": response_id})
    return True


def erase_copy(session: Session, response_id: int) -> None:
    erased = _COPY.values(earlier_assessment_id=None, earlier_selector=None, earlier_levels=None)
    session.execute(erased, {"response_id": response_id})
