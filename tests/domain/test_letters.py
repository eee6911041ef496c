"""The letters we send are short, plain, and carry one link in full."""

from datetime import date
from typing import Any

import pytest

from app.domain import letters
from app.domain.assessments import BLOCKS_OF_A_PARTNERSHIP, BLOCKS_OF_AN_ORGANISATION
from app.domain.charter import Block
from app.domain.message_plan import USUAL_WORDS, Occasion, PlannedMessage, Words

CLOSES_ON = date(2026, 10, 26)
SENT_ON = date(2026, 10, 23)
LINK = "http://127.0.0.1:8000/i/" + "a" * 64


def write(occasion: Occasion, words: Words = USUAL_WORDS, **about: Any) -> tuple[str, str]:
    letter = letters.pieces(PlannedMessage(occasion, SENT_ON, words), **about)
    return letter.subject, letter.body


@pytest.mark.parametrize("occasion", Occasion)
@pytest.mark.parametrize(
    "blocks",
    [(Block.PRACTICE,), (Block.PARTNERSHIP,), BLOCKS_OF_AN_ORGANISATION, BLOCKS_OF_A_PARTNERSHIP],
)
def test_a_letter_is_short_and_has_one_link(blocks: tuple[Block, ...], occasion: Occasion) -> None:
    subject, body = write(
        occasion,
        closes_on=CLOSES_ON,
        name="Maximiliana Fotheringay Oyelaran",
        link=LINK,
        blocks=blocks,
        sender="Maximiliana Fotheringay Oyelaran",
        place="Upper and Lower Millbrook Valley Prevention Partnership",
    )
    assert len(subject) < letters.MOST_LETTERS_IN_A_SUBJECT
    assert len(body.split()) < letters.MOST_WORDS
    assert body.count("http") == 1
    assert f"\n{LINK}\n" in body
    assert "!" not in subject + body


def test_an_invitation_says_how_long_it_takes_and_that_one_may_stop_or_decline() -> None:
    _, joint = write(
        Occasion.INVITATION,
        closes_on=CLOSES_ON,
        name="Amira",
        link=LINK,
        blocks=BLOCKS_OF_A_PARTNERSHIP,
        sender="Rhiannon",
        place="Millbrook",
    )
    assert "about twelve minutes" in joint
    assert "Stop whenever you like" in joint
    assert "rather not" in joint
    assert joint.endswith("Rhiannon\nMillbrook, via Good Partners\n")
    assert letters.minutes((Block.PRACTICE,)) == 5


def test_only_those_asked_about_their_practice_are_promised_a_profile() -> None:
    _, without = write(
        Occasion.INVITATION,
        closes_on=CLOSES_ON,
        name="Amira",
        link=LINK,
        blocks=(Block.PARTNERSHIP,),
        sender="Rhiannon",
        place="Millbrook",
    )
    assert "profile" not in without


def test_a_name_from_a_staff_list_stays_on_its_line() -> None:
    _, body = write(
        Occasion.FIRST_REMINDER,
        closes_on=CLOSES_ON,
        name="Amira\r\n\nPay here:\u2028http://evil.example",
        link=LINK,
        blocks=(Block.PRACTICE,),
        sender="Dele\nOkonjo",
        place="Northway\x00Homes",
    )
    assert body.startswith("Hello Amira Pay here: http://evil.example,\n")
    assert body.endswith("Dele Okonjo\nNorthway Homes, via Good Partners\n")


@pytest.mark.parametrize("is_correction", [False, True])
def test_what_came_of_it_is_told_in_a_short_letter_with_one_link(is_correction: bool) -> None:
    link = "http://127.0.0.1:8000/s/" + "a" * 64
    subject, body = letters.what_you_told_us(
        name="Maximiliana Fotheringay Oyelaran",
        link=link,
        sender="Maximiliana Fotheringay Oyelaran",
        place="Upper and Lower Millbrook Valley Prevention Partnership",
        is_correction=is_correction,
    )
    assert len(subject) < letters.MOST_LETTERS_IN_A_SUBJECT
    assert len(body.split()) < letters.MOST_WORDS
    assert body.count("http") == 1
    assert f"\n{link}\n" in body
