"""Watching an open assessment: counts by team and partner, for those whose it is."""

from datetime import date, timedelta

import pytest
from sqlalchemy import insert
from sqlmodel import Session

from app.domain.assessments import BLOCKS_OF_A_PARTNERSHIP, Assessment, AssessmentState
from app.domain.errors import NotAllowed, NotFound
from app.domain.turnout import Line
from app.services import watching
from app.storage import assessments, invitations
from app.storage.tables import OPEN_RESPONSE
from tests import cast
from tests.cast import NOW, Cast
from tests.services.test_setting_up import open_one

TOMORROW = NOW + timedelta(days=1)


@pytest.fixture
def everyone(session: Session) -> Cast:
    return cast.gather(session)


@pytest.fixture
def joint(session: Session, everyone: Cast) -> Assessment:
    return open_one(session, everyone.rhiannon, blocks=BLOCKS_OF_A_PARTNERSHIP)


def send(session: Session, assessment: Assessment, organisation_id: int, people: int, *, on: date) -> None:
    """Puts in responses as they are once sent."""
    asked = invitations.invitations_of_assessment(session, assessment.id)
    theirs = [each.id for each in asked if each.organisation_id == organisation_id][:people]
    row = {"assessment_id": assessment.id, "answers": b"", "help_wanted": "", "correction": "", "note": ""}
    session.execute(insert(OPEN_RESPONSE), [row | {"invitation_id": each, "sent_on": on} for each in theirs])


def test_the_convenor_sees_large_partners_and_no_small_one(
    session: Session, everyone: Cast, joint: Assessment
) -> None:
    send(session, joint, everyone.northway, 9, on=NOW.date())
    send(session, joint, everyone.lantern, 5, on=NOW.date())
    watch = watching.watch_partnership(session, "millbrook", joint.code, by=everyone.rhiannon, now=TOMORROW)
    assert watch.turnout is not None
    assert watch.turnout.lines == (Line("Northway Homes", 17, 9),)
    assert watch.turnout.leaves_out_small_ones
    assert watch.why_not_close is None


def test_an_hr_director_sees_her_part_of_a_joint_assessment_by_team(
    session: Session, everyone: Cast, joint: Assessment
) -> None:
    send(session, joint, everyone.northway, 13, on=NOW.date())
    send(session, joint, everyone.lantern, 5, on=NOW.date())
    watch = watching.watch_organisation(session, "northway-homes", joint.code, by=everyone.dele, now=TOMORROW)
    assert watch.turnout is not None
    # Repairs has four and Dele no team: five, so Outreach goes in with them.
    assert watch.turnout.lines == (Line("Outreach, No team given and Repairs together", 17, 13),)
    assert watch.turnout.total == Line("Everyone", 17, 13)
    assert watch.why_not_close == "Only Millbrook Prevention Partnership can close this assessment."


def test_what_was_sent_today_counts_from_tomorrow(
    session: Session, everyone: Cast, joint: Assessment
) -> None:
    send(session, joint, everyone.northway, 9, on=NOW.date())
    today = watching.watch_partnership(session, "millbrook", joint.code, by=everyone.rhiannon, now=NOW)
    assert today.turnout is not None
    assert today.turnout.lines == (Line("Northway Homes", 17, 0),)


def test_a_closed_assessment_has_no_counts(session: Session, everyone: Cast, joint: Assessment) -> None:
    assessments.replace_state(
        session, joint.id, before=AssessmentState.OPEN, after=AssessmentState.CLOSING, closed_at=NOW
    )
    watch = watching.watch_partnership(session, "millbrook", joint.code, by=everyone.rhiannon, now=TOMORROW)
    assert watch.turnout is None
    assert watch.why_not_close == "This assessment has already been closed."


def test_a_partner_may_watch_the_partnership(session: Session, everyone: Cast, joint: Assessment) -> None:
    watch = watching.watch_partnership(session, "millbrook", joint.code, by=everyone.dele, now=NOW)
    assert watch.assessment == joint


@pytest.mark.parametrize("seat", ["owen", "sorcha", "amira"])
def test_strangers_find_no_partnership_to_watch(
    session: Session, everyone: Cast, joint: Assessment, seat: str
) -> None:
    with pytest.raises(NotFound):
        watching.watch_partnership(session, "millbrook", joint.code, by=getattr(everyone, seat), now=NOW)


@pytest.mark.parametrize("seat", ["owen", "sorcha", "amira", "rhiannon"])
def test_strangers_find_no_organisation_to_watch(
    session: Session, everyone: Cast, joint: Assessment, seat: str
) -> None:
    with pytest.raises(NotFound):
        watching.watch_organisation(
            session, "northway-homes", joint.code, by=getattr(everyone, seat), now=NOW
        )


def test_a_respondent_may_not_watch_her_own_organisation(
    session: Session, everyone: Cast, joint: Assessment
) -> None:
    with pytest.raises(NotAllowed):
        watching.watch_organisation(session, "lantern-trust", joint.code, by=everyone.amira, now=NOW)


def test_another_organisations_assessment_does_not_exist(
    session: Session, everyone: Cast, joint: Assessment
) -> None:
    ours = open_one(session, everyone.dele)
    with pytest.raises(NotFound):
        watching.watch_partnership(session, "millbrook", ours.code, by=everyone.rhiannon, now=NOW)
    with pytest.raises(NotFound):
        watching.watch_organisation(session, "harbour-row-housing", ours.code, by=everyone.owen, now=NOW)
