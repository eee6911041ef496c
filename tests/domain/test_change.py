import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.change import (
    Matched,
    PersonalChange,
    Sample,
    least_reliable_change,
    overlapping_error,
    paired_change,
    personal_change,
    split_change,
)
from app.domain.comparisons import Verdict

a_few = settings(max_examples=40)  # each has much to draw

points = st.integers(0, 100)
some = st.lists(points, max_size=12)
matched = st.lists(st.tuples(points, points), min_size=1, max_size=12)


def numbers(values):
    return np.array(values, dtype=np.float64)


def people(pairs, only_before=(), only_after=()):
    return Matched(
        numbers([before for before, _ in pairs]),
        numbers([after for _, after in pairs]),
        numbers(only_before),
        numbers(only_after),
    )


def test_how_far_one_person_must_move():
    assert round(least_reliable_change(15, 0.80), 1) == 18.6
    assert round(least_reliable_change(15, 0.80) / 1.96, 2) == 9.49


@pytest.mark.parametrize(
    ("moved", "change"),
    [
        (12, PersonalChange.ABOUT_THE_SAME),
        (-12, PersonalChange.ABOUT_THE_SAME),
        (18.5, PersonalChange.ABOUT_THE_SAME),
        (18.7, PersonalChange.MORE),
        (20, PersonalChange.MORE),
        (-20, PersonalChange.LESS),
    ],
)
def test_a_person_is_told_in_words(moved, change):
    assert personal_change(moved, spread=15, alpha=0.80) is change


def test_twelve_points_are_not_enough_and_twenty_are():
    error = least_reliable_change(15, 0.80) / 1.96

    assert round(12 / error, 2) == 1.26
    assert round(20 / error, 2) == 2.11


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


def test_most_of_a_headline_change_may_be_other_people():
    found = split_change(people([(60, 66)] * 8, only_before=[50] * 4, only_after=[76] * 2), fewest_shown=1)

    assert round(found.headline, 2) == 11.33
    assert round(found.people_changed, 2) == 4.40
    assert round(found.other_people, 2) == 6.93
    assert round(found.mix, 2) == 0.00


@pytest.mark.parametrize(
    ("in_both", "before", "after", "shown"),
    [
        (8, 4, 2, False),
        (8, 5, 4, False),
        (8, 4, 5, False),
        (8, 5, 5, True),
        (8, 0, 5, True),
        (8, 5, 0, True),
        (8, 0, 0, True),
        (8, 0, 1, False),
        (4, 5, 5, False),
        (5, 5, 5, True),
    ],
)
def test_a_split_is_published_only_where_each_part_is_nobody_or_enough(in_both, before, after, shown):
    found = split_change(people([(60, 66)] * in_both, [50] * before, [76] * after), fewest_shown=5)

    assert (found is not None) is shown


@a_few
@given(matched, some, some)
def test_the_parts_add_up_to_the_change_in_the_groups_mean(pairs, only_before, only_after):
    found = split_change(people(pairs, only_before, only_after), fewest_shown=1)

    before = np.mean([*(first for first, _ in pairs), *only_before])
    after = np.mean([*(second for _, second in pairs), *only_after])
    assert found.headline == pytest.approx(after - before, abs=1e-9)


@given(matched)
def test_where_all_are_in_both_it_is_people_who_changed(pairs):
    found = split_change(people(pairs), fewest_shown=1)

    assert (found.other_people, found.mix) == (0, 0)


@a_few
@given(st.lists(st.tuples(points, points), min_size=6, max_size=12), st.integers(1, 4), some, some)
def test_who_lacks_a_value_once_counts_with_those_in_that_one_alone(pairs, gaps, before, after):
    holed = people(pairs, before, after)
    holed.after[:gaps] = np.nan
    apart = people(pairs[gaps:], [*before, *(first for first, _ in pairs[:gaps])], after)

    assert split_change(holed, fewest_shown=1).headline == pytest.approx(
        split_change(apart, fewest_shown=1).headline, abs=1e-9
    )


@given(
    st.integers(-20, 20), st.lists(points, min_size=1, max_size=9), st.lists(points, min_size=1, max_size=9)
)
def test_where_nobody_changed_their_answer_none_of_it_is_people_changing(shift, stayed, others):
    found = split_change(
        people([(each, each) for each in stayed], others, numbers(others) + shift), fewest_shown=1
    )

    assert found.people_changed == 0
    assert found.mix == pytest.approx(0)


def test_samples_that_share_people():
    first, second = Sample(12, 15), Sample(10, 15)

    assert round(overlapping_error(first, second, in_both=8, correlation=0.6), 2) == 4.82
    assert round(overlapping_error(first, second, in_both=0, correlation=0), 2) == 6.42


@given(st.integers(2, 30), st.floats(1, 30))
def test_the_same_people_answering_the_same_leave_no_error(size, spread):
    same = Sample(size, spread)

    assert overlapping_error(same, same, in_both=size, correlation=1) == pytest.approx(0, abs=1e-6)
