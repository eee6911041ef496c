from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cells import Counting
from app.domain.intervals import estimate
from app.domain.nonresponse import furthest, if_the_rest_were_lower, is_about_few, whom_it_is_about
from tests.domain.a_cell import a_cell, withheld

answers = st.lists(st.integers(0, 100), min_size=5, max_size=30)


def a_group(values, invited):
    found = estimate(np.array(values, dtype=np.float64), invited=invited)
    return a_cell(found.mean, found.standard_error, people=found.people, invited=invited)


def test_eight_of_twelve_could_be_anywhere_between():
    cell = a_cell(67.5, people=8, invited=12)

    assert [round(end, 1) for end in furthest(cell)] == [45.0, 78.3]


def test_what_ten_points_less_among_the_missing_would_do():
    assert round(if_the_rest_were_lower(a_cell(67.5, people=8, invited=12)), 1) == 64.2


def test_the_missing_are_not_lower_than_the_lowest_answer():
    cell = a_cell(3, people=20, invited=60)

    assert if_the_rest_were_lower(cell) == pytest.approx(1) == pytest.approx(furthest(cell)[0])


@given(answers, st.integers(0, 30))
def test_whatever_the_missing_think_the_mean_of_all_is_inside(values, missing):
    """Also where a mean from a few people is drawn in from the end of the scale."""
    low, high = furthest(a_group(values, len(values) + missing))

    everyone = len(values) + missing
    assert low <= sum(values) / everyone + 1e-9
    assert high >= (sum(values) + 100 * missing) / everyone - 1e-9
    assert 0 <= low <= high <= 100 + 1e-9


@pytest.mark.parametrize(("answer", "end"), [(0, 0), (100, 100)])
def test_from_a_few_who_all_say_the_same_nothing_is_ruled_out_beyond(answer, end):
    low, high = furthest(a_group([answer] * 5, 8))

    assert end in (low, high)
    assert low <= 5 * answer / 8 <= high


def test_there_is_nothing_to_suppose_without_a_mean_of_people():
    by_organisation = replace(a_cell(60), counting=Counting.ORGANISATIONS)

    for cell in (withheld(), by_organisation):
        assert furthest(cell) is None
        assert if_the_rest_were_lower(cell) is None
    assert if_the_rest_were_lower(a_cell(60, people=12, invited=12)) is None
    assert furthest(a_cell(60, people=12, invited=12)) == (60, 60)


@pytest.mark.parametrize(
    ("answered", "words"), [(4, "The people who answered"), (5, "Lantern Trust"), (10, "Lantern Trust")]
)
def test_less_than_half_never_stands_for_the_organisation(answered, words):
    assert whom_it_is_about("Lantern Trust", answered, 10) == words


@pytest.mark.parametrize(("answered", "few"), [(39, True), (40, False)])
def test_fewer_than_two_in_five_are_few(answered, few):
    assert is_about_few(answered, 100) is few
