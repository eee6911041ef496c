"""People linked by return codes, on the page that says what has changed since last time."""

import re

from app.domain.cells import Decision
from app.domain.charter import Block
from app.domain.linked_changes import LinkedChange
from tests.reading import words_on
from tests.released import NORTHWAY, themes
from tests.results_world import Closed, close_some
from tests.world import World


def a_change(measure: str, mean: float, low: float, high: float, *, people: int = 62) -> LinkedChange:
    return LinkedChange(NORTHWAY, measure, Decision.RELEASED, people, 214, mean, low, high)


def test_trend_tells_how_those_have_moved_who_gave_their_code(world: World):
    linked = [
        a_change("VA.practice", 12.4, 9.1, 15.7),
        a_change("SP.practice", -1.2, -4.0, 1.6),
        LinkedChange(NORTHWAY, "RP.practice", Decision.WOULD_REVEAL),
        a_change("SA.practice", 90.0, 71.0, 100.0, people=6),
    ]
    place = close_some(world, linked=linked)
    words = words_on(place.dele, f"{place.at}/trend")
    assert "These people gave their return code from Autumn 2025" in words
    assert "Values up 12 points, clear 9 to 16 62 of 214 (29%)" in words
    assert "Strategic partnership down 1 point, too close to call −4 to 2 62 of 214 (29%)" in words
    assert f"Reflective practice {Decision.WOULD_REVEAL}" in words
    assert "up 90 points or more, clear" in words
    assert not re.search("leaver|joiner|dropped out|left since", words)


def test_where_nothing_of_them_is_shown_trend_says_why_once(world: World):
    linked = [
        LinkedChange(NORTHWAY, code, Decision.TOO_FEW_LINKED)
        for block in (Block.PRACTICE, Block.ORGANISATION)
        for code in themes(block)
    ]
    place = close_some(world, linked=linked)
    words = words_on(place.dele, f"{place.at}/trend")
    assert words.count(Decision.TOO_FEW_LINKED) == 2  # a card for each block
    assert "Their change" not in words


def test_results_from_before_there_were_links_say_nothing_of_them(closed: Closed):
    assert "return code" not in words_on(closed.dele, f"{closed.at}/trend")
