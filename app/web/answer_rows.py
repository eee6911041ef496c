"""How many gave which answer, as rows: bars to either side of a line, five bars in a column, and words."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.answers import LEVELS
from app.domain.cells import Cell
from app.domain.dashboards.statement import AnswersPanel
from app.domain.distributions import FEW, Distribution, in_words, widths
from app.domain.intervals import FEWEST_WITH_OWN_SPREAD
from app.domain.pictures.rows import Dot
from app.domain.takeaways.answers import FEWEST_FOR_PERCENT, share_in_words
from app.domain.takeaways.sentences import sentence
from app.web.result_rows import AddressOf, Row, dot_rows, is_maturity, labels
from app.web.words import plural, score

LANES_APART = 0.08  # of the answers, between the bars and the middle answer's lane
NARROWEST_LANE = 0.25
LEAST_WITH_NUMBER = 8.5  # percent of the picture's width: a narrower part has no room for one

FEWER_THAN_TEN = "Fewer than ten gave a level, so how many gave which is not shown."
NOT_COUNTED = (
    "How many gave which answer is not shown: it would tell of too few people, or it was not yet "
    "counted when this assessment closed."
)


@dataclass(frozen=True)
class Lanes:
    """Where bars stand, in percent of a picture's width: at `zero`, to either side, and from `middle` on."""

    zero: float
    middle: float
    all_answers: float  # how wide a bar of all answers would be

    def segments(self, shares: Sequence[float]) -> list[Row]:
        never, sometimes, middle, mostly, always = (share * self.all_answers for share in shares)
        starts = (
            self.zero - sometimes - never,
            self.zero - sometimes,
            self.middle,
            self.zero,
            self.zero + mostly,
        )
        return [
            {"level": level, "x": start, "width": width}
            for level, start, width in zip(
                LEVELS, starts, (never, sometimes, middle, mostly, always), strict=True
            )
            if width
        ]


def lanes(shares: Iterable[Sequence[float]]) -> Lanes:
    """As wide as the longest bar on each side needs, in quarters of the answers; one scale for all."""
    every = list(shares)
    less, middle, more = (
        _next_quarter(max(sum(each[part]) for each in every))
        for part in (slice(0, 2), slice(2, 3), slice(3, 5))
    )
    scale = 100 / (less + more + LANES_APART + middle)
    return Lanes(less * scale, (less + more + LANES_APART) * scale, scale)


def _next_quarter(share: float) -> float:
    return max(NARROWEST_LANE, math.ceil(share * 4 - 1e-9) / 4)


def answers_rows(rows: Sequence[Dot], address_of: AddressOf, where: Lanes, says: str) -> list[Row]:
    """As rows of dots, with their bars, or why they have none."""
    made = []
    for row, told in zip(rows, dot_rows(rows, address_of), strict=True):
        found = row.cell.distribution
        if found:
            told |= {"segments": _numbered(found, where), "usually": usually(found, says)}
        elif row.cell.is_released:
            told |= {"no_answers": why_no_answers(row.cell)}
        made.append(told)
    return made


def _numbered(found: Distribution, where: Lanes) -> list[Row]:
    """With the percentage in each part that has room for it, where it is no secret."""
    return [
        each | {"number": _number(found, each["level"]) if each["width"] >= LEAST_WITH_NUMBER else ""}
        for each in where.segments(widths(found))
    ]


def _number(found: Distribution, level: int) -> str:
    count = found.levels[level]
    if not FEW < count < found.people - 1:
        return ""
    return str(count) if found.people < FEWEST_FOR_PERCENT else share_in_words(count, found.people)


def why_no_answers(cell: Cell) -> str:
    return FEWER_THAN_TEN if (cell.people or 0) < FEWEST_WITH_OWN_SPREAD else NOT_COUNTED


def sides(says: str, middle_answer: str) -> tuple[str, str, str]:
    """What stands over the bars to the left, to the right, and over the lane beside them."""
    if is_maturity(says):
        return ("not yet", "in use", middle_answer.lower())
    return ("less often", "more often", middle_answer.lower())


def usually(found: Distribution, says: str) -> str:
    """“57% usually, likely 52 to 61%”, from what is shown."""
    told = f"{share_of(found.usually, found.people)} {'say it is in use' if is_maturity(says) else 'usually'}"
    return f"{told}{_likely_share(found)}"


def upper_two(found: Distribution, labels: Sequence[str]) -> str:
    """The same for a page of its own, with the two answers in full."""
    who = sentence(share_of(found.usually, found.people))
    return f"{who} answered “{labels[3].lower()}” or “{labels[4].lower()}”{_likely_share(found)}."


def _likely_share(found: Distribution) -> str:
    if found.usually_low == found.usually_high or not FEW < found.usually < found.people - 1:
        return ""
    return f", likely {score(100 * found.usually_low)} to {score(100 * found.usually_high)}%"


def share_of(count: int, people: int) -> str:
    """A count as it is kept, as a share of those who gave a level."""
    words = in_words(count, people)
    return share_in_words(count, people) if words == str(count) else words


def answer_numbers(rows: Sequence[Dot]) -> list[dict[str, Any]]:
    """A row a statement of which it is shown how many gave which answer."""
    return [
        {
            "label": labels([row.topic])[0],
            "levels": [_in_full(count, found.people) for count in found.levels],
            "did_not_come_up": _skipped(found.did_not_come_up),
            "cannot_say": _skipped(found.cannot_say),
            "answers": str(found.people),
        }
        for row in rows
        if (found := row.cell.distribution)
    ]


def _in_full(count: int, people: int) -> str:
    words = in_words(count, people)
    if words != str(count) or people < FEWEST_FOR_PERCENT:
        return words
    return f"{words} ({share_in_words(count, people)})"


def _skipped(count: int | None) -> str:
    return "not shown" if count is None else in_words(count)


def five_bars(panel: AnswersPanel, answers: Sequence[str]) -> list[Row]:
    """An answer a row, from never to always; none where it is not shown."""
    found = panel.cell.distribution
    if not found:
        return []
    return [
        {
            "label": answer,
            "level": level,
            "width": 100 * width,
            "text": share_of(count, found.people),
            "note": note,
        }
        for level, answer, width, count in zip(LEVELS, answers, widths(found), found.levels, strict=True)
        for note in [_of_people(count, found.people)]
    ]


def _of_people(count: int, people: int) -> str:
    """How many that is, where the share alone does not say it."""
    return (
        plural(count, "person", "people") if FEW < count < people - 1 and people >= FEWEST_FOR_PERCENT else ""
    )


def who_gave_none(found: Distribution) -> str:
    """The others, if it may be told how many."""
    if found.did_not_come_up is None or found.cannot_say is None:
        return ""
    came_up, cannot_say = in_words(found.did_not_come_up), in_words(found.cannot_say)
    return f"It didn’t come up for {came_up} more, and {cannot_say} can’t say."
