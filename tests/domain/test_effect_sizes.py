import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.comparisons import difference
from app.domain.effect_sizes import as_side, cliffs_delta, hedges_g, probability_of_superiority

values = st.lists(st.integers(0, 100), min_size=2, max_size=12).map(
    lambda each: np.array(each, dtype=np.float64)
)


def numbers(given_values):
    return np.array(given_values, dtype=np.float64)


def a_group(people, mean, spread):
    """Values with exactly this mean and standard deviation."""
    spaced = np.arange(people, dtype=np.float64)
    return mean + spread * (spaced - spaced.mean()) / spaced.std(ddof=1)


def test_five_leaders_and_ten_front_line_colleagues():
    strategic, operational = a_group(5, 80, 10), a_group(10, 65, 15)
    gap, effect = difference(as_side(strategic), as_side(operational)), hedges_g(strategic, operational)

    assert gap.points == pytest.approx(15)
    assert [round(end, 1) for end in (gap.low, gap.high)] == [0.7, 29.3]
    assert [round(each, 2) for each in (effect.size, effect.low, effect.high)] == [1.03, -0.04, 2.11]
    assert round(math.sqrt((4 * 100 + 9 * 225) / 13), 2) == 13.66
    assert round(effect.size / (1 - 3 / 51), 3) == 1.098


def test_single_answers_are_compared_by_who_is_higher():
    first, second = numbers([75, 75, 100, 50]), numbers([50, 50, 75, 25, 50])

    assert round(probability_of_superiority(first, second), 3) == 0.825
    assert round(cliffs_delta(first, second), 2) == 0.65


@given(values, values)
def test_the_other_way_round_is_the_opposite(first, second):
    assert probability_of_superiority(first, second) == pytest.approx(
        1 - probability_of_superiority(second, first)
    )
    assert cliffs_delta(first, second) == pytest.approx(-cliffs_delta(second, first))
    one, other = hedges_g(first, second), hedges_g(second, first)
    if one and other:
        assert (one.size, one.low, one.high) == pytest.approx((-other.size, -other.high, -other.low))


@given(values, values, st.integers(1, 4))
def test_an_order_alone_does_not_depend_on_how_long_the_scale_is(first, second, stretch):
    assert cliffs_delta(first * stretch, second * stretch) == cliffs_delta(first, second)


@pytest.mark.parametrize(("first", "second"), [([50], [40, 60]), ([50, 50], [60, 60])])
def test_without_a_spread_within_the_groups_there_is_no_effect_size(first, second):
    assert hedges_g(numbers(first), numbers(second)) is None


def test_who_has_no_value_is_left_out():
    first, second = numbers([75, np.nan, 100, 50]), numbers([50, 25, np.nan])
    bare = numbers([75, 100, 50]), numbers([50, 25])

    assert hedges_g(first, second) == hedges_g(*bare)
    assert cliffs_delta(first, second) == cliffs_delta(*bare)
    assert as_side(first) == as_side(bare[0])
