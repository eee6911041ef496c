"""Giving people more time: an open assessment may close later than was said, never sooner."""

from datetime import date, datetime, timedelta

from app.domain.assessments import Assessment, AssessmentState, is_owner
from app.domain.drafts import LONGEST_DAYS_OPEN
from app.domain.people import Seat
from app.domain.working_days import day_in_the_uk

A_WEEK = timedelta(days=7)


def why_not_extend(assessment: Assessment, seat: Seat) -> str | None:
    """The reason this seat may not extend it, or None. Pages ask it; deeds obey it."""
    if not is_owner(assessment, seat):
        return f"Only {assessment.owner_name} can give this assessment more time."
    if assessment.state is not AssessmentState.OPEN:
        return "This assessment has already been closed."
    return None


def last_day_of(assessment: Assessment) -> date:
    return day_in_the_uk(assessment.closes_at)


def latest_day(assessment: Assessment) -> date:
    """Until when it may be open."""
    return day_in_the_uk(assessment.opened_at) + timedelta(days=LONGEST_DAYS_OPEN)


def a_week_more(assessment: Assessment, *, now: datetime) -> date:
    """From its last day, or from today where that has passed."""
    return max(last_day_of(assessment), day_in_the_uk(now)) + A_WEEK


def promise_after(assessment: Assessment, said: date, until: date) -> date:
    """By when people hear what came of it, where it would not have closed by the day that was said."""
    return until + max(said - last_day_of(assessment), A_WEEK)


def why_not_until(assessment: Assessment, until: date | None, *, now: datetime) -> str | None:
    if until is None:
        return "Give a date, such as 9/11/2026."
    if until <= last_day_of(assessment):
        return "Choose a day after its last day now. It can be open for longer, never for shorter."
    if until <= day_in_the_uk(now):
        return "Choose a day after today."
    if until > latest_day(assessment):
        return "Eight weeks are the longest it can be open, from the day it opened."
    return None
