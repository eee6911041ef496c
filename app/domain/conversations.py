"""Conversations worth having: where people see a competency differently by more than chance would have it.

Made of released figures alone. The four kinds of signal are in different units, so each kind is ranked on
its own and the kinds take turns.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, variance

from scipy.special import fdtrc

from app.domain.agreement import MOST_MIXED, MOST_TOGETHER, is_beyond
from app.domain.answers import POINTS_PER_LEVEL
from app.domain.cells import Cell
from app.domain.comparisons import CLEAR_POINTS
from app.domain.role_level_gaps import RoleLevelGap

MOST_LISTED = 5
MOST_OF_A_KIND = 2
CANNOT_SAY_FLOOR = 25  # percent
STRONG_FROM = 60  # points
UNLIKELY = 0.05  # of partners who don't differ, so many would look as if they did


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
    means = [each.mean for each in _with_range(topic.partners)]
    deviation = topic.average_deviation
    if deviation is None and len(means) < 2:
        return False
    is_close = not means or max(means) - min(means) < CLEAR_POINTS
    return is_close and not is_beyond(deviation or 0, MOST_TOGETHER) and not any(_signals(topic))


def _signals(topic: TopicFigures) -> Iterator[Conversation]:
    sizes = {
        Kind.BETWEEN_PARTNERS: spread_of_partners(topic.partners),
        Kind.BETWEEN_ROLE_LEVELS: _gap(topic.role_level_gap),
        Kind.WITHIN_US: apart(topic.average_deviation or 0),
        Kind.WE_DO_NOT_KNOW: unknown(topic.cannot_say or 0),
    }
    return (Conversation(topic.measure, kind, size) for kind, size in sizes.items() if size > 0)


def spread_of_partners(partners: Sequence[Cell]) -> float:
    """In points: how far partners' means lie apart, less what their errors bring about on average.

    None of it where chance alone would bring about as much: half of the time it brings about more than that.
    """
    known = _with_range(partners)
    if len(known) < 2 or not _is_beyond_chance(known):
        return 0.0
    of_errors = fmean(each.error**2 for each in known)
    return math.sqrt(max(0.0, variance(each.mean for each in known) - of_errors))


@dataclass(frozen=True)
class _Partner:
    mean: float
    error: float
    degrees: float


def _is_beyond_chance(partners: Sequence[_Partner]) -> bool:
    """Whether they differ at all: Welch's test (1951) of several means that are not equally exact.

    A partner of whom all answered has no error: then the others are held against that one.
    """
    exact = [each.mean for each in partners if not each.error]
    others = [each for each in partners if each.error]
    if exact and max(exact) - min(exact) > 0:
        return True
    if not others:
        return False
    weights = [0.0 if exact else each.error**-2 for each in others]
    whole = math.fsum(weights) or 1.0
    middle = exact[0] if exact else fmean((each.mean for each in others), weights)
    free = len(others) - (0 if exact else 1)
    apart = math.fsum(((each.mean - middle) / each.error) ** 2 for each in others) / free
    doubt = math.fsum(
        (1 - weight / whole) ** 2 / each.degrees for weight, each in zip(weights, others, strict=True)
    )
    ratio = apart / (1 + 2 * (free - 1) / (free * (free + 2)) * doubt)
    return float(fdtrc(free, free * (free + 2) / (3 * doubt), ratio)) < UNLIKELY


def _with_range(partners: Sequence[Cell]) -> list[_Partner]:
    """Those shown with a range."""
    return [
        _Partner(cell.mean, cell.standard_error, max((cell.people or 0) - 1, 1))
        for cell in partners
        if cell.is_released and cell.mean is not None and cell.standard_error is not None
    ]


def _gap(gap: RoleLevelGap | None) -> float:
    return gap.surely_points if gap and gap.is_notable else 0.0


def apart(average_deviation: float) -> float:
    """In points: how far answers deviate beyond what may still be called agreement."""
    if not is_beyond(average_deviation, MOST_MIXED):
        return 0.0
    return (average_deviation - MOST_MIXED) * POINTS_PER_LEVEL


def unknown(cannot_say: float) -> float:
    """In percent, above what is common."""
    return max(0.0, cannot_say * 100 - CANNOT_SAY_FLOOR)
