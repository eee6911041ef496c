"""Two tabs, two devices, one response: what a page sends is merged with what is kept.

A page says what it saw when it was drawn. A statement that was changed here takes the answer from here; one
that was changed elsewhere keeps the answer from there; one changed in both, differently, is a conflict.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Conflict:
    """A statement answered differently in two places since this page was drawn."""

    place: int
    kept: int
    sent: int


@dataclass(frozen=True)
class Merge:
    """`sheet` has everything but the conflicts, which stay as they were kept."""

    sheet: bytes
    conflicts: tuple[Conflict, ...]


def merge(kept: bytes, *, seen: Mapping[int, int], sent: Mapping[int, int]) -> Merge:
    """`seen` and `sent` map places in the sheet to answers; without `seen` what is kept was seen."""
    merged = bytearray(kept)
    conflicts: list[Conflict] = []
    for place, answer in sent.items():
        before = seen.get(place, kept[place])
        if answer in (before, kept[place]):
            continue
        if kept[place] == before:
            merged[place] = answer
        else:
            conflicts.append(Conflict(place, kept[place], answer))
    return Merge(bytes(merged), tuple(conflicts))
