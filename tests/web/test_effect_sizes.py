"""How large a gap between role levels is, as pages of results say it."""

import pytest

from app.domain.cells import Cell, Group, GroupKind
from app.domain.charter import Block
from app.domain.effect_sizes import hedges_g
from app.domain.intervals import Summary
from tests.reading import words_on
from tests.released import NORTHWAY, OPERATIONAL, STRATEGIC, a_cell, millbrooks, themes, told_apart
from tests.results_world import MEANS, close_some
from tests.world import World

SHARED = "SP4.1.partnership"
PICKED = "If you picked one strategic and one operational colleague at random,"


def gaps(*, strategic: int, operational: int) -> list[Cell]:
    return [
        cell
        for code in themes(Block.PRACTICE)
        for cell in (
            a_cell(NORTHWAY, code, 60),
            a_cell(STRATEGIC, code, 70, people=strategic, invited=100),
            a_cell(OPERATIONAL, code, 52, people=operational, invited=100),
        )
    ]


def test_a_gap_stands_beside_how_far_people_differ(world: World):
    place = close_some(world, own=gaps(strategic=20, operational=60))
    told = words_on(place.dele, place.at + "/levels")
    found = hedges_g(Summary(20, 70, 18), Summary(60, 52, 18))
    assert found
    assert f"18 10 to 26 {found.size:.1f} ({found.low:.1f} to {found.high:.1f})" in told
    assert told.count("In spreads") == 2  # the column, and what it means


def test_from_nine_it_does_not(world: World):
    place = close_some(world, own=gaps(strategic=9, operational=60))
    assert "In spreads" not in words_on(place.dele, place.at + "/levels")


def answers(world: World, strategic: list[int], operational: list[int]) -> str:
    """The page of a statement that so many at either level answered so, from never to always."""
    cells = [
        told_apart(
            a_cell(
                Group(GroupKind.ROLE_LEVEL, f"level/{name.lower()}", name),
                SHARED,
                50,
                people=sum(counts),
                invited=200,
            ),
            *counts,
        )
        for name, counts in (("Strategic", strategic), ("Operational", operational))
    ]
    place = close_some(world, joint=[*millbrooks(means=MEANS), *cells])
    return words_on(place.dele, f"{place.together}/statements/{SHARED}")


@pytest.mark.parametrize(
    ("strategic", "operational", "said"),
    [
        (
            [5, 5, 10, 20, 10],
            [10, 20, 10, 5, 5],
            "the strategic one would have given the higher answer about 72 times in 100, ties",
        ),
        (
            [10, 20, 10, 5, 5],
            [5, 5, 10, 20, 10],
            "the operational one would have given the higher answer about 72 times in 100, ties",
        ),
        ([10, 10, 10, 10, 10], [11, 10, 10, 10, 10], "either would be about as likely"),
    ],
)
def test_a_statement_says_who_would_answer_higher(world: World, strategic, operational, said):
    assert f"{PICKED} {said}" in answers(world, strategic, operational)


def test_it_does_not_where_one_level_is_not_shown(world: World):
    place = close_some(world)
    assert PICKED not in words_on(place.dele, f"{place.together}/statements/{SHARED}")
