from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cells import Counting
from app.domain.comparisons import Side, difference
from app.domain.distributions import distribution
from app.domain.effect_sizes import effect_size, hedges_g, probability_of_superiority
from app.domain.intervals import Summary, standard_error
from tests.domain.a_cell import a_cell, withheld

summaries = st.builds(Summary, st.integers(2, 60), st.floats(0, 100), st.floats(1, 40))
counts = st.lists(st.integers(0, 20), min_size=5, max_size=5).filter(lambda each: sum(each) >= 10)


def shown(of_levels):
    answers = np.repeat(np.arange(5), of_levels).astype(np.uint8)
    return distribution(answers, invited=200, with_skipped=False)


def a_released(mean, spread, people, invited=100):
    return a_cell(mean, standard_error(spread, people, invited), people=people, invited=invited)


def test_five_leaders_and_ten_front_line_colleagues():
    effect = hedges_g(Summary(5, 80, 10), Summary(10, 65, 15))
    gap = difference(Side(80, 20**0.5, 4), Side(65, 22.5**0.5, 9))

    assert gap.points == pytest.approx(15)
    assert [round(end, 1) for end in (gap.low, gap.high)] == [0.7, 29.3]
    assert [round(each, 2) for each in (effect.size, effect.low, effect.high)] == [1.03, -0.04, 2.11]
    assert round(effect.size / (1 - 3 / 51), 3) == 1.098


def test_it_is_made_of_two_released_figures():
    found = effect_size(a_released(80, 10, 12), a_released(65, 15, 30))

    expected = hedges_g(Summary(12, 80, 10), Summary(30, 65, 15))
    assert (found.size, found.low, found.high) == pytest.approx((expected.size, expected.low, expected.high))


@pytest.mark.parametrize(
    "other",
    [
        withheld(),
        a_released(65, 15, 9),  # made with a spread that is not their own
        a_released(65, 15, 30, invited=30),
        replace(a_released(65, 15, 30), counting=Counting.ORGANISATIONS),
    ],
)
def test_without_a_spread_of_its_own_on_either_side_there_is_none(other):
    assert effect_size(a_released(80, 10, 12), other) is None
    assert effect_size(other, a_released(80, 10, 12)) is None


@given(summaries, summaries)
def test_the_other_way_round_is_the_opposite(first, second):
    one, other = hedges_g(first, second), hedges_g(second, first)
    assert (one.size, one.low, one.high) == pytest.approx((-other.size, -other.high, -other.low))


def test_without_a_spread_within_the_groups_there_is_no_effect_size():
    assert hedges_g(Summary(12, 50, 0), Summary(12, 60, 0)) is None


def test_answers_are_compared_by_who_is_higher():
    """The levels 3, 3, 4, 2 against 2, 2, 3, 1, 2, six of each."""
    first, second = shown([0, 0, 6, 12, 6]), shown([0, 6, 18, 6, 0])
    assert probability_of_superiority(first, second) == pytest.approx(0.825, abs=1e-9)


@given(counts, counts)
def test_somebody_is_higher_or_the_two_are_alike(first, second):
    one, other = shown(first), shown(second)
    assert probability_of_superiority(one, other) == pytest.approx(1 - probability_of_superiority(other, one))


def test_what_is_not_told_of_the_answers_is_not_told_here():
    """One who said never and four who did look the same in both."""
    others = shown([6, 6, 6, 6, 6])
    one, four = shown([1, 3, 10, 10, 10]), shown([3, 1, 10, 10, 10])
    assert probability_of_superiority(one, others) == probability_of_superiority(four, others)
