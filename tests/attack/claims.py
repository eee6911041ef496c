"""What the figures shown of an assessment claim about its people, each within its rounding."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from app.domain.cells import Counting, Decision
from app.domain.intervals import FEW_HIGHEST, FEW_LOWEST, FEWEST_WITH_OWN_SPREAD, HIGHEST, LOWEST
from tests.attack.ranges import Claim, Person
from tests.attack.rows import ROUNDED_BY, Attack
from tests.attack.shown import Shown


def by_measure(cells: Sequence[Shown]) -> Iterator[list[Shown]]:
    for measure in sorted({cell.measure for cell in cells if cell.is_released}):
        yield [cell for cell in cells if cell.measure == measure]


def claims(attack: Attack, cells: Sequence[Shown], *, exactly: bool = False) -> list[Claim]:
    return [claim(attack, cell, exactly=exactly) for cell in cells if cell.is_released]


def claim(attack: Attack, cell: Shown, *, exactly: bool = False) -> Claim:
    """`exactly`, as if the figure were not rounded: then nothing that is made of it can say more."""
    weights: dict[Person, float] = defaultdict(float)
    points = 0.0
    for (person, code), share in attack.sum_row(cell).items():
        weights[person] += float(share)
        points += 25 * (attack.known[person].level(str(code)) or 0) * float(share)
    assert cell.mean is not None
    low, high = within(cell.mean, cell.people or 0, counting=cell.counting)
    exact = points / sum(weights.values())
    is_as_it_is = abs(exact - cell.mean) < ROUNDED_BY and high - low < 3 * ROUNDED_BY
    return Claim(weights, exact, exact) if exactly and is_as_it_is else Claim(weights, low, high)


def within(mean: float, people: int, *, counting: str = Counting.PEOPLE) -> tuple[float, float]:
    """Where a mean may lie that is shown so: below ten answers it is drawn in from the ends."""
    low, high = mean - ROUNDED_BY, mean + ROUNDED_BY
    if counting == Counting.PEOPLE and people < FEWEST_WITH_OWN_SPREAD:
        low = LOWEST if mean <= FEW_LOWEST else low
        high = HIGHEST if mean >= FEW_HIGHEST else high
    return low, high


def as_if_shown(attack: Attack, cells: Sequence[Shown], reasons: Collection[Decision]) -> list[Shown]:
    """The same figures with a rule switched off: what it alone holds back is shown, as it is in truth."""
    return [
        replace(cell, reason=None, mean=mean, people=len(attack.with_value(cell)))
        if cell.reason in reasons
        and cell.counting == Counting.PEOPLE
        and (mean := attack.true_mean(cell)) is not None
        else cell
        for cell in cells
    ]
