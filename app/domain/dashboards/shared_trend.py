"""What has changed among all partners since last time, over those that can be shown both times."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.cells import Cell, Group, GroupKind
from app.domain.charter import Block
from app.domain.comparisons import cell_of_each_once, compare, on_any_day
from app.domain.dashboards.closed import Closed
from app.domain.dashboards.organisation import PairPanel, says
from app.domain.dashboards.partnership import EVERYONE
from app.domain.dashboards.statement_changes import StatementChange, statement_changes
from app.domain.pictures import rows
from app.domain.pictures.rows import Pair
from app.domain.pictures.topics import Topic, partnership_themes, statement_topics
from app.domain.takeaways.changes import of_changes

BOTH_TIMES = Group(GroupKind.EVERYONE, EVERYONE, "The partners shown both times")


@dataclass(frozen=True)
class SharedTrend:
    """Names: `held` are the organisations that figures are made of, `not_shown` had a part both times."""

    panels: tuple[PairPanel, ...]
    held: tuple[str, ...]
    not_shown: tuple[str, ...]
    joined: tuple[str, ...]
    left: tuple[str, ...]


def shared_trend(closed: Closed, before: Closed) -> SharedTrend:
    """Now first, then second; each organisation counts once, and the same ones both times."""
    held: set[str] = set()
    panels = []
    for block, topics in partnership_themes(closed.charter, closed.assessment.blocks).items():
        alike = [topic for topic in topics if closed.asks_the_same(topic, before)]
        for topic in alike:
            held |= _shown_both_times(closed, before, topic)
        found = tuple(_pair(closed, before, topic) for topic in alike)
        if found:
            takeaway = of_changes(found, before.assessment.title)
            meaning = says(tuple(row.topic for row in found))
            panels.append(PairPanel(block, meaning, rows.moved_first(found), takeaway))
    names = {group.code: group.name for each in (before, closed) for group in _organisations(each)}
    now, then = ({group.code for group in _organisations(each)} for each in (closed, before))
    sets = (held, now & then - held, now - then, then - now)
    return SharedTrend(tuple(panels), *(tuple(sorted(names[code] for code in each)) for each in sets))


def shared_statement_changes(closed: Closed, before: Closed) -> tuple[StatementChange, ...]:
    """Of statements about the partnership itself, counted as themes are."""
    if Block.PARTNERSHIP not in closed.assessment.blocks:
        return ()
    topics = statement_topics(closed.charter, Block.PARTNERSHIP)
    return statement_changes(before, topics, lambda topic: _pair(closed, before, topic))


def _pair(closed: Closed, before: Closed, topic: Topic) -> Pair:
    codes = _shown_both_times(closed, before, topic)
    units_now, units_then = (_units(each, topic, codes) for each in (closed, before))
    now, then = (_over(topic, units) for units in (units_now, units_then))
    apart = compare(
        *(_over(topic, [on_any_day(each) for each in units]) for units in (units_now, units_then))
    )
    return Pair(topic, now, then, apart)


def _units(closed: Closed, topic: Topic, codes: set[str]) -> list[Cell]:
    return [cell for code in sorted(codes) if (cell := closed.cells.find(code, topic))]


def _over(topic: Topic, units: Sequence[Cell]) -> Cell:
    """Made of released figures alone, as everyone's is: it says nothing that they do not."""
    return cell_of_each_once(BOTH_TIMES, topic.code, units)


def _shown_both_times(closed: Closed, before: Closed, topic: Topic) -> set[str]:
    return _shown(closed, topic) & _shown(before, topic)


def _shown(closed: Closed, topic: Topic) -> set[str]:
    cells = (closed.cells.find(group.code, topic) for group in _organisations(closed))
    return {cell.group.code for cell in cells if cell and cell.is_released}


def _organisations(closed: Closed) -> list[Group]:
    """All that had a part, whether or not they can be shown."""
    return closed.cells.groups(GroupKind.ORGANISATION)
