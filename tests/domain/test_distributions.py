"""How many gave which answer: counted, drawn in at the ends, put in words, and drawn from what is shown."""

import numpy as np
import pytest

from app.domain.answers import BLANK, Skipped
from app.domain.distributions import Distribution, distribution, fewest_in_distribution, in_words, widths
from app.domain.proportions import likely_share


def of(*counts: int, came_up: int = 0, unsure: int = 0, blank: int = 0, invited: int = 0) -> Distribution:
    """So many at each level, and so many at none."""
    skipped = {Skipped.DID_NOT_COME_UP: came_up, Skipped.CANNOT_SAY: unsure, BLANK: blank}
    answers = [level for level, count in enumerate(counts) for _ in range(count)]
    answers += [code for code, count in skipped.items() for _ in range(count)]
    return distribution(
        np.array(answers, dtype=np.uint8), invited=max(invited, len(answers)), with_skipped=True
    )


def test_a_range_is_over_all_the_counts_that_fewer_than_five_or_almost_all_stand_for():
    none, four = of(40, invited=80), of(36, 0, 0, 4, invited=80)
    every = of(0, 0, 0, 0, 40, invited=80)

    assert (none.usually_low, none.usually_high) == (four.usually_low, four.usually_high)
    assert none.usually_low == 0
    assert none.usually_high == likely_share(4, 40, 80)[1]
    assert (every.usually_low, every.usually_high) == (likely_share(39, 40, 80)[0], 1)


def test_the_share_that_cannot_say_is_the_least_that_the_counts_shown_allow():
    exact, vague = of(20, 20, came_up=5, unsure=15), of(20, 20, came_up=2, unsure=16)

    assert (exact.cannot_say_share, exact.is_cannot_say_exact) == (15 / 60, True)
    assert (vague.cannot_say_share, vague.is_cannot_say_exact) == (16 / 60, False)


def test_levels_are_counted_and_the_rest_beside_them():
    found = of(5, 6, 7, 8, 9, came_up=11, unsure=12, blank=13)
    assert (found.people, found.levels, found.usually) == (35, (5, 6, 7, 8, 9), 17)
    assert (found.did_not_come_up, found.cannot_say) == (11, 12)


def test_without_leave_to_count_them_those_who_gave_no_level_are_not_counted():
    found = distribution(np.array([2] * 12 + [5] * 9, dtype=np.uint8), invited=30, with_skipped=False)
    assert (found.did_not_come_up, found.cannot_say, found.cannot_say_share) == (None, None, None)


def test_the_share_that_usually_does_has_the_range_of_the_worked_example():
    found = of(0, 0, 5, 0, 15, invited=30)
    exact = of(2, 0, 0, 0, 6, invited=12)
    assert found.usually_share == pytest.approx(0.75)
    assert (exact.usually_low, exact.usually_high) == pytest.approx((6 / 12, 10 / 12))


def test_four_and_fewer_cannot_be_told_apart():
    shown = [of(few, 8, 8, 8, 8 - few) for few in (0, 1, 2, 3)]
    assert {each.levels[0] for each in shown} == {4}
    assert {in_words(each.levels[0], each.people) for each in shown} == {"fewer than 5"}
    assert in_words(of(5, 8, 8, 8, 8).levels[0], 37) == "5"


def test_all_and_all_but_one_cannot_be_told_apart():
    every, but_one = of(0, 0, 0, 12, 0), of(0, 0, 1, 11, 0)
    assert every == but_one
    assert in_words(every.levels[3], every.people) == "almost all"
    assert in_words(of(0, 0, 2, 10, 0).levels[3], 12) == "10"


def test_those_who_gave_no_level_are_counted_from_five_on():
    assert [of(6, 6, came_up=count).did_not_come_up for count in (0, 4, 5)] == [4, 4, 5]


def test_who_cannot_say_is_a_share_of_those_who_said_something():
    found = of(10, 10, 10, came_up=8, unsure=12, blank=40)
    assert found.cannot_say_share == pytest.approx(12 / 50)
    assert of(10, 10, 10, unsure=4).cannot_say_share == 0


def test_ten_are_needed_or_more_if_the_assessment_says_so():
    assert [fewest_in_distribution(fewest) for fewest in (5, 10, 12)] == [10, 10, 12]


def test_what_is_drawn_is_what_is_shown():
    assert widths(of(5, 6, 7, 8, 14)) == pytest.approx((5 / 40, 6 / 40, 7 / 40, 8 / 40, 14 / 40))


def test_few_answers_are_drawn_alike_on_either_side():
    drawn = widths(of(1, 2, 3, 6, 3))
    assert drawn == pytest.approx((2 / 15, 2 / 15, 2 / 15, 6 / 15, 3 / 15))
    assert drawn == widths(of(3, 2, 1, 6, 3))


@pytest.mark.parametrize(
    "counts",
    [(0, 0, 0, 0, 12), (12, 0, 0, 0, 0), (6, 0, 0, 0, 6), (4, 4, 4, 4, 4), (1, 1, 8, 1, 1), (0, 0, 0, 6, 6)],
)
def test_what_is_drawn_is_always_everybody(counts):
    drawn = widths(of(*counts))
    assert sum(drawn) == pytest.approx(1)
    assert min(drawn) >= 0
