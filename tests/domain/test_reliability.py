import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.domain.factor_model import loadings
from app.domain.reliability import (
    cronbach_alpha,
    feldt_interval,
    omega,
    reliability,
    standard_error_of_measurement,
)

a_few = settings(max_examples=20)  # each looks for a factor

SIX_PEOPLE = np.array([[4, 4, 3], [3, 3, 3], [2, 3, 2], [1, 2, 1], [3, 2, 2], [2, 1, 1]], dtype=np.float64)


def correlations(*, of_loadings):
    found = np.outer(of_loadings, of_loadings)
    np.fill_diagonal(found, 1)
    return found


def people_with(of_loadings, *, people=200, seed=1):
    """Levels that hang on one factor, and no two statements quite alike."""
    random = np.random.default_rng(seed)
    strengths = np.array(of_loadings)
    own = random.normal(size=(people, len(strengths))) * np.sqrt(1 - strengths**2)
    return np.clip(np.round(2 + random.normal(size=(people, 1)) * strengths + own), 0, 4)


def test_alpha_of_six_people_and_three_statements():
    assert [round(each, 1) for each in SIX_PEOPLE.var(axis=0, ddof=1)] == [1.1, 1.1, 0.8]
    assert round(cronbach_alpha(np.cov(SIX_PEOPLE, rowvar=False)), 3) == 0.908


def test_sums_that_never_differ_have_no_alpha():
    assert cronbach_alpha(np.cov([[1.0, 3.0], [3.0, 1.0]], rowvar=False)) is None


def test_three_statements_have_exact_loadings():
    found = loadings(np.array([[1, 0.48, 0.40], [0.48, 1, 0.30], [0.40, 0.30, 1]]))

    assert [round(each, 2) for each in found] == [0.80, 0.60, 0.50]
    assert round(omega(found), 3) == 0.674
    assert round(cronbach_alpha(correlations(of_loadings=found)), 3) == 0.660


def test_six_people_leave_the_third_statement_less_than_nothing_of_its_own():
    covariance = np.cov(SIX_PEOPLE, rowvar=False)
    common = covariance[0, 2] * covariance[1, 2] / covariance[0, 1]
    assert round(covariance[2, 2] - common, 3) == -0.114
    assert loadings(np.corrcoef(SIX_PEOPLE, rowvar=False)) is None


@pytest.mark.parametrize("of_loadings", [[1.1, 0.6, 0.5, 0.4], [0.5, 0.5, 1.05, 0.6, 0.5, 0.4]])
def test_with_more_statements_a_heywood_case_is_caught_too(of_loadings):
    """Only a statement that is more than all factor could have made these correlations."""
    assert np.linalg.eigvalsh(correlations(of_loadings=of_loadings))[0] > 0
    assert loadings(correlations(of_loadings=of_loadings)) is None


@pytest.mark.parametrize(
    "matrix",
    [
        np.array([[1, 0.5], [0.5, 1]]),  # two statements leave it open
        np.ones((4, 4)),  # all the same
        np.array([[1, -0.4, 0.4], [-0.4, 1, 0.4], [0.4, 0.4, 1]]),  # they contradict each other
        np.eye(3),
    ],
)
def test_where_one_factor_cannot_be_found_there_are_no_loadings(matrix):
    assert loadings(matrix) is None


@a_few
@given(st.lists(st.floats(0.3, 0.95), min_size=3, max_size=11))
def test_loadings_that_made_the_correlations_are_found_again(strengths):
    np.testing.assert_allclose(loadings(correlations(of_loadings=strengths)), strengths, atol=1e-6)


@a_few
@given(st.lists(st.floats(0.3, 0.9), min_size=3, max_size=8), st.integers(0, 7))
@example([0.8, 0.6, 0.5], 2)
@example([0.8, 0.6, 0.5], 1)
def test_a_statement_that_runs_the_other_way_has_a_loading_below_zero(strengths, place):
    strengths[place % len(strengths)] *= -1
    found = loadings(correlations(of_loadings=strengths))

    assert found.sum() >= 0
    turned = np.sign(found[0] * strengths[0])
    np.testing.assert_allclose(found * turned, strengths, atol=1e-6)


