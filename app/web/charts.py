"""Figures as Plotly takes them: what wide screens show in place of a row chart. Only pictures' rows come in.

A release is frozen, so a figure is built once and kept: the rows themselves are the key.
"""

import json
import textwrap
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from app.domain.cells import Cell
from app.domain.comparisons import Verdict
from app.domain.pictures.conversations import Mark, Place
from app.domain.pictures.rows import Dot, Pair, Spread
from app.domain.points import in_points
from app.web.words import likely_range, plural

Figure = dict[str, Any]
Labels = tuple[str, ...]

INK, INK_2, CLOTH, RULE = "#2A1533", "#5B4A66", "#E9E2EF", "#8A7A96"
PLUM, TEAL, ORANGE, WHITE = "#5A1E6B", "#0A7069", "#A84B00", "#FFFFFF"
ROW_PIXELS, FRAME_PIXELS, PANEL_PIXELS, MAP_PIXELS = 52, 60, 92, 460
ROOM_UPWARDS = 40  # points that a map shows at least, so that small differences look small
LETTERS_A_LABEL, LETTERS_A_REASON = 26, 60
MOST_KEPT = 512

MARKS: dict[str, dict[str, Any]] = {
    "end of a range": {"symbol": "line-ns-open", "color": INK_2, "size": 22, "line": {"width": 2.5}},
    "own": {"symbol": "circle-open", "color": INK, "size": 23, "line": {"width": 2.5}},
    "dot": {"symbol": "circle", "color": PLUM, "size": 13},
    "other": {"symbol": "circle", "color": PLUM, "size": 13, "line": {"color": WHITE, "width": 1.5}},
    "operational": {"symbol": "circle", "color": TEAL, "size": 15},
    "strategic": {"symbol": "diamond", "color": WHITE, "size": 15, "line": {"color": PLUM, "width": 3}},
    "smaller partners": {"symbol": "circle", "color": ORANGE, "size": 15},
    "larger partners": {"symbol": "square", "color": PLUM, "size": 14},
    "before": {"symbol": "circle", "color": WHITE, "size": 15, "line": {"color": INK_2, "width": 2.5}},
    "now, clearly": {"symbol": "circle", "color": PLUM, "size": 15},
    "now": {"symbol": "circle", "color": RULE, "size": 15},
    "talk": {"symbol": "diamond", "color": ORANGE, "size": 26},
    "build": {"symbol": "square", "color": TEAL, "size": 13},
    "keep": {"symbol": "circle", "color": PLUM, "size": 14},
}


@dataclass
class _Points:
    """Marks of one kind, with the number beside each and what is said when it is pointed at."""

    x: list[float | None] = field(default_factory=list)
    y: list[int | None] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


class _Panel:
    """Rows to be drawn on one pair of axes: lines beneath, marks on top, a trace for each kind."""

    def __init__(self) -> None:
        self._lines: defaultdict[tuple[str, float], _Points] = defaultdict(_Points)
        self._marks: defaultdict[tuple[str, str], _Points] = defaultdict(_Points)
        self._reasons: list[tuple[int, str]] = []

    def line(self, place: int, start: Cell, end: Cell) -> None:
        self._stroke(place, start.mean, end.mean, color=RULE, width=3)

    def range(self, place: int, cell: Cell) -> None:
        """Its ends stand out above and below a dot that hides the rest. The number goes beside it."""
        self._stroke(place, cell.low, cell.high, color=INK_2, width=2.5)
        ends = self._marks["end of a range", "middle right"]
        ends.numbers += ["", in_points(cell)]
        for end in (cell.low, cell.high):
            ends.x.append(_shown(end))
            ends.y.append(place)
            ends.words.append(in_words(cell))

    def _stroke(
        self, place: int, start: float | None, end: float | None, *, color: str, width: float
    ) -> None:
        stroke = self._lines[color, width]
        stroke.x += [_shown(start), _shown(end), None]
        stroke.y += [place, place, None]

    def mark(self, place: int, cell: Cell, kind: str, name: str, *, side: str = "") -> None:
        """Without a side it goes without a number."""
        marks = self._marks[kind, side]
        marks.x.append(_shown(cell.mean))
        marks.y.append(place)
        marks.numbers.append(f"  {in_points(cell)}  ")
        marks.words.append(_plain(f"{name}: {in_words(cell)}"))

    def say_why(self, place: int, reason: str) -> None:
        self._reasons.append((place, "<br>".join(textwrap.wrap(reason, LETTERS_A_REASON))))

    def draw(self, figure: go.Figure, **where: int) -> None:
        for (color, width), stroke in self._lines.items():
            line = {"color": color, "width": width}
            trace = go.Scatter(x=stroke.x, y=stroke.y, mode="lines", line=line, hoverinfo="skip")
            figure.add_trace(trace, **where)
        for (kind, side), marks in sorted(
            self._marks.items(), key=lambda each: list(MARKS).index(each[0][0])
        ):
            figure.add_trace(_trace(kind, side, marks), **where)
        for place, reason in self._reasons:
            figure.add_annotation(
                x=0,
                y=place,
                text=reason,
                showarrow=False,
                xanchor="left",
                align="left",
                font={"size": 14, "color": INK_2},
                **where,
            )


