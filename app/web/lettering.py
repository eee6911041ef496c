"""The site's own letters for pictures made on the server: how wide words are, and files to draw with."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.web.static_files import FOLDER, MissingFile

FACES = FOLDER / "vendor"  # `make assets` puts them there
WIDTHS = "letters.json"
WIDER_WITHOUT_OURS = 1.06  # where a program draws with another face, words must still fit
WITHOUT_A_LETTER = 650  # thousandths of the size, for what the faces lack
BETWEEN_WORDS = re.compile(r"\s+")


@dataclass(frozen=True)
class Letters:
    """`family` and `weight` as stylesheets call them; `size` in pixels."""

    size: float
    weight: int = 400
    family: str = "Figtree"

    def width_of(self, words: str) -> float:
        """In pixels, and a little more, for programs that have not got the face."""
        known = _widths()[f"{self.family} {self.weight}"]
        thousandths = sum(known.get(letter, WITHOUT_A_LETTER) for letter in words)
        return WIDER_WITHOUT_OURS * self.size * thousandths / 1000

    def wrapped(self, words: str, width: float) -> list[str]:
        """Lines no wider than `width` pixels; a word that is wider by itself is cut."""
        lines: list[str] = []
        for word in BETWEEN_WORDS.split(words.strip()):
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width_of(longer) <= width:
                lines[-1] = longer
            else:
                lines += self._cut(word, width)
        return lines

    def _cut(self, word: str, width: float) -> Iterator[str]:
        piece = ""
        for letter in word:
            if piece and self.width_of(piece + letter) > width:
                yield piece
                piece = ""
            piece += letter
        yield piece


def font_files() -> list[str]:
    return [str(_needed(path)) for path in ("figtree-400.ttf", "figtree-700.ttf", "bricolage-700.ttf")]


@cache
def _widths() -> dict[str, dict[str, int]]:
    """Of each face's letters, in thousandths of the size."""
    found: dict[str, dict[str, int]] = json.loads(_needed(WIDTHS).read_text())
    return found


def _needed(name: str) -> Path:
    path = FACES / name
    if not path.exists():
        raise MissingFile(f"There is no static file vendor/{name}. Run `make assets` to fetch it.")
    return path
