"""Working days in the UK's nations, and when a day begins and ends there."""

from datetime import UTC, date, datetime

import pytest

from app.domain.working_days import (
    Nation,
    day_in_the_uk,
    end_of,
    find_bank_holiday,
    is_working_day,
    morning_of,
    working_day_from,
)


@pytest.mark.parametrize(
    ("day", "nations"),
    [
        (date(2026, 3, 17), {Nation.NORTHERN_IRELAND}),  # St Patrick's Day
        (date(2026, 4, 6), {Nation.ENGLAND, Nation.WALES, Nation.NORTHERN_IRELAND}),  # Easter Monday
        (date(2026, 8, 31), {Nation.ENGLAND, Nation.WALES, Nation.NORTHERN_IRELAND}),  # in late summer
        (date(2026, 11, 30), {Nation.SCOTLAND}),  # St Andrew's Day
        (date(2026, 12, 28), set(Nation)),  # for Boxing Day, which falls on a Saturday
        (date(2026, 11, 5), set()),
    ],
)
def test_each_nation_has_bank_holidays_of_its_own(day, nations):
    assert {each for each in Nation if find_bank_holiday(each, day)} == nations


def test_at_weekends_and_on_bank_holidays_nobody_works():
    assert is_working_day(Nation.ENGLAND, date(2026, 12, 24))
    assert not is_working_day(Nation.ENGLAND, date(2026, 12, 25))
    assert not is_working_day(Nation.ENGLAND, date(2026, 12, 27))


def test_after_christmas_work_begins_again():
    assert working_day_from(Nation.ENGLAND, date(2026, 12, 25)) == date(2026, 12, 29)
    assert working_day_from(Nation.ENGLAND, date(2026, 12, 29)) == date(2026, 12, 29)


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 1, 5), 0), (date(2026, 7, 6), 1)])
def test_mornings_and_evenings_follow_the_clocks_there(day, hours):
    assert morning_of(day) == datetime(day.year, day.month, day.day, 8 - hours, tzinfo=UTC)
    assert end_of(day) == datetime(day.year, day.month, day.day, 23 - hours, 59, tzinfo=UTC)
    assert day_in_the_uk(end_of(day)) == day
