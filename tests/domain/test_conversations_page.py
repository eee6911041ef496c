"""The page of conversations: what is listed, what its cards say, and where topics stand on the map."""

import random
import re
from dataclasses import replace

import pytest

from app.domain.cells import Cell, Counting, Group, GroupKind
from app.domain.charter import Block
from app.domain.dashboards.conversations import ConversationsPage, conversations_page
from app.domain.dashboards.statement import of_partnership
from app.domain.pictures.conversations import Place
from app.domain.takeaways.conversations import NOTHING_LISTED
from app.domain.takeaways.sentences import MOST_WORDS
from tests.released import (
    EVERYONE,
    a_cell,
    a_closed,
    agreeing,
    an_organisation,
    by_chance,
    once_each,
    statements,
    themes,
    told_apart,
    withheld,
)

PARTNERS = [an_organisation(name) for name in ("Fen Valley", "Lantern Trust", "Northway Homes")]
FIRST, SECOND, THIRD = statements(Block.PARTNERSHIP)[:3]
NEVER_SAID = re.compile(r"significan|\bdriv|\bcaus|worst|\bfail|\bpoor|\bbad\b|!|\bnan\b|None", re.IGNORECASE)


def a_statement(code: str, means: tuple[float, float, float], everyone: Cell | None = None) -> list[Cell]:
    units = [a_cell(group, code, mean) for group, mean in zip(PARTNERS, means, strict=True)]
    whole = everyone or told_apart(
        agreeing(a_cell(EVERYONE, code, sum(means) / 3, people=180, invited=300), 0.6)
    )
    return [*units, whole, once_each(EVERYONE, units)]


def page_of(*cells: Cell, counting: Counting = Counting.ORGANISATIONS) -> ConversationsPage:
    return conversations_page(a_closed(cells), counting)


def test_where_nothing_differs_by_more_than_chance_nothing_is_listed():
    page = page_of(*a_statement(FIRST, (50, 51, 52)))
    assert (page.takeaway, page.talk) == (NOTHING_LISTED, ())


def test_partners_far_apart_are_a_conversation_and_none_of_them_is_named():
    page = page_of(*a_statement(FIRST, (30, 50, 80)), *a_statement(SECOND, (50, 51, 52)))
    [card] = page.talk
    assert card.views == "From one organisation it looks like 30, from another like 80 out of 100."
    assert not any(group.name in card.what + card.views for group in PARTNERS)
    assert [(mark.topic.code, mark.place, mark.number) for mark in page.marks] == [
        (FIRST, Place.TALK, 1),
        (SECOND, Place.BUILD, None),
    ]


def test_a_split_among_everyone_is_a_conversation():
    whole = agreeing(a_cell(EVERYONE, FIRST, 50, people=100, invited=300), 1.6)
    split = told_apart(whole, 45, 4, 3, 3, 45)
    [card] = page_of(*a_statement(FIRST, (50, 50, 50), split)).talk
    assert card.what.startswith("We answer very differently on")
    assert card.views == "For 48% of us it is usually so, and for 52% it is not."


def test_where_many_cannot_say_that_is_a_conversation():
    whole = agreeing(a_cell(EVERYONE, FIRST, 50, people=60, invited=300), 0.6)
    unsure = told_apart(whole, came_up=10, unsure=50)
    [card] = page_of(*a_statement(FIRST, (50, 50, 50), unsure)).talk
    assert card.views == "42% can’t say; those who can put it at 50 out of 100."
    few_more = told_apart(whole, came_up=4, unsure=50)
    [card] = page_of(*a_statement(FIRST, (50, 50, 50), few_more)).talk
    assert card.views.startswith("About 44% can’t say;")


def test_role_levels_are_compared_inside_organisations_and_over_themes():
    theme = themes(Block.PARTNERSHIP)[0]
    cells = []
    for group in PARTNERS:
        cells.append(a_cell(group, theme, 55))
        for level, mean in (("strategic", 70), ("operational", 45)):
            kind = GroupKind.ORGANISATION_LEVEL
            own = Group(kind, f"{group.code}/{level}", level.capitalize(), group.organisation)
            cells.append(a_cell(own, theme, mean))
    [card] = page_of(*cells).talk
    assert card.views.startswith("On average strategic colleagues put it 25 points higher than the others")


def test_what_we_agree_is_strong_or_weak_stands_beside_it():
    high, low = (
        agreeing(told_apart(a_cell(EVERYONE, code, mean, people=180, invited=300)), 0.3)
        for code, mean in ((FIRST, 75), (SECOND, 40))
    )
    page = page_of(*a_statement(FIRST, (74, 75, 76), high), *a_statement(SECOND, (39, 40, 41), low))
    assert page.strong
    assert page.weak
    assert (page.strong.about.topic.code, page.weak.about.topic.code) == (FIRST, SECOND)
    assert page.map_takeaway == "One with room to grow and one strong together."


def test_the_map_takes_three_organisations_and_one_scale():
    two = [cell for cell in a_statement(FIRST, (30, 50, 80)) if cell.group != PARTNERS[0]]
    assert page_of(*two, withheld(PARTNERS[0], FIRST)).marks == ()
    every = [cell for code in statements(Block.PARTNERSHIP) for cell in a_statement(code, (30, 50, 80))]
    assert len({mark.topic.scales for mark in page_of(*every).marks}) == 1


def test_without_the_partnerships_block_there_is_nothing_to_talk_about():
    closed = a_closed(a_statement(FIRST, (30, 50, 80)))
    without = replace(closed, assessment=replace(closed.assessment, blocks=(Block.PRACTICE,)))
    assert conversations_page(without, Counting.PEOPLE).marks == ()
    assert of_partnership(closed, FIRST)


def a_random_page(chance: random.Random) -> ConversationsPage:
    cells = []
    for code in statements(Block.PARTNERSHIP):
        units = [by_chance(chance, group, code) for group in PARTNERS]
        whole = by_chance(chance, EVERYONE, code)
        if (whole.people or 0) >= 10:
            whole = told_apart(agreeing(whole, chance.uniform(0, 1.6)), unsure=chance.randint(4, 60))
        shown = [unit for unit in units if unit.is_released]
        cells += [*units, whole, *([once_each(EVERYONE, shown)] if len(shown) > 1 else [])]
    return page_of(*cells, counting=chance.choice(list(Counting)))


@pytest.mark.parametrize("chunk", range(4))
def test_whatever_the_release_cards_are_short_name_nobody_and_blame_nobody(chunk):
    chance = random.Random(chunk)
    for _ in range(60):
        page = a_random_page(chance)
        assert len(page.talk) <= 5
        cards = [*page.talk, *(card for card in (page.strong, page.weak) if card)]
        told = [
            page.takeaway,
            page.map_takeaway,
            *(words for card in cards for words in (card.what, card.views)),
        ]
        for words in told:
            assert len(words.split()) <= MOST_WORDS
            assert not NEVER_SAID.search(re.sub("“.*?”", "", words))
            assert not any(group.name in words for group in PARTNERS)
