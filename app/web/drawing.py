"""SVG by hand: shapes and words at places in pixels, so that it looks the same wherever it is put."""

import unicodedata
from collections.abc import Sequence
from math import ceil
from xml.etree.ElementTree import Element, SubElement, tostring

from app.web.charts import CLOTH, INK, INK_2, ORANGE, PLUM, RULE, TEAL, WHITE
from app.web.drawn_rows import Bar, DrawnRow
from app.web.lettering import Letters

NAMESPACE = "http://www.w3.org/2000/svg"
FAMILIES = {"Figtree": "Figtree, Trebuchet MS, sans-serif", "Bricolage": "Bricolage, Figtree, sans-serif"}
ANSWERS = ("#A84B00", "#F2B36B", "#E6E1EA", "#B9A6D3", PLUM)  # never to always
HATCHED, HATCH_PIXELS = 1, 4
ON_ANSWERS = (WHITE, INK, INK, INK, WHITE)
DIAMOND, SQUARE = "M0-8.5 8.5 0 0 8.5-8.5 0z", "M-6.5-6.5h13v13h-13z"
BAR_NUMBER = Letters(12, 700)
TICKS = (0, 25, 50, 75, 100)

# Shapes differ as well as colours, for paper and for eyes that don't tell these colours apart.
MARKS: dict[str, dict[str, str]] = {
    "dot": {"r": "5.5", "fill": PLUM},
    "other": {"r": "6", "fill": PLUM, "stroke": WHITE, "stroke-width": "1.5"},
    "own": {"r": "6", "fill": PLUM, "stroke": WHITE, "stroke-width": "1.5"},
    "diamond": {"d": DIAMOND, "fill": WHITE, "stroke": PLUM, "stroke-width": "3"},
    "circle": {"r": "7", "fill": TEAL},
    "smaller": {"r": "7", "fill": ORANGE},
    "larger": {"d": SQUARE, "fill": PLUM},
    "hollow": {"r": "7", "fill": WHITE, "stroke": INK_2, "stroke-width": "2.5"},
    "filled": {"r": "7", "fill": PLUM},
    "slight": {"r": "7", "fill": RULE},
}


class Drawing:
    """`width` and `height` in pixels. A title says in words what is drawn."""

    def __init__(self, width: float, height: float, title: str = "") -> None:
        self.root = Element("svg", xmlns=NAMESPACE, viewBox=f"0 0 {_short(width)} {_short(height)}")
        if title:
            # Papers need the words; on pages they stand beside it already.
            self.root.set("aria-hidden", "true")
            SubElement(self.root, "title").text = clean(title)

    def sized(self, width: float, height: float) -> "Drawing":
        """For a file of its own, which no page gives a size."""
        self.root.set("width", _short(width))
        self.root.set("height", _short(height))
        return self

    def markup(self) -> str:
        return tostring(self.root, encoding="unicode")

    def box(
        self, x: float, y: float, width: float, height: float, fill: str, *, stroke: str = "none"
    ) -> None:
        size = {"width": _short(width), "height": _short(height)}
        SubElement(
            self.root, "rect", {"x": _short(x), "y": _short(y), **size, "fill": fill, "stroke": stroke}
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, color: str, width: float = 1) -> None:
        ends = {"x1": x1, "y1": y1, "x2": x2, "y2": y2, "stroke-width": width}
        SubElement(self.root, "line", {**{name: _short(at) for name, at in ends.items()}, "stroke": color})

    def mark(self, name: str, x: float, y: float) -> None:
        look = MARKS[name]
        place = {"transform": f"translate({_short(x)} {_short(y)})"}
        SubElement(self.root, "path" if "d" in look else "circle", {**look, **place})
        if name == "own":
            ring = {"r": "10.5", "fill": "none", "stroke": INK, "stroke-width": "2.5"}
            SubElement(self.root, "circle", {**ring, **place})

    def words(
        self, words: str, x: float, y: float, letters: Letters, *, color: str = INK, anchor: str = "start"
    ) -> None:
        """On one line, of which `y` is the foot of the letters."""
        look = {
            "font-family": FAMILIES[letters.family],
            "font-size": _short(letters.size),
            "font-weight": str(letters.weight),
            "fill": color,
            "text-anchor": anchor,
        }
        SubElement(self.root, "text", {"x": _short(x), "y": _short(y), **look}).text = clean(words)

    def lines(
        self, lines: Sequence[str], x: float, top: float, letters: Letters, *, color: str = INK
    ) -> float:
        """Beneath each other; the place where the next thing may begin."""
        for line in lines:
            self.words(line, x, top + letters.size, letters, color=color)
            top += line_height(letters)
        return top


def line_height(letters: Letters) -> float:
    return round(letters.size * 1.35)


def draw_row(
    drawing: Drawing,
    row: DrawnRow,
    left: float,
    top: float,
    width: float,
    height: float,
    *,
    zero: float | None = None,
) -> None:
    """What a row shows between 0 and 100. `zero` is where bars go to either side, in percent."""

    def at(place: float) -> float:
        return left + width * place / 100

    middle = top + height / 2
    for tick in TICKS if zero is None else ():
        drawing.line(at(tick), top, at(tick), top + height, CLOTH)
    if row.span:
        drawing.line(at(row.span[0]), middle, at(row.span[1]), middle, RULE, 3)
    if row.range:
        draw_range(drawing, at(row.range[0]), at(row.range[1]), middle)
    for bar in row.bars:
        _draw_bar(drawing, bar, at(bar.x), at(bar.x + bar.width), middle, min(height * 0.68, 26))
    for name, place in row.marks:
        drawing.mark(name, at(place), middle)
    if zero is not None:
        drawing.line(at(zero), top, at(zero), top + height, INK, 1.5)


def draw_range(drawing: Drawing, start: float, end: float, middle: float) -> None:
    """Its ends stand out above and below a mark that hides the rest."""
    drawing.line(start, middle, end, middle, INK_2, 2.5)
    for place in (start, end):
        drawing.line(place, middle - 11, place, middle + 11, INK_2, 2.5)


def _draw_bar(drawing: Drawing, bar: Bar, start: float, end: float, middle: float, height: float) -> None:
    wide = BAR_NUMBER.width_of(bar.number) if bar.number else 0
    has_room = 0 < wide < end - start
    draw_answer(drawing, bar.level, start, middle - height / 2, end - start, height, free=wide * has_room)
    if has_room:
        foot = middle + BAR_NUMBER.size * 0.36
        color = ON_ANSWERS[bar.level]
        drawing.words(bar.number, (start + end) / 2, foot, BAR_NUMBER, color=color, anchor="middle")


def draw_answer(
    drawing: Drawing, level: int, x: float, y: float, width: float, height: float, *, free: float = 0
) -> None:
    """The second answer is hatched: in grey it would look like the fourth. `free` is left for a number."""
    drawing.box(x, y, width, height, ANSWERS[level], stroke=INK_2)
    if level != HATCHED:
        return
    for step in range(1, ceil(width / HATCH_PIXELS)):
        place = x + step * HATCH_PIXELS
        if abs(place - x - width / 2) > free / 2 + 1 or not free:
            drawing.line(place, y, place, y + height, INK_2)


def clean(words: str) -> str:
    """Without what no file of this kind may hold."""
    return "".join(" " if unicodedata.category(each) in ("Cc", "Cs", "Cn") else each for each in words)


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
