"""Our figures against other people's programs, over random groups."""

import math
from types import ModuleType

import numpy as np
import pytest
from scipy import stats

from app.domain.change import paired_change
from app.domain.comparisons import Side, difference
from app.domain.distributions import distribution
from app.domain.effect_sizes import hedges_g, probability_of_superiority
from app.domain.factor_model import loadings
from app.domain.intervals import Summary
from app.domain.intraclass import intraclass
from app.domain.proportions import wilson
from app.domain.reliability import cronbach_alpha, feldt_interval

TIMES = 200
FEWER = 25  # where the other program takes its time


@pytest.fixture(scope="module")
def pingouin() -> ModuleType:
    """Brought in where it is used: it takes seconds to load, and other tests do without."""
    import pingouin

    return pingouin


@pytest.fixture
def random() -> np.random.Generator:
    return np.random.default_rng(20261122)


def answers(random, *, people=None, statements=None):
    """Levels of people who each lean one way, on one factor."""
    people = people or int(random.integers(8, 60))
    statements = statements or int(random.integers(2, 14))
    lean = random.normal(size=(people, 1)) * random.uniform(0.5, 0.9, size=statements)
    return np.clip(np.round(2 + lean + random.normal(size=(people, statements))), 0, 4)


def a_group(random, *, least=3):
    return np.round(random.normal(random.uniform(30, 70), 15, size=int(random.integers(least, 30))))


def as_summaries(groups):
    return [Summary(len(each), each.mean(), each.std(ddof=1) if len(each) > 1 else 0.0) for each in groups]


def test_alpha_and_its_interval(random, pingouin):
    import pandas as pd

    for _ in range(TIMES):
        levels = answers(random)
        alpha = cronbach_alpha(np.cov(levels, rowvar=False))
        theirs, interval = pingouin.cronbach_alpha(pd.DataFrame(levels))

        assert alpha == pytest.approx(theirs)
        assert feldt_interval(alpha, *levels.shape) == pytest.approx(
            interval, abs=0.0006
        )  # theirs is rounded


def test_loadings_of_one_factor(random):
    from statsmodels.multivariate.factor import Factor

    compared = 0
    for _ in range(FEWER):
        levels = answers(random, people=150, statements=int(random.integers(3, 12)))
        correlations = np.corrcoef(levels, rowvar=False)
        ours = loadings(correlations)
        if ours is None:
            continue
        theirs = Factor(corr=correlations, n_factor=1, method="ml").fit().loadings[:, 0]
        compared += 1

        np.testing.assert_allclose(ours, theirs * np.sign(theirs.sum()), atol=2e-4)
    assert compared > FEWER / 2


@pytest.mark.filterwarnings("ignore:The inplace keyword")  # theirs, of pandas
def test_intraclass_correlation_of_organisations_of_one_size(random, pingouin):
    import pandas as pd

    for _ in range(FEWER):
        people, organisations = int(random.integers(2, 9)), int(random.integers(3, 14))
        groups = [random.normal(random.normal(50, 10), 15, size=people) for _ in range(organisations)]
        rows = [(place, one, each) for place, group in enumerate(groups) for one, each in enumerate(group)]
        table = pd.DataFrame(rows, columns=["organisation", "person", "value"])
        theirs = pingouin.intraclass_corr(table, targets="organisation", raters="person", ratings="value")
        by_type = theirs.set_index("Type")["ICC"]
        ours = intraclass(as_summaries(groups))

        assert ours.icc1 == pytest.approx(by_type["ICC(1,1)"], abs=1e-6)
        assert ours.icc2 == pytest.approx(by_type["ICC(1,k)"], abs=1e-6)


def test_intraclass_correlation_of_organisations_of_unequal_size(random):
    """F is between over within; both indexes follow from it."""
    for _ in range(TIMES):
        groups = [a_group(random, least=1) for _ in range(int(random.integers(2, 14)))]
        f = stats.f_oneway(*groups).statistic
        ours = intraclass(as_summaries(groups))

        assert ours.icc1 == pytest.approx((f - 1) / (f - 1 + ours.typical_people))
        assert ours.icc2 == pytest.approx(1 - 1 / f)


def test_the_size_of_an_effect_and_its_error(random, pingouin):
    """Their interval is of d and by Student's t, so errors are compared and not ends."""
    for _ in range(TIMES):
        first, second = a_group(random), a_group(random)
        people = [len(first), len(second)]
        ours = hedges_g(*as_summaries([first, second]))

        assert ours.size == pytest.approx(pingouin.compute_effsize(first, second, eftype="hedges"))
        cohens_d = pingouin.compute_effsize(first, second, eftype="cohen")
        low, high = pingouin.compute_esci(cohens_d, *people, eftype="cohen", decimals=9)
        error = (high - low) / 2 / stats.t.ppf(0.975, sum(people) - 2)
        assert (ours.high - ours.low) / 2 == pytest.approx(
            ours.size / cohens_d * stats.norm.ppf(0.975) * error, rel=1e-5
        )


def test_who_is_higher(random):
    for _ in range(TIMES):
        first, second = (np.repeat(np.arange(5), random.integers(5, 20, size=5)) for _ in range(2))
        theirs = stats.mannwhitneyu(first, second, method="asymptotic").statistic
        shown = (
            distribution(each.astype(np.uint8), invited=200, with_skipped=False) for each in (first, second)
        )

        assert probability_of_superiority(*shown) == pytest.approx(theirs / (len(first) * len(second)))


def test_a_difference_by_welch(random):
    for _ in range(TIMES):
        first, second = a_group(random), a_group(random)
        sides = [
            Side(each.mean(), each.std(ddof=1) / math.sqrt(len(each)), len(each) - 1)
            for each in (first, second)
        ]
        ours = difference(*sides)

        theirs = stats.ttest_ind(first, second, equal_var=False).confidence_interval()
        assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high))


def test_a_change_of_the_same_people(random):
    for _ in range(TIMES):
        before = a_group(random)
        after = before + np.round(random.normal(4, 12, size=len(before)))
        ours = paired_change(before, after).difference

        theirs = stats.ttest_rel(after, before).confidence_interval()
        assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high))


def test_wilsons_range(random):
    from statsmodels.stats.proportion import proportion_confint

    for _ in range(TIMES):
        invited = int(random.integers(10, 900))
        people = int(random.integers(5, invited))
        count = int(random.integers(0, people + 1))
        answered = people * (invited - 1) / (invited - people)
        theirs = proportion_confint(count / people * answered, answered, method="wilson")

        assert wilson(count, people, invited) == pytest.approx(theirs, abs=1e-9)
        assert not math.isnan(theirs[0])
