"""How people linked by return codes have moved, as rows of a small table under the change of whole groups."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.charter import Block
from app.domain.dashboards.closed import Closed
from app.domain.intervals import FEW_HIGHEST, FEW_LOWEST, FEWEST_WITH_OWN_SPREAD
from app.domain.linked_changes import LinkedChange
from app.domain.pictures.topics import Topic, theme_topics
from app.domain.points import whole
from app.web.result_rows import percent_of
from app.web.words import count, likely_range, plural

FURTHEST = FEW_HIGHEST - FEW_LOWEST


@dataclass(frozen=True)
class LinkedRow:
    """`reason` is empty where the change is shown."""

    label: str
    change: str = ""
    likely: str = ""
    people: str = ""
    reason: str = ""


@dataclass(frozen=True)
class LinkedTable:
    """`reason` is set where none of the rows can be shown, all for the same reason."""

    rows: tuple[LinkedRow, ...]
    reason: str


def linked_tables(closed: Closed, changes: Sequence[LinkedChange]) -> dict[str, LinkedTable]:
    """By block, in the charter's order."""
    found = {change.measure: change for change in changes}
    tables = {}
    for block in Block:
        topics = [each for each in theme_topics(closed.charter, block) if each.code in found]
        if topics:
            tables[block.value] = _table([(topic, found[topic.code]) for topic in topics])
    return tables


def _table(changes: Sequence[tuple[Topic, LinkedChange]]) -> LinkedTable:
    rows = tuple(_row(topic, change) for topic, change in changes)
    reasons = {row.reason for row in rows}
    return LinkedTable(rows, reasons.pop() if len(reasons) == 1 else "")


def _row(topic: Topic, change: LinkedChange) -> LinkedRow:
    difference, people, answered = change.difference, change.people, change.answered
    if difference is None or people is None or answered is None:
        return LinkedRow(topic.title, reason=change.decision.value)
    low, high = difference.low or 0.0, difference.high or 0.0
    told = _told(difference.points, people)
    return LinkedRow(
        topic.title,
        f"{told}, {difference.verdict}" if whole(difference.points) else told,
        likely_range(low, high),
        f"{count(people)} of {count(answered)} ({percent_of(people, answered)}%)",
    )


def _told(points: float, people: int) -> str:
    """From a few, one near the end of the scale stays vague."""
    moved = whole(abs(points)) if points > 0 else -whole(points)
    if not moved:
        return "no change"
    or_more = " or more" if people < FEWEST_WITH_OWN_SPREAD and abs(points) >= FURTHEST else ""
    return f"{'up' if points > 0 else 'down'} {plural(moved, 'point')}{or_more}"
