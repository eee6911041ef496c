"""Released cells: written once, when an assessment closes, and only read after."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Row, bindparam, insert, select
from sqlmodel import Session

from app.domain.agreement import Agreement, WithinGroup
from app.domain.answers import LEVELS
from app.domain.assessments import Assessment
from app.domain.cells import Cell, Counting, Decision, Group, GroupKind
from app.domain.charter import Charter
from app.domain.dashboards.closed import Closed
from app.domain.distributions import Distribution
from app.domain.pictures.rows import Cells
from app.domain.pictures.topics import organisation_topics, partnership_topics
from app.storage.tables import RELEASED_CELL

_OF_ASSESSMENT = (
    select(RELEASED_CELL)
    .where(RELEASED_CELL.c.assessment_id == bindparam("assessment_id"))
    .order_by(RELEASED_CELL.c.id)
)
_OF_MEASURES = _OF_ASSESSMENT.where(RELEASED_CELL.c.measure.in_(bindparam("measures", expanding=True)))
_SHARED = _OF_MEASURES.where(RELEASED_CELL.c.group_kind != GroupKind.TEAM.value)
_WITHIN = _OF_MEASURES.where(RELEASED_CELL.c.organisation == bindparam("slug"))

_AT_EACH_LEVEL = tuple(f"level_{level}" for level in LEVELS)
_BESIDE_THE_LEVELS = ("usually", "usually_low", "usually_high", "did_not_come_up", "cannot_say")
_INDEXES = ("r_wg", "r_wg_skewed", "r_star", "r_star_skewed", "average_deviation")


def add_cells(session: Session, assessment_id: int, cells: Sequence[Cell]) -> None:
    session.execute(insert(RELEASED_CELL), [_values(cell, assessment_id) for cell in cells])


def cells(session: Session, assessment_id: int) -> list[Cell]:
    """Every one, in the order that they were offered to the release, measure by measure."""
    return _cells(session.execute(_OF_ASSESSMENT, {"assessment_id": assessment_id}).all())


def cells_of_partnership(session: Session, assessment_id: int, measures: Collection[str]) -> list[Cell]:
    """Of these measures, all but what is inside an organisation's teams: that is its own."""
    values = {"assessment_id": assessment_id, "measures": list(measures)}
    return _cells(session.execute(_SHARED, values).all())


def cells_of_organisation(
    session: Session, assessment_id: int, slug: str, measures: Collection[str]
) -> list[Cell]:
    """Of these measures, those about groups inside one organisation, its total among them."""
    values = {"assessment_id": assessment_id, "slug": slug, "measures": list(measures)}
    return _cells(session.execute(_WITHIN, values).all())


def closed_for_organisation(session: Session, charter: Charter, assessment: Assessment, slug: str) -> Closed:
    """All that an organisation sees of itself in an assessment with results."""
    measures = [topic.code for topic in organisation_topics(charter, assessment.blocks)]
    return Closed(assessment, charter, Cells(cells_of_organisation(session, assessment.id, slug, measures)))


def closed_for_partnership(session: Session, charter: Charter, assessment: Assessment) -> Closed:
    """All that partners see together of an assessment with results."""
    measures = [topic.code for topic in partnership_topics(charter, assessment.blocks)]
    return Closed(assessment, charter, Cells(cells_of_partnership(session, assessment.id, measures)))


def _values(cell: Cell, assessment_id: int) -> dict[str, Any]:
    return {
        "assessment_id": assessment_id,
        "group_kind": cell.group.kind.value,
        "group_code": cell.group.code,
        "group_name": cell.group.name,
        "organisation": cell.group.organisation,
        "measure": cell.measure,
        "counting": cell.counting.value,
        "decision": cell.decision.name,
        "people": cell.people,
        "invited": cell.invited,
        "mean": cell.mean,
        "low": cell.low,
        "high": cell.high,
        "standard_error": cell.standard_error,
        "organisations": cell.organisations,
        **_distribution_values(cell.distribution),
        **_agreement_values(cell.within_group),
    }


def _agreement_values(found: WithinGroup | None) -> dict[str, Any]:
    values = {name: found and getattr(found, name) for name in _INDEXES}
    return values | {"agreement": found and found.agreement.value}


def _distribution_values(found: Distribution | None) -> dict[str, Any]:
    if found is None:
        return dict.fromkeys((*_AT_EACH_LEVEL, *_BESIDE_THE_LEVELS))
    return {
        **dict(zip(_AT_EACH_LEVEL, found.levels, strict=True)),
        **{name: getattr(found, name) for name in _BESIDE_THE_LEVELS},
    }


def _cells(rows: Sequence[Row[*tuple[Any, ...]]]) -> list[Cell]:
    groups: dict[str, Group] = {}
    return [
        Cell(
            group=groups.setdefault(
                row.group_code,
                Group(GroupKind(row.group_kind), row.group_code, row.group_name, row.organisation),
            ),
            measure=row.measure,
            counting=Counting(row.counting),
            decision=Decision[row.decision],
            people=row.people,
            invited=row.invited,
            mean=row.mean,
            low=row.low,
            high=row.high,
            standard_error=row.standard_error,
            organisations=row.organisations,
            distribution=_distribution(row),
            within_group=_within_group(row),
        )
        for row in rows
    ]


def _within_group(row: Row[*tuple[Any, ...]]) -> WithinGroup | None:
    if row.agreement is None:
        return None
    indexes = {name: getattr(row, name) for name in _INDEXES}
    return WithinGroup(**indexes, agreement=Agreement(row.agreement))


def _distribution(row: Row[*tuple[Any, ...]]) -> Distribution | None:
    if row.usually is None:
        return None
    return Distribution(
        row.people,
        tuple(getattr(row, name) for name in _AT_EACH_LEVEL),
        *(getattr(row, name) for name in _BESIDE_THE_LEVELS),
    )
