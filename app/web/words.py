"""How values are written on pages: the only place that formats a number or a date."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from app.domain.points import whole
from app.domain.working_days import UK

ISO_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")

SMALL_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def score(value: float) -> str:
    """A figure, or a difference between two, without decimals."""
    return str(whole(value)).replace("-", "−")


def likely_range(low: float, high: float) -> str:
    return f"{score(low)} to {score(high)}"


def spreads(value: float) -> str:
    """So many standard deviations."""
    return f"{value:.1f}".replace("-0.0", "0.0").replace("-", "−")


def day(value: date | datetime) -> str:
    """4 March 2026, in UK time."""
    local = value.astimezone(UK) if isinstance(value, datetime) else value
    return f"{local.day} {local:%B %Y}"


def weekday(value: date | datetime) -> str:
    """Wednesday 4 March 2026, in UK time."""
    local = value.astimezone(UK) if isinstance(value, datetime) else value
    return f"{local:%A} {day(local)}"


def clock(value: datetime) -> str:
    """4 March 2026, 9:05, in UK time."""
    local = value.astimezone(UK)
    return f"{day(local)}, {local.hour}:{local:%M}"


def hours(value: Decimal) -> str:
    """1.5 → "1.5 hours"; nothing for none."""
    number = f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
    return "" if value == 0 else f"{number} {'hour' if value == 1 else 'hours'}"


def with_days(words: str) -> str:
    """With each 2026-03-04 in it as people write it."""
    return ISO_DAY.sub(lambda found: _as_written(found[0]), words)


def _as_written(text: str) -> str:
    try:
        return day(date.fromisoformat(text))
    except ValueError:  # somebody's own words
        return text


def time(value: datetime) -> str:
    """9:05, in UK time."""
    local = value.astimezone(UK)
    return f"{local.hour}:{local:%M}"


def count(value: int) -> str:
    return f"{value:,}"


def small_number(value: int) -> str:
    return SMALL_NUMBERS[value] if 0 <= value < len(SMALL_NUMBERS) else count(value)


def plural(value: int, one: str, many: str | None = None) -> str:
    """2, "answer" → "2 answers"."""
    return f"{count(value)} {one if value == 1 else many or one + 's'}"


def listed(items: list[str]) -> str:
    """a, b and c; with a comma before the last where one of them is a pair itself."""
    if len(items) < 2:
        return "".join(items)
    last = ", and" if any(" and " in each for each in items) else " and"
    return f"{', '.join(items[:-1])}{last} {items[-1]}"


FILTERS: dict[str, Callable[..., Any]] = {
    "score": score,
    "day": day,
    "weekday": weekday,
    "clock": clock,
    "hours": hours,
    "time": time,
    "with_days": with_days,
    "count": count,
    "small_number": small_number,
    "plural": plural,
    "listed": listed,
}
