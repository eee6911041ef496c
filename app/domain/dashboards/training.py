"""Training needs: what people ask for beside what they do, and what helps with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.cells import Cell
from app.domain.charter import Block, Competency
from app.domain.dashboards.closed import Closed, organisation_group
from app.domain.dashboards.help_wanted import help_page
from app.domain.help_wanted import HelpCell
from app.domain.pictures import rows
from app.domain.pictures.topics import Topic, by_scale, statement_topics

FEW_DONE = 10  # of the habits that people do least
MOST_OTHERS = 5


@dataclass(frozen=True)
class Need:
    """One habit. `asked` is None where too few asked for it to be named; `figure` where that is not shown."""

    topic: Topic
    asked: HelpCell | None
    figure: Cell | None
    helps: tuple[str, ...]


@dataclass(frozen=True)
class TrainingPage:
    """`asked_for` begins with the most asked for, `others` with what people do least. Both may be empty.

    `reason` says why no help is told of, or None; `takeaway` and `answered` are about help.
    """

    takeaway: str
    answered: tuple[int, int] | None
    asked_for: tuple[Need, ...]
    others: tuple[Need, ...]
    reason: str | None


def training_page(closed: Closed, slug: str, cells: Sequence[HelpCell]) -> TrainingPage | None:
    """None where the assessment did not count help, or did not ask for it."""
    help_wanted = help_page(closed, slug, cells)
    if help_wanted is None:
        return None
    group = organisation_group(slug)
    asked_for = tuple(
        Need(row.topic, row.cell, _released(closed, group, row.topic), _what_helps(closed, row.topic))
        for row in help_wanted.rows
    )
    named = {each.topic.competency for each in asked_for}
    others = tuple(
        Need(row.topic, None, row.cell, _what_helps(closed, row.topic))
        for row in _done_least(closed, group)
        if row.topic.competency not in named
    )
    return TrainingPage(
        help_wanted.takeaway, help_wanted.answered, asked_for, others[:MOST_OTHERS], help_wanted.reason
    )


def _done_least(closed: Closed, group: str) -> Sequence[rows.Dot]:
    """The lowest first, of the largest set of habits that may be put in an order."""
    alike = max(by_scale(statement_topics(closed.charter, Block.PRACTICE)), key=len, default=())
    found = rows.lowest_first(rows.dots(closed.cells, group, alike))
    return [row for row in found if row.cell.is_released][:FEW_DONE]


def _released(closed: Closed, group: str, topic: Topic) -> Cell | None:
    cell = closed.cells.find(group, topic)
    return cell if cell and cell.is_released else None


def _what_helps(closed: Closed, topic: Topic) -> tuple[str, ...]:
    return what_helps(closed.charter.by_competency[topic.competency])


def what_helps(competency: Competency) -> tuple[str, ...]:
    """What costs nothing comes first."""
    return tuple(f"{each.what} It costs {each.costs}." for each in competency.guide.support)
