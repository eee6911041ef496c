"""A record of continuing professional development: what somebody picks from her notebook, and the hours."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from app.domain.charter import Theme
from app.domain.errors import Invalid
from app.domain.notebooks import LONGEST_LINE, KeptEntry, KeptStep

MOST_LINES = 60  # of which each is three fields of a form
MOST_HOURS = 100


@dataclass(frozen=True)
class Line:
    """Something that may go on the record. `title` gives nothing of a journal away, and can be changed."""

    code: str
    on: date
    title: str
    reminder: str  # for her alone, so that she knows which it is


@dataclass(frozen=True)
class PickedLine:
    on: date
    title: str
    hours: Decimal


@dataclass(frozen=True)
class Record:
    lines: tuple[PickedLine, ...]

    @property
    def hours(self) -> Decimal:
        return sum((each.hours for each in self.lines), Decimal(0))


def lines(
    entries: Iterable[KeptEntry], steps: Iterable[KeptStep], themes: Mapping[str, Theme], year: int
) -> list[Line]:
    """Of one year, the newest first; so many as a form can ask about."""
    found = [
        Line(
            f"e-{each.code}",
            each.entry.on,
            f"Reflection: {themes[each.entry.theme].title}" if each.entry.theme in themes else "Reflection",
            each.entry.title,
        )
        for each in entries
    ]
    found += [
        Line(f"s-{each.code}", each.step.done_on, f"Tried in practice: {each.step.words}"[:LONGEST_LINE], "")
        for each in steps
        if each.step.done_on
    ]
    of_year = [each for each in found if each.on.year == year]
    return sorted(of_year, key=lambda each: (each.on, each.code), reverse=True)[:MOST_LINES]


def years(entries: Iterable[KeptEntry], steps: Iterable[KeptStep], *, today: date) -> list[int]:
    """Those there is something of, and this one; the newest first."""
    days = [each.entry.on for each in entries] + [each.step.done_on for each in steps if each.step.done_on]
    return sorted({today.year, *(each.year for each in days)}, reverse=True)


def read_record(offered: Sequence[Line], typed: Mapping[str, str]) -> Record:
    """The oldest first. Raises Invalid with a sentence for each field at fault."""
    problems: dict[str, str] = {}
    picked = []
    for line in offered:
        if typed.get(f"pick-{line.code}") != "yes":
            continue
        title = typed.get(f"title-{line.code}", "").strip()
        hours = _read_hours(typed.get(f"hours-{line.code}", ""))
        if not title:
            problems[f"title-{line.code}"] = "Give this line a title, or untick it."
        elif len(title) > LONGEST_LINE:
            problems[f"title-{line.code}"] = f"Keep this title to {LONGEST_LINE} letters."
        if hours is None:
            problems[f"hours-{line.code}"] = f"Give the hours as a number, like 1.5, up to {MOST_HOURS}."
        else:
            picked.append(PickedLine(line.on, title, hours))
    if not picked and not problems:
        problems["nothing"] = "Tick at least one line for your record."
    if problems:
        raise Invalid("There is no record yet.", problems)
    return Record(tuple(reversed(picked)))


def _read_hours(typed: str) -> Decimal | None:
    """In quarters of an hour, or none said: 0."""
    words = typed.strip().replace(",", ".")
    if not words:
        return Decimal(0)
    if not (words.isascii() and words.replace(".", "", 1).isdigit() and len(words) <= 6):
        return None
    try:
        hours = Decimal(words)
    except InvalidOperation:
        return None
    return hours.quantize(Decimal("0.01")) if hours <= MOST_HOURS else None
