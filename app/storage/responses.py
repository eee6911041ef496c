"""Open responses, and the browsers that may answer. One response at a time: never everybody's."""

from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, select, update
from sqlmodel import Session

from app.domain.assessments import Assessment
from app.domain.responses import Answering, OpenResponse
from app.storage.assessments import ASSESSMENTS, read_assessment
from app.storage.engine import Database
from app.storage.tables import ANSWERING, ASSESSMENT, OPEN_RESPONSE, SEALED_RESPONSE

_ANSWERING = ASSESSMENTS.add_columns(
    OPEN_RESPONSE.c.id.label("response_id"),
    OPEN_RESPONSE.c.invitation_id,
    OPEN_RESPONSE.c.answers,
    OPEN_RESPONSE.c.help_wanted,
    OPEN_RESPONSE.c.correction,
    OPEN_RESPONSE.c.note,
    OPEN_RESPONSE.c.sent_on,
    OPEN_RESPONSE.c.receipt,
    OPEN_RESPONSE.c.return_selector,
    OPEN_RESPONSE.c.earlier_assessment_id,
).join(OPEN_RESPONSE, OPEN_RESPONSE.c.assessment_id == ASSESSMENT.c.id)
_BY_COOKIE = _ANSWERING.join(ANSWERING, ANSWERING.c.invitation_id == OPEN_RESPONSE.c.invitation_id).where(
    ANSWERING.c.cookie_hash == bindparam("cookie_hash"), ASSESSMENT.c.code == bindparam("code")
)
_BY_COOKIE_HELD = _BY_COOKIE.with_for_update(read=True, of=ASSESSMENT)
_BY_INVITATION = _ANSWERING.where(OPEN_RESPONSE.c.invitation_id == bindparam("invitation_id"))
_BY_INVITATION_HELD = _BY_INVITATION.with_for_update(of=OPEN_RESPONSE)
_RESUME_HASH = select(OPEN_RESPONSE.c.resume_hash).where(
    OPEN_RESPONSE.c.invitation_id == bindparam("invitation_id")
)
_OPEN_BY_SELECTOR = (
    _ANSWERING.add_columns(OPEN_RESPONSE.c.return_hash)
    .where(OPEN_RESPONSE.c.return_selector == bindparam("selector"))
    .limit(1)
)
_SEALED_BY_SELECTOR = (
    ASSESSMENTS.add_columns(SEALED_RESPONSE.c.levels, SEALED_RESPONSE.c.return_hash)
    .join(SEALED_RESPONSE, SEALED_RESPONSE.c.assessment_id == ASSESSMENT.c.id)
    .where(SEALED_RESPONSE.c.return_selector == bindparam("selector"))
)
_ADD = insert(OPEN_RESPONSE).returning(OPEN_RESPONSE.c.id)
_LET_IN = insert(ANSWERING)
_SHUT_OUT = delete(ANSWERING).where(ANSWERING.c.invitation_id == bindparam("invitation_id"))
_REPLACE_ANSWERS = (
    update(OPEN_RESPONSE)
    .where(
        OPEN_RESPONSE.c.id == bindparam("response_id"),
        OPEN_RESPONSE.c.answers == bindparam("before"),
        OPEN_RESPONSE.c.help_wanted == bindparam("help_wanted_before"),
        OPEN_RESPONSE.c.sent_on.is_(None),
    )
    .values(answers=bindparam("after"), help_wanted=bindparam("help_wanted_after"))
)


def _read(row: Row[*tuple[Any, ...]]) -> Answering:
    response = OpenResponse(
        id=row.response_id,
        invitation_id=row.invitation_id,
        sheet=row.answers,
        help_wanted=tuple(row.help_wanted.split(",")) if row.help_wanted else (),
        correction=row.correction,
        note=row.note,
        is_sent=row.sent_on is not None,
        receipt=row.receipt,
        return_selector=row.return_selector,
        linked_with=row.earlier_assessment_id,
    )
    return Answering(read_assessment(row), response)


def find_answering(database: Database, *, cookie_hash: str, code: str) -> Answering | None:
    row = database.execute(_BY_COOKIE, {"cookie_hash": cookie_hash, "code": code}).one_or_none()
    return None if row is None else _read(row)


def hold_answering(database: Database, *, cookie_hash: str, code: str) -> Answering | None:
    """As `find_answering`, and nobody can close the assessment before this transaction ends.

    In one statement: this is the saving path. SQLite has one writer anyway.
    """
    row = database.execute(_BY_COOKIE_HELD, {"cookie_hash": cookie_hash, "code": code}).one_or_none()
    return None if row is None else _read(row)


