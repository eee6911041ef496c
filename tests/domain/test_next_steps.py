"""The one thing that needs somebody: what comes first."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from app.domain.assessments import BLOCKS_OF_AN_ORGANISATION, Assessment, AssessmentState
from app.domain.drafts import fresh_draft
from app.domain.next_steps import NextStep, Step, next_step
from app.domain.people import Seat, SeatKind

NOW = datetime(2026, 10, 5, 9, 30, tzinfo=UTC)
DELE = Seat(1, SeatKind.HR_DIRECTOR, 1, "Dele", organisation_id=7, organisation_slug="northway-homes")
OPEN = Assessment(
    id=1,
    code="bcdfghjk",
    title="Autumn 2026",
    charter_version="0.1",
    blocks=BLOCKS_OF_AN_ORGANISATION,
    state=AssessmentState.OPEN,
    opened_at=NOW - timedelta(days=7),
    closes_at=NOW + timedelta(days=14),
    closed_at=None,
    fewest_shown=5,
    leaders_line="",
    owner_name="Northway Homes",
    organisation_id=7,
    organisation_slug="northway-homes",
)
DUE = replace(OPEN, id=2, closes_at=NOW)
CLOSING = replace(OPEN, id=3, state=AssessmentState.CLOSING, closed_at=NOW)
NEWS = replace(OPEN, id=4, state=AssessmentState.SEALED, closed_at=NOW - timedelta(days=14))
OLD = replace(OPEN, id=5, state=AssessmentState.RELEASED, closed_at=NOW - timedelta(days=15))
JOINT_DUE = replace(DUE, id=6, organisation_id=None, partnership_id=3)


@pytest.mark.parametrize(
    ("assessments", "expected"),
    [
        ([], NextStep(Step.BEGIN)),
        ([OPEN], NextStep(Step.WATCH, OPEN)),
        ([NEWS, CLOSING, OPEN, DUE, OLD], NextStep(Step.CLOSE, DUE)),
        ([NEWS, CLOSING, OPEN], NextStep(Step.WAIT, CLOSING)),
        ([OPEN, OLD, NEWS], NextStep(Step.READ, NEWS)),
        ([OLD, OPEN], NextStep(Step.WATCH, OPEN)),
        ([OLD], NextStep(Step.READ, OLD)),
        ([JOINT_DUE], NextStep(Step.WATCH, JOINT_DUE)),
    ],
    ids=[
        "nothing yet",
        "open",
        "due",
        "closing",
        "news",
        "old results wait",
        "old results",
        "not hers to close",
    ],
)
def test_the_most_pressing_step_comes_first(assessments, expected):
    assert next_step(assessments, by=DELE, now=NOW) == expected


def test_among_equals_the_latest_comes_first():
    later = replace(OPEN, id=9, opened_at=NOW)
    assert next_step([OPEN, later], by=DELE, now=NOW).assessment == later
    assert next_step([later, OPEN], by=DELE, now=NOW).assessment == later


DRAFT = replace(fresh_draft(code="mnpqrstv", organisation_id=7, today=NOW.date()), steps_done=2)
WAITING = replace(DRAFT, steps_done=4, scheduled_by=1)
LATE = replace(WAITING, opens_on=date(2026, 10, 2))


@pytest.mark.parametrize(
    ("assessments", "drafts", "expected"),
    [
        ([OPEN], [DRAFT], NextStep(Step.FINISH, draft=DRAFT)),
        ([OPEN, NEWS], [DRAFT], NextStep(Step.READ, NEWS)),
        ([OPEN], [WAITING], NextStep(Step.WATCH, OPEN)),
        ([OPEN], [DRAFT, LATE], NextStep(Step.OPEN, draft=LATE)),
        ([OLD], [DRAFT], NextStep(Step.FINISH, draft=DRAFT)),
        ([OLD], [], NextStep(Step.READ, OLD)),
        ([], [WAITING], NextStep(Step.BEGIN)),
    ],
    ids=[
        "a draft",
        "news first",
        "it waits for its day",
        "its day passed",
        "old results",
        "no draft",
        "only one waits",
    ],
)
def test_a_draft_that_waits_for_somebody_comes_before_watching(assessments, drafts, expected):
    assert next_step(assessments, by=DELE, now=NOW, drafts=drafts) == expected


def test_a_convenor_sets_nothing_up_here():
    convenor = replace(DELE, kind=SeatKind.CONVENOR, organisation_id=None, partnership_id=3)
    assert next_step([], by=convenor, now=NOW) == NextStep(Step.NOTHING)
