"""What a closed assessment does not show, and why: by group, themes before statements."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.cells import Group, GroupKind
from app.domain.dashboards.closed import Closed
from app.domain.pictures.topics import Topic


@dataclass(frozen=True)
class Withheld:
    """`topics` are empty where nothing at all of the group is shown."""

    group: Group
    reason: str
    topics: tuple[Topic, ...]


def withheld(closed: Closed, topics: Sequence[Topic]) -> tuple[Withheld, ...]:
    """Among these topics, in the order of the release: larger groups first, then A to Z."""
    groups = [group for kind in GroupKind for group in closed.cells.groups(kind)]
    return tuple(found for group in groups for found in _of_group(closed, group, topics))


def _of_group(closed: Closed, group: Group, topics: Sequence[Topic]) -> Iterator[Withheld]:
    """One for each reason. A cell that there never was is not withheld."""
    cells = [(topic, cell) for topic in topics if (cell := closed.cells.find(group.code, topic))]
    hidden = [(topic, cell.decision) for topic, cell in cells if not cell.is_released]
    is_nothing_shown = len(hidden) == len(cells)
    for reason in dict.fromkeys(decision for _, decision in hidden):
        alike = tuple(topic for topic, decision in hidden if decision is reason)
        yield Withheld(group, reason, () if is_nothing_shown else alike)
