"""The range of a mean over several organisations in which each person counts once.

People were not drawn by lot from everybody: in each organisation some answered, and in one a larger share
than in another. So a mean over all who answered may be off by two things. One is chance inside each
organisation. The other is that some organisations have more say in it than they have people; how much that
moves it can be seen, as their means are known. The error is made of both:

    e² = Σ (Nₖ/N)² · sₖ²/nₖ · (1 − nₖ/Nₖ)  +  (m − Σ Nₖ/N · mₖ)²

The first part is that of a stratified sample (Cochran, Sampling Techniques, 1977, chapter 5), and has the
degrees of freedom of Satterthwaite (1946). The second is the square of what is known of the bias. Together
they are the error of m as a figure for everybody who was invited.

Organisations that are not shown are taken together, and so are those below ten answers, whose own spread is
not used. So whatever goes into it follows from sums that are shown: it says nothing that they do not.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.domain.intervals import FEWEST_WITH_OWN_SPREAD, NEXT_TO_NOTHING, standard_error
from app.domain.scoring import Values


@dataclass(frozen=True, eq=False)
class Stratum:
    """The figures of those in it who have one; so many were invited."""

    values: Values
    invited: int


def apart(units: Sequence[Stratum], others: Stratum) -> list[Stratum]:
    """Those with enough answers for a spread of their own, and all `others` together, who need as many."""
    by_size = sorted(units, key=lambda each: len(each.values))
    rest = others
    while by_size and (_has_few(by_size[0]) or (rest.invited and _has_few(rest))):
        next_one = by_size.pop(0)
        rest = Stratum(np.concatenate([rest.values, next_one.values]), rest.invited + next_one.invited)
    return [*by_size, rest] if rest.invited else by_size


def _has_few(stratum: Stratum) -> bool:
    return len(stratum.values) < FEWEST_WITH_OWN_SPREAD


def error_over(strata: Sequence[Stratum]) -> tuple[float, float]:
    """The error of the mean of all their values, for everybody invited, and its degrees of freedom.

    Where all of one are alike, they are taken to be spread as everybody is.
    """
    everybody = np.concatenate([each.values for each in strata])
    spread_of_all = float(everybody.std(ddof=1))
    invited = sum(each.invited for each in strata)
    variances, weighted = [], 0.0
    for each in strata:
        people, share = len(each.values), each.invited / invited
        spread = float(each.values.std(ddof=1))
        spread = spread_of_all if spread < NEXT_TO_NOTHING else spread
        variances.append((share * standard_error(spread, people, each.invited)) ** 2)
        weighted += share * float(each.values.mean())
    by_chance = sum(variances)
    parts = (each**2 / (len(own.values) - 1) for each, own in zip(variances, strata, strict=True))
    degrees = by_chance**2 / sum(parts) if by_chance else float(len(everybody) - 1)
    return math.hypot(math.sqrt(by_chance), float(everybody.mean()) - weighted), degrees
