"""Cards' rows as pictures and papers take them: what is written, and what is drawn where."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.web.answer_cards import AnswersCard
from app.web.result_cards import Card, Shape
from app.web.result_rows import Row
from app.web.words import plural, score

PAIRS = {Shape.LEVELS: ("diamond", "circle"), Shape.SIZES: ("smaller", "larger")}


@dataclass(frozen=True)
class Bar:
    """`x` and `width` in percent of the picture's width; a level from 0 to 4; the number inside, if any."""

    level: int
    x: float
    width: float
    number: str = ""


@dataclass(frozen=True)
class DrawnRow:
    """Places are 0 to 100. With a reason there is nothing to draw. The first of the words is the figure."""

    label: str
    note: str = ""
    words: tuple[str, ...] = ()
    reason: str = ""
    instead: str = ""  # of a drawing, where there are words
    marks: tuple[tuple[str, float], ...] = ()
    range: tuple[float, float] | None = None  # with its two ends
    span: tuple[float, float] | None = None  # a line between marks
    bars: tuple[Bar, ...] = ()


def drawn_rows(card: Card) -> tuple[DrawnRow, ...]:
    """Of every shape but a table of bands, which is drawn as the table that it is."""
    return tuple(_drawn(card, row) for row in card.rows)


def _drawn(card: Card, row: Row) -> DrawnRow:
    label, note = row["label"], row.get("note") or ""
    if row.get("reason"):
        return DrawnRow(label, note, reason=row["reason"])
    if card.shape in (Shape.DOTS, Shape.ANSWERS):
        return _dot(card, row, label, note)
    if card.shape is Shape.FIVE:
        bar = Bar(row["level"], 0, row["width"])
        return DrawnRow(label, "", _said(row["text"], row["note"]), bars=(bar,))
    if card.shape is Shape.STRIPS:
        return _strip(row, label, note)
    return _pair(card, row, label, note)


def _dot(card: Card, row: Row, label: str, note: str) -> DrawnRow:
    likely = _range(row)
    words = _said(
        row["text"],
        f"likely {score(likely[0])} to {score(likely[1])}" if likely else "",
        row.get("usually", ""),
        row.get("agreement", ""),
        plural(row["n"], "answer"),
    )
    if card.shape is Shape.ANSWERS:
        bars = tuple(Bar(**each) for each in row.get("segments", ()))
        return DrawnRow(label, note, words, instead=row.get("no_answers", ""), bars=bars)
    return DrawnRow(label, note, words, marks=(("dot", row["mean"]),), range=likely)


def _range(row: Row) -> tuple[float, float] | None:
    low, high = row["low"], row["high"]
    return None if low is None or low == high else (low, high)


def _strip(row: Row, label: str, note: str) -> DrawnRow:
    means = [each["mean"] for each in row["marks"]]
    marks = tuple(("own" if each["own"] else "other", each["mean"]) for each in row["marks"])
    ends = (min(means), max(means))
    return DrawnRow(label, note, (f"{score(ends[0])} to {score(ends[1])}",), marks=marks, span=ends)


def _pair(card: Card, row: Row, label: str, note: str) -> DrawnRow:
    first, second = row["first"], row["second"]
    if card.shape is Shape.CHANGES:  # told in the order of time, then and now
        marks = ("filled" if row["verdict"] == "clear" else "slight", "hollow")
        sides = [
            _side(second, card.names[0], row["second_likely"]),
            _side(first, card.names[1], row["first_likely"]),
        ]
    else:
        marks = PAIRS[card.shape]
        sides = [
            _side(first, card.names[0], row["first_likely"]),
            _side(second, card.names[1], row["second_likely"]),
        ]
    drawn = ((marks[1], second), (marks[0], first))
    return DrawnRow(label, note, _said(*sides, row["gap"]), marks=drawn, span=(first, second))


def _side(mean: float, name: str, likely: str) -> str:
    return f"{score(mean)} {name}{f', likely {likely}' if likely else ''}"


def _said(*words: str) -> tuple[str, ...]:
    return tuple(each for each in words if each)


def lanes_of(card: Card) -> tuple[float, float] | None:
    """Where the line stands that bars go to either side of, and the middle answer's lane, in percent."""
    if isinstance(card, AnswersCard) and card.lanes:
        return card.lanes.zero, card.lanes.middle
    return None


def sides_of(card: Card) -> Sequence[str]:
    return card.sides if isinstance(card, AnswersCard) else ()