def find_answering_of(database: Database, invitation_id: int) -> Answering | None:
    row = database.execute(_BY_INVITATION, {"invitation_id": invitation_id}).one_or_none()
    return None if row is None else _read(row)


def hold_answering_of(database: Database, invitation_id: int) -> Answering | None:
    """As `find_answering_of`, and nobody else can change the response before this transaction ends."""
    row = database.execute(_BY_INVITATION_HELD, {"invitation_id": invitation_id}).one_or_none()
    return None if row is None else _read(row)


def find_resume_hash(session: Session, invitation_id: int) -> str | None:
    return session.execute(_RESUME_HASH, {"invitation_id": invitation_id}).scalar_one_or_none()


def find_open_by_selector(session: Session, selector: str) -> tuple[Answering, str] | None:
    """With the slow hash that the return code's secret must match."""
    row = session.execute(_OPEN_BY_SELECTOR, {"selector": selector}).one_or_none()
    return None if row is None else (_read(row), row.return_hash)


def find_sealed_by_selector(session: Session, selector: str) -> tuple[Assessment, bytes, str] | None:
    """The assessment, the levels, and the slow hash that the return code's secret must match."""
    row = session.execute(_SEALED_BY_SELECTOR, {"selector": selector}).one_or_none()
    return None if row is None else (read_assessment(row), row.levels, row.return_hash)


def add_response(
    session: Session, *, invitation_id: int, assessment_id: int, sheet: bytes, resume_hash: str
) -> int:
    values = {
        "invitation_id": invitation_id,
        "assessment_id": assessment_id,
        "answers": sheet,
        "resume_hash": resume_hash,
    }
    return int(session.execute(_ADD, values).scalar_one())


def let_in(session: Session, *, invitation_id: int, cookie_hash: str) -> None:
    session.execute(_LET_IN, {"invitation_id": invitation_id, "cookie_hash": cookie_hash})


def shut_out(session: Session, invitation_id: int) -> None:
    """Every browser that may answer for this invitation."""
    session.execute(_SHUT_OUT, {"invitation_id": invitation_id})


def replace_resume_hash(session: Session, invitation_id: int, resume_hash: str) -> bool:
    """False if nobody has started."""
    changed = session.exec(
        update(OPEN_RESPONSE)
        .where(OPEN_RESPONSE.c.invitation_id == invitation_id)
        .values(resume_hash=resume_hash)
    )
    return changed.rowcount == 1


def replace_answers(
    database: Database, before: OpenResponse, *, sheet: bytes, help_wanted: tuple[str, ...]
) -> bool:
    """False if the answers are no longer as they were `before`, or have been sent."""
    changed = database.execute(
        _REPLACE_ANSWERS,
        {
            "response_id": before.id,
            "before": before.sheet,
            "help_wanted_before": ",".join(before.help_wanted),
            "after": sheet,
            "help_wanted_after": ",".join(help_wanted),
        },
    )
    return bool(changed.rowcount == 1)  # type: ignore[attr-defined]  # an update gives a cursor's result


def replace_text(session: Session, response_id: int, field: str, *, before: str, after: str) -> bool:
    """`field` is "correction" or "note". False if it is no longer as it was `before`."""
    column = OPEN_RESPONSE.c[field]
    changed = session.exec(
        update(OPEN_RESPONSE)
        .where(OPEN_RESPONSE.c.id == response_id, column == before)
        .values({column: after})
    )
    return changed.rowcount == 1


def mark_sent(
    session: Session, response_id: int, *, on: date, receipt: str, return_selector: str, return_hash: str
) -> bool:
    """False if somebody was quicker."""
    values = {
        "sent_on": on,
        "receipt": receipt,
        "return_selector": return_selector,
        "return_hash": return_hash,
    }
    changed = session.exec(
        update(OPEN_RESPONSE)
        .where(OPEN_RESPONSE.c.id == response_id, OPEN_RESPONSE.c.sent_on.is_(None))
        .values(values)
    )
    return changed.rowcount == 1


def replace_return_code(
    session: Session, response_id: int, *, return_selector: str, return_hash: str
) -> None:
    session.execute(
        update(OPEN_RESPONSE)
        .where(OPEN_RESPONSE.c.id == response_id)
        .values(return_selector=return_selector, return_hash=return_hash)
    )
