"""Open responses: what is compared before it is set, so that the slower of two changes nothing."""

from datetime import timedelta
from pathlib import Path
from secrets import token_bytes

import pytest
from sqlmodel import Session

from app.domain.answers import blank_sheet
from app.domain.assessments import BLOCKS_OF_AN_ORGANISATION
from app.domain.responses import OpenResponse
from app.services import setting_up
from app.storage import invitations, responses
from app.storage.charter_files import load_library
from tests import cast
from tests.cast import NOW

CHARTER = load_library(Path(__file__).parents[2] / "charter").newest
SHEET = blank_sheet(len(CHARTER.asked))
OTHER = bytes([3]) * len(SHEET)


@pytest.fixture
def response(session: Session) -> OpenResponse:
    everyone = cast.gather(session)
    assessment = setting_up.open_assessment(
        session,
        CHARTER,
        by=everyone.dele,
        title="Autumn",
        blocks=BLOCKS_OF_AN_ORGANISATION,
        closes_at=NOW + timedelta(days=7),
        leaders_line="",
        now=NOW,
        randomness=token_bytes,
        announce=False,
    )
    [invitation] = invitations.invitations_of_person(session, everyone.dele.person_id)
    responses.add_response(
        session,
        invitation_id=invitation.id,
        assessment_id=assessment.id,
        sheet=SHEET,
        resume_hash="",
    )
    return kept(session, invitation.id)


def kept(session: Session, invitation_id: int) -> OpenResponse:
    found = responses.find_answering_of(session, invitation_id)
    assert found
    return found.response


def send(session: Session, response: OpenResponse, receipt: str = "first") -> bool:
    return responses.mark_sent(
        session, response.id, on=NOW.date(), receipt=receipt, return_selector=receipt, return_hash=""
    )


def test_answers_are_replaced_as_long_as_they_are_as_they_were(session, response):
    assert responses.replace_answers(session, response, sheet=OTHER, help_wanted=("SP1.1.practice",))
    after = kept(session, response.invitation_id)
    assert (after.sheet, after.help_wanted) == (OTHER, ("SP1.1.practice",))
    assert not responses.replace_answers(session, response, sheet=SHEET, help_wanted=())
    assert kept(session, response.invitation_id) == after


def test_help_wanted_is_compared_as_answers_are(session, response):
    responses.replace_answers(session, response, sheet=SHEET, help_wanted=("SP1.1.practice",))
    assert not responses.replace_answers(session, response, sheet=OTHER, help_wanted=())


def test_answers_that_have_been_sent_stay(session, response):
    send(session, response)
    assert not responses.replace_answers(session, response, sheet=OTHER, help_wanted=())


def test_a_response_is_sent_once(session, response):
    assert send(session, response, "first")
    assert not send(session, response, "second")
    assert kept(session, response.invitation_id).receipt == "first"


def test_a_text_is_replaced_as_long_as_it_is_as_it_was(session, response):
    assert responses.replace_text(session, response.id, "note", before="", after="one")
    assert not responses.replace_text(session, response.id, "note", before="", after="two")
    assert kept(session, response.invitation_id).note == "one"
