"""Changes of people linked by return codes: written once, when an assessment closes, and only read after."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Row, bindparam, insert, select
from sqlmodel import Session

from app.domain.cells import Decision, Group, GroupKind
from app.domain.linked_changes import LinkedChange
from app.storage.tables import LINKED_CHANGE

_OF_GROUPS = (
    select(LINKED_CHANGE)
    .where(
        LINKED_CHANGE.c.assessment_id == bindparam("assessment_id"),
        LINKED_CHANGE.c.group_code.in_(bindparam("groups", expanding=True)),
    )
    .order_by(LINKED_CHANGE.c.id)
)


def add_linked_changes(session: Session, assessment_id: int, changes: Sequence[LinkedChange]) -> None:
    if changes:
        session.execute(insert(LINKED_CHANGE), [_values(each, assessment_id) for each in changes])


def linked_changes(session: Session, assessment_id: int, groups: Collection[str]) -> list[LinkedChange]:
    """Of these groups, released and withheld."""
    rows = session.execute(_OF_GROUPS, {"assessment_id": assessment_id, "groups": list(groups)}).all()
    return [_read(row) for row in rows]


def _values(change: LinkedChange, assessment_id: int) -> dict[str, Any]:
    return {
        "assessment_id": assessment_id,
        "group_kind": change.group.kind.value,
        "group_code": change.group.code,
        "group_name": change.group.name,
        "organisation": change.group.organisation,
        "measure": change.measure,
        "decision": change.decision.name,
        "people": change.people,
        "answered": change.answered,
        "mean": change.mean,
        "low": change.low,
        "high": change.high,
    }


def _read(row: Row[*tuple[Any, ...]]) -> LinkedChange:
    return LinkedChange(
        Group(GroupKind(row.group_kind), row.group_code, row.group_name, row.organisation),
        row.measure,
        Decision[row.decision],
        row.people,
        row.answered,
        row.mean,
        row.low,
        row.high,
    )
