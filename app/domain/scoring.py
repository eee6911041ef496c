"""Scores: answers to figures from 0 to 100, for one person and for everybody at once, by the half rule."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.domain.answers import POINTS_PER_LEVEL, Skipped, is_level

FEWEST_LEVELS_SCORED = 3
LEAST_SHARE_NOT_THIN = 0.7

Sheets = NDArray[np.uint8]  # a row a person, a column a statement, a byte as it is kept
Values = NDArray[np.float64]  # nan where there is no value
Marks = NDArray[np.bool_]


def score(answers: Sequence[int]) -> float | None:
    """One person's mean over a theme's statements in one block, or None by the half rule.

    A statement that did not come up is no longer asked; “can’t say” and a blank are missing.
    """
    asked = [answer for answer in answers if answer != Skipped.DID_NOT_COME_UP]
    levels = [answer for answer in asked if is_level(answer)]
    if len(levels) < FEWEST_LEVELS_SCORED or 2 * len(levels) < len(asked):
        return None
    return POINTS_PER_LEVEL * sum(levels) / len(levels)


def given(sheets: Sheets) -> Marks:
    """Where a level was given."""
    return sheets <= 4


def scores(sheets: Sheets) -> Values:
    """`score` for each row at once."""
    levels = given(sheets)
    counted = levels.sum(axis=1)
    asked = sheets.shape[1] - (sheets == Skipped.DID_NOT_COME_UP).sum(axis=1)
    scored = (counted >= FEWEST_LEVELS_SCORED) & (2 * counted >= asked)
    totals = np.where(levels, sheets, 0).sum(axis=1)
    return np.where(scored, POINTS_PER_LEVEL * totals / np.maximum(counted, 1), np.nan)


def points(sheet_column: Sheets) -> Values:
    """One statement, for everybody: its level as points."""
    return np.where(given(sheet_column), POINTS_PER_LEVEL * sheet_column.astype(np.float64), np.nan)


def is_thin(levels: int, statements: int) -> bool:
    """Whether a person's score rests on so few of its statements that she should take it lightly.

    What did not come up counts among the statements.
    """
    return levels < LEAST_SHARE_NOT_THIN * statements
