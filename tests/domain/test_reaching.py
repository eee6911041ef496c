"""Words for posters, phones and team meetings."""

import pytest

from app.domain.assessments import BLOCKS_OF_A_PARTNERSHIP, BLOCKS_OF_AN_ORGANISATION
from app.domain.charter import Block
from app.domain.reaching import (
    MOST_LETTERS_IN_A_TEXT,
    MOST_WORDS_IN_A_HUDDLE,
    huddle_script,
    short_text,
)

EVERY_CHOICE = [(Block.PRACTICE,), (Block.ORGANISATION,), BLOCKS_OF_AN_ORGANISATION, BLOCKS_OF_A_PARTNERSHIP]


@pytest.mark.parametrize("blocks", EVERY_CHOICE, ids=str)
@pytest.mark.parametrize("place", ["Northway Homes", "A very long name of a place indeed " * 4])
def test_a_text_for_the_phone_is_under_two_hundred_letters(blocks, place):
    text = short_text(place=place, blocks=blocks, until="30 September 2026")
    assert len(text) <= MOST_LETTERS_IN_A_TEXT
    assert text[0].isupper()
    assert "30 September 2026" in text


@pytest.mark.parametrize("blocks", EVERY_CHOICE, ids=str)
def test_a_minute_is_enough_for_the_words_to_a_team(blocks):
    script = " ".join(
        huddle_script(
            blocks=blocks,
            until="30 September 2026",
            hear_by="28 October 2026",
            fewest_shown=5,
            ask="Maria Theresa Vaughan-Okonjo",
            subject="x" * 50,
        )
    )
    assert len(script.split()) <= MOST_WORDS_IN_A_HUDDLE
    assert ("profile" in script) == (Block.PRACTICE in blocks)


def test_nothing_is_promised_to_a_team_that_was_not_promised():
    about = {"until": "x", "hear_by": None, "fewest_shown": 8, "ask": "Dele", "subject": "x"}
    script = huddle_script(blocks=EVERY_CHOICE[0], **about)
    assert "hear what came" not in " ".join(script)
    assert "groups of eight or more" in " ".join(script)
