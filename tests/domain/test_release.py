import random

import pytest
from hypothesis import given, strategies

from app.domain.release import Ledger
from tests.domain.attack import gives_away_fewer_than


def a_ledger(atoms, least=5, **limits):
    return Ledger(dict(enumerate(atoms)), least=least, **limits)


def test_with_eight_six_and_three_the_second_organisation_would_give_the_third_away():
    ledger = a_ledger([8, 6, 3])

    assert ledger.admit([0, 1, 2])
    assert ledger.admit([0])
    assert not ledger.admit([1])
    assert not ledger.admit([2])


def test_own_pages_first_would_cost_the_total():
    ledger = a_ledger([8, 6, 3])

    assert ledger.admit([0])
    assert ledger.admit([1])
    assert not ledger.admit([0, 1, 2])
    assert ledger.admit([0, 1])  # says nothing that the two do not say


def test_what_follows_from_what_is_shown_is_free():
    ledger = a_ledger([8, 6, 3, 9])

    assert ledger.admit([0, 1, 2])
    assert ledger.admit([0, 1, 2, 3])
    assert ledger.admit([3])


def test_odd_combinations_count_as_well_as_differences():
    ledger = a_ledger([4, 4, 4], least=5)

    assert ledger.admit([0, 1])
    assert ledger.admit([1, 2])
    assert not ledger.admit([0, 2])  # half of the three sums, less one of them, is four people


def test_people_without_a_value_have_no_weight():
    ledger = Ledger({0: 8, 1: 6}, least=5)  # nobody in atom 2 has one

    assert ledger.admit([0, 1, 2])
    assert ledger.admit([0])


def test_past_the_limit_on_work_the_answer_is_no():
    ledger = a_ledger([4, 4, 4, 9], most_work=1)

    assert ledger.admit([0, 1, 3])
    assert not ledger.admit([1, 2])
    assert a_ledger([4, 4, 4, 9]).admit([1, 2])


def random_case(seed):
    rng = random.Random(seed)
    people = rng.randint(4, 12)
    least = rng.choice([2, 3, 3, 4, 5])
    density = rng.choice([0.3, 0.5, 0.7])
    groups = [[one for one in range(people) if rng.random() < density] for _ in range(rng.randint(2, 7))]
    return people, least, [group for group in groups if group]


@pytest.mark.parametrize("chunk", range(10))
def test_it_decides_as_trying_every_few_people_does(chunk):
    refused = 0
    for seed in range(chunk * 55, chunk * 55 + 55):
        people, least, groups = random_case(seed)
        memberships = [tuple(one in group for group in groups) for one in range(people)]
        atoms = sorted(set(memberships))
        ledger = Ledger({number: memberships.count(atom) for number, atom in enumerate(atoms)}, least=least)
        shown = []
        for number, group in enumerate(groups):
            row = [int(one in group) for one in range(people)]
            is_safe = not gives_away_fewer_than(least, [*shown, row], range(people))
            assert ledger.admit([place for place, atom in enumerate(atoms) if atom[number]]) == is_safe
            refused += not is_safe
            shown += [row] if is_safe else []
    assert refused


@given(strategies.integers(min_value=0, max_value=10**6), strategies.randoms(use_true_random=False))
def test_renaming_people_changes_nothing(seed, rng):
    people, least, groups = random_case(seed)
    names = list(range(people))
    rng.shuffle(names)
    ledger, renamed = a_ledger([1] * people, least), a_ledger([1] * people, least)

    assert [ledger.admit(group) for group in groups] == [
        renamed.admit([names[one] for one in group]) for group in groups
    ]
