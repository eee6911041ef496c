"""What is said of one statement: the most common answer, or that people split; never more than is shown."""

import random
import re

import numpy as np
import pytest

from app.domain.distributions import Distribution, distribution
from app.domain.takeaways.answers import NO_FIVE_ALIKE, of_answers, split_between
from app.domain.takeaways.sentences import MOST_WORDS
from tests.released import the_charter

SCALES = the_charter().scales
LABELS = SCALES["frequency5"].labels


def of(*counts: int, invited: int = 0) -> Distribution:
    answers = np.repeat(np.arange(5, dtype=np.uint8), counts)
    return distribution(answers, invited=max(invited, len(answers)), with_skipped=True)


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((0, 0, 0, 30, 0), "Almost all answered “most of the time”."),
        ((0, 0, 0, 29, 1), "Almost all answered “most of the time”."),
        ((1, 2, 5, 17, 5), "Most answered “most of the time”: 57%."),
        ((5, 6, 9, 8, 2), "The most common answer, “about half the time”, was given by 30%."),
        ((0, 1, 3, 8, 2), "Most answered “most of the time”: 8 of 14."),
        (
            (2, 0, 5, 9, 9),
            (
                "The two most common answers, “most of the time” and “always or nearly always”, "
                "were given by 36% each."
            ),
        ),
        ((0, 7, 7, 7, 2), "No answer stands out: the three most common were given by 30% each."),
        ((3, 4, 4, 2, 2), NO_FIVE_ALIKE),
        (
            (12, 5, 1, 12, 0),
            "People split: some answered “most of the time”, others “never”. Find out what differs.",
        ),
    ],
)
def test_the_first_rule_that_applies_wins(counts, said):
    found = of(*counts)
    assert of_answers(found, LABELS, found.people) == said


def test_two_peaks_are_a_split_only_where_chance_would_not_make_them():
    found = of(2, 11, 6, 11, 2)
    assert split_between(found, found.people) == (1, 3)
    assert split_between(found, 1_000) is None
    assert split_between(of(4, 60, 8, 60, 4), 1_000) == (1, 3)


def test_one_person_less_between_two_peaks_is_no_split_even_where_everybody_answered():
    assert split_between(of(0, 14, 13, 14, 0), 41) is None
    assert split_between(of(0, 14, 9, 14, 0), 37) == (1, 3)


def test_neighbours_are_no_split():
    assert split_between(of(0, 0, 20, 20, 0), 40) is None


def random_counts(chance: random.Random) -> list[int]:
    shape = [chance.random() ** chance.choice((1, 3, 8)) for _ in range(5)]
    people = chance.choice((10, 12, 19, 20, 57, 400))
    counts = [int(people * each / sum(shape)) for each in shape]
    counts[chance.randrange(5)] += people - sum(counts)
    return counts


@pytest.mark.parametrize("chunk", range(4))
def test_whatever_was_answered_the_sentence_is_short_and_quotes_nothing_that_is_not_shown(chunk):
    chance = random.Random(chunk)
    for _ in range(500):
        found = of(*random_counts(chance))
        labels = chance.choice(list(SCALES.values())).labels
        said = of_answers(found, labels, found.people + chance.choice((0, 5, 300)))
        assert len(said.split()) <= MOST_WORDS
        assert not re.search(r"significan|\bcaus|worst|\bpoor|\bfail|!|None", said)
        without_answers = re.sub("“.*?”", "", said)
        for share in re.findall(r"(\d+)%", without_answers):
            assert found.people >= 20
            assert int(share) in {int(100 * count / found.people + 0.5) for count in found.levels}
        for count, people in re.findall(r"(\d+) of (\d+)", without_answers):
            assert 5 <= int(count) < int(people) - 1
            assert (int(count), int(people)) in {(each, found.people) for each in found.levels}
