"""Opening an assessment: who may, who is asked, and what is fixed from then on."""

import re
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlmodel import Session

from app.domain import codes
from app.domain.assessments import (
    BLOCKS_OF_A_PARTNERSHIP,
    BLOCKS_OF_AN_ORGANISATION,
    Assessment,
    AssessmentState,
)
from app.domain.charter import Block, Charter
from app.domain.errors import Conflict, Invalid, NotAllowed
from app.domain.people import NewPerson, Seat
from app.services import setting_up
from app.storage import invitations, outbox, people
from app.storage.tables import ASSESSMENT, AUDIT, INVITATION, INVITATION_LINK, OUTGOING_MESSAGE
from tests import cast
from tests.cast import NOW, Cast
from tests.letters import write_letters

CHARTER = Charter("0.1", "2026-01-01", "", themes=(), scales={}, sources=())
numbers = count(1)


def counted_bytes(length: int) -> bytes:
    """Never the same twice, as random bytes would be."""
    return b"".join(next(numbers).to_bytes(2) for _ in range((length + 1) // 2))[:length]


@pytest.fixture
def everyone(session: Session) -> Cast:
    return cast.gather(session)


def open_one(session: Session, by: Seat, **changes: Any) -> Assessment:
    fields: dict[str, Any] = {
        "title": "Autumn 2026",
        "blocks": BLOCKS_OF_AN_ORGANISATION,
        "closes_at": NOW + timedelta(days=21),
        "leaders_line": "Tell us how it is.",
        "now": NOW,
        "randomness": counted_bytes,
    }
    assessment = setting_up.open_assessment(session, CHARTER, by=by, **(fields | changes))
    write_letters(session, assessment, now=NOW, base_url="http://127.0.0.1:8000/")
    return assessment


def rows(session: Session) -> list[int]:
    tables = (ASSESSMENT, INVITATION, OUTGOING_MESSAGE, AUDIT)
    return [session.execute(select(func.count()).select_from(table)).scalar_one() for table in tables]


def test_an_hr_director_asks_the_people_of_her_organisation(session: Session, everyone: Cast) -> None:
    assessment = open_one(session, everyone.dele)
    asked = invitations.invitations_of_assessment(session, assessment.id)
    assert {each.organisation_id for each in asked} == {everyone.northway}
    assert len(asked) == 17
    assert (assessment.state, assessment.charter_version) == (AssessmentState.OPEN, "0.1")
    assert (assessment.organisation_slug, assessment.is_joint) == ("northway-homes", False)


def test_a_convenor_asks_the_people_of_every_partner(session: Session, everyone: Cast) -> None:
    assessment = open_one(session, everyone.rhiannon, blocks=BLOCKS_OF_A_PARTNERSHIP)
    asked = invitations.invitations_of_assessment(session, assessment.id)
    assert {each.organisation_id for each in asked} == {everyone.northway, everyone.lantern}
    assert assessment.is_joint
    assert assessment.owner_name == "Millbrook Prevention Partnership"


@pytest.mark.parametrize("seat", ["amira", "sorcha"])
def test_nobody_else_opens_an_assessment(session: Session, everyone: Cast, seat: str) -> None:
    with pytest.raises(NotAllowed):
        open_one(session, getattr(everyone, seat))
    assert rows(session) == [0, 0, 0, 0]


def test_fewer_than_five_people_are_not_asked(session: Session, everyone: Cast) -> None:
    cast.colleagues(session, everyone.harbour_row, 3)  # with Owen, four
    with pytest.raises(Conflict, match="fewer than five"):
        open_one(session, everyone.owen)
    assert rows(session) == [0, 0, 0, 0]
    cast.colleagues(session, everyone.harbour_row, 1, place="one more")
    assert open_one(session, everyone.owen).owner_name == "Harbour Row Housing"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "  "),
        ("title", "x" * 61),
        ("blocks", ()),
        ("blocks", (Block.PRACTICE, Block.PRACTICE)),
        ("blocks", BLOCKS_OF_A_PARTNERSHIP),
        ("closes_at", NOW),
        ("fewest_shown", 4),
    ],
)
def test_what_is_not_in_order_is_refused_by_name(
    session: Session, everyone: Cast, field: str, value: object
) -> None:
    with pytest.raises(Invalid) as refusal:
        open_one(session, everyone.dele, **{field: value})
    assert list(refusal.value.problems) == [field]
    assert rows(session) == [0, 0, 0, 0]


def test_blocks_are_kept_in_the_order_of_the_questionnaire(session: Session, everyone: Cast) -> None:
    assert open_one(session, everyone.dele, blocks=[Block.ORGANISATION, Block.PRACTICE]).blocks == (
        Block.PRACTICE,
        Block.ORGANISATION,
    )


def test_each_letter_carries_the_link_of_the_one_it_goes_to(session: Session, everyone: Cast) -> None:
    assessment = open_one(session, everyone.rhiannon)
    letters = [waiting.message for waiting in outbox.waiting(session)]
    assert len(letters) == 24
    [letter] = [letter for letter in letters if letter.to_address == cast.AMIRA]
    found = re.search(r"^http://127\.0\.0\.1:8000/i/([0-9a-f]{64})$", letter.body, re.MULTILINE)
    assert found is not None
    invitation = invitations.find_invitation(session, codes.token_hash(found[1]))
    assert invitation is not None
    assert (invitation.person_id, invitation.assessment_id) == (everyone.amira.person_id, assessment.id)
    assert letter.from_name == "Rhiannon Vaughan, Millbrook Prevention Partnership"
    assert letter.stop_link == f"http://127.0.0.1:8000/i/{found[1]}/no-reminders"


def test_the_link_is_in_the_letter_alone(session: Session, everyone: Cast) -> None:
    open_one(session, everyone.dele)
    kept = {row.token_hash for row in session.execute(select(INVITATION_LINK))}
    links = {letter.message.body.split("/i/")[1].split()[0] for letter in outbox.waiting(session)}
    assert len(kept) == len(links) == 17
    assert kept.isdisjoint(links)


def test_a_person_without_an_address_is_asked_all_the_same(session: Session, everyone: Cast) -> None:
    people.add_people(session, [NewPerson("Nan Pritchard", organisation_id=everyone.northway)])
    assessment = open_one(session, everyone.dele)
    assert len(invitations.invitations_of_assessment(session, assessment.id)) == 18
    assert len(outbox.waiting(session)) == 17


def test_without_announcing_no_letters_go(session: Session, everyone: Cast) -> None:
    open_one(session, everyone.dele, announce=False)
    assert outbox.waiting(session) == []


def test_opening_leaves_a_trace(session: Session, everyone: Cast) -> None:
    assessment = open_one(session, everyone.dele)
    [trace] = session.execute(select(AUDIT)).all()
    assert (trace.person_id, trace.action, trace.subject, trace.at) == (
        everyone.dele.person_id,
        "opened an assessment",
        assessment.code,
        NOW,
    )
