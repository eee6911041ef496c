import numpy as np
import pytest
from hypothesis import given, strategies

from app.domain.answers import BLANK, LEVELS, Skipped
from app.domain.scoring import is_thin, points, score, scores

NO, CANNOT = Skipped.DID_NOT_COME_UP, Skipped.CANNOT_SAY

bytes_kept = strategies.sampled_from([*LEVELS, NO, CANNOT, BLANK])
answers = strategies.lists(bytes_kept, min_size=1, max_size=11)


def test_half_of_what_came_up_makes_a_score():
    assert score([3, 4, NO, 2, BLANK, 3, 1, CANNOT]) == 65.0


@pytest.mark.parametrize(
    ("given_answers", "expected"),
    [
        ([4, 4, 4, BLANK, BLANK, BLANK], 100.0),  # exactly half
        ([4, 4, 4, BLANK, BLANK, BLANK, BLANK], None),  # three of seven
        ([4, 4, 4, BLANK, BLANK, BLANK, NO], 100.0),  # three of the six that came up
        ([4, 4], None),  # all, but fewer than three
        ([0, 0, 0], 0.0),
        ([NO, NO, NO], None),
    ],
)
def test_fewer_than_half_or_than_three_make_none(given_answers, expected):
    assert score(given_answers) == expected


@given(strategies.lists(strategies.lists(bytes_kept, min_size=6, max_size=6), min_size=1, max_size=20))
def test_everybody_at_once_gets_what_each_gets_alone(people):
    at_once = scores(np.array(people, dtype=np.uint8))

    assert [None if np.isnan(each) else each for each in at_once] == [score(person) for person in people]


@given(answers)
def test_a_score_lies_on_the_scale_and_asks_for_no_order(given_answers):
    found = score(given_answers)

    assert found is None or 0 <= found <= 100
    assert score(sorted(given_answers)) == found


@given(answers)
def test_what_did_not_come_up_counts_as_never_asked(given_answers):
    assert score([*given_answers, NO]) == score(given_answers)


@given(answers, strategies.integers(min_value=0, max_value=10))
def test_a_higher_level_never_lowers_a_score(given_answers, place):
    higher = list(given_answers)
    place %= len(higher)
    higher[place] = min(4, higher[place] + 1) if higher[place] in LEVELS else higher[place]

    assert (score(higher) or 0) >= (score(given_answers) or 0)


def test_a_single_statement_is_worth_its_level_in_points():
    found = points(np.array([0, 1, 4, NO, CANNOT, BLANK], dtype=np.uint8))

    np.testing.assert_array_equal(found, [0, 25, 100, np.nan, np.nan, np.nan])


@pytest.mark.parametrize(("levels", "thin"), [(7, False), (6, True), (10, False)])
def test_seven_in_ten_are_enough_not_to_be_thin(levels, thin):
    assert is_thin(levels, 10) is thin


def test_a_score_from_five_of_eight_statements_is_thin():
    assert score([3, 4, NO, 2, BLANK, 3, 1, CANNOT]) == 65.0
    assert is_thin(5, 8)
