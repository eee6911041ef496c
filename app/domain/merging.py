"""Two tabs, two devices, one response: what a page sends is merged with what is kept.

A page says what it saw when it was drawn. A statement that was changed here takes the answer from here; one
that was changed elsewhere keeps the answer from there; one changed in both, differently, is a clash.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Clash:
    """A statement answered differently in two places since this page was drawn."""

    place: int
    kept: int
    sent: int


@dataclass(frozen=True)
class HelpClash:
    """The same, of the habit that help is wanted with: a statement's code, or empty for none."""

    kept: str
    sent: str


@dataclass(frozen=True)
class Merge:
    """`sheet` has everything but the clashes, which stay as they were kept."""

    sheet: bytes
    clashes: tuple[Clash, ...]


def do_clash(kept: object, *, seen: object, sent: object) -> bool:
    """Changed here and changed there, and not to the same."""
    return kept not in (seen, sent) and sent != seen


def merge(kept: bytes, *, seen: Mapping[int, int], sent: Mapping[int, int]) -> Merge:
    """`seen` and `sent` map places in the sheet to answers; without `seen` what is kept was seen."""
    merged = bytearray(kept)
    clashes: list[Clash] = []
    for place, answer in sent.items():
        before = seen.get(place, kept[place])
        if do_clash(kept[place], seen=before, sent=answer):
            clashes.append(Clash(place, kept[place], answer))
        elif kept[place] == before:
            merged[place] = answer
    return Merge(bytes(merged), tuple(clashes))
