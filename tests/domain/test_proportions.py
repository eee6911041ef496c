import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom

from app.domain.proportions import exact_counts, likely_share, share_of, wilson

LEAST_LIKELY = 0.025 + 1e-9  # what is exactly on the line is out, and these are rounded

# how many were counted, how many answered, how many were invited
groups = st.integers(1, 120).flatmap(
    lambda invited: st.integers(1, invited).flatmap(
        lambda people: st.tuples(st.integers(0, people), st.just(people), st.just(invited))
    )
)


def test_six_of_eight_out_of_twelve_leaves_six_to_ten():
    assert exact_counts(6, 8, 12) == (6, 10)
    assert likely_share(6, 8, 12) == (6 / 12, 10 / 12)


def test_what_is_just_likely_enough_is_kept():
    assert round(hypergeom.sf(5, 12, 6, 8), 4) == 0.0303
    assert round(hypergeom.sf(5, 12, 7, 8), 4) == 0.1515


def test_wilson_would_run_past_what_can_be():
    assert [round(end, 2) for end in wilson(6, 8, 12)] == [0.54, 0.88]


@pytest.mark.parametrize(
    ("count", "people", "invited", "low", "high"),
    [(83, 214, 420, 34.3, 43.4), (18, 34, 41, 45.9, 59.8), (4, 8, 9, 38.1, 61.9), (0, 12, 30, 0.0, 16.6)],
)
def test_wilson_with_the_answers_raised_for_a_small_population(count, people, invited, low, high):
    assert [round(100 * end, 1) for end in wilson(count, people, invited)] == [low, high]


def test_it_is_exact_up_to_two_hundred_invited():
    low, high = exact_counts(30, 80, 200)
    assert likely_share(30, 80, 200) == (low / 200, high / 200)
    assert likely_share(30, 80, 201) == wilson(30, 80, 201)


@pytest.mark.parametrize("invited", [12, 300])
def test_a_share_of_everyone_is_certain(invited):
    assert likely_share(3, invited, invited) == (3 / invited, 3 / invited)


@given(groups)
def test_every_number_kept_is_likely_enough_and_the_next_is_not(group):
    count, people, invited = group
    low, high = exact_counts(count, people, invited)
    every = np.arange(count, invited - (people - count) + 1)
    upper, lower = (
        hypergeom.sf(count - 1, invited, every, people),
        hypergeom.cdf(count, invited, every, people),
    )
    kept = every[(upper > LEAST_LIKELY) & (lower > LEAST_LIKELY)]

    assert (low, high) == (kept[0], kept[-1])


@given(groups)
def test_a_share_lies_in_its_range_and_the_range_is_on_the_scale(group):
    count, people, invited = group
    for low, high in (likely_share(count, people, invited), wilson(count, people, invited)):
        assert -1e-9 <= low <= high <= 1 + 1e-9
    low, high = wilson(count, people, invited)
    assert low - 1e-9 <= count / people <= high + 1e-9


def test_a_share_counts_those_at_most_of_the_time_or_more_and_leaves_out_no_answers():
    found = share_of(np.array([75, 100, 50, np.nan, 75, 0, 75, 100, 25, 75]), invited=12)

    assert (found.count, found.people, found.share) == (6, 9, 6 / 9)
    assert (found.low, found.high) == likely_share(6, 9, 12)


def test_there_is_no_share_of_nobody():
    with pytest.raises(ValueError, match="nobody"):
        share_of(np.array([np.nan]), invited=5)
