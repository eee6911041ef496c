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

Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]

FEWEST_PEOPLE = 50


@dataclass(frozen=True)
class Reliability:
    """`low` and `high` are alpha's 95 % interval; omega is of the plain sum, None where no one factor fits.

    `standard_error` is of a person's mean level, in levels.
    """

    alpha: float
    low: float
    high: float
    omega: float | None
    standard_error: float


def reliability(covariance: Matrix, people: int) -> Reliability | None:
    """From the covariances of levels, over people who gave one to every statement.

    None with fewer than 50 of them, or where all are alike.
    """
    statements = len(covariance)
    own = np.diag(covariance)
    if people < FEWEST_PEOPLE or statements < 2 or not np.all(own > 0):
        return None
    alpha = cronbach_alpha(covariance)
    if alpha is None:
        return None
    low, high = feldt_interval(alpha, people, statements)
    found = loadings(covariance / np.sqrt(np.outer(own, own)))
    spread = math.sqrt(float(covariance.sum())) / statements
    return Reliability(
        alpha,
        low,
        high,
        None if found is None else omega(found, np.sqrt(own)),
        standard_error_of_measurement(spread, alpha),
    )


def cronbach_alpha(covariance: Matrix) -> float | None:
    """None where the sums over statements do not differ at all."""
    statements = len(covariance)
    total = float(covariance.sum())
    if total <= 0:
        return None
    return statements / (statements - 1) * (1 - float(np.trace(covariance)) / total)


def omega(of_loadings: Vector, spreads: Vector | None = None) -> float:
    """McDonald's: how much of the variance of the statements' sum is the factor's.

    From standardised loadings, and how widely answers to each statement are spread; without, of the sum of
    standardised answers.
    """
    widths = np.ones_like(of_loadings) if spreads is None else spreads
    common = float((of_loadings * widths).sum()) ** 2
    return common / (common + float((widths**2 * (1 - of_loadings**2)).sum()))


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
