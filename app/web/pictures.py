"""A card as a picture for a slide: question, takeaway, key, rows, and the line that says whose it is."""

from functools import lru_cache

import resvg_py

from app.domain.points import whole
from app.web.charts import CLOTH, INK, INK_2, RULE, WHITE
from app.web.drawing import MARKS, Drawing, draw_answer, draw_range, draw_row, line_height
from app.web.drawn_rows import DrawnRow, drawn_rows, lanes_of, sides_of
from app.web.lettering import Letters, font_files
from app.web.result_cards import Card, Shape
from app.web.result_rows import Row

WIDTH, MARGIN = 960, 40
PNG_WIDTH = 2 * WIDTH
LABELS, WORDS = 250, 250  # pixels for what stands to either side of the drawn part
GAP = 24
LEAST_ROW = 44
MOST_KEPT = 64

QUESTION = Letters(30, 700, "Bricolage")
TAKEAWAY = Letters(19, 700)
TEXT, TEXT_BOLD = Letters(16), Letters(16, 700)
SMALL = Letters(14)

BANDS = ("#F6F3F9", "#DDD0E8", "#B9A0CE", "#7E4C96", "#431252")  # as dash.css has them
BAND_FROM = (0, 30, 45, 60, 75)
ON_BANDS = (INK, INK, INK, WHITE, WHITE)
BAND_WORDS = ("under 30", "30 to 44", "45 to 59", "60 to 74", "75 and over")


def can_be_pictured(card: Card) -> bool:
    """Not where rows hang together in groups, nor where there is none."""
    return card.shape is not Shape.BY_ORGANISATION and bool(card.rows)


def as_svg(card: Card, source: str) -> str:
    """`source` says whose it is and when; the picture says of it that figures are for five or more."""
    content = Drawing(WIDTH, 0)
    content.box(0, 0, WIDTH, 0, WHITE)
    top = _head(content, card)
    top = _heat(content, card, top) if card.shape is Shape.HEAT else _rows(content, card, top)
    top = _foot(content, card, source, top)
    content.root.set("viewBox", f"0 0 {WIDTH} {top:.0f}")
    content.root[0].set("height", f"{top:.0f}")
    return content.sized(WIDTH, top).markup()


@lru_cache(maxsize=MOST_KEPT)
def as_png(svg: str) -> bytes:
    """Twice as large as the SVG; of one that is the same, once."""
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        width=PNG_WIDTH,
        background=WHITE,
        font_files=font_files(),
        font_family="Figtree",
        skip_system_fonts=True,
    )


def _head(drawing: Drawing, card: Card) -> float:
    across = WIDTH - 2 * MARGIN
    top: float = MARGIN
    top = drawing.lines(QUESTION.wrapped(card.question, across), MARGIN, top, QUESTION)
    top = drawing.lines(TAKEAWAY.wrapped(card.takeaway, across), MARGIN, top + 8, TAKEAWAY)
    top = drawing.lines(SMALL.wrapped(card.caption, across), MARGIN, top + 8, SMALL, color=INK_2)
    return _key(drawing, card, top + 10)


def _key(drawing: Drawing, card: Card, top: float) -> float:
    """One after the other, in as many lines as it takes."""
    x, step = float(MARGIN), line_height(SMALL) + 6
    entries = key_of(card)
    for name, words in entries:
        wide = 38 + SMALL.width_of(words) + 22
        if x + wide > WIDTH - MARGIN and x > MARGIN:
            x, top = MARGIN, top + step
        draw_key_mark(drawing, name, x + 14, top + step / 2)
        drawing.words(words, x + 36, top + step / 2 + 5, SMALL)
        x += wide
    return top + step + 8 if entries else top


def key_of(card: Card) -> list[tuple[str, str]]:
    """Names of marks, and what they stand for."""
    if card.shape is Shape.HEAT:
        return [(f"band-{number}", words) for number, words in enumerate(BAND_WORDS)]
    answers_key = getattr(card, "answers_key", ())
    return list(answers_key or card.key)


def draw_key_mark(drawing: Drawing, name: str, x: float, y: float) -> None:
    """Around this place, 28 pixels wide."""
    if name in MARKS:
        drawing.mark(name, x, y)
    elif name == "range":
        draw_range(drawing, x - 12, x + 12, y)
    elif name == "line":
        drawing.line(x - 13, y, x + 13, y, RULE, 3)
    else:
        kind, _, number = name.partition("-")
        if kind == "band":
            drawing.box(x - 12, y - 8, 24, 16, BANDS[int(number)], stroke=INK_2)
        else:
            draw_answer(drawing, int(number), x - 12, y - 8, 24, 16)


def _rows(drawing: Drawing, card: Card, top: float) -> float:
    left, across = MARGIN + LABELS + GAP, WIDTH - 2 * MARGIN - LABELS - WORDS - 2 * GAP
    lanes = lanes_of(card)
    top = _scale(drawing, card, left, top, across)
    for row in drawn_rows(card):
        height = _row(drawing, row, top, left, across, zero=lanes[0] if lanes else None)
        top += height
        drawing.line(MARGIN, top, WIDTH - MARGIN, top, CLOTH)
    return top


