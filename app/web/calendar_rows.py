"""A calendar of the months an assessment is open in, with weekends and bank holidays marked."""

from calendar import Calendar
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.drafts import LONGEST_DAYS_OPEN
from app.domain.working_days import Nation, find_bank_holiday, is_weekend, is_working_day

WEEKS = Calendar()  # beginning on Monday


@dataclass(frozen=True)
class Day:
    """`mark` says in a word what the day is, if it is anything."""

    number: int
    look: str
    mark: str


@dataclass(frozen=True)
class Month:
    name: str
    weeks: tuple[tuple[Day | None, ...], ...]


@dataclass(frozen=True)
class OpenDays:
    """`holidays` are the bank holidays from the first day to the last."""

    months: tuple[Month, ...]
    working_days: int
    holidays: tuple[tuple[date, str], ...]


def open_days(opens_on: date | None, closes_on: date | None, nation: Nation) -> OpenDays | None:
    """None where the dates are not such that there is something to draw."""
    if opens_on is None or closes_on is None:
        return None
    if not opens_on < closes_on <= opens_on + timedelta(days=LONGEST_DAYS_OPEN):
        return None
    days = [opens_on + timedelta(days=number) for number in range((closes_on - opens_on).days + 1)]
    named = [(each, find_bank_holiday(nation, each)) for each in days]
    return OpenDays(
        tuple(
            _month(year, month, opens_on, closes_on, nation)
            for year, month in sorted({(each.year, each.month) for each in days})
        ),
        sum(is_working_day(nation, each) for each in days),
        tuple((each, name) for each, name in named if name is not None),
    )


def _month(year: int, month: int, opens_on: date, closes_on: date, nation: Nation) -> Month:
    return Month(
        f"{date(year, month, 1):%B %Y}",
        tuple(
            tuple(_day(each, opens_on, closes_on, nation) if each.month == month else None for each in week)
            for week in WEEKS.monthdatescalendar(year, month)
        ),
    )


def _day(day: date, opens_on: date, closes_on: date, nation: Nation) -> Day:
    looks = ["during"] if opens_on <= day <= closes_on else []
    marks = []
    if is_weekend(day):
        looks.append("weekend")
    if name := find_bank_holiday(nation, day):
        looks.append("holiday")
        marks.append(name)
    if day == opens_on:
        looks.append("end")
        marks.append("opens")
    if day == closes_on:
        looks.append("end")
        marks.append("last day")
    return Day(day.day, " ".join(looks), ", ".join(marks))
