"""A mean over several organisations: its range holds what all who were invited would have said."""

import numpy as np
import pytest

from app.domain.intervals import across, estimate
from app.domain.strata import Stratum, apart, error_over

STAFF = (400, 300, 200, 60)
TRIES = 400
NOBODY = Stratum(np.zeros(0), 0)


def stratum(*values: float, invited: int = 0) -> Stratum:
    return Stratum(np.array(values, dtype=np.float64), invited or len(values))


def held(shares: tuple[float, ...], means: tuple[float, ...], *, as_one_draw: bool = False) -> float:
    """In which share of tries."""
    chance = np.random.default_rng(7)
    people = [
        np.clip(chance.normal(mean, 16, staff), 0, 100) for mean, staff in zip(means, STAFF, strict=True)
    ]
    truth = float(np.concatenate(people).mean())
    hits = 0
    for _ in range(TRIES):
        answers = [
            chance.choice(own, int(chance.binomial(len(own), share)), replace=False)
            for own, share in zip(people, shares, strict=True)
        ]
        strata = [Stratum(own, staff) for own, staff in zip(answers, STAFF, strict=True)]
        found = estimate(np.concatenate(answers), invited=sum(STAFF))
        if not as_one_draw:
            found = across(found, sum(STAFF), *error_over(apart(strata, NOBODY)))
        hits += found.low <= truth <= found.high
    return hits / TRIES


@pytest.mark.parametrize(
    ("shares", "means"),
    [
        ((0.5, 0.5, 0.5, 0.5), (60, 60, 60, 60)),
        ((0.5, 0.5, 0.5, 0.5), (50, 60, 70, 75)),
        ((0.5, 0.4, 0.45, 0.5), (55, 60, 60, 60)),
        ((0.8, 0.2, 0.5, 0.4), (50, 70, 60, 75)),
    ],
)
def test_the_range_holds_it_nineteen_times_in_twenty_whatever_shares_answered(shares, means):
    assert held(shares, means) >= 0.93  # of 400 tries, at 95 in 100


def test_as_one_draw_it_would_miss_where_shares_and_views_differ():
    assert held((0.8, 0.2, 0.5, 0.4), (50, 70, 60, 75), as_one_draw=True) < 0.05


def test_the_error_is_of_strata_and_of_the_weight_that_each_has_too_much():
    one = stratum(*[40, 60] * 10, invited=20)  # all of them answered: nothing left to chance
    other = stratum(*[60, 80] * 10, invited=80)
    error, degrees = error_over([one, other])

    variance = 0.8**2 * (2000 / 19) / 20 * (1 - 20 / 80)  # of 100 people, each 10 from the mean
    assert error == pytest.approx(np.sqrt(variance + (60 - 66) ** 2))
    assert degrees == pytest.approx(19)


def test_where_the_same_share_answered_everywhere_nothing_is_added():
    alike = [stratum(*[40, 60] * 5, invited=30), stratum(*[60, 80] * 10, invited=60)]
    error, _ = error_over(alike)

    variances = (1000 / 9 / 10 / 9 + 4 * 2000 / 19 / 20 / 9) * 2 / 3
    assert error == pytest.approx(np.sqrt(variances))


def test_few_are_put_together_until_they_are_enough_for_a_spread():
    few, some, many = (stratum(*range(people), invited=2 * people) for people in (6, 12, 30))

    assert [len(each.values) for each in apart([many, few, some], NOBODY)] == [30, 18]
    assert [len(each.values) for each in apart([many, some], stratum(50, 60, invited=9))] == [30, 14]
    assert [each.invited for each in apart([many, some], stratum(50, 60, invited=9))] == [60, 33]
    assert [len(each.values) for each in apart([few], stratum(50, invited=3))] == [7]


def test_a_stratum_whose_people_are_all_alike_is_not_certain():
    error, _ = error_over([stratum(*[50] * 10, invited=100), stratum(*[40, 60] * 10, invited=200)])
    assert error > 1
