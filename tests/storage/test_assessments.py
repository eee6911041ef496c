"""Assessments and their states, kept and found again."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from app.domain.assessments import BLOCKS_OF_A_PARTNERSHIP, AssessmentState
from app.domain.errors import NotFound
from app.storage import assessments
from tests import cast
from tests.cast import NOW

OPEN, CLOSING, RELEASED = AssessmentState.OPEN, AssessmentState.CLOSING, AssessmentState.RELEASED


def add(
    session: Session,
    code: str,
    *,
    organisation_id: int | None = None,
    partnership_id: int | None = None,
    opened_at: datetime = NOW,
) -> int:
    return assessments.add_assessment(
        session,
        code=code,
        title="Autumn 2026",
        charter_version="0.1",
        blocks=BLOCKS_OF_A_PARTNERSHIP,
        opened_at=opened_at,
        closes_at=opened_at + timedelta(days=21),
        fewest_shown=5,
        leaders_line="We want to know.",
        organisation_id=organisation_id,
        partnership_id=partnership_id,
    )


def test_an_assessment_comes_back_as_it_went_in(session: Session) -> None:
    everyone = cast.gather(session)
    assessment_id = add(session, "jointone", partnership_id=everyone.millbrook)
    found = assessments.get_assessment(session, "jointone")
    assert found == assessments.get_assessment_by_id(session, assessment_id)
    assert found.is_joint
    assert (found.owner_name, found.partnership_slug) == ("Millbrook Prevention Partnership", "millbrook")
    assert found.organisation_slug is None
    assert (found.blocks, found.state) == (BLOCKS_OF_A_PARTNERSHIP, OPEN)
    assert (found.opened_at, found.closed_at) == (NOW, None)


@pytest.mark.parametrize("code", ["missing2", "a\0b", "\ud912"])
def test_an_unknown_or_impossible_code_is_simply_not_there(session: Session, code: str) -> None:
    with pytest.raises(NotFound):
        assessments.get_assessment(session, code)


def test_an_organisation_sees_its_own_and_its_joint_ones_latest_first(session: Session) -> None:
    everyone = cast.gather(session)
    add(session, "joint", partnership_id=everyone.millbrook, opened_at=NOW - timedelta(days=200))
    add(session, "ours", organisation_id=everyone.northway)
    add(session, "theirs", organisation_id=everyone.lantern)
    add(session, "elsewhere", partnership_id=everyone.eastquay)
    ours = assessments.assessments_of_organisation(session, everyone.northway)
    assert [each.code for each in ours] == ["ours", "joint"]
    joint = assessments.assessments_of_partnership(session, everyone.millbrook)
    assert [each.code for each in joint] == ["joint"]


def test_only_open_assessments_whose_time_is_up_are_due(session: Session) -> None:
    everyone = cast.gather(session)
    add(session, "running", organisation_id=everyone.northway)
    add(session, "late", organisation_id=everyone.lantern, opened_at=NOW - timedelta(days=21))
    done = add(session, "done", organisation_id=everyone.lantern, opened_at=NOW - timedelta(days=90))
    assessments.replace_state(session, done, before=OPEN, after=CLOSING, closed_at=NOW)
    assert [each.code for each in assessments.due_assessments(session, NOW)] == ["late"]
    assert [each.code for each in assessments.half_closed_assessments(session)] == ["done"]


def test_of_two_who_close_at_once_one_is_told(session: Session) -> None:
    everyone = cast.gather(session)
    assessment_id = add(session, "ours", organisation_id=everyone.northway)
    assert assessments.replace_state(session, assessment_id, before=OPEN, after=CLOSING, closed_at=NOW)
    later = NOW + timedelta(minutes=1)
    assert not assessments.replace_state(session, assessment_id, before=OPEN, after=CLOSING, closed_at=later)
    found = assessments.get_assessment(session, "ours")
    assert (found.state, found.closed_at) == (CLOSING, NOW)


def test_a_later_state_keeps_the_time_of_closing(session: Session) -> None:
    everyone = cast.gather(session)
    assessment_id = add(session, "ours", organisation_id=everyone.northway)
    assessments.replace_state(session, assessment_id, before=OPEN, after=CLOSING, closed_at=NOW)
    assert assessments.replace_state(session, assessment_id, before=CLOSING, after=RELEASED)
    found = assessments.get_assessment(session, "ours")
    assert (found.state, found.closed_at) == (RELEASED, NOW)
