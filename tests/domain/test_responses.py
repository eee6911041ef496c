"""What may still be done with a response, and what a page saw of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.answers import BLANK, blank_sheet
from app.domain.assessments import Assessment, AssessmentState
from app.domain.charter import Block
from app.domain.responses import (
    Answering,
    OpenResponse,
    fingerprint,
    help_wanted_in,
    why_not_change,
    with_help_in,
)
from tests.cast import NOW

RESPONSE = OpenResponse(1, 1, blank_sheet(3), (), "", "", False, None, None)
ASSESSMENT = Assessment(
    id=1,
    code="abc",
    title="Autumn",
    charter_version="0.1",
    blocks=(Block.PRACTICE,),
    state=AssessmentState.OPEN,
    opened_at=NOW - timedelta(days=7),
    closes_at=NOW + timedelta(days=7),
    closed_at=None,
    fewest_shown=5,
    leaders_line="",
    owner_name="Northway Homes",
    organisation_id=1,
)


def test_an_open_response_may_be_changed_until_it_is_sent():
    assert why_not_change(Answering(ASSESSMENT, RESPONSE), now=NOW) is None
    sent = Answering(ASSESSMENT, replace(RESPONSE, is_sent=True))
    assert "have sent" in (why_not_change(sent, now=NOW) or "")


@pytest.mark.parametrize("state", sorted(set(AssessmentState) - {AssessmentState.OPEN}))
def test_nothing_may_be_changed_once_the_closing_began(state):
    answering = Answering(replace(ASSESSMENT, state=state), RESPONSE)
    assert "has closed" in (why_not_change(answering, now=NOW) or "")


def test_nothing_may_be_changed_once_the_time_is_up():
    answering = Answering(ASSESSMENT, RESPONSE)
    assert why_not_change(answering, now=ASSESSMENT.closes_at)


@pytest.mark.parametrize(
    "touched",
    [
        {"sheet": bytes([BLANK, 0, BLANK])},
        {"help_wanted": ("SP1.1.practice",)},
        {"correction": "x"},
        {"note": "x"},
        {"is_sent": True},
    ],
)
def test_anything_entered_makes_it_touched(touched):
    assert RESPONSE.is_untouched
    assert not replace(RESPONSE, **touched).is_untouched


def test_help_is_wanted_with_one_habit_a_theme():
    wanted = with_help_in(("SP1.1.practice", "VA2.1.practice"), "SP", "SP3.2.practice")
    assert sorted(wanted) == ["SP3.2.practice", "VA2.1.practice"]
    assert help_wanted_in(wanted, "SP") == "SP3.2.practice"
    assert help_wanted_in(with_help_in(wanted, "SP", ""), "SP") == ""


def test_a_fingerprint_tells_two_texts_apart_and_holds_neither():
    assert fingerprint("my note") != fingerprint("my notes")
    assert "note" not in fingerprint("note")
