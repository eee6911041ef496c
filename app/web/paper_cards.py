"""Cards as papers have them: real tables, each row with its own small drawing, and no script."""

from dataclasses import dataclass, field

from markupsafe import Markup

from app.web.charts import INK_2
from app.web.drawing import Drawing, draw_row
from app.web.drawn_rows import DrawnRow, drawn_rows, lanes_of, sides_of
from app.web.lettering import Letters
from app.web.pictures import draw_key_mark, key_of
from app.web.result_cards import Card, Shape
from app.web.result_rows import Row

WIDTH, HEIGHT, SCALE_HEIGHT = 320, 44, 22
EDGE = 16  # pixels at both sides, for half a mark
SMALL = Letters(14)
FIGURES = {Shape.STRIPS: "Lowest to highest", Shape.CHANGES: "Then and now"}


@dataclass(frozen=True)
class PaperRow:
    row: DrawnRow
    drawing: Markup


@dataclass(frozen=True)
class PaperCard:
    """`bands` are there for a table of bands, `rows` for every other shape."""

    card: Card
    figures: str
    key: list[tuple[Markup, str]]
    scale: Markup
    rows: list[PaperRow] = field(default_factory=list)
    bands: list[Row] = field(default_factory=list)


def paper_card(card: Card) -> PaperCard:
    key = [(_key_mark(name, words), words) for name, words in key_of(card)]
    if card.shape is Shape.HEAT:
        return PaperCard(card, "", key, Markup(), bands=card.rows)
    lanes = lanes_of(card)
    rows = [PaperRow(row, _row(row, zero=lanes[0] if lanes else None)) for row in drawn_rows(card)]
    figures = FIGURES.get(card.shape, "The two figures" if card.names[0] else "Figure")
    return PaperCard(card, figures, key, _scale(card), rows)


def _row(row: DrawnRow, *, zero: float | None) -> Markup:
    drawing = Drawing(WIDTH, HEIGHT, f"{row.label}: {'; '.join(row.words)}")
    draw_row(drawing, row, EDGE, 0, WIDTH - 2 * EDGE, HEIGHT, zero=zero)
    return Markup(drawing.markup())  # noqa: S704 - written by a writer of XML, which escapes every word


def _scale(card: Card) -> Markup:
    """The words over the drawings."""
    across, foot = WIDTH - 2 * EDGE, 17
    lanes = lanes_of(card)
    drawing = Drawing(WIDTH, 2 * SCALE_HEIGHT if lanes else SCALE_HEIGHT, "From 0 to 100")
    if lanes:
        less, more, between = sides_of(card)
        zero = EDGE + across * lanes[0] / 100
        drawing.words(between, WIDTH - EDGE, foot, SMALL, color=INK_2, anchor="end")
        drawing.words(less, zero - 8, foot + SCALE_HEIGHT, SMALL, color=INK_2, anchor="end")
        drawing.words(more, zero + 8, foot + SCALE_HEIGHT, SMALL, color=INK_2)
    else:
        drawing.words(f"0 {card.ends[0]}".strip(), 0, foot, SMALL, color=INK_2)
        drawing.words("50", WIDTH / 2, foot, SMALL, color=INK_2, anchor="middle")
        drawing.words(f"100 {card.ends[1]}".strip(), WIDTH, foot, SMALL, color=INK_2, anchor="end")
    return Markup(drawing.markup())  # noqa: S704 - as above


def _key_mark(name: str, words: str) -> Markup:
    drawing = Drawing(28, 24, words)
    draw_key_mark(drawing, name, 14, 12)
    return Markup(drawing.markup())  # noqa: S704 - as above
