import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.conversations import (
    Agreed,
    Kind,
    TopicFigures,
    agreed,
    apart,
    conversations,
    spread_of_partners,
    unknown,
)
from app.domain.intervals import estimate
from app.domain.role_level_gaps import role_level_gap
from tests.domain.a_cell import a_cell, withheld

a_few = settings(max_examples=40)  # each has much to draw

LEVEL_GAP = role_level_gap([(a_cell(80, math.sqrt(20), people=5), a_cell(65, math.sqrt(22.5), people=10))])

topics = st.lists(
    st.builds(
        lambda number, means, deviation, cannot_say: TopicFigures(
            f"SP{number}", 50, [a_cell(mean) for mean in means], LEVEL_GAP, deviation, cannot_say
        ),
        st.integers(0, 40),
        st.lists(st.integers(0, 100), max_size=4),
        st.none() | st.floats(0, 2),
        st.none() | st.floats(0, 1),
    ),
    max_size=14,
    unique_by=lambda topic: topic.measure,
)


def partners(*means, error=5.0):
    return [a_cell(mean, error) for mean in means]


def listed(*given_topics):
    return [(each.measure, each.kind) for each in conversations(given_topics)]


def test_partners_far_apart_are_discounted_for_chance():
    assert round(spread_of_partners(partners(80, 60, 40, error=5)), 1) == 19.4


def test_partners_no_further_apart_than_chance_are_not_listed():
    assert spread_of_partners(partners(66, 60, 54, error=8)) == 0
    assert listed(TopicFigures("Y", partners=partners(66, 60, 54, error=8))) == []


def test_without_a_difference_one_topic_in_twenty_is_listed_and_no_more():
    """Five organisations, each with twelve of twenty answers out of one and the same mean."""
    chance = np.random.default_rng(7)
    worlds = 2_000
    listed_by_chance = 0
    for _ in range(worlds):
        cells = []
        for _ in range(5):
            everybody = 25.0 * chance.choice(5, size=20, p=[0.05, 0.15, 0.3, 0.35, 0.15])
            found = estimate((everybody - everybody.mean() + 60)[:12], invited=20)
            cells.append(a_cell(found.mean, found.standard_error, people=12, invited=20))
        listed_by_chance += spread_of_partners(cells) > 0

    assert 0.035 < listed_by_chance / worlds < 0.065


def test_partners_are_held_against_those_of_whom_all_answered():
    exact = a_cell(60, 0.0)

    assert spread_of_partners([exact, a_cell(60, 0.0)]) == 0
    assert spread_of_partners([exact, a_cell(61, 0.0)]) > 0
    assert spread_of_partners([exact, a_cell(70, 5.0)]) == 0
    assert spread_of_partners([exact, a_cell(72, 5.0)]) > 0


def test_partners_without_a_figure_or_a_range_say_nothing_of_a_spread():
    shown = partners(80, 60, 40)

    assert spread_of_partners([*shown, withheld(), a_cell(0, None)]) == spread_of_partners(shown)
    assert spread_of_partners([a_cell(80), withheld()]) == 0


def test_role_levels_by_what_is_surely_left_of_their_gap():
    [found] = conversations([TopicFigures("X", role_level_gap=LEVEL_GAP)])

    assert (found.kind, round(found.size, 1)) == (Kind.BETWEEN_ROLE_LEVELS, 3.3)


def test_a_gap_that_is_not_notable_is_no_conversation():
    small = role_level_gap([(a_cell(58, 0.5), a_cell(50, 0.5))])

    assert small.surely_points > 5
    assert conversations([TopicFigures("X", role_level_gap=small)]) == ()


def test_deviation_counts_beyond_what_is_still_agreement():
    assert round(apart(0), 1) == 0
    assert round(apart(1.2), 1) == round(30 - 20.8, 1)
    assert apart(0.83) == 0


def test_not_knowing_counts_above_a_quarter():
    assert unknown(0.4) == pytest.approx(15)
    assert unknown(0.25) == 0


def test_kinds_take_turns_and_the_largest_of_a_kind_comes_first():
    found = listed(
        TopicFigures("a", partners=partners(70, 50)),
        TopicFigures("b", partners=partners(90, 10)),
        TopicFigures("c", partners=partners(80, 20)),
        TopicFigures("d", cannot_say=0.3),
        TopicFigures("e", cannot_say=0.9),
        TopicFigures("f", average_deviation=1.5),
    )

    assert found == [
        ("b", Kind.BETWEEN_PARTNERS),
        ("f", Kind.WITHIN_US),
        ("e", Kind.WE_DO_NOT_KNOW),
        ("c", Kind.BETWEEN_PARTNERS),
        ("d", Kind.WE_DO_NOT_KNOW),
    ]


def test_a_competency_is_talked_about_once():
    found = listed(
        TopicFigures("a", partners=partners(90, 10), average_deviation=2.0),
        TopicFigures("b", average_deviation=1.0),
    )

    assert found == [("a", Kind.BETWEEN_PARTNERS), ("b", Kind.WITHIN_US)]


@a_few
@given(topics)
def test_there_are_five_at_most_and_two_of_a_kind_and_each_rises_above_chance(given_topics):
    found = conversations(given_topics)

    assert len(found) <= 5
    assert all(sum(each.kind is kind for each in found) <= 2 for kind in Kind)
    assert len({each.measure for each in found}) == len(found)
    assert all(each.size > 0 for each in found)
    assert found == conversations(given_topics[::-1])


def test_one_strong_and_one_weak_that_all_agree_on():
    alike = {"partners": partners(50, 51, error=8)}
    found = agreed(
        [
            TopicFigures("strong", 80, **alike),
            TopicFigures("stronger", 85, **alike),
            TopicFigures("weak", 40, **alike),
            TopicFigures("weaker", 35, **alike),
            TopicFigures("divided", 95, partners(95, 20)),
            TopicFigures("unknown", 5, **alike, cannot_say=0.5),
        ]
    )

    assert found == Agreed(strong="stronger", weak="weaker")


@pytest.mark.parametrize(
    "topic",
    [
        TopicFigures("no one to agree with", 90, partners(90)),
        TopicFigures("mixed", 90, partners(90, 90), average_deviation=0.7),
        TopicFigures("no mean", None, partners(90, 90)),
        TopicFigures("too little known", 70, partners(90, 50, error=40)),
        TopicFigures("partners apart", 70, partners(75, 65, error=9), average_deviation=0.4),
    ],
)
def test_what_is_not_known_to_be_shared_is_not_agreed(topic):
    assert agreed([topic]) == Agreed(None, None)


def test_a_group_close_together_agrees_without_partners_to_compare():
    assert agreed([TopicFigures("x", 59, average_deviation=0.4)]) == Agreed(None, "x")
    assert agreed([TopicFigures("x", 60, average_deviation=0.4)]) == Agreed("x", None)
