"""The timeline of an assessment's messages: what is due, and where a message may be moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.message_plan import FEWEST_DAYS_BETWEEN, USUAL_WORDS, Occasion, PlannedMessage, Words
from app.domain.working_days import Nation, working_day_until


@dataclass(frozen=True)
class TimelineMessage:
    """`reached` is the last invitation whose turn has come; `sent_on` is set once all have had theirs."""

    occasion: Occasion
    on: date
    sender: str = ""
    reached: int = 0
    sent_on: date | None = None
    words: Words = USUAL_WORDS

    @property
    def as_planned(self) -> PlannedMessage:
        return PlannedMessage(self.occasion, self.on, self.words)

    @property
    def is_under_way(self) -> bool:
        return self.sent_on is None and self.reached > 0

    @property
    def has_begun(self) -> bool:
        return self.sent_on is not None or self.is_under_way


@dataclass(frozen=True)
class SentOut:
    """How far the invitation has come, in people. Of reminders nobody is told as much."""

    went: int
    waiting: int
    not_arrived: int
    without_address: int


def due(messages: Sequence[TimelineMessage], *, today: date) -> TimelineMessage | None:
    """What to send now, one message of an assessment at a time; `messages` are in the order of occasions.

    Of several that were missed only the latest goes, and none sooner than three days after another.
    """
    invitation = next((each for each in messages if each.occasion is Occasion.INVITATION), None)
    if invitation is None or invitation.sent_on is None:
        return invitation if invitation and invitation.on <= today else None
    under_way = next((each for each in messages if each.is_under_way), None)
    if under_way is not None:
        return under_way
    missed = [each for each in messages if not each.has_begun and each.on <= today]
    latest = missed[-1] if missed else None
    last_sent_on = max(each.sent_on for each in messages if each.sent_on is not None)
    is_too_soon = (today - last_sent_on).days < FEWEST_DAYS_BETWEEN
    return None if latest is None or is_too_soon or is_left_out(latest, messages) else latest


def is_left_out(message: TimelineMessage, messages: Sequence[TimelineMessage]) -> bool:
    """It was missed, and a later one has gone in its place."""
    return not message.has_begun and any(each.has_begun for each in _after(message, messages))


def why_not_change(message: TimelineMessage, messages: Sequence[TimelineMessage]) -> str | None:
    if message.has_begun:
        return "This message has gone out, so it can no longer be changed."
    if is_left_out(message, messages):
        return "A later message has gone out instead of this one."
    return None


def why_not_move(
    message: TimelineMessage,
    on: date,
    messages: Sequence[TimelineMessage],
    *,
    today: date,
    closes_on: date,
) -> str | None:
    if on < today:
        return "Choose today or a later day."
    if on >= closes_on:
        return "Choose a day before the assessment closes."
    later = _after(message, messages)
    earlier = [each for each in messages if each not in later and each != message]
    if any(each.on > on for each in earlier) or any(each.on < on for each in later):
        return "Keep the messages in their order."
    if any(abs((on - (each.sent_on or each.on)).days) < FEWEST_DAYS_BETWEEN for each in [*earlier, *later]):
        return "Leave at least three days between two messages."
    return None


def along(messages: Sequence[TimelineMessage], days: int, nation: Nation) -> dict[Occasion, date]:
    """New days for the reminders that have not begun, once there are so many days more to answer.

    By as many days, and back to a working day where that leaves three days to the one before.
    """
    moved: dict[Occasion, date] = {}
    before: date | None = None
    for each in messages:
        if each.occasion is Occasion.INVITATION or why_not_change(each, messages):
            before = each.sent_on or each.on
            continue
        on = each.on + timedelta(days=days)
        weekday = working_day_until(nation, on)
        fits = weekday >= each.on and (before is None or (weekday - before).days >= FEWEST_DAYS_BETWEEN)
        before = moved[each.occasion] = weekday if fits else on
    return moved


def _after(message: TimelineMessage, messages: Sequence[TimelineMessage]) -> Sequence[TimelineMessage]:
    return messages[messages.index(message) + 1 :]
