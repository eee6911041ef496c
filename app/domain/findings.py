"""Findings: released figures of a closed assessment that an action may answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.dashboards import organisation, partnership
from app.domain.dashboards.closed import Closed
from app.domain.dashboards.organisation import DotPanel
from app.domain.pictures.rows import Dot
from app.domain.pictures.topics import BLOCK_NAMES
from app.domain.points import in_points


@dataclass(frozen=True)
class Finding:
    """`label` is for a list, `words` for wherever it stands alone."""

    code: str
    label: str
    words: str


@dataclass(frozen=True)
class Findings:
    """Of one block and one scale, the lowest figure first."""

    heading: str
    findings: tuple[Finding, ...]


def of_organisation(closed: Closed, slug: str) -> list[Findings]:
    return _findings(closed, organisation.competencies(closed, slug))


def of_partnership(closed: Closed) -> list[Findings]:
    return _findings(closed, partnership.competencies(closed))


def _findings(closed: Closed, panels: Sequence[DotPanel]) -> list[Findings]:
    made = []
    for panel in panels:
        shown = tuple(_finding(closed, row) for row in panel.rows if row.cell.is_released)
        if shown:
            made.append(Findings(f"{BLOCK_NAMES[panel.block]}: {panel.says}, lowest first", shown))
    return made


def _finding(closed: Closed, row: Dot) -> Finding:
    figure, assessment = in_points(row.cell), closed.assessment
    return Finding(
        f"{assessment.code}/{row.topic.code}",
        f"{row.topic.short}: {figure}",
        f"“{row.topic.statement.rstrip('.')}” stood at {figure} out of 100 ({assessment.title}).",
    )


def words_by_code(offered: Sequence[Findings]) -> dict[str, str]:
    return {each.code: each.words for group in offered for each in group.findings}
