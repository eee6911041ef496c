import numpy as np
import pytest
from hypothesis import given, strategies

from app.domain.intervals import (
    bounds,
    estimate,
    everyone_answered,
    furthest_of_mean,
    likely_range,
    mean_if_missing_differ,
    standard_error,
    t_quantile,
)

EIGHT = [50, 55, 60, 65, 70, 75, 80, 85]
TWELVE = [40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95]

groups = strategies.lists(strategies.floats(min_value=0, max_value=100), min_size=5, max_size=40)


def numbers(values):
    return np.array(values, dtype=np.float64)


def test_a_group_that_is_most_of_its_organisation_has_a_narrow_range():
    error = standard_error(np.std(EIGHT, ddof=1), 8, 12)

    assert error == pytest.approx(2.5)
    assert [round(end, 1) for end in likely_range(67.5, error, degrees=7)] == [61.6, 73.4]


def test_without_the_correction_the_range_would_be_wider():
    error = standard_error(np.std(EIGHT, ddof=1), 8, 10**9)

    assert [round(end, 1) for end in likely_range(67.5, error, degrees=7)] == [57.3, 77.7]


@pytest.mark.parametrize(("degrees", "quantile"), [(4, 2.776), (7, 2.365), (11.6, 2.187)])
def test_students_t_is_the_one_in_the_tables(degrees, quantile):
    assert round(t_quantile(0.975, degrees), 3) == quantile


def test_nobody_missing_leaves_no_width():
    found = estimate(numbers(TWELVE), invited=12)

    assert (found.low, found.mean, found.high) == (67.5, 67.5, 67.5)
    assert found.standard_error == 0


def test_from_ten_answers_a_group_has_its_own_spread():
    found = estimate(numbers(TWELVE), invited=24)

    assert found.standard_error == pytest.approx(np.std(TWELVE, ddof=1) / np.sqrt(24))


def test_below_ten_answers_the_range_says_nothing_of_the_groups_own_spread():
    alike = estimate(numbers([60] * 8), invited=12)
    apart = estimate(numbers([20, 100] * 4), invited=12)

    assert alike == apart
    assert alike.standard_error == pytest.approx(18 / np.sqrt(24))


def test_below_ten_answers_a_single_statement_has_no_range():
    found = estimate(numbers([50] * 9), invited=12, single_statement=True)

    assert (found.mean, found.low, found.high, found.standard_error) == (50, None, None, None)
    assert estimate(numbers(TWELVE), invited=20, single_statement=True).low is not None


@pytest.mark.parametrize(("answered", "shown"), [(0, 5), (100, 95)])
def test_a_few_who_all_say_the_same_are_drawn_in_from_the_end(answered, shown):
    assert estimate(numbers([answered] * 5), invited=12).mean == shown
    assert estimate(numbers([answered] * 9), invited=9).mean == shown
    assert estimate(numbers([answered] * 10), invited=12).mean == answered


@pytest.mark.parametrize("mean", [90.0, 10.0])
def test_near_the_ends_the_range_is_made_on_the_logit_scale(mean):
    low, high = likely_range(mean, 3.0, degrees=14)

    reach = t_quantile(0.975, 14) * 3.0 / 100 / 0.09
    middle = np.log(mean / (100 - mean))
    assert low == pytest.approx(100 / (1 + np.exp(-(middle - reach))))
    assert high == pytest.approx(100 / (1 + np.exp(-(middle + reach))))
    assert 0 < low < high < 100


@pytest.mark.parametrize("mean", [85.0, 15.0])
def test_elsewhere_it_is_symmetrical(mean):
    low, high = likely_range(mean, 3.0, degrees=14)

    assert high - mean == pytest.approx(mean - low)


def test_a_very_wide_range_ends_where_the_scale_does():
    assert likely_range(50, 40, degrees=4) == (0, 100)


@given(groups, strategies.integers(min_value=0, max_value=60))
def test_a_range_holds_its_mean_and_stays_on_the_scale(values, missing):
    found = estimate(numbers(values), invited=len(values) + missing)

    if found.low is None:
        assert max(values) - min(values) < 1e-6
        return
    furthest_low, furthest_high = furthest_of_mean(found.mean, len(values), len(values) + missing)
    assert -1e-9 <= furthest_low <= found.low <= found.mean + 1e-9
    assert found.mean - 1e-9 <= found.high <= furthest_high <= 100 + 1e-9


def test_ten_who_are_all_alike_say_nothing_of_how_far_the_others_lie_from_them():
    found = estimate(numbers([200 / 3] * 12), invited=20)

    assert (round(found.mean, 1), found.standard_error, found.low, found.high) == (66.7, None, None, None)
    assert estimate(numbers([200 / 3] * 12), invited=12).low is not None


def test_with_a_borrowed_spread_a_range_near_the_end_is_not_stretched_over_half_the_scale():
    found = estimate(numbers([95] * 5), invited=30)

    assert found.high == 100
    assert found.low == pytest.approx(95 - t_quantile(0.975, 4) * 18 / np.sqrt(6))


def test_no_range_goes_further_than_the_silent_could_take_the_mean():
    """One of ten is silent, and could take the mean of the others down from 90 to 81, or up to 91."""
    found = estimate(numbers([90] * 9), invited=10, pooled_spread=60)

    assert (found.low, found.high) == pytest.approx((81, 91))


def test_bounds_assume_nothing_of_those_who_did_not_answer():
    assert [round(each, 1) for each in bounds(540, 8, 12)] == [45.0, 78.3]


def test_what_the_mean_would_be_if_the_missing_were_lower():
    assert round(mean_if_missing_differ(67.5, 8, 12, by_points=-10), 1) == 64.2


@given(groups, strategies.integers(min_value=0, max_value=60))
def test_the_bounds_hold_the_mean_and_stay_on_the_scale(values, missing):
    low, high = bounds(sum(values), len(values), len(values) + missing)

    assert -1e-9 <= low <= np.mean(values) + 1e-9
    assert np.mean(values) - 1e-9 <= high <= 100 + 1e-9


def test_everyone_has_answered_only_when_nobody_is_missing():
    assert everyone_answered(12, 12)
    assert not everyone_answered(11, 12)
