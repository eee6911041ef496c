"""One statement: how many gave which answer, in an organisation, or among all partners and by role level."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.domain.cells import Cell, GroupKind
from app.domain.charter import Block, Competency, Statement
from app.domain.dashboards.closed import Closed, organisation_group
from app.domain.dashboards.partnership import EVERYONE
from app.domain.effect_sizes import probability_of_superiority
from app.domain.people import RoleLevel
from app.domain.pictures.topics import Topic, statement_topics
from app.domain.takeaways.answers import of_answers


@dataclass(frozen=True)
class AnswersPanel:
    """`takeaway` is None where it is not shown how many gave which answer."""

    cell: Cell
    takeaway: str | None


@dataclass(frozen=True)
class StatementPage:
    """`labels` are the five answers, from level 0 up; `others` the statements of the same list, in order.

    `higher` is 0 to 1: that a strategic colleague would have answered higher than an operational one, both
    picked by chance, where it is shown of both who gave which answer.
    """

    topic: Topic
    competency: Competency
    labels: tuple[str, ...]
    panels: tuple[AnswersPanel, ...]
    others: tuple[Topic, ...]
    higher: float | None = None


def of_organisation(closed: Closed, slug: str, code: str) -> StatementPage | None:
    """None of a statement that its pages do not show."""
    return _page(closed, code, closed.own_blocks, [organisation_group(slug)])


def of_partnership(closed: Closed, code: str) -> StatementPage | None:
    levels = [group.code for group in closed.cells.groups(GroupKind.ROLE_LEVEL)]
    page = _page(closed, code, [Block.PARTNERSHIP], [EVERYONE, *levels])
    return replace(page, higher=_higher(page.panels)) if page else None


def _higher(panels: Iterable[AnswersPanel]) -> float | None:
    by_group = {panel.cell.group.code: panel.cell.distribution for panel in panels}
    strategic, operational = (
        by_group.get(f"level/{each}") for each in (RoleLevel.STRATEGIC, RoleLevel.OPERATIONAL)
    )
    return probability_of_superiority(strategic, operational) if strategic and operational else None


def _page(closed: Closed, code: str, blocks: Iterable[Block], groups: Iterable[str]) -> StatementPage | None:
    topics = [topic for block in blocks for topic in statement_topics(closed.charter, block)]
    topic = next((each for each in topics if each.code == code), None)
    statement = next((each for each in closed.charter.statements if each.code == code), None)
    if topic is None or statement is None:
        return None
    labels = closed.charter.scales[statement.scale].labels
    found = [cell for group in groups if (cell := closed.cells.find(group, topic))]
    panels = tuple(AnswersPanel(cell, _takeaway(cell, labels)) for cell in found)
    others = tuple(each for each in topics if each.theme == topic.theme and each.block is topic.block)
    return StatementPage(topic, _competency(closed, statement), labels, panels, others)


def _competency(closed: Closed, statement: Statement) -> Competency:
    return closed.charter.by_competency[statement.competency]


def _takeaway(cell: Cell, labels: tuple[str, ...]) -> str | None:
    return of_answers(cell.distribution, labels, cell.invited or 0) if cell.distribution else None
