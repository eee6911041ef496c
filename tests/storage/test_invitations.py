"""Invitations: found by token, counted by group, declined and taken back."""

from datetime import timedelta

import pytest
from sqlalchemy import insert
from sqlmodel import Session

from app.domain.errors import NotFound
from app.domain.invitations import Count
from app.domain.people import RoleLevel
from app.storage import invitations
from app.storage.tables import OPEN_RESPONSE
from tests import cast
from tests.cast import NOW
from tests.storage.test_assessments import add

OPERATIONAL, STRATEGIC = RoleLevel.OPERATIONAL, RoleLevel.STRATEGIC


def invite_everyone(session: Session, assessment_id: int, organisation_ids: list[int]) -> None:
    invitations.invite_people(session, assessment_id, organisation_ids)
    asked = invitations.invitations_of_assessment(session, assessment_id)
    invitations.add_links(session, {f"hash-{each.person_id}": each.id for each in asked})


@pytest.fixture
def everyone(session: Session) -> cast.Cast:
    return cast.gather(session)


@pytest.fixture
def joint(session: Session, everyone: cast.Cast) -> int:
    assessment_id = add(session, "joint", partnership_id=everyone.millbrook)
    invite_everyone(session, assessment_id, [everyone.northway, everyone.lantern])
    return assessment_id


def test_a_token_leads_to_its_person(session: Session, everyone: cast.Cast, joint: int) -> None:
    found = invitations.find_invitation(session, f"hash-{everyone.amira.person_id}")
    assert found is not None
    assert (found.assessment_id, found.person_name, found.email) == (joint, "Amira Rahal", cast.AMIRA)
    assert (found.organisation_name, found.team_name, found.role_level) == (
        "Lantern Trust",
        None,
        OPERATIONAL,
    )
    assert found == invitations.get_invitation(session, found.id)
    assert [found] == invitations.invitations_of_person(session, everyone.amira.person_id)


def test_an_unknown_token_leads_nowhere(session: Session, joint: int) -> None:
    assert invitations.find_invitation(session, "no such hash") is None
    with pytest.raises(NotFound):
        invitations.get_invitation(session, 0)


def test_those_invited_are_counted_by_team_and_role_level(
    session: Session, everyone: cast.Cast, joint: int
) -> None:
    counts = invitations.invited_counts(session, joint)
    assert Count(everyone.northway, everyone.outreach, STRATEGIC, 6) in counts
    assert Count(everyone.northway, everyone.repairs, OPERATIONAL, 2) in counts
    assert Count(everyone.northway, None, OPERATIONAL, 1) in counts  # Dele
    assert sum(each.people for each in counts) == 12 + 4 + 1 + 7


def test_an_invitation_keeps_the_team_of_the_day_it_was_made(
    session: Session, everyone: cast.Cast, joint: int
) -> None:
    cast.colleagues(session, everyone.northway, 3, team_id=everyone.repairs, place="new")
    counts = invitations.invited_counts(session, joint)
    assert sum(each.people for each in counts if each.team_id == everyone.repairs) == 4


def test_responses_count_from_the_day_after_they_were_sent(
    session: Session, everyone: cast.Cast, joint: int
) -> None:
    outreach = [
        each.id
        for each in invitations.invitations_of_assessment(session, joint)
        if each.team_name == "Outreach"
    ]
    today = NOW.date()
    days = [today - timedelta(days=1), today - timedelta(days=1), today, None]
    session.execute(
        insert(OPEN_RESPONSE),
        [
            {
                "invitation_id": invitation_id,
                "assessment_id": joint,
                "answers": b"",
                "help_wanted": "",
                "correction": "",
                "note": "",
                "sent_on": day,
            }
            for invitation_id, day in zip(outreach, days, strict=False)
        ],
    )
    sent = invitations.sent_counts(session, joint, before=today)
    assert sum(each.people for each in sent) == 2
    assert {each.team_id for each in sent} == {everyone.outreach}


def test_declining_can_be_undone(session: Session, everyone: cast.Cast, joint: int) -> None:
    [invitation] = invitations.invitations_of_person(session, everyone.amira.person_id)
    invitations.decline(session, invitation.id)
    assert invitations.get_invitation(session, invitation.id).declined
    assert [each.declined for each in invitations.invitations_of_assessment(session, joint)].count(True) == 1
    invitations.undo_decline(session, invitation.id)
    assert not invitations.get_invitation(session, invitation.id).declined
