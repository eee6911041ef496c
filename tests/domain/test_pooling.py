"""What is pooled over organisations: from whom, when anew, and that it is never about a few."""

from datetime import UTC, datetime, timedelta
from itertools import product

import numpy as np
import pytest

from app.domain.intervals import Summary
from app.domain.pooling import Pooled, Source, Tally, is_enough, pooled
from app.domain.reliability import cronbach_alpha

AUTUMN = datetime(2026, 10, 5, tzinfo=UTC)
SPRING = AUTUMN + timedelta(days=180)
MEASURE = "SP.practice"
BLANK = 7


def sources(*owners, closed_at=AUTUMN):
    return [
        Source(number, f"place-{number}", number, owner, closed_at) for number, owner in enumerate(owners)
    ]


def sheets(people, *, seed=1, statements=4):
    random = np.random.default_rng(seed)
    lean = random.normal(size=(people, 1))
    return np.clip(np.round(2 + lean + random.normal(size=(people, statements))), 0, 4).astype(np.uint8)


def tallied(*counts):
    tally = Tally(4, len(counts))
    tally.add(sheets(sum(counts)), np.repeat(np.arange(len(counts)), counts))
    return tally


def edition(of, *counts, places=None, before=None):
    return pooled(MEASURE, of, tallied(*counts), places or {}, before=before)


THREE = sources("org/a", "org/b", "org/c")


def test_a_tally_in_pieces_is_what_all_answers_together_give():
    everybody = sheets(90)
    tally = Tally(4, 3)
    for piece in range(3):
        tally.add(everybody[piece * 30 : piece * 30 + 30], np.full(30, piece))
    np.testing.assert_allclose(tally.covariance, np.cov(everybody, rowvar=False))
    assert tally.people.tolist() == [30, 30, 30]


def test_who_left_a_statement_out_is_not_in_it():
    with_gaps = sheets(40)
    with_gaps[:7, 2] = BLANK
    tally = Tally(4, 1)
    tally.add(with_gaps, np.zeros(40, dtype=np.intp))
    assert tally.people.tolist() == [33]
    np.testing.assert_allclose(tally.covariance, np.cov(with_gaps[7:], rowvar=False))


def test_an_edition_has_two_decimals():
    found = edition(THREE, 40, 40, 40)
    assert (found.people, found.organisations, found.as_of) == (120, 3, AUTUMN)
    assert found.alpha == round(cronbach_alpha(np.cov(sheets(120), rowvar=False)), 2)
    assert found.low < found.alpha < found.high
    assert (found.spread, found.icc1) == (None, None)


@pytest.mark.parametrize(
    ("owners", "people", "enough"),
    [
        (("org/a", "org/b", "org/c"), (25, 25, 25), True),
        (("org/a", "org/b", "org/c"), (25, 25, 24), False),  # 49 when a largest one takes itself away
        (("org/a", "org/b"), (300, 300), False),
        (("org/a", "org/b", "org/c"), (300, 300, 4), False),
        (("partnership/1",) * 3, (300, 300, 300), False),
        (("partnership/1", "partnership/1", "org/c"), (300, 300, 5), True),
        (("org/a", "org/b", "org/c"), (3000, 20, 20), False),
    ],
)
def test_it_is_about_three_organisations_of_two_owners_and_fifty_people_without_any_one(
    owners, people, enough
):
    assert is_enough(sources(*owners), people) is enough


def test_there_is_no_edition_while_it_would_be_about_too_few():
    assert edition(THREE, 25, 25, 25)
    assert edition(THREE, 25, 25, 24) is None


@pytest.mark.parametrize(("new", "due"), [(49, False), (50, True)])
def test_the_next_edition_needs_fifty_whom_no_edition_had(new, due):
    first = edition(THREE, 40, 40, 40)
    later = [*THREE, *sources("org/d", closed_at=SPRING)]
    assert bool(edition(later, 40, 40, 40, new, before=first)) is due


def test_no_sum_over_editions_is_about_fewer_than_fifty():
    """Fifty new ones each time, whoever leaves, even one alone: every way to weigh five editions."""
    random = np.random.default_rng(3)
    for _ in range(20):
        stays = [random.integers(number, 5, size=50 + int(random.integers(0, 9))) for number in range(5)]
        for weights in product((-2, -1, 0, 1, 2), repeat=5):
            if any(weights):
                counted = [
                    sum(weights[first : last + 1]) for first in range(5) for last in stays[first].tolist()
                ]
                assert np.count_nonzero(counted) >= 50


def places(count, *, spread=12.0):
    return {f"place-{number}": Summary(40, 50.0 + number, spread) for number in range(count)}


def test_the_spread_is_what_is_released_of_organisations_put_together():
    spreads = {"place-0": Summary(21, 50, 10), "place-1": Summary(41, 60, 20), "place-2": Summary(31, 70, 15)}
    found = edition(THREE, 40, 40, 40, places=spreads)
    assert found.spread == round(((20 * 100 + 40 * 400 + 30 * 225) / 90) ** 0.5, 1)
    assert (found.compared, found.icc1, found.icc2) == (3, None, None)


def test_there_is_no_spread_from_too_few_organisations():
    assert edition(THREE, 40, 40, 40, places=places(2)).spread is None


@pytest.mark.parametrize(("count", "known"), [(9, False), (10, True)])
def test_what_goes_with_the_organisation_takes_ten_of_them(count, known):
    of = sources(*(f"org/{number}" for number in range(count)))
    found = edition(of, *([40] * count), places=places(count))
    assert found.spread == 12.0
    assert (found.icc1 is not None, found.icc2 is not None) == (known, known)


def test_where_everybody_answered_alike_there_is_nothing_to_say():
    tally = Tally(4, 3)
    tally.add(np.full((120, 4), 3, dtype=np.uint8), np.repeat(np.arange(3), 40))
    assert pooled(MEASURE, THREE, tally, {}, before=None) is None


def test_an_edition_is_the_newest_thing_it_knows():
    mixed = [*sources("org/a", "org/b"), *sources("org/c", closed_at=SPRING)]
    found = edition(mixed, 40, 40, 40)
    assert isinstance(found, Pooled)
    assert found.as_of == SPRING
