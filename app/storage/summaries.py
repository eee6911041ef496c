"""Summaries: what an organisation tells those it invited, in versions."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, delete, func, insert, select, update
from sqlmodel import Session

from app.domain.errors import NO_SUCH_PAGE, NotFound
from app.domain.summaries import Summary, Texts, Version
from app.storage.tables import INVITATION, PERSON, SUMMARY, SUMMARY_VERSION, can_be_kept

_TEXTS = tuple(Texts.__dataclass_fields__)
_VERSIONS = (
    select(SUMMARY_VERSION)
    .where(SUMMARY_VERSION.c.summary_id.in_(bindparam("ids", expanding=True)))
    .order_by(SUMMARY_VERSION.c.number)
)
_DRAFTS = (SUMMARY_VERSION.c.summary_id == bindparam("of")) & SUMMARY_VERSION.c.published_at.is_(None)
_LAST_NUMBER = select(func.max(SUMMARY_VERSION.c.number)).where(
    SUMMARY_VERSION.c.summary_id == bindparam("summary_id")
)
_INVITED = (
    select(PERSON.c.name, PERSON.c.email)
    .join(INVITATION, INVITATION.c.person_id == PERSON.c.id)
    .where(
        INVITATION.c.assessment_id == bindparam("assessment_id"),
        INVITATION.c.organisation_id == bindparam("organisation_id"),
    )
    .order_by(PERSON.c.id)
)


def _found(session: Session, where: ColumnElement[bool]) -> list[Summary]:
    rows = session.execute(select(SUMMARY).where(where).order_by(SUMMARY.c.id)).all()
    versions: dict[int, list[Version]] = {row.id: [] for row in rows}
    for row in session.execute(_VERSIONS, {"ids": list(versions)}) if rows else ():
        versions[row.summary_id].append(_version(row))
    return [
        Summary(
            row.id,
            row.assessment_id,
            row.organisation_id,
            row.token,
            row.promised_on,
            tuple(versions[row.id]),
        )
        for row in rows
    ]


def _version(row: Row[*tuple[Any, ...]]) -> Version:
    return Version(row.number, Texts(**{name: getattr(row, name) for name in _TEXTS}), row.published_at)


def summaries_of(session: Session, organisation_id: int) -> list[Summary]:
    return _found(session, SUMMARY.c.organisation_id == organisation_id)


def find_summary(session: Session, assessment_id: int, organisation_id: int) -> Summary | None:
    of_both = (SUMMARY.c.assessment_id == assessment_id) & (SUMMARY.c.organisation_id == organisation_id)
    return next(iter(_found(session, of_both)), None)


def get_summary(session: Session, assessment_id: int, organisation_id: int) -> Summary:
    found = find_summary(session, assessment_id, organisation_id)
    if found is None:
        raise NotFound(NO_SUCH_PAGE)
    return found


def find_summary_by_token(session: Session, token: str) -> Summary | None:
    return next(iter(_found(session, SUMMARY.c.token == token)), None) if can_be_kept(token) else None


def summaries_about(session: Session, assessment_id: int) -> list[Summary]:
    """One of each organisation that has promised or written something."""
    return _found(session, SUMMARY.c.assessment_id == assessment_id)


def add_summary(
    session: Session, assessment_id: int, organisation_id: int, token: str, *, promised_on: date | None = None
) -> None:
    values = {"assessment_id": assessment_id, "organisation_id": organisation_id, "token": token}
    session.execute(insert(SUMMARY).values(**values, promised_on=promised_on))


def hold_summary(session: Session, summary_id: int) -> None:
    """Whoever else would change it waits until this transaction ends."""
    session.execute(select(SUMMARY.c.id).where(SUMMARY.c.id == summary_id).with_for_update())


def replace_promise(session: Session, summary_id: int, promised_on: date) -> None:
    session.execute(update(SUMMARY).where(SUMMARY.c.id == summary_id).values(promised_on=promised_on))


def replace_draft(session: Session, summary_id: int, texts: Texts) -> None:
    session.execute(delete(SUMMARY_VERSION).where(_DRAFTS), {"of": summary_id})
    last = session.execute(_LAST_NUMBER, {"summary_id": summary_id}).scalar_one() or 0
    session.execute(insert(SUMMARY_VERSION).values(summary_id=summary_id, number=last + 1, **asdict(texts)))


def publish_draft(session: Session, summary_id: int, at: datetime) -> None:
    session.execute(update(SUMMARY_VERSION).where(_DRAFTS).values(published_at=at), {"of": summary_id})


def invited(session: Session, assessment_id: int, organisation_id: int) -> list[tuple[str, str | None]]:
    """Name and address of everybody an organisation's invitations went to, whether or not they answered."""
    values = {"assessment_id": assessment_id, "organisation_id": organisation_id}
    return [(row.name, row.email) for row in session.execute(_INVITED, values)]
