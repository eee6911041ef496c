"""Walking through a questionnaire: its parts, in the one order everybody gets."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.domain.answers import BLANK
from app.domain.charter import Block, Charter, Statement, Theme
from app.domain.errors import NotFound

MOST_STATEMENTS_A_PART = 8


@dataclass(frozen=True, eq=False)  # one object a part, so that pages can be kept by it
class Part:
    """A page of the questionnaire: one theme in one block, or half of a long one."""

    number: int  # from 1, as people see it
    theme: Theme
    block: Block
    page: int  # which page of its block this is, from 1
    pages: int  # how many pages the block has
    statements: tuple[Statement, ...]
    places: tuple[int, ...]  # where the statements' bytes are in a response's answers
    ends_theme: bool  # the last part of its theme in this block
    ends_block: bool


def _split(statements: tuple[Statement, ...]) -> list[tuple[Statement, ...]]:
    """Halves, the first the longer, when there are too many for a page."""
    if len(statements) <= MOST_STATEMENTS_A_PART:
        return [statements] if statements else []
    half = (len(statements) + 1) // 2
    return [statements[:half], statements[half:]]


@lru_cache(maxsize=64)
def parts(charter: Charter, blocks: tuple[Block, ...]) -> tuple[Part, ...]:
    made: list[Part] = []
    for block in (each for each in Block if each in blocks):
        pages = [
            (theme, statements, index == len(split) - 1)
            for theme in charter.themes
            for split in [_split(charter.statements_of(theme.code, block))]
            for index, statements in enumerate(split)
        ]
        for page, (theme, statements, ends_theme) in enumerate(pages, start=1):
            places = tuple(charter.place[statement.code] for statement in statements)
            made.append(
                Part(
                    number=len(made) + 1,
                    theme=theme,
                    block=block,
                    page=page,
                    pages=len(pages),
                    statements=statements,
                    places=places,
                    ends_theme=ends_theme,
                    ends_block=page == len(pages),
                )
            )
    return tuple(made)


def get_part(walk: Sequence[Part], number: int) -> Part:
    if not 1 <= number <= len(walk):
        raise NotFound("There is no such part.")
    return walk[number - 1]


def next_number(walk: Sequence[Part], number: int) -> int | None:
    return number + 1 if number < len(walk) else None


def blanks(part: Part, sheet: bytes) -> list[Statement]:
    return [each for each, place in zip(part.statements, part.places, strict=True) if sheet[place] == BLANK]


def going_on(walk: Sequence[Part], sheet: bytes) -> int | None:
    """Where somebody was: the last part with an answer in it, or if that is full the next; None at the end.

    Blanks further back were left on purpose.
    """
    touched = [part for part in walk if any(sheet[place] != BLANK for place in part.places)]
    if not touched:
        return walk[0].number
    if blanks(touched[-1], sheet):
        return touched[-1].number
    return next((part.number for part in walk if part.number > touched[-1].number), None)
