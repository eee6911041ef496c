"""One factor behind several statements: how strongly each hangs on it, from their correlations.

Exact for three statements; for more by maximum likelihood (Jöreskog 1967), over what is each statement's
own. Where some statement would have no variance of its own left, or less than none (a Heywood case), the
model does not hold and there are no loadings.
"""

import math

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, minimize

Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]

FEWEST_STATEMENTS = 3  # with two, any number of loadings would do
LEAST_UNIQUENESS = 0.005  # at this the search ends: a statement with nothing of its own


def loadings(correlations: Matrix) -> Vector | None:
    """Standardised, one a statement, their sum not negative; None where one factor cannot be found."""
    statements = len(correlations)
    if statements < FEWEST_STATEMENTS or np.linalg.matrix_rank(correlations) < statements:
        return None
    found = _of_three(correlations) if statements == FEWEST_STATEMENTS else _most_likely(correlations)
    if found is None or not np.all(found**2 < 1 - LEAST_UNIQUENESS):
        return None
    return found if found.sum() >= 0 else -found


def _of_three(correlations: Matrix) -> Vector | None:
    """Each is what its two correlations share of the third."""
    first, second, third = correlations[0, 1], correlations[0, 2], correlations[1, 2]
    if first * second * third <= 0:
        return None
    squares = np.array([first * second / third, first * third / second, second * third / first])
    signs = np.array([1.0, math.copysign(1, first), math.copysign(1, second)])
    signed: Vector = signs * np.sqrt(squares)
    return signed


def _most_likely(correlations: Matrix) -> Vector:
    start = (1 - 0.5 / len(correlations)) / np.diag(np.linalg.inv(correlations))
    found = minimize(
        lambda uniquenesses: _unlikelihood(uniquenesses, correlations),
        np.clip(start, LEAST_UNIQUENESS, 1),
        jac=True,
        method="L-BFGS-B",
        bounds=Bounds(LEAST_UNIQUENESS, 1),
        options={"ftol": 1e-13, "gtol": 1e-9, "maxiter": 1000},
    )
    return _best_factor(found.x, correlations)[0]


def _unlikelihood(uniquenesses: Vector, correlations: Matrix) -> tuple[float, Vector]:
    """How badly the best single factor fits, given what is each statement's own; and its slope."""
    found, rest = _best_factor(uniquenesses, correlations)
    misfit = found**2 + uniquenesses - np.diag(correlations)
    slope: Vector = misfit / uniquenesses**2
    return float((rest - np.log(rest) - 1).sum()), slope


def _best_factor(uniquenesses: Vector, correlations: Matrix) -> tuple[Vector, Vector]:
    """Its loadings, and the variances that it leaves: 1 each, where it leaves nothing to explain."""
    scale = 1 / np.sqrt(uniquenesses)
    variances, directions = np.linalg.eigh(correlations * np.outer(scale, scale))
    found: Vector = np.sqrt(max(variances[-1] - 1, 0)) * directions[:, -1] / scale
    return found, variances[:-1]
