"""A page taken apart: rows of tables, what is drawn in them, figures for Plotly, and all other words."""

import json
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

NUMBER = re.compile(r"\d+(?:\.\d+)?")
DRAWN = frozenset({"x", "x1", "x2", "cx", "width"})
SPOKEN = frozenset({"aria-label", "title", "alt"})
WITHHELD = frozenset({"withheld", "own-words"})
OF_ANSWERS = ("level-", "on-", "side", "zero")  # bars of how many gave which answer, and what goes with them
VOID = frozenset({"br", "img", "input", "link", "meta", "hr"})


@dataclass
class Cell:
    words: str = ""
    is_withheld: bool = False
    drawn: list[float] = field(default_factory=list)  # in percent of the picture's width
    bars: list[float] = field(default_factory=list)  # how wide each is, of how many gave an answer


@dataclass
class TableRow:
    cells: list[Cell] = field(default_factory=list)

    @property
    def name(self) -> str:
        return " ".join(self.cells[0].words.split())

    @property
    def is_withheld(self) -> bool:
        """The whole row, not one cell among others."""
        return all(cell.is_withheld for cell in self.cells[1:]) and len(self.cells) > 1


@dataclass
class Page:
    tables: list[list[TableRow]] = field(default_factory=list)
    figures: list[dict[str, Any]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)  # all that can be read or heard outside of tables
    drawn: list[float] = field(default_factory=list)

    @property
    def rows(self) -> list[TableRow]:
        return [row for table in self.tables for row in table]

    @property
    def cells(self) -> list[Cell]:
        return [cell for row in self.rows for cell in row.cells]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self._open: list[str] = []
        self._cell: Cell | None = None
        self._script = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag not in VOID:
            self._open.append(tag)
        if "main" not in self._open:
            return
        if tag == "table":
            self.page.tables.append([])
        elif tag == "tr":
            self.page.tables[-1].append(TableRow())
        elif tag in ("td", "th"):
            self._cell = Cell(is_withheld=not WITHHELD.isdisjoint(given.get("class", "").split()))
            self.page.tables[-1][-1].cells.append(self._cell)
        self._note(tag, given)

    def _note(self, tag: str, given: dict[str, str]) -> None:
        if self._cell and given.get("class", "").startswith(OF_ANSWERS):
            self._cell.bars += [float(given["width"].rstrip("%"))] if tag == "rect" else []
            return
        drawn = [
            float(value.rstrip("%")) for name, value in given.items() if name in DRAWN and value.endswith("%")
        ]
        (self._cell.drawn if self._cell else self.page.drawn).extend(drawn)
        for name, value in given.items():
            if name in SPOKEN:
                self._say(value)

    def _say(self, words: str) -> None:
        if self._cell:
            self._cell.words += f" {words}"
        else:
            self.page.words.append(words)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if "main" in self._open:
            self._note(tag, {name: value or "" for name, value in attributes})

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        if tag in ("td", "th"):
            self._cell = None
        if tag == "script" and self._script:
            self.page.figures.append(json.loads(self._script))
            self._script = ""

    def handle_data(self, data: str) -> None:
        if "main" not in self._open:
            return
        if self._open[-1] == "script":
            self._script += data
        elif data.strip():
            self._say(data)


def read(html: str) -> Page:
    reader = _Reader()
    reader.feed(html)
    return reader.page


def numbers(words: str) -> set[float]:
    return {float(each) for each in NUMBER.findall(words)}
