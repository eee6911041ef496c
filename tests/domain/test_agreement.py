import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.agreement import (
    Agreement,
    average_deviation,
    in_a_word,
    r_star,
    r_wg,
    within_group,
)

a_few = settings(max_examples=40)  # each has much to draw

FOUR_PEOPLE = np.array([[3, 3, 2], [3, 4, 3], [4, 4, 3], [2, 3, 2]], dtype=np.float64)
SPLIT = np.array([[0, 0, 0], [0, 0, 0], [4, 4, 4], [4, 4, 4]], dtype=np.float64)

levels = st.integers(2, 20).flatmap(
    lambda people: st.lists(
        st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=people, max_size=people
    )
)


def test_four_people_who_see_much_the_same():
    found = within_group(FOUR_PEOPLE)

    assert round(found.r_wg, 3) == 0.913
    assert round(found.r_star, 3) == 0.778
    assert round(found.r_wg_skewed, 3) == 0.858
    assert round(found.r_star_skewed, 3) == 0.668
    assert round(found.average_deviation, 2) == 0.50
    assert found.agreement is Agreement.TOGETHER


def test_a_split_group_never_agrees_the_more_for_being_split():
    found = within_group(SPLIT)

    share = np.var(SPLIT[:, 0], ddof=1) / 2
    assert round(share, 2) == 2.67
    assert round(3 * (1 - share) / (3 * (1 - share) + share), 2) == 2.14  # what the bare formula gives
    assert (found.r_wg, found.r_star, found.average_deviation) == (0, 0, 2.0)
    assert found.agreement is Agreement.SPLIT


@pytest.mark.parametrize(
    ("deviation", "share", "word"),
    [
        (0.0, 0.0, Agreement.TOGETHER),
        (0.5, 0.3, Agreement.TOGETHER),
        (0.51, 0.3, Agreement.MIXED),
        (0.5 + 2e-16, 0.3, Agreement.TOGETHER),
        (0.83, 0.6, Agreement.MIXED),
        (sum([1 / 6] * 5) + 2e-16, 0.6, Agreement.MIXED),
        (0.84, 0.6, Agreement.SPLIT),
        (0.8, 1.0, Agreement.SPLIT),
    ],
)
def test_together_mixed_or_split(deviation, share, word):
    assert in_a_word(deviation, share) is word


@a_few
@given(levels)
def test_agreement_stays_between_none_and_full(answers):
    found = within_group(np.array(answers, dtype=np.float64))

    for index in (found.r_wg, found.r_wg_skewed, found.r_star, found.r_star_skewed):
        assert 0 <= index <= 1
    assert 0 <= found.average_deviation <= 2
    assert found.r_wg_skewed <= found.r_wg


@given(st.floats(0, 0.999), st.integers(2, 13))
def test_more_statements_raise_one_index_and_not_the_other(share, statements):
    assert r_star(share) - 1e-12 <= r_wg(share, statements) <= r_wg(share, statements + 1) + 1e-12
    assert r_wg(share, 1) == pytest.approx(r_star(share))


def test_blanks_are_left_out_statement_by_statement():
    """The second statement has one answer and says nothing of agreement."""
    answers = np.array([[3, 1, 2], [3, np.nan, 4], [np.nan, np.nan, 3]])

    found = within_group(answers)

    assert found.average_deviation == pytest.approx((0 + 2 / 3) / 2)
    assert found.r_star == pytest.approx(1 - (0 + 1) / 2 / 2)


def test_one_answer_agrees_with_nobody():
    assert within_group(np.array([[3.0, 4.0]])) is None


def test_deviation_is_taken_from_each_statements_own_mean():
    assert average_deviation(np.array([[0.0, 4.0], [0.0, 4.0]])) == 0
