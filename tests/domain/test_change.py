import math

import numpy as np
import pytest

from app.domain.change import paired_change
from app.domain.comparisons import Verdict


def numbers(values):
    return np.array(values, dtype=np.float64)


def test_five_people_who_are_in_both():
    before = numbers([50, 50, 60, 70, 40])
    found = paired_change(before, before + numbers([5, 10, 0, 5, 10]))

    assert found.people == 5
    assert found.difference.points == pytest.approx(6.0)
    assert round(found.spread, 2) == 4.18
    assert round(found.standard_error, 2) == 1.87
    assert [round(end, 1) for end in (found.difference.low, found.difference.high)] == [0.8, 11.2]
    assert found.difference.verdict is Verdict.SLIGHT


@pytest.mark.parametrize(
    ("moves", "verdict"),
    [
        ([4, 4, 4, 4, 4], Verdict.TOO_CLOSE),  # sure, and too small for a mark
        ([30, -20, 30, -20, 30], Verdict.TOO_CLOSE),  # large, and too unsure
        ([12, 11, 13, 12, 12], Verdict.CLEAR),
    ],
)
def test_a_change_is_marked_when_it_is_sure_and_five_points(moves, verdict):
    assert paired_change(numbers([50] * 5), 50 + numbers(moves)).difference.verdict is verdict


def test_who_has_no_value_at_one_time_is_not_compared():
    found = paired_change(numbers([50, np.nan, 60, 70]), numbers([55, 90, np.nan, 80]))

    assert (found.people, found.difference.points) == (2, 7.5)
    assert paired_change(numbers([50, np.nan]), numbers([55, 90])) is None


def test_from_a_few_people_the_range_may_say_nothing_of_their_own_spread():
    before = numbers([50, 50, 60, 70, 40])
    one = paired_change(before, before + numbers([6, 6, 6, 6, 6]), pooled_spread=12)
    other = paired_change(before, before + numbers([26, -14, 6, 0, 12]), pooled_spread=12)

    assert one == other
    assert one.standard_error == pytest.approx(12 / math.sqrt(5))