def _trace(kind: str, side: str, marks: _Points) -> go.Scatter:
    numbers = {"text": marks.numbers, "textposition": side} if side else {}
    return go.Scatter(
        x=marks.x,
        y=marks.y,
        mode="markers+text" if side else "markers",
        marker=MARKS[kind],
        hovertext=marks.words,
        hoverinfo="text",
        cliponaxis=False,
        **numbers,
    )


def in_words(cell: Cell) -> str:
    """For whoever points at a mark: the figure, its likely range and its answers."""
    told = in_points(cell)
    if cell.low is not None and cell.high is not None:
        told += f", probably {likely_range(cell.low, cell.high)}"
    return f"{told} ({cell.people} answers)"


@lru_cache(maxsize=MOST_KEPT)
def dots(rows: tuple[Dot, ...], labels: Labels, says: str) -> Figure:
    """A dot a row, on a bar for its likely range."""
    panel = _Panel()
    for place, row in enumerate(rows):
        if row.cell.is_released:
            name, side = row.topic.statement or labels[place], "top center"
            if row.cell.low != row.cell.high:
                panel.range(place, row.cell)
                side = ""
            panel.mark(place, row.cell, "dot", name, side=side)
        else:
            panel.say_why(place, row.cell.decision)
    return _alone(panel, labels, says)


@lru_cache(maxsize=MOST_KEPT)
def levels(rows: tuple[Pair, ...], labels: Labels, says: str) -> Figure:
    panel = _Panel()
    for place, row in enumerate(rows):
        _dumbbell(panel, place, row, ("strategic", "operational"))
    return _alone(panel, labels, says)


@lru_cache(maxsize=MOST_KEPT)
def sizes(rows: tuple[Pair, ...], labels: Labels, says: str) -> Figure:
    panel = _Panel()
    for place, row in enumerate(rows):
        _dumbbell(panel, place, row, ("smaller partners", "larger partners"))
    return _alone(panel, labels, says)


@lru_cache(maxsize=MOST_KEPT)
def changes(rows: tuple[Pair, ...], labels: Labels, says: str, names: tuple[str, str]) -> Figure:
    """`names` are those of now and then."""
    panel = _Panel()
    for place, row in enumerate(rows):
        is_clear = row.difference is not None and row.difference.verdict is Verdict.CLEAR
        _dumbbell(panel, place, row, names, ("now, clearly" if is_clear else "now", "before"))
    return _alone(panel, labels, says)


def _dumbbell(
    panel: _Panel, place: int, row: Pair, names: tuple[str, str], marks: tuple[str, str] | None = None
) -> None:
    """The number of each goes on its outer side."""
    if row.reason:
        panel.say_why(place, row.reason)
        return
    panel.line(place, row.first, row.second)
    sides = ["middle left", "middle right"]
    if (row.first.mean or 0) > (row.second.mean or 0):
        sides.reverse()
    for cell, name, mark, side in zip((row.first, row.second), names, marks or names, sides, strict=True):
        panel.mark(place, cell, mark, name, side=side)


@lru_cache(maxsize=MOST_KEPT)
def strips(rows: tuple[Spread, ...], labels: Labels, says: str, own: str | None) -> Figure:
    """A mark an organisation, and a line from the lowest to the highest; `own` is the slug to ring."""
    panel = _Panel()
    for place, row in enumerate(rows):
        panel.line(place, row.lowest, row.highest)
        for cell in row.shown:
            side = {row.lowest: "middle left", row.highest: "middle right"}.get(cell, "")
            panel.mark(place, cell, "other", cell.group.name, side=side)
            if own and cell.group.organisation == own:
                panel.mark(place, cell, "own", cell.group.name)
    return _alone(panel, labels, says)


