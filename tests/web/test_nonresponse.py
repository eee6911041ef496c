"""Those who did not answer: what pages of results say of them."""

from app.domain.charter import Block
from tests.reading import words_on
from tests.released import NORTHWAY, a_cell, themes
from tests.results_world import Closed, close_some
from tests.world import World


def test_the_furthest_it_could_be_is_told(closed: Closed):
    html = closed.dele.get(closed.at).text
    assert "if everyone invited who has none here had given the lowest level, or the highest" in html
    assert "36 to 85" in html  # 71 from 214 of 420


def test_when_less_than_half_answered_the_page_says_so(world: World):
    cells = [a_cell(NORTHWAY, code, 60, people=40, invited=100) for code in themes(Block.PRACTICE)]
    few = close_some(world, own=cells)
    told = words_on(few.dele, few.at)
    assert "Fewer than half answered, so this is about the people who answered" in told
    assert "Look first at the furthest" not in told
    teams = few.dele.get(few.at + "/teams").text
    assert "The people who answered" in teams
    assert ">The organisation<" not in teams


def test_when_half_answered_it_does_not(closed: Closed):
    assert "Fewer than half" not in words_on(closed.dele, closed.at)
    assert "The people who answered" not in words_on(closed.dele, closed.at + "/teams")


def test_when_less_than_two_in_five_answered_the_page_says_where_to_look_first(world: World):
    cells = [a_cell(NORTHWAY, code, 60, people=39, invited=100) for code in themes(Block.PRACTICE)]
    few = close_some(world, own=cells)
    assert "Look first at the furthest a figure could be" in words_on(few.dele, few.at)


def test_when_everyone_answered_the_numbers_say_so_too(world: World):
    cells = [a_cell(NORTHWAY, code, 60, people=40, invited=40) for code in themes(Block.PRACTICE)]
    place = close_some(world, own=cells)
    assert words_on(place.dele, place.at).count("everyone answered") == len(cells)


def test_what_the_figure_would_be_if_the_rest_were_lower_is_told(closed: Closed):
    told = words_on(closed.dele, closed.at)
    assert "If the rest were 10 lower" in told
    assert "36 to 85 66 214" in told  # 71 less 10 × 206 ÷ 420


def test_the_furthest_it_could_be_has_no_column_where_it_is_never_worked_out(world: World):
    few = [a_cell(NORTHWAY, code, 60, people=8, invited=9) for code in themes(Block.PRACTICE)]
    place = close_some(world, own=few)
    told = words_on(place.dele, place.at)
    assert "Likely range" in told
    assert "not worked out" not in told
    assert "Furthest it could be" not in told
