"""Which days people work in the UK's nations, and when a day begins and ends there."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache, partial
from zoneinfo import ZoneInfo

import holidays

UK = ZoneInfo("Europe/London")
SATURDAY = 5


class Nation(StrEnum):
    """Each has bank holidays of its own."""

    ENGLAND = "England"
    WALES = "Wales"
    SCOTLAND = "Scotland"
    NORTHERN_IRELAND = "Northern Ireland"


_CODES = {
    Nation.ENGLAND: "ENG",
    Nation.WALES: "WLS",
    Nation.SCOTLAND: "SCT",
    Nation.NORTHERN_IRELAND: "NIR",
}


@lru_cache(maxsize=64)
def _of_year(nation: Nation, year: int) -> Mapping[date, str]:
    return dict(holidays.country_holidays("GB", subdiv=_CODES[nation], years=year, language="en_GB"))


def find_bank_holiday(nation: Nation, day: date) -> str | None:
    """Its name."""
    return _of_year(nation, day.year).get(day)


def is_weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY


def is_working_day(nation: Nation, day: date) -> bool:
    return not is_weekend(day) and find_bank_holiday(nation, day) is None


def working_days_of(nation: Nation) -> Callable[[date], bool]:
    return partial(is_working_day, nation)


def working_day_from(nation: Nation, day: date) -> date:
    """That day, or the first working day after it."""
    while not is_working_day(nation, day):
        day += timedelta(days=1)
    return day


def working_day_until(nation: Nation, day: date) -> date:
    """That day, or the last working day before it."""
    while not is_working_day(nation, day):
        day -= timedelta(days=1)
    return day


def day_in_the_uk(moment: datetime) -> date:
    return moment.astimezone(UK).date()


def morning_of(day: date) -> datetime:
    """Eight o’clock there: when people may get mail."""
    return datetime.combine(day, time(8), UK).astimezone(UTC)


def end_of(day: date) -> datetime:
    """Its last minute, so that what is open until a day is open on it."""
    return datetime.combine(day, time(23, 59), UK).astimezone(UTC)
