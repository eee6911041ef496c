"""Drafts of assessments: kept at every step, found again, and gone once they have opened."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, select, update
from sqlmodel import Session

from app.domain.charter import Block
from app.domain.drafts import Draft
from app.domain.errors import NO_SUCH_PAGE, NotFound
from app.domain.message_plan import Occasion, Words
from app.domain.working_days import Nation
from app.storage.tables import ASSESSMENT_DRAFT, can_be_kept

_ALL = select(ASSESSMENT_DRAFT).order_by(ASSESSMENT_DRAFT.c.id)
_OF_ORGANISATION = _ALL.where(ASSESSMENT_DRAFT.c.organisation_id == bindparam("organisation_id"))
_BY_CODE = _OF_ORGANISATION.where(ASSESSMENT_DRAFT.c.code == bindparam("code"))
_DUE = _ALL.where(
    ASSESSMENT_DRAFT.c.scheduled_by.is_not(None), ASSESSMENT_DRAFT.c.opens_on <= bindparam("today")
)
_REPLACED = update(ASSESSMENT_DRAFT).where(ASSESSMENT_DRAFT.c.code == bindparam("of_code"))
_REMOVED = delete(ASSESSMENT_DRAFT).where(ASSESSMENT_DRAFT.c.code == bindparam("code"))
_HANDED_OVER = (
    update(ASSESSMENT_DRAFT)
    .where(
        ASSESSMENT_DRAFT.c.organisation_id == bindparam("of_organisation"),
        ASSESSMENT_DRAFT.c.scheduled_by == bindparam("from_id"),
    )
    .values(scheduled_by=bindparam("to_id"))
)

NO_TEAM = "none"


def get_draft(session: Session, organisation_id: int, code: str) -> Draft:
    row = None
    if can_be_kept(code):
        row = session.execute(_BY_CODE, {"organisation_id": organisation_id, "code": code}).one_or_none()
    if row is None:
        raise NotFound(NO_SUCH_PAGE)
    return _draft(row)


def drafts_of(session: Session, organisation_id: int) -> list[Draft]:
    """In the order in which they were begun."""
    return [_draft(row) for row in session.execute(_OF_ORGANISATION, {"organisation_id": organisation_id})]


def due_drafts(session: Session, today: date) -> list[Draft]:
    """Those that are to open by themselves today, or should have before."""
    return [_draft(row) for row in session.execute(_DUE, {"today": today})]


def add_draft(session: Session, draft: Draft) -> None:
    session.execute(insert(ASSESSMENT_DRAFT).values(_values(draft)))


def replace_draft(session: Session, draft: Draft) -> bool:
    """False if it has been opened or deleted meanwhile."""
    return session.exec(_REPLACED.values(_values(draft)), params={"of_code": draft.code}).rowcount == 1


def hand_over(session: Session, organisation_id: int, *, from_id: int, to_id: int) -> None:
    """What one has set to open by itself opens in the name of the other."""
    values = {"of_organisation": organisation_id, "from_id": from_id, "to_id": to_id}
    session.exec(_HANDED_OVER, params=values)


def remove_draft(session: Session, draft: Draft) -> bool:
    """False if somebody else has opened or deleted it; whoever does so at the same moment waits here."""
    return session.exec(_REMOVED, params={"code": draft.code}).rowcount == 1


def _values(draft: Draft) -> dict[str, Any]:
    teams = draft.teams
    return asdict(draft) | {
        "blocks": ",".join(draft.blocks),
        "teams": None if teams is None else ",".join(sorted(_team_as_kept(each) for each in teams)),
        "reminders": None if draft.reminders is None else ",".join(map(str, draft.reminders)),
        "words": json.dumps({name: asdict(words) for name, words in draft.words.items()}),
    }


def _team_as_kept(team: int | None) -> str:
    return NO_TEAM if team is None else str(team)


def _draft(row: Row[*tuple[Any, ...]]) -> Draft:
    return Draft(
        code=row.code,
        organisation_id=row.organisation_id,
        title=row.title,
        nation=Nation(row.nation),
        opens_on=row.opens_on,
        closes_on=row.closes_on,
        blocks=tuple(Block(each) for each in _listed(row.blocks)),
        teams=None if row.teams is None else frozenset(_team(each) for each in _listed(row.teams)),
        leaders_line=row.leaders_line,
        promised_on=row.promised_on,
        fewest_shown=row.fewest_shown,
        reminders=None if row.reminders is None else _days(row.reminders),
        steps_done=row.steps_done,
        scheduled_by=row.scheduled_by,
        words=_words(row.words),
    )


def _listed(kept: str) -> list[str]:
    return kept.split(",") if kept else []


def _team(kept: str) -> int | None:
    return None if kept == NO_TEAM else int(kept)


def _days(kept: str) -> tuple[date, ...]:
    return tuple(date.fromisoformat(each) for each in _listed(kept))


def _words(kept: str) -> dict[Occasion, Words]:
    return {Occasion(name): Words(**words) for name, words in json.loads(kept or "{}").items()}
