"""What has shifted between two times that one person answered, in words: only she sees it.

One place on the scale is within what people answer differently from day to day, so it is about the same.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.domain.answers import is_level, unpack
from app.domain.assessments import Assessment, AssessmentState
from app.domain.charter import Block, Charter, Competency, Statement

FEWEST_PLACES = 2
NOTHING_BOTH_TIMES = "There is nothing here that you answered both times."
THE_SAME = "Much the same as last time."
HABITS_ARE_SLOW = f"{THE_SAME} Habits are slow."

SAME_ASSESSMENT = "That code is from the same assessment. Type the one you kept from another time."
STILL_OPEN = (
    "That code is from an assessment that is still open. Close these results, open that one first, "
    "and then type the code of these."
)
ASKED_OTHERWISE = (
    "The two assessments asked nothing alike about your own practice, so they can’t be compared."
)


@dataclass(frozen=True)
class OneTime:
    """What she answered in one assessment."""

    assessment: Assessment
    charter: Charter
    sheet: bytes


@dataclass(frozen=True)
class Shift:
    """One statement that she answered both times; levels, and the words for them."""

    competency: Competency
    statement: Statement
    before: int
    after: int
    words_before: str
    words_after: str

    @property
    def places(self) -> int:
        return abs(self.after - self.before)

    @property
    def has_moved(self) -> bool:
        return self.places >= FEWEST_PLACES


@dataclass(frozen=True)
class Panel:
    block: Block
    takeaway: str
    shifts: tuple[Shift, ...]  # the furthest first


@dataclass(frozen=True)
class Shifts:
    """Where the two are of different owners, only her own practice is compared."""

    before: Assessment
    after: Assessment
    panels: tuple[Panel, ...]
    has_one_owner: bool


def why_not_compare(shown: OneTime, other: OneTime) -> str | None:
    """The reason that `other`, whose code she typed last, cannot stand beside what is shown; or None."""
    if other.assessment.id == shown.assessment.id:
        return SAME_ASSESSMENT
    if other.assessment.state is AssessmentState.OPEN:
        return STILL_OPEN
    return None if any(_asked_both_times(shown, other, Block.PRACTICE)) else ASKED_OTHERWISE


def compare(one: OneTime, other: OneTime) -> Shifts:
    """In the order in which they closed, whichever was opened first."""
    before, after = sorted((one, other), key=_closing)
    has_one_owner = _owner(before.assessment) == _owner(after.assessment)
    panels = [_panel(before, after, Block.PRACTICE)]
    if has_one_owner:
        others = (_panel(before, after, block) for block in (Block.ORGANISATION, Block.PARTNERSHIP))
        panels += [panel for panel in others if panel.shifts]
    return Shifts(before.assessment, after.assessment, tuple(panels), has_one_owner)


def _closing(time: OneTime) -> tuple[bool, float]:
    closed_at = time.assessment.closed_at
    return closed_at is None, (closed_at or time.assessment.closes_at).timestamp()


def _owner(assessment: Assessment) -> tuple[int | None, int | None]:
    return assessment.organisation_id, assessment.partnership_id


def _asked_both_times(one: OneTime, other: OneTime, block: Block) -> Iterator[Statement]:
    """By code: a code keeps its words and its scale for ever, and new words get a new one."""
    if block not in one.assessment.blocks:
        return
    asked = set(other.charter.asked) if block in other.assessment.blocks else set()
    yield from (each for each in one.charter.statements if each.block is block and each.code in asked)


def _panel(before: OneTime, after: OneTime, block: Block) -> Panel:
    shifts = sorted(_shifts(before, after, block), key=lambda shift: -shift.places)
    return Panel(block, _takeaway(shifts, block), tuple(shifts))


def _shifts(before: OneTime, after: OneTime, block: Block) -> Iterable[Shift]:
    then = unpack(before.sheet, before.charter.asked)
    now = unpack(after.sheet, after.charter.asked)
    for statement in _asked_both_times(after, before, block):
        was, now_is = then.get(statement.code), now.get(statement.code)
        if was is None or now_is is None or not (is_level(was) and is_level(now_is)):
            continue
        labels = after.charter.scales[statement.scale].labels
        competency = after.charter.by_competency[statement.competency]
        yield Shift(competency, statement, was, now_is, labels[was], labels[now_is])


def _takeaway(shifts: list[Shift], block: Block) -> str:
    if not shifts:
        return NOTHING_BOTH_TIMES
    furthest = shifts[0]
    if not furthest.has_moved:
        return HABITS_ARE_SLOW if block is Block.PRACTICE else THE_SAME
    return (
        f"“{furthest.competency.title}” has moved "
        f"from “{furthest.words_before.lower()}” to “{furthest.words_after.lower()}”."
    )
