import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import walk
from app.domain.answers import pack
from app.domain.charter import Block
from app.domain.errors import NotFound
from tests.charter_builder import a_charter, many

ALL = tuple(Block)
CHARTER = a_charter(
    many("SP", 7, "practice", "organisation", "partnership"),
    many("VA", 3, "practice", "partnership"),
    many("SA", 11, "practice"),
)


def sketch(blocks):
    return [(part.block.value, part.theme.code, len(part.statements)) for part in walk.parts(CHARTER, blocks)]


def test_everybody_walks_own_practice_then_organisation_then_partnership():
    assert sketch(ALL) == [
        ("practice", "SP", 7),
        ("practice", "VA", 3),
        ("practice", "SA", 6),
        ("practice", "SA", 5),
        ("organisation", "SP", 7),
        ("partnership", "SP", 7),
        ("partnership", "VA", 3),
    ]


def test_the_order_that_blocks_are_chosen_in_makes_no_difference():
    assert sketch((Block.PARTNERSHIP, Block.PRACTICE)) == sketch((Block.PRACTICE, Block.PARTNERSHIP))


@given(st.sets(st.sampled_from(ALL), min_size=1), st.integers(1, 20))
def test_each_statement_is_asked_once_and_a_part_is_never_long(blocks, count):
    charter = a_charter(many("SP", count, *blocks), many("VA", 2, *blocks))
    parts = walk.parts(charter, tuple(blocks))
    asked = [statement.code for part in parts for statement in part.statements]
    assert sorted(asked) == sorted(charter.asked)
    assert all(1 <= len(part.statements) <= max(8, (count + 1) // 2) for part in parts)


def test_following_next_from_the_first_part_visits_each_and_ends():
    parts = walk.parts(CHARTER, ALL)
    visited, number = [], 1
    while number is not None:
        visited.append(walk.get_part(parts, number).number)
        number = walk.next_number(parts, number)
    assert visited == list(range(1, len(parts) + 1))


@pytest.mark.parametrize("number", [0, -1, 8, 10**9])
def test_there_is_no_part_before_the_first_or_after_the_last(number):
    with pytest.raises(NotFound):
        walk.get_part(walk.parts(CHARTER, ALL), number)


def test_a_part_knows_where_its_answers_are_kept():
    for part in walk.parts(CHARTER, ALL):
        assert [CHARTER.asked[place] for place in part.places] == [each.code for each in part.statements]


def test_pages_are_counted_within_a_block():
    pages = [(part.page, part.pages) for part in walk.parts(CHARTER, ALL)]
    assert pages == [(1, 4), (2, 4), (3, 4), (4, 4), (1, 1), (1, 2), (2, 2)]


def test_a_theme_in_two_halves_ends_with_the_second():
    ends = [(part.theme.code, part.ends_theme, part.ends_block) for part in walk.parts(CHARTER, ALL)][:4]
    assert ends == [("SP", True, False), ("VA", True, False), ("SA", False, False), ("SA", True, True)]


def test_blanks_are_the_statements_without_an_answer():
    first = walk.parts(CHARTER, ALL)[0]
    sheet = pack({first.statements[0].code: 3}, CHARTER.asked)
    assert walk.blanks(first, sheet) == list(first.statements[1:])


def test_somebody_goes_on_where_she_was():
    parts = walk.parts(CHARTER, ALL)

    def going_on(*answered):
        return walk.going_on(parts, pack(dict.fromkeys(answered, 3), CHARTER.asked))

    first, second = ([each.code for each in part.statements] for part in parts[:2])
    everything = [each.code for part in parts for each in part.statements]
    assert going_on() == 1
    assert going_on(first[0]) == 1  # in the middle of it
    assert going_on(*first) == 2
    assert going_on(first[0], second[0]) == 2  # the first part's blanks were left on purpose
    assert going_on(*first[1:], *second) == 3
    assert going_on(*everything) is None
    assert going_on(*everything[:-1]) == len(parts)
