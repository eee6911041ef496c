"""What is pooled over organisations: the sealed responses it comes from, and the editions that are kept."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields
from datetime import datetime

import numpy as np
from sqlalchemy import bindparam, insert, select, text
from sqlmodel import Session

from app.domain.assessments import AssessmentState
from app.domain.cells import Counting, Decision, GroupKind
from app.domain.charter import Block
from app.domain.intervals import FEWEST_WITH_OWN_SPREAD, Summary, spread_behind
from app.domain.pooling import Pooled, Source
from app.domain.population import Rows
from app.domain.scoring import Sheets
from app.storage.tables import ASSESSMENT, ORGANISATION, POOLED_FIGURE, RELEASED_CELL, SEALED_RESPONSE

PIECE = 10_000  # responses at a time

_SOURCES = (
    select(
        SEALED_RESPONSE.c.organisation_id,
        ORGANISATION.c.slug,
        SEALED_RESPONSE.c.assessment_id,
        ASSESSMENT.c.partnership_id,
        ASSESSMENT.c.blocks,
        ASSESSMENT.c.closed_at,
    )
    .join(ASSESSMENT, ASSESSMENT.c.id == SEALED_RESPONSE.c.assessment_id)
    .join(ORGANISATION, ORGANISATION.c.id == SEALED_RESPONSE.c.organisation_id)
    .where(
        ASSESSMENT.c.charter_version == bindparam("charter_version"),
        ASSESSMENT.c.state == AssessmentState.SEALED,
    )
    .distinct()
    .order_by(ASSESSMENT.c.closed_at, SEALED_RESPONSE.c.assessment_id, SEALED_RESPONSE.c.organisation_id)
)
_LEVELS = (
    select(SEALED_RESPONSE.c.organisation_id, SEALED_RESPONSE.c.levels)
    .where(
        SEALED_RESPONSE.c.assessment_id == bindparam("assessment_id"),
        SEALED_RESPONSE.c.organisation_id.in_(bindparam("organisations", expanding=True)),
    )
    .execution_options(yield_per=PIECE)
)
_PLACES = select(RELEASED_CELL).where(
    RELEASED_CELL.c.assessment_id.in_(bindparam("assessments", expanding=True)),
    RELEASED_CELL.c.group_kind == GroupKind.ORGANISATION.value,
    RELEASED_CELL.c.counting == Counting.PEOPLE.value,
    RELEASED_CELL.c.decision == Decision.RELEASED.name,
    RELEASED_CELL.c.people >= FEWEST_WITH_OWN_SPREAD,
    RELEASED_CELL.c.measure.in_(bindparam("measures", expanding=True)),
)
_EDITIONS = (
    select(POOLED_FIGURE)
    .where(POOLED_FIGURE.c.charter_version == bindparam("charter_version"))
    .order_by(POOLED_FIGURE.c.as_of, POOLED_FIGURE.c.id)
)
_FIELDS = [each.name for each in fields(Pooled)]
# Two closings that end at once would both count the same people as new.
_ONE_AT_A_TIME = text("LOCK TABLE pooled_figure IN EXCLUSIVE MODE")


def sources(session: Session, charter_version: str, block: Block) -> list[Source]:
    """One for each organisation that is named in sealed responses: its latest assessment with this block."""
    latest: dict[int, Source] = {}
    for row in session.execute(_SOURCES, {"charter_version": charter_version}):
        if block not in row.blocks.split(","):
            continue
        owner = f"org/{row.slug}" if row.partnership_id is None else f"partnership/{row.partnership_id}"
        latest[row.organisation_id] = Source(
            row.organisation_id, row.slug, row.assessment_id, owner, row.closed_at
        )
    return list(latest.values())


def levels(session: Session, of: Sequence[Source], *, statements: int) -> Iterator[tuple[Sheets, Rows]]:
    """Sealed responses with the place of each one's source, a piece at a time."""
    place = {each.organisation_id: number for number, each in enumerate(of)}
    for assessment_id in dict.fromkeys(each.assessment_id for each in of):
        organisations = [each.organisation_id for each in of if each.assessment_id == assessment_id]
        values = {"assessment_id": assessment_id, "organisations": organisations}
        for rows in session.execute(_LEVELS, values).partitions():
            sheets = np.frombuffer(b"".join(row.levels for row in rows), dtype=np.uint8)
            places = np.array([place[row.organisation_id] for row in rows], dtype=np.intp)
            yield sheets.reshape(len(rows), statements), places


def places(session: Session, of: Sequence[Source], measures: Sequence[str]) -> dict[str, dict[str, Summary]]:
    """By measure and organisation, what is released of it, where that says how far its people differ."""
    asked = {(each.assessment_id, each.organisation) for each in of}
    values = {"assessments": sorted({each.assessment_id for each in of}), "measures": list(measures)}
    found: dict[str, dict[str, Summary]] = {measure: {} for measure in measures}
    for row in session.execute(_PLACES, values):
        spread = spread_behind(row.standard_error, row.people, row.invited)
        if spread is not None and (row.assessment_id, row.organisation) in asked:
            found[row.measure][row.organisation] = Summary(row.people, row.mean, spread)
    return found


def editions(session: Session, charter_version: str) -> list[Pooled]:
    """Oldest first."""
    rows = session.execute(_EDITIONS, {"charter_version": charter_version})
    return [Pooled(**{name: getattr(row, name) for name in _FIELDS}) for row in rows]


def hold_editions(session: Session) -> None:
    """Nobody else adds one before this transaction ends."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(_ONE_AT_A_TIME)


def add_editions(session: Session, charter_version: str, found: Sequence[Pooled]) -> None:
    if found:
        rows = [{**asdict(each), "charter_version": charter_version} for each in found]
        session.execute(insert(POOLED_FIGURE), rows)


def spreads(session: Session, charter_version: str, *, before: datetime) -> dict[str, float]:
    """By measure, the spread to go by in an assessment that closed then: of the last edition before."""
    return {
        each.measure: each.spread
        for each in editions(session, charter_version)
        if each.spread is not None and each.as_of < before
    }
