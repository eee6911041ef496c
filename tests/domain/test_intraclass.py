import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.intervals import Summary
from app.domain.intraclass import Reading, are_means_dependable, intraclass, reading

a_few = settings(max_examples=40)  # each has much to draw

organisations = st.lists(st.lists(st.integers(0, 100), min_size=2, max_size=8), min_size=2, max_size=12).map(
    lambda groups: [np.array(group, dtype=np.float64) for group in groups]
)


def of(*groups):
    return [
        Summary(len(group), float(np.mean(group)), float(np.std(group, ddof=1)) if len(group) > 1 else 0.0)
        for group in groups
    ]


def test_three_organisations_of_three():
    found = intraclass(of([60, 70, 80], [40, 50, 60], [70, 80, 90]))

    assert (found.between, found.within, found.typical_people) == (
        pytest.approx(700),
        pytest.approx(100),
        pytest.approx(3),
    )
    assert round(found.icc1, 3) == 0.667
    assert round(found.icc2, 3) == 0.857
    assert are_means_dependable(found.icc2)


def test_organisations_of_unequal_size():
    found = intraclass(of([60, 70, 80], [40, 50, 60, 50], [70, 90]))

    assert round(found.typical_people, 3) == 2.889
    assert round(found.icc1, 3) == 0.675


@pytest.mark.parametrize("groups", [[[60, 70]], [[60], [70]], []])
def test_there_must_be_something_to_compare(groups):
    assert intraclass(of(*groups)) is None


def test_ten_organisations_are_enough_to_mean_much():
    assert not intraclass(of(*[[60, 70]] * 9)).are_enough
    assert intraclass(of(*[[60, 70]] * 10)).are_enough


def test_where_nothing_varies_nothing_is_said():
    found = intraclass(of([50, 50], [50, 50]))

    assert (found.icc1, found.icc2) == (None, None)


def test_means_are_dependable_from_seven_tenths():
    assert not are_means_dependable(intraclass(of([60, 70, 80], [50, 60, 70], [70, 80, 90])).icc2)  # 0.667


@a_few
@given(organisations)
def test_one_persons_answer_never_says_more_than_an_organisations_mean(groups):
    found = intraclass(of(*groups))

    if found.icc1 is not None and found.icc2 is not None and found.icc1 >= 0:
        assert found.icc1 <= found.icc2 + 1e-9 <= 1 + 1e-9


@a_few
@given(organisations, st.integers(-50, 50), st.integers(1, 5))
def test_it_does_not_matter_where_the_scale_begins_or_how_long_it_is(groups, shift, stretch):
    found, moved = intraclass(of(*groups)), intraclass(of(*[group * stretch + shift for group in groups]))

    assert moved.typical_people == found.typical_people
    assert moved.between == pytest.approx(found.between * stretch**2, abs=1e-6)
    assert moved.within == pytest.approx(found.within * stretch**2, abs=1e-6)


@pytest.mark.parametrize(
    ("icc1", "words"),
    [
        (-0.1, Reading.NONE),
        (0.009, Reading.NONE),
        (0.01, Reading.SMALL),
        (0.1, Reading.MEDIUM),
        (0.24, Reading.MEDIUM),
        (0.25, Reading.LARGE),
    ],
)
def test_how_much_goes_with_the_organisation(icc1, words):
    assert reading(icc1) is words
