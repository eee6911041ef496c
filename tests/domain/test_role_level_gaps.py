import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.comparisons import Verdict, compare
from app.domain.intervals import t_quantile
from app.domain.role_level_gaps import role_level_gap
from tests.domain.a_cell import a_cell, withheld

LEADERS = a_cell(80, math.sqrt(20), people=5)
FRONT_LINE = a_cell(65, math.sqrt(22.5), people=10)

sides = st.builds(
    lambda mean, error, people: a_cell(mean, error, people=people),
    st.integers(0, 100),
    st.floats(0.5, 20),
    st.integers(5, 40),
)


def test_one_organisations_gap_is_the_gap_by_welch():
    found = role_level_gap([(LEADERS, FRONT_LINE)])

    assert found.difference == compare(LEADERS, FRONT_LINE)
    assert round(found.standard_error, 2) == 6.52
    assert round(found.degrees, 1) == 11.6
    assert found.difference.verdict is Verdict.CLEAR


def test_what_is_left_of_fifteen_points_after_chance():
    found = role_level_gap([(LEADERS, FRONT_LINE)])

    assert round(t_quantile(0.95, 11.6), 2) == 1.79
    assert round(found.surely_points, 1) == 3.3
    assert found.is_notable


def test_an_organisation_weighs_what_both_of_its_sides_allow():
    """Weights 5·10/15 and 20·20/40."""
    small = (a_cell(80, 2, people=5), a_cell(50, 3, people=10))
    large = (a_cell(60, 1, people=20), a_cell(50, 1, people=20))

    found = role_level_gap([small, large])

    first, second = 50 / 15, 10
    assert found.organisations == 2
    assert found.difference.points == pytest.approx((first * 30 + second * 10) / (first + second))
    assert found.standard_error == pytest.approx(
        math.sqrt(first**2 * (4 + 9) + second**2 * (1 + 1)) / (first + second)
    )


def test_a_large_partner_that_sent_directors_is_not_a_gap():
    """It is higher on both sides; inside each partner the two see the same."""
    pairs = [
        (a_cell(80, 1, people=40), a_cell(80, 1, people=5)),
        (a_cell(40, 1, people=5), a_cell(40, 1, people=40)),
    ]

    assert role_level_gap(pairs).difference.points == 0
    assert not role_level_gap(pairs).is_notable


@pytest.mark.parametrize(
    ("points", "error", "notable"),
    [(10, 2, True), (-10, 2, True), (9.6, 0.5, True), (9.4, 0.5, False), (15, 9, False)],
)
def test_a_gap_is_notable_when_it_is_ten_points_and_probably_there(points, error, notable):
    found = role_level_gap([(a_cell(50 + points, error), a_cell(50, error))])

    assert found.is_notable is notable


def test_only_organisations_with_both_sides_shown_count():
    pairs = [
        (LEADERS, FRONT_LINE),
        (withheld(), FRONT_LINE),
        (LEADERS, withheld()),
        (LEADERS, a_cell(1, None)),
    ]

    assert role_level_gap(pairs) == role_level_gap([(LEADERS, FRONT_LINE)])
    assert role_level_gap(pairs[1:]) is None


def test_where_everyone_answered_the_gap_is_certain():
    found = role_level_gap([(a_cell(62, 0.0), a_cell(50, 0.0))])

    assert (found.difference.low, found.difference.high, found.surely_points) == (12, 12, 12)


@given(st.lists(st.tuples(sides, sides), min_size=1, max_size=6))
def test_the_average_lies_between_the_organisations_gaps_and_in_its_range(pairs):
    found = role_level_gap(pairs)
    gaps = [first.mean - second.mean for first, second in pairs]

    assert min(gaps) - 1e-9 <= found.difference.points <= max(gaps) + 1e-9
    assert found.difference.low <= found.difference.points <= found.difference.high
    assert (found.surely_points > 0) or not found.is_notable