def _scale(drawing: Drawing, card: Card, left: float, top: float, across: float) -> float:
    """The words over the drawn part."""
    foot = top + SMALL.size
    if lanes := lanes_of(card):
        zero, middle = (left + across * place / 100 for place in lanes)
        less, more, between = sides_of(card)
        drawing.words(between, left + across, foot, SMALL, color=INK_2, anchor="end")
        drawing.line(middle, foot + 5, left + across, foot + 5, RULE)
        foot += line_height(SMALL)  # lower, as there may be little room between the two
        drawing.words(less, zero - 8, foot, SMALL, color=INK_2, anchor="end")
        drawing.words(more, zero + 8, foot, SMALL, color=INK_2)
    elif card.shape is not Shape.FIVE:
        drawing.words(f"0 {card.ends[0]}".strip(), left, foot, SMALL, color=INK_2)
        drawing.words("50", left + across / 2, foot, SMALL, color=INK_2, anchor="middle")
        drawing.words(f"100 {card.ends[1]}".strip(), left + across, foot, SMALL, color=INK_2, anchor="end")
    drawing.line(MARGIN, foot + 8, WIDTH - MARGIN, foot + 8, RULE)
    return foot + 9


def _row(
    drawing: Drawing, row: DrawnRow, top: float, left: float, across: float, *, zero: float | None
) -> float:
    """How high it is."""
    label = TEXT.wrapped(row.label, LABELS)
    note = SMALL.wrapped(row.note, LABELS) if row.note else []
    figure = TEXT_BOLD.wrapped(row.words[0], WORDS) if row.words else []
    words = [line for each in row.words[1:] for line in SMALL.wrapped(each, WORDS)]
    instead = SMALL.wrapped(row.reason or row.instead, across + (WORDS if row.reason else 0))
    instead = instead if row.reason or row.instead else []
    high = max(
        _height(label, TEXT) + _height(note, SMALL),
        _height(figure, TEXT_BOLD) + _height(words, SMALL),
        _height(instead, SMALL),
        LEAST_ROW - 14,
    )
    whole_row = high + 14
    _two_sizes(drawing, MARGIN, top + whole_row / 2, label, TEXT, note)
    if instead:
        drawing.lines(instead, left, top + (whole_row - _height(instead, SMALL)) / 2, SMALL, color=INK_2)
    else:
        draw_row(drawing, row, left, top, across, whole_row, zero=zero)
    _two_sizes(drawing, left + across + GAP, top + whole_row / 2, figure, TEXT_BOLD, words)
    return whole_row


def _two_sizes(
    drawing: Drawing, x: float, middle: float, lines: list[str], letters: Letters, below: list[str]
) -> None:
    """Both together in the middle of a row."""
    top = middle - (_height(lines, letters) + _height(below, SMALL)) / 2
    drawing.lines(below, x, drawing.lines(lines, x, top, letters), SMALL, color=INK_2)


def _height(lines: list[str], letters: Letters) -> float:
    return len(lines) * line_height(letters)


def _heat(drawing: Drawing, card: Card, top: float) -> float:
    """A cell a group and topic; what is not shown says so in words."""
    across = WIDTH - 2 * MARGIN - LABELS - GAP
    wide = across / len(card.columns)
    left = MARGIN + LABELS + GAP
    heads = [SMALL.wrapped(full, wide - 8) for _, full in card.columns]
    tallest = max(len(head) for head in heads)
    for number, head in enumerate(heads):
        drawing.lines(head, left + number * wide + 4, top, SMALL)
    top += tallest * line_height(SMALL) + 8
    for row in card.rows:
        top += _heat_row(drawing, row, top, left, wide, len(card.columns))
    return top


def _heat_row(drawing: Drawing, row: Row, top: float, left: float, wide: float, columns: int) -> float:
    letters = TEXT_BOLD if row["total"] else TEXT
    label, note = letters.wrapped(row["label"], LABELS), SMALL.wrapped(row["note"], LABELS)
    note = note if row["note"] else []
    told = f"“{row['words']}”" if row.get("words") else row["reason"] or ""
    instead = SMALL.wrapped(told, wide * columns - 16) if told else []
    high = 12 + max(_height(label, letters) + _height(note, SMALL), _height(instead, SMALL), LEAST_ROW - 12)
    _two_sizes(drawing, MARGIN, top + high / 2, label, letters, note)
    if instead:
        drawing.lines(instead, left + 8, top + (high - _height(instead, SMALL)) / 2, SMALL, color=INK_2)
    else:
        for number, cell in enumerate(row["cells"]):
            _heat_cell(drawing, cell, left + number * wide, top, wide, high)
    drawing.line(MARGIN, top + high, WIDTH - MARGIN, top + high, CLOTH)
    return high


def _heat_cell(drawing: Drawing, cell: Row, x: float, y: float, wide: float, high: float) -> None:
    center, foot = x + wide / 2, y + high / 2 + 6
    if cell.get("reason"):
        drawing.words("not shown", center, foot, SMALL, color=INK_2, anchor="middle")
        return
    band = sum(whole(cell["mean"]) >= start for start in BAND_FROM) - 1
    drawing.box(x + 1, y + 1, wide - 2, high - 2, BANDS[band], stroke=CLOTH)
    mark = {"above": ", clearly above", "below": ", clearly below"}.get(cell["mark"] or "", "")
    letters = TEXT_BOLD if TEXT_BOLD.width_of(cell["text"] + mark) < wide else SMALL
    drawing.words(cell["text"] + mark, center, foot, letters, color=ON_BANDS[band], anchor="middle")


def _foot(drawing: Drawing, card: Card, source: str, top: float) -> float:
    across = WIDTH - 2 * MARGIN
    answered = card.answered.replace("▲ and ▼ mark", "“Clearly above” and “clearly below” mark")
    said = f"{answered} Good Partners, {source}. Figures for groups of five or more."
    return drawing.lines(SMALL.wrapped(said, across), MARGIN, top + 16, SMALL, color=INK_2) + 24
