"""What an organisation sees of the help that its people asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.assessments import FEWEST_ANSWERS_SHOWN
from app.domain.charter import Block, Charter, Theme
from app.domain.dashboards.closed import Closed, organisation_group
from app.domain.distributions import Distribution
from app.domain.help_wanted import HelpCell, LeftOver
from app.domain.pictures.topics import Topic, statement_topics
from app.domain.takeaways.help_wanted import of_help


@dataclass(frozen=True)
class HelpRow:
    """One competency. `usually` has how many usually do it, where that is shown."""

    topic: Topic
    cell: HelpCell
    usually: Distribution | None


@dataclass(frozen=True)
class LeftOverOf:
    """What the others of a theme asked for, or what they did not; None where two of them are told as one."""

    theme: Theme
    other: int | None
    none: int | None
    rest: int | None


@dataclass(frozen=True)
class HelpPage:
    """`reason` says why there is nothing; None where there is."""

    answered: tuple[int, int] | None
    rows: tuple[HelpRow, ...]
    left_over: tuple[LeftOverOf, ...]
    takeaway: str
    reason: str | None


def help_page(closed: Closed, slug: str, cells: Sequence[HelpCell]) -> HelpPage | None:
    """None for an assessment that was opened before help was counted, or that did not ask for it."""
    if not cells:
        return None
    told = [each for each in cells if each.is_released]
    if not told:
        return HelpPage(None, (), (), "", cells[0].decision)
    ranked = sorted((each for each in told if each.is_named), key=lambda each: -(each.count or 0))
    rows = tuple(_row(closed, slug, each) for each in ranked)
    return HelpPage(
        (told[0].people or 0, told[0].invited or 0),
        rows,
        tuple(_left_over(closed.charter, each, told) for each in dict.fromkeys(cell.theme for cell in told)),
        of_help(
            ranked,
            rows[0].topic.title if rows else "",
            fewest=max(closed.assessment.fewest_shown, FEWEST_ANSWERS_SHOWN),
        ),
        None,
    )


def _row(closed: Closed, slug: str, cell: HelpCell) -> HelpRow:
    """Beside the statement that stands for the competency in one's own practice."""
    topics = statement_topics(closed.charter, Block.PRACTICE)
    topic = next(each for each in topics if each.competency == cell.wanted)
    beside = closed.cells.find(organisation_group(slug), topic)
    return HelpRow(topic, cell, beside.distribution if beside else None)


def _left_over(charter: Charter, theme: str, told: Sequence[HelpCell]) -> LeftOverOf:
    counts = {each.wanted: each.count for each in told if each.theme == theme}
    return LeftOverOf(
        charter.by_theme[theme],
        counts.get(LeftOver.OTHER),
        counts.get(LeftOver.NONE),
        counts.get(LeftOver.REST),
    )
