"""How well a theme's statements measure one thing together: alpha, omega, and what that leaves to error.

Only for a charter version, over all organisations that answered it: few answers say next to nothing.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import fdtri

from app.domain.factor_model import loadings
from app.domain.intervals import LIKELY

Levels = NDArray[np.float64]  # a row a person, a column a statement, nan where no level was given
Matrix = NDArray[np.float64]

FEWEST_PEOPLE = 50


@dataclass(frozen=True)
class Reliability:
    """`low` and `high` are alpha's 95 % interval; omega is None where one factor does not fit.

    `standard_error` is a person's, in the units of the levels.
    """

    people: int
    statements: int
    alpha: float
    low: float
    high: float
    standardised_alpha: float
    omega: float | None
    standard_error: float


def reliability(levels: Levels) -> Reliability | None:
    """Over those who gave a level to every statement; None with fewer than 50, or where all are alike."""
    complete = levels[~np.isnan(levels).any(axis=1)]
    people, statements = complete.shape
    if people < FEWEST_PEOPLE or statements < 2 or not np.all(complete.var(axis=0) > 0):
        return None
    alpha = cronbach_alpha(complete)
    if alpha is None:
        return None
    low, high = feldt_interval(alpha, people, statements)
    correlations = np.atleast_2d(np.corrcoef(complete, rowvar=False))
    found = loadings(correlations)
    return Reliability(
        people,
        statements,
        alpha,
        low,
        high,
        standardised_alpha(statements, mean_correlation(correlations)),
        None if found is None else omega(found),
        standard_error_of_measurement(float(complete.mean(axis=1).std(ddof=1)), alpha),
    )


def cronbach_alpha(levels: Levels) -> float | None:
    """Of complete rows; None where the sums do not differ at all."""
    statements = int(levels.shape[1])
    total = float(levels.sum(axis=1).var(ddof=1))
    if total == 0:
        return None
    own = float(levels.var(axis=0, ddof=1).sum())
    return statements / (statements - 1) * (1 - own / total)


def mean_correlation(correlations: Matrix) -> float:
    """Between different statements."""
    statements = len(correlations)
    return float((correlations.sum() - np.trace(correlations)) / (statements * (statements - 1)))


def standardised_alpha(statements: int, correlation: float) -> float:
    """From the mean correlation between statements: alpha had all of them the same variance."""
    return statements * correlation / (1 + (statements - 1) * correlation)


def omega(of_loadings: NDArray[np.float64]) -> float:
    """McDonald's: how much of the variance of the sum is the factor's, from standardised loadings."""
    common = float(of_loadings.sum()) ** 2
    return common / (common + float((1 - of_loadings**2).sum()))


def feldt_interval(alpha: float, people: int, statements: int) -> tuple[float, float]:
    """The 95 % interval of alpha."""
    first, second = people - 1, (people - 1) * (statements - 1)
    return (
        1 - (1 - alpha) * float(fdtri(first, second, LIKELY)),
        1 - (1 - alpha) * float(fdtri(first, second, 1 - LIKELY)),
    )


def standard_error_of_measurement(spread: float, alpha: float) -> float:
    """Of one person's score, in the units of `spread`, the standard deviation between people.

    A negative alpha is sampling noise and counts as none.
    """
    return spread * math.sqrt(1 - max(alpha, 0.0))