@lru_cache(maxsize=MOST_KEPT)
def levels_by_organisation(
    panels: tuple[tuple[str, tuple[Pair, ...]], ...], labels: Labels, says: str
) -> Figure:
    """Small multiples on one axis, a panel an organisation."""
    height = len(panels) * (PANEL_PIXELS + ROW_PIXELS * len(labels))
    figure = make_subplots(
        rows=len(panels),
        cols=1,
        subplot_titles=[_plain(name) for name, _ in panels],
        vertical_spacing=PANEL_PIXELS / height,
    )
    figure.update_annotations(x=0, xanchor="left", font={"size": 17, "color": INK})
    for number, (_, rows) in enumerate(panels, start=1):
        panel = _Panel()
        for place, row in enumerate(rows):
            _dumbbell(panel, place, row, ("strategic", "operational"))
        panel.draw(figure, row=number, col=1)
        figure.update_yaxes(_rows_axis(labels), row=number, col=1)
        figure.update_xaxes(_points_axis(""), row=number, col=1)
    figure.update_xaxes(title={"text": says, "font": {"size": 14}}, row=len(panels), col=1)
    return _as_json(figure, height, top=36)


@lru_cache(maxsize=MOST_KEPT)
def map_of(marks: tuple[Mark, ...], says: str) -> Figure:
    """The partnership's figure across, how far apart its organisations are upwards; listed ones numbered."""
    figure = go.Figure()
    for place in reversed(Place):  # those to talk about on top
        here = [mark for mark in marks if mark.place is place]
        figure.add_trace(
            go.Scatter(
                x=[_shown(mark.whole.mean) for mark in here],
                y=[_shown(mark.spread.reach) for mark in here],
                mode="markers+text",
                marker=MARKS[place.value],
                text=[str(mark.number or "") for mark in here],
                textposition="middle center",
                textfont={"color": WHITE, "size": 14},
                hovertext=[_plain(on_the_map(mark)) for mark in here],
                hoverinfo="text",
                cliponaxis=False,
            )
        )
    figure.update_xaxes(_points_axis(f"the partnership: {says}"))
    furthest = max(mark.spread.reach for mark in marks)
    figure.update_yaxes(
        title={"text": "points between organisations", "font": {"size": 14}},
        range=[0, max(ROOM_UPWARDS, furthest * 1.1)],
        gridcolor=CLOTH,
        zeroline=False,
        fixedrange=True,
        automargin=True,
    )
    return _as_json(figure, MAP_PIXELS)


def on_the_map(mark: Mark) -> str:
    return f"{mark.topic.short}: {in_words(mark.whole)}, {plural(mark.spread.points_apart, 'point')} apart"


def _alone(panel: _Panel, labels: Labels, says: str) -> Figure:
    figure = go.Figure()
    panel.draw(figure)
    figure.update_xaxes(_points_axis(says))
    figure.update_yaxes(_rows_axis(labels))
    return _as_json(figure, FRAME_PIXELS + ROW_PIXELS * len(labels))


def _points_axis(says: str) -> dict[str, Any]:
    return {
        "range": [-4, 104],
        "tickvals": [0, 25, 50, 75, 100],
        "title": {"text": says, "font": {"size": 14}},
        "gridcolor": CLOTH,
        "zeroline": False,
        "fixedrange": True,
    }


def _rows_axis(labels: Labels) -> dict[str, Any]:
    """By place and not by name, since names may repeat; the first at the top, with room at both ends."""
    return {
        "range": [len(labels) - 0.4, -0.7],
        "tickvals": list(range(len(labels))),
        "ticktext": [_in_lines(label) for label in labels],
        "automargin": True,
        "ticklabelstandoff": 8,
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }


def _in_lines(label: str) -> str:
    """What a theme is about goes beneath it, where that is told."""
    return "<br>".join(
        line for part in label.split("\n") for line in textwrap.wrap(_plain(part), LETTERS_A_LABEL)
    )


def _as_json(figure: go.Figure, height: int, *, top: int = 12) -> Figure:
    figure.update_layout(
        template="none",
        height=height,
        font={"family": "Figtree, Trebuchet MS, sans-serif", "size": 15, "color": INK},
        margin={"l": 8, "r": 24, "t": top, "b": 44},
        hoverlabel={"font": {"color": WHITE, "size": 15}, "bgcolor": INK},
        hovermode="closest",
        dragmode=False,
        showlegend=False,
        paper_bgcolor=WHITE,
        plot_bgcolor=WHITE,
    )
    made: Figure = json.loads(figure.to_json())
    made["layout"].pop("template", None)
    return made


def _shown(figure: float | None) -> float | None:
    """As exact as the exports, and no more."""
    return None if figure is None else round(figure, 1)


def _plain(words: str) -> str:
    """Plotly takes tags for its own."""
    return words.replace("&", "&amp;").replace("<", "&lt;")
