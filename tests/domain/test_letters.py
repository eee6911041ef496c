"""The letters we send are short, plain, and carry one link in full."""

import pytest

from app.domain import letters
from app.domain.assessments import BLOCKS_OF_A_PARTNERSHIP, BLOCKS_OF_AN_ORGANISATION
from app.domain.charter import Block

LINK = "http://127.0.0.1:8000/i/" + "a" * 64


@pytest.mark.parametrize(
    "blocks",
    [(Block.PRACTICE,), (Block.PARTNERSHIP,), BLOCKS_OF_AN_ORGANISATION, BLOCKS_OF_A_PARTNERSHIP],
)
def test_an_invitation_is_short_and_has_one_link(blocks: tuple[Block, ...]) -> None:
    subject, body = letters.invitation(
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
    _, joint = letters.invitation(
        name="Amira", link=LINK, blocks=BLOCKS_OF_A_PARTNERSHIP, sender="Rhiannon", place="Millbrook"
    )
    assert "about twelve minutes" in joint
    assert "Stop whenever you like" in joint
    assert "rather not" in joint
    assert joint.endswith("Rhiannon\nMillbrook, via Good Partners\n")
    assert letters.minutes((Block.PRACTICE,)) == 5


def test_only_those_asked_about_their_practice_are_promised_a_profile() -> None:
    _, without = letters.invitation(
        name="Amira", link=LINK, blocks=(Block.PARTNERSHIP,), sender="Rhiannon", place="Millbrook"
    )
    assert "profile" not in without


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
