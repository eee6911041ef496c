"""Answers: a level from 0 to 4, a reason for none, or a blank.

A response keeps its answers as one `bytes`, a byte a statement in the charter version's order.
"""

from collections.abc import Mapping
from enum import IntEnum

LEVELS = range(5)
POINTS_PER_LEVEL = 25


class Skipped(IntEnum):
    """Answers off the scale. The numbers are what is kept: they never change."""

    DID_NOT_COME_UP = 5
    CANNOT_SAY = 6


BLANK = 7  # as kept; everywhere else a blank is an answer that is not there

Answer = int  # a level, or a Skipped
Answers = Mapping[str, Answer]  # by statement code

MEANINGFUL = frozenset(LEVELS) | frozenset(Skipped)


def is_level(answer: int | None) -> bool:
    return answer is not None and answer in LEVELS


def blank_sheet(statements: int) -> bytes:
    return bytes([BLANK]) * statements


def unpack(sheet: bytes, codes: tuple[str, ...]) -> dict[str, Answer]:
    """The answers by statement code; blanks are left out, and so is any byte that means nothing."""
    return {code: byte for code, byte in zip(codes, sheet, strict=True) if byte in MEANINGFUL}


def pack(answers: Answers, codes: tuple[str, ...]) -> bytes:
    return bytes(answers.get(code, BLANK) for code in codes)
