"""Conversations worth having: where people see a competency differently by more than chance would have it.

Made of released figures alone. The four kinds of signal are in different units, so each kind is ranked on
its own and the kinds take turns.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, variance

from app.domain.agreement import MOST_MIXED, MOST_TOGETHER
from app.domain.answers import POINTS_PER_LEVEL
from app.domain.cells import Cell
from app.domain.comparisons import CLEAR_POINTS
from app.domain.role_level_gaps import RoleLevelGap

MOST_LISTED = 5
MOST_OF_A_KIND = 2
CANNOT_SAY_FLOOR = 25  # percent
STRONG_FROM = 60  # points


class Kind(StrEnum):
    """In the order in which they take turns."""

    BETWEEN_PARTNERS = "between partners"
    BETWEEN_ROLE_LEVELS = "between role levels"
    WITHIN_US = "within us"
    WE_DO_NOT_KNOW = "we don’t know"


@dataclass(frozen=True)
class TopicFigures:
    """What is released about one competency's statement.

    `average_deviation` is in levels, `cannot_say` a share from 0 to 1; None where it is not released.
    """

    measure: str
    mean: float | None = None
    partners: Sequence[Cell] = ()
    role_level_gap: RoleLevelGap | None = None
    average_deviation: float | None = None
    cannot_say: float | None = None


@dataclass(frozen=True)
class Conversation:
    """`size` is what is left of the difference after chance: in points, or in percent for not knowing."""

    measure: str
    kind: Kind
    size: float


@dataclass(frozen=True)
class Agreed:
    """A competency that we agree is strong, and one that we agree is weak."""

    strong: str | None
    weak: str | None


def conversations(topics: Sequence[TopicFigures]) -> tuple[Conversation, ...]:
    """Five at most, two of a kind at most; each competency once, under the kind whose turn comes first."""
    signals = [signal for topic in topics for signal in _signals(topic)]
    ranked = {
        kind: sorted(
            (signal for signal in signals if signal.kind is kind), key=lambda each: (-each.size, each.measure)
        )
        for kind in Kind
    }
    return tuple(_in_turns(ranked))[:MOST_LISTED]


def _in_turns(ranked: Mapping[Kind, Sequence[Conversation]]) -> Iterator[Conversation]:
    listed: set[str] = set()
    for _ in range(MOST_OF_A_KIND):
        for kind in Kind:
            chosen = next((each for each in ranked[kind] if each.measure not in listed), None)
            if chosen:
                listed.add(chosen.measure)
                yield chosen


def agreed(topics: Sequence[TopicFigures]) -> Agreed:
    """Out of topics on one scale: highest and lowest of those that give nothing to talk about.

    Nobody agrees on what is not known: it takes two partners or more, with a range, or a deviation.
    """
    quiet = [(topic.mean, topic.measure) for topic in topics if topic.mean is not None and _is_agreed(topic)]
    strong = [each for each in quiet if each[0] >= STRONG_FROM]
    weak = [each for each in quiet if each[0] < STRONG_FROM]
    return Agreed(
        min(strong, key=lambda each: (-each[0], each[1]))[1] if strong else None,
        min(weak)[1] if weak else None,
    )


def _is_agreed(topic: TopicFigures) -> bool:
    """Quiet because people are close, not because too little is known to tell them apart."""
    means = [mean for mean, _ in _with_range(topic.partners)]
    deviation = topic.average_deviation
    if deviation is None and len(means) < 2:
        return False
    is_close = not means or max(means) - min(means) < CLEAR_POINTS
    return is_close and (deviation or 0) <= MOST_TOGETHER and not any(_signals(topic))


def _signals(topic: TopicFigures) -> Iterator[Conversation]:
    sizes = {
        Kind.BETWEEN_PARTNERS: spread_of_partners(topic.partners),
        Kind.BETWEEN_ROLE_LEVELS: _gap(topic.role_level_gap),
        Kind.WITHIN_US: apart(topic.average_deviation or 0),
        Kind.WE_DO_NOT_KNOW: unknown(topic.cannot_say or 0),
    }
    return (Conversation(topic.measure, kind, size) for kind, size in sizes.items() if size > 0)


def spread_of_partners(partners: Sequence[Cell]) -> float:
    """In points: how far partners' means lie apart beyond what their errors alone would bring about."""
    known = _with_range(partners)
    if len(known) < 2:
        return 0.0
    of_errors = fmean(error**2 for _, error in known)
    return math.sqrt(max(0.0, variance(mean for mean, _ in known) - of_errors))


def _with_range(partners: Sequence[Cell]) -> list[tuple[float, float]]:
    """Means and standard errors of those shown with a range."""
    return [
        (cell.mean, cell.standard_error)
        for cell in partners
        if cell.is_released and cell.mean is not None and cell.standard_error is not None
    ]


def _gap(gap: RoleLevelGap | None) -> float:
    return gap.surely_points if gap and gap.is_notable else 0.0


def apart(average_deviation: float) -> float:
    """In points: how far answers deviate beyond what may still be called agreement."""
    return max(0.0, (average_deviation - MOST_MIXED) * POINTS_PER_LEVEL)


def unknown(cannot_say: float) -> float:
    """In percent, above what is common."""
    return max(0.0, cannot_say * 100 - CANNOT_SAY_FLOOR)
