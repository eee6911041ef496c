"""Training needs: what is asked for beside what is done, and what helps."""

import re

from app.domain.cells import Decision
from app.domain.charter import Block
from app.domain.help_wanted import HelpCell
from tests.reading import takeaways_on, words_on
from tests.released import NORTHWAY, a_cell, help_with, statements, the_charter, withheld
from tests.results_world import Closed, close_some
from tests.world import World

ASKED = [
    help_with(NORTHWAY, "SP1.1", 30),
    help_with(NORTHWAY, "SP2.3", 12),
    help_with(NORTHWAY, "SP other or none", 172),
]
CELLS = [a_cell(NORTHWAY, code, 40.0 + at) for at, code in enumerate(statements(Block.PRACTICE))]


def show(world: World, wanted=ASKED, own=CELLS) -> tuple[Closed, str]:
    closed = close_some(world, own=own, wanted=wanted)
    return closed, f"{closed.at}/training"


def test_what_is_asked_for_stands_beside_what_is_done_and_what_helps(world: World):
    closed, page = show(world)
    assert "Shared purpose and outcomes is the support people most want" in takeaways_on(closed.dele, page)[0]
    words = words_on(closed.dele, page)
    assert re.search(r"30 of 214 asked for help with it. How often, out of 100: 40\s*\.", words)
    for thing in the_charter().by_competency["SP1.1"].guide.support:
        assert thing.what in words


def test_what_people_do_least_and_few_ask_for_has_no_number_of_those_who_asked(world: World):
    closed, page = show(world)
    words = words_on(closed.dele, page)
    others = words.partition("What people do least, and few ask for")[2]
    assert others.count("out of 100") >= 5
    assert "asked for help with it" not in others
    assert "Shared purpose and outcomes" not in others


def test_a_figure_that_is_not_shown_is_not_shown_here(world: World):
    closed, page = show(world, own=[withheld(NORTHWAY, "SP1.1.practice"), *CELLS[1:]])
    assert "30 of 214 asked for help with it. How people do it is not shown." in words_on(closed.dele, page)


def test_an_action_can_be_chosen_for_it_at_once(world: World):
    closed, page = show(world)
    address = f"/org/northway-homes/actions/new?finding={closed.own.code}/SP1.1.practice"
    assert f'href="{address}"' in closed.dele.get(page).text
    assert f'value="{closed.own.code}/SP1.1.practice" selected' in closed.dele.get(address).text


def test_of_too_few_it_says_why(world: World):
    hidden = [HelpCell(NORTHWAY, theme, Decision.TOO_FEW) for theme in ("SP", "VA", "RP", "SA")]
    closed, page = show(world, wanted=hidden)
    assert Decision.TOO_FEW in words_on(closed.dele, page)
