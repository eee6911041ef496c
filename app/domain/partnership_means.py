"""A partnership's figure by person and by organisation, and what to say where the two are not the same.

Made of released cells of one measure, an organisation or a pool each, so it says nothing they do not.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.cells import Cell
from app.domain.comparisons import Combined, each_organisation_once, each_person_once
from app.domain.families import MOST_SHARE_OF_ONE_ORGANISATION

SHARE_TO_SAY = 0.5  # of the answers, from one organisation
FEWEST_ORGANISATIONS = 2


@dataclass(frozen=True)
class PartnershipMeans:
    """`largest` gave the most answers, `largest_share` of them; `floor` is the unit with the lowest mean.

    The means by people answered and by people invited are None where one organisation gave nearly all.
    """

    by_organisation: Combined
    by_person: float | None
    by_invited: float | None
    floor: Cell
    largest: Cell
    largest_share: float

    @property
    def says_who_is_largest(self) -> bool:
        return self.largest_share > SHARE_TO_SAY


def partnership_means(units: Sequence[Cell]) -> PartnershipMeans | None:
    """Withheld units are left out; None with fewer than two shown."""
    shown = [unit for unit in units if unit.is_released and unit.mean is not None and unit.people]
    if len(shown) < FEWEST_ORGANISATIONS:
        return None
    answers = sum(unit.people or 0 for unit in shown)
    largest = max(shown, key=lambda unit: unit.people or 0)
    share = (largest.people or 0) / answers
    is_nearly_all = share > MOST_SHARE_OF_ONE_ORGANISATION
    return PartnershipMeans(
        each_organisation_once(shown),
        None if is_nearly_all else each_person_once([(unit.mean or 0, unit.people or 0) for unit in shown]),
        None if is_nearly_all else each_person_once([(unit.mean or 0, _invited(unit)) for unit in shown]),
        min(shown, key=lambda unit: unit.mean or 0),
        largest,
        share,
    )


def _invited(unit: Cell) -> int:
    return unit.invited or unit.people or 0
