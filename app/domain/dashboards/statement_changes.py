"""Single statements since last time: matched by code, and broken where the words have changed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.domain.dashboards.closed import Closed
from app.domain.pictures import rows
from app.domain.pictures.rows import Pair
from app.domain.pictures.topics import Topic, statement_topics

FindPair = Callable[[Topic], Pair | None]  # now first, then second


@dataclass(frozen=True)
class StatementChange:
    """`pair` is None where the words are not those of last time; `earlier` is what was asked then, if any."""

    topic: Topic
    pair: Pair | None
    earlier: Topic | None


def statement_changes(before: Closed, topics: Iterable[Topic], find: FindPair) -> tuple[StatementChange, ...]:
    """A code means the same words for ever, so another code for the same competency is a new wording."""
    changes = []
    for topic in topics:
        earlier = {each.code: each for each in statement_topics(before.charter, topic.block)}
        if topic.block not in before.assessment.blocks:
            earlier = {}
        if topic.code in earlier:
            pair = find(topic)
            if pair:
                changes.append(StatementChange(topic, pair, earlier[topic.code]))
            continue
        other = next((each for each in earlier.values() if each.competency == topic.competency), None)
        changes.append(StatementChange(topic, None, other))
    return tuple(changes)


def of_group(closed: Closed, before: Closed, group: str) -> tuple[StatementChange, ...]:
    """Of one group, in the charter's order; only of what its own pages show."""

    def find(topic: Topic) -> Pair | None:
        return rows.change(topic, closed.cells.find(group, topic), before.cells.find(group, topic))

    topics = [each for block in closed.own_blocks for each in statement_topics(closed.charter, block)]
    return statement_changes(before, topics, find)
