"""What a charter version's questions are worth, over all organisations that answered them.

How well the statements of a theme go together comes from sealed responses, and how far people and
organisations lie apart from released figures alone. Each organisation stands with its latest assessment, its
own or a joint one, that asked about it: the same people answered the one before, and nobody can tell any
more who did.

What is pooled is kept as an edition, and a new one needs fifty people whom no earlier edition had. So no
sum over people can be had from any number of editions that is about fewer than fifty. Weigh editions as you
like, and take the last of them from which on the weights do not add up to zero: whoever was new in it counts
with that sum, whenever they left.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from app.domain.answers import POINTS_PER_LEVEL
from app.domain.charter import Block, Charter
from app.domain.intervals import Summary
from app.domain.intraclass import intraclass
from app.domain.population import Rows
from app.domain.reliability import FEWEST_PEOPLE, reliability
from app.domain.scoring import Sheets, given

FEWEST_ORGANISATIONS = 3
FEWEST_OWNERS = 2
FEWEST_OF_AN_ORGANISATION = 5  # with fewer it does not count as one more organisation
FEWEST_NEW = 50

Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Source:
    """An organisation and its latest sealed assessment in a version. `owner` is whose assessment that was."""

    organisation_id: int
    organisation: str  # its slug
    assessment_id: int
    owner: str
    closed_at: datetime


@dataclass(frozen=True)
class Pooled:
    """An edition of one theme in one block. Ratios have two decimals, points one.

    `as_of` is when the last assessment in it closed. `standard_error` is of one person's figure, and `spread`
    of figures inside an organisation: both in points. `compared` is how many organisations these and the two
    correlations are made of; each is None where that is too few.
    """

    measure: str
    as_of: datetime
    people: int
    organisations: int
    alpha: float
    low: float
    high: float
    omega: float | None
    standard_error: float
    compared: int | None = None
    spread: float | None = None
    icc1: float | None = None
    icc2: float | None = None


class Tally:
    """Sums over those who gave a level to all statements of a theme: as small for many people as for few."""

    def __init__(self, statements: int, sources: int) -> None:
        self.people: Whole = np.zeros(sources, dtype=np.int64)
        self._sums: Whole = np.zeros(statements, dtype=np.int64)
        self._products: Whole = np.zeros((statements, statements), dtype=np.int64)

    def add(self, sheets: Sheets, sources: Rows) -> None:
        """A row a person, with the place of her source."""
        complete = given(sheets).all(axis=1)
        levels = sheets[complete].astype(np.int64)
        self.people += np.bincount(sources[complete], minlength=len(self.people))
        self._sums += levels.sum(axis=0)
        self._products += levels.T @ levels

    @property
    def covariance(self) -> NDArray[np.float64]:
        """In whole numbers up to the last step, so that what never differs has no variance at all."""
        people = int(self.people.sum())
        differences = people * self._products - np.outer(self._sums, self._sums)
        found: NDArray[np.float64] = differences / (people * (people - 1))
        return found


def themes(charter: Charter, block: Block) -> dict[str, tuple[int, ...]]:
    """Each theme that this version asks about in a block, and where its statements are in a sheet."""
    asked = ((theme.code, charter.statements_of(theme.code, block)) for theme in charter.themes)
    return {
        f"{theme}.{block}": tuple(charter.place[each.code] for each in statements)
        for theme, statements in asked
        if statements
    }


def pooled(
    measure: str,
    sources: Sequence[Source],
    tally: Tally,
    places: Mapping[str, Summary],
    *,
    before: Pooled | None,
) -> Pooled | None:
    """The next edition, or None while it would say too little, or too much beside the one `before`.

    `places` has what is released of organisations with ten people or more, by slug.
    """
    are_new = np.array([before is None or each.closed_at > before.as_of for each in sources], dtype=np.bool_)
    if not is_enough(sources, tally.people.tolist()) or tally.people[are_new].sum() < FEWEST_NEW:
        return None
    people = int(tally.people.sum())
    found = reliability(tally.covariance, people)
    if found is None:
        return None
    edition = Pooled(
        measure,
        max(each.closed_at for each in sources),
        people,
        int(np.count_nonzero(tally.people)),
        round(found.alpha, 2),
        round(found.low, 2),
        round(found.high, 2),
        None if found.omega is None else round(found.omega, 2),
        round(POINTS_PER_LEVEL * found.standard_error, 1),
    )
    return _with_spread(edition, sources, places)


def is_enough(sources: Sequence[Source], people: Sequence[int]) -> bool:
    """Whether it is about no organisation and no partnership: also once any one takes its own people away."""
    counted = [each for each, own in zip(sources, people, strict=True) if own >= FEWEST_OF_AN_ORGANISATION]
    return (
        len(counted) >= FEWEST_ORGANISATIONS
        and len({each.owner for each in counted}) >= FEWEST_OWNERS
        and sum(people) - max(people) >= FEWEST_PEOPLE
    )


def _with_spread(edition: Pooled, sources: Sequence[Source], places: Mapping[str, Summary]) -> Pooled:
    """As far as organisations enough are released."""
    there = [each for each in sources if each.organisation in places]
    compared = [places[each.organisation] for each in there]
    if not there or not is_enough(there, [each.people for each in compared]):
        return edition
    found = intraclass(compared)
    if found is None:
        return edition
    edition = replace(edition, compared=found.organisations, spread=round(math.sqrt(found.within), 1))
    if not found.are_enough or found.icc1 is None or found.icc2 is None:
        return edition
    return replace(edition, icc1=round(found.icc1, 2), icc2=round(found.icc2, 2))
