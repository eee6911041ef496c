"""The attack itself is tested against one that tries every few people, slow and plain."""

import random
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import pytest

from tests.attack.arithmetic import exposed, table
from tests.domain.attack import gives_away_fewer_than, rank


def some_rows(seed: int) -> list[dict[tuple[int, int], int]]:
    """Over seven people with two answers each, some of them weighed."""
    chance = random.Random(seed)
    rows = []
    for _ in range(chance.randint(2, 7)):
        group = chance.sample(range(7), chance.randint(4, 7))
        answers = chance.choice(([0], [1], [0, 1]))
        rows.append({(person, answer): chance.choice((1, 1, 2)) for person in group for answer in answers})
    return rows


@pytest.mark.parametrize("least", [2, 4])
def test_it_finds_somebody_exactly_when_trying_everyone_does(least):
    verdicts = []
    for seed in range(150):
        rows = some_rows(seed)
        keys = [(person, answer) for person in range(7) for answer in range(2)]
        plain = gives_away_fewer_than(
            least, [[row.get(key, 0) for key in keys] for row in rows], [person for person, _ in keys]
        )
        found = exposed(table(rows, dict.fromkeys(range(7), 1)), least=least)
        assert (found is not None) == plain, seed
        assert found is None or len(found) < least
        verdicts.append(plain)
    assert len(set(verdicts)) == 2


def some_rows_of_nine(chance: random.Random) -> list[dict[tuple[int, int], int]]:
    return [
        {
            (owner, answer): chance.choice((1, 1, 2))
            for owner in chance.sample(range(9), chance.randint(4, 8))
            for answer in chance.choice(((0,), (1,), (0, 1)))
        }
        for _ in range(chance.randint(6, 10))
    ]


def test_nor_are_four_missed_of_whom_some_are_alike():
    verdicts = []
    for seed in range(40):
        chance = random.Random(seed)
        rows, weights = some_rows_of_nine(chance), {owner: chance.choice((1, 1, 2, 3)) for owner in range(9)}

        found = exposed(table(rows, weights), least=5)

        says = rank_without(rows, set())
        few = [each for each in subsets(weights) if sum(weights[owner] for owner in each) < 5]
        plain = [sum(weights[owner] for owner in each) for each in few if rank_without(rows, each) < says]
        fewest = min(plain, default=5)
        assert (sum(weights[owner] for owner in found) if found else 5) == fewest, seed
        assert not found or rank_without(rows, found) < says
        verdicts.append(fewest < 5)
    assert len(set(verdicts)) == 2


def subsets(owners: Iterable[int]) -> Iterator[set[int]]:
    return (set(few) for size in range(1, 5) for few in combinations(owners, size))


def rank_without(rows: Sequence[Mapping[tuple[int, int], int]], few: Container[int]) -> int:
    kept = [(owner, answer) for owner in range(9) if owner not in few for answer in range(2)]
    return rank([[row.get(key, 0) for key in kept] for row in rows])


def test_people_who_are_alike_stand_together():
    rows = [{("three", 0): 1, ("four", 0): 1}, {("four", 0): 1}]
    assert exposed(table(rows, {"three": 3, "four": 4}), least=4) == {"three"}
    assert exposed(table(rows, {"three": 3, "four": 4}), least=3) is None
