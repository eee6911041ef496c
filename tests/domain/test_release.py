import random

import pytest
from hypothesis import given, strategies

from app.domain.release import Ledger
from tests.domain.attack import gives_away_fewer_than
from tests.domain.plain_audit import exposes, smallest_cut


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
    groups = [[0, 1, 2, 3], [0, 2, 4], [1, 2, 4, 5], [0, 3, 5]]
    hurried, patient = (a_ledger([2] * 6, least=4, most_work=work) for work in (15, 150))

    assert [patient.admit(group) for group in groups] == [True, True, True, True]
    assert [hurried.admit(group) for group in groups] == [True, True, False, False]


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


@pytest.mark.parametrize("chunk", range(6))
def test_it_decides_as_the_textbook_does(chunk):
    decided = set()
    for seed in range(chunk * 60, chunk * 60 + 60):
        rng = random.Random(f"textbook {seed}")
        sizes = {atom: rng.choice([1, 1, 2, 3, 4, 6]) for atom in range(rng.randint(4, 9))}
        least = rng.choice([3, 5, 5, 7])
        ledger, shown = Ledger(sizes, least=least), []
        for _ in range(rng.randint(3, 8)):
            group = [atom for atom in sizes if rng.random() < 0.5]
            is_safe = not exposes([*shown, group], sizes, least)
            assert ledger.admit(group) == is_safe, seed
            shown += [group] if is_safe else []
            decided.add(is_safe)
    assert decided == {True, False}


@pytest.mark.parametrize("chunk", range(6))
def test_where_two_partitions_cross_it_decides_as_the_smallest_cut_does(chunk):
    decided = set()
    for seed in range(chunk * 40, chunk * 40 + 40):
        rng = random.Random(f"cut {seed}")
        groups = [(0, number) for number in range(rng.randint(2, 9))]
        groups += [(1, number) for number in range(rng.randint(2, 5))]
        sizes = {
            (one, other): rng.choice([1, 1, 2, 3, 5, 12])
            for side, one in groups
            for other_side, other in groups
            if (side, other_side) == (0, 1) and rng.random() < 0.8
        }
        least = rng.choice([5, 5, 10])
        place = {crossing: atom for atom, crossing in enumerate(sizes)}
        ledger, shown = Ledger({place[each]: size for each, size in sizes.items()}, least=least), []
        for side, number in rng.sample(groups, len(groups)):
            cut = smallest_cut([*shown, (side, number)], sizes)
            is_safe = cut is None or cut >= least
            assert ledger.admit([place[each] for each in sizes if each[side] == number]) == is_safe, seed
            shown += [(side, number)] if is_safe else []
            decided.add(is_safe)
    assert decided == {True, False}
