"""What help people want: written once, when an assessment closes, and only read after."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, insert, select
from sqlmodel import Session

from app.domain.cells import Decision, Group, GroupKind
from app.domain.help_wanted import HelpCell
from app.storage.tables import HELP_CELL

_OF_ORGANISATION = (
    select(HELP_CELL)
    .where(
        HELP_CELL.c.assessment_id == bindparam("assessment_id"),
        HELP_CELL.c.organisation == bindparam("slug"),
    )
    .order_by(HELP_CELL.c.id)
)
_FIGURES = ("count", "or_more", "people", "invited", "low", "high")


def add_help_cells(session: Session, assessment_id: int, cells: Sequence[HelpCell]) -> None:
    if cells:
        session.execute(insert(HELP_CELL), [_values(each, assessment_id) for each in cells])


def help_cells(session: Session, assessment_id: int, slug: str) -> list[HelpCell]:
    """Of one organisation: theme by theme, the most asked for first, what is left over last."""
    rows = session.execute(_OF_ORGANISATION, {"assessment_id": assessment_id, "slug": slug}).mappings()
    return [
        HelpCell(
            Group(GroupKind.ORGANISATION, row["group_code"], row["group_name"], row["organisation"]),
            row["theme"],
            Decision[row["decision"]],
            row["wanted"],
            **{name: row[name] for name in _FIGURES},
        )
        for row in rows
    ]


def _values(cell: HelpCell, assessment_id: int) -> dict[str, Any]:
    return {
        "assessment_id": assessment_id,
        "group_code": cell.group.code,
        "group_name": cell.group.name,
        "organisation": cell.group.organisation,
        "theme": cell.theme,
        "wanted": cell.wanted,
        "decision": cell.decision.name,
        **{name: getattr(cell, name) for name in _FIGURES},
    }
