"""When people hear from an assessment."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.domain.message_plan import FEWEST_DAYS_BETWEEN, Occasion, PlannedMessage, usual_plan

MONDAY = date(2026, 11, 2)


def is_weekday(day: date) -> bool:
    return day.weekday() < 5


def test_three_weeks_have_an_invitation_and_three_reminders_on_working_days():
    plan = usual_plan(MONDAY, date(2026, 11, 23), is_working_day=is_weekday)
    assert [(each.occasion.value, each.on.day) for each in plan] == [
        ("invitation", 2),
        ("first reminder", 9),
        ("second reminder", 16),
        ("third reminder", 20),
    ]


def test_a_week_has_no_room_for_three_reminders():
    plan = usual_plan(MONDAY, date(2026, 11, 9), is_working_day=is_weekday)
    assert [each.on.day for each in plan] == [2, 6]


@given(st.dates(date(2024, 1, 1), date(2030, 1, 1)), st.integers(1, 120), st.frozensets(st.integers(0, 6)))
def test_reminders_come_between_opening_and_closing_and_never_close_together(opens_on, days, free):
    closes_on = opens_on + timedelta(days=days)
    plan = usual_plan(opens_on, closes_on, is_working_day=lambda day: day.weekday() not in free)
    assert plan[0] == PlannedMessage(Occasion.INVITATION, opens_on)
    for before, after in pairwise(plan):
        assert (after.on - before.on).days >= FEWEST_DAYS_BETWEEN
        assert after.on < closes_on
        assert free == frozenset(range(7)) or after.on.weekday() not in free
