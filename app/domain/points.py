"""A figure as people read it: whole points out of 100."""

import math

from app.domain.cells import Cell
from app.domain.intervals import FEW_HIGHEST, FEW_LOWEST, FEWEST_WITH_OWN_SPREAD


def whole(figure: float) -> int:
    """Halves go up, as people expect."""
    return math.floor(figure + 0.5)


def in_points(cell: Cell) -> str:
    """A released cell's mean in words; from few answers, one at an end of the scale stays vague."""
    if cell.mean is None:
        raise ValueError(f"{cell.group.code} shows no {cell.measure}")
    if (cell.people or 0) < FEWEST_WITH_OWN_SPREAD:
        if cell.mean >= FEW_HIGHEST:
            return f"{whole(FEW_HIGHEST)} or more"
        if cell.mean <= FEW_LOWEST:
            return f"{whole(FEW_LOWEST)} or less"
    return str(whole(cell.mean))