@a_few
@given(st.integers(3, 13), st.floats(0.2, 0.95))
def test_with_equal_loadings_alpha_is_omega(statements, strength):
    matrix = correlations(of_loadings=[strength] * statements)

    assert omega(loadings(matrix)) == pytest.approx(cronbach_alpha(matrix), abs=1e-6)


@given(st.lists(st.floats(0.2, 0.95), min_size=3, max_size=11))
def test_otherwise_alpha_is_never_more(strengths):
    alpha = cronbach_alpha(correlations(of_loadings=strengths))

    assert alpha <= omega(np.array(strengths)) + 1e-9


@pytest.mark.parametrize(
    ("statements", "correlation", "alpha"),
    [
        (8, 0.30, 0.77),
        (11, 0.30, 0.83),
        (13, 0.30, 0.85),
        (16, 0.30, 0.87),
        (2, 0.35, 0.52),
        (3, 0.35, 0.62),
    ],
)
def test_what_more_statements_bring(statements, correlation, alpha):
    equal = correlations(of_loadings=[correlation**0.5] * statements)
    assert int(100 * cronbach_alpha(equal) + 0.5) == round(100 * alpha)


@pytest.mark.parametrize(
    ("people", "low", "high"), [(10, 0.54, 0.94), (30, 0.67, 0.89), (50, 0.70, 0.87), (100, 0.73, 0.85)]
)
def test_feldts_interval_narrows_with_people(people, low, high):
    assert [round(end, 2) for end in feldt_interval(0.80, people, 8)] == [low, high]


def test_what_is_left_to_error():
    assert round(standard_error_of_measurement(15, 0.80), 2) == 6.71
    assert standard_error_of_measurement(15, -0.3) == 15


def of(levels):
    return reliability(np.cov(levels, rowvar=False), len(levels))


def test_from_fifty_people_on_or_nothing_is_said():
    levels = people_with([0.8, 0.7, 0.6, 0.5], people=50)

    assert of(levels[:49]) is None
    assert of(levels).low < of(levels).alpha < of(levels).high


def test_all_figures_of_a_version_together():
    levels = people_with([0.8, 0.7, 0.6, 0.5])
    found = of(levels)

    assert found.alpha == cronbach_alpha(np.cov(levels, rowvar=False))
    assert (found.low, found.high) == feldt_interval(found.alpha, 200, 4)
    of_each = loadings(np.corrcoef(levels, rowvar=False))
    assert found.omega == pytest.approx(omega(of_each, levels.std(axis=0, ddof=1)))
    spread = levels.mean(axis=1).std(ddof=1)
    assert found.standard_error == pytest.approx(standard_error_of_measurement(spread, found.alpha))


def test_omega_is_of_figures_as_they_are_and_not_of_standardised_answers():
    """The statement that hangs least on the theme is the one on which people differ most."""
    strengths, spreads = np.array([0.9, 0.8, 0.7, 0.3]), np.array([0.5, 0.5, 0.5, 1.5])
    covariance = correlations(of_loadings=strengths) * np.outer(spreads, spreads)

    found = reliability(covariance, 200)

    assert found.omega == pytest.approx((strengths @ spreads) ** 2 / covariance.sum(), abs=1e-6)
    assert found.omega < omega(strengths) - 0.1


def test_a_heywood_case_leaves_alpha_alone():
    found = of(np.tile(SIX_PEOPLE, (10, 1)))

    assert found.omega is None
    assert found.alpha == pytest.approx(0.908, abs=0.001)


def test_a_statement_that_all_answer_alike_leaves_nothing_to_say():
    levels = people_with([0.8, 0.7, 0.6])
    levels[:, 1] = 3

    assert of(levels) is None
