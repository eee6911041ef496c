"""When an assessment's people hear from it: the invitation, and at most three reminders."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

FEWEST_DAYS_BETWEEN = 3


class Occasion(StrEnum):
    INVITATION = "invitation"
    FIRST_REMINDER = "first reminder"
    SECOND_REMINDER = "second reminder"
    THIRD_REMINDER = "third reminder"


REMINDERS = (Occasion.FIRST_REMINDER, Occasion.SECOND_REMINDER, Occasion.THIRD_REMINDER)


@dataclass(frozen=True)
class Words:
    """What its owner says in a letter. Empty where the usual words stand."""

    subject: str = ""
    opening: str = ""  # the paragraph below the greeting


USUAL_WORDS = Words()


@dataclass(frozen=True)
class PlannedMessage:
    occasion: Occasion
    on: date
    words: Words = USUAL_WORDS


def usual_plan(
    opens_on: date, closes_on: date, *, is_working_day: Callable[[date], bool]
) -> list[PlannedMessage]:
    """In order of time. Reminders at a third and two thirds of the way and the day before it closes,

    each on a working day; those that would come too soon after another are left out.
    """
    days = (closes_on - opens_on).days
    wished = (
        opens_on + timedelta(days=days // 3),
        opens_on + timedelta(days=2 * days // 3),
        closes_on - timedelta(days=1),
    )
    plan = [PlannedMessage(Occasion.INVITATION, opens_on)]
    for wish in wished:
        on = _working_day_before(wish, is_working_day)
        if (on - plan[-1].on).days >= FEWEST_DAYS_BETWEEN:
            plan.append(PlannedMessage(REMINDERS[len(plan) - 1], on))
    return plan


def _working_day_before(day: date, is_working_day: Callable[[date], bool]) -> date:
    """That day, or the last working day before it; the day itself where there is none in a fortnight."""
    days = (day - timedelta(days=back) for back in range(14))
    return next((each for each in days if is_working_day(each)), day)
