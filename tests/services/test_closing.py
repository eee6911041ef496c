"""Closing: what is counted, what is written, what is kept, and what is left of it when it is cut off."""

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import Engine, func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from app.closing_job import close_what_is_due, run_closing
from app.domain.agreement import within_group
from app.domain.assessments import Assessment, AssessmentState
from app.domain.cells import Cell, Decision
from app.domain.charter import Block, CharterLibrary
from app.domain.distributions import Distribution
from app.domain.errors import Conflict, NotAllowed, NotFound
from app.domain.people import Seat, SeatKind
from app.domain.proportions import likely_share
from app.services import closing, setting_up
from app.storage import assessments, people, releases, seats
from app.storage.tables import ANSWERING, AUDIT, INVITATION, OPEN_RESPONSE, RELEASED_CELL, SEALED_RESPONSE
from tests import cast
from tests.cast import NOW, Cast
from tests.charter_builder import a_charter, many

CHARTER = a_charter(many("SP", 4, "practice", "organisation"), many("VA", 3, "practice", "organisation"))
LIBRARY = CharterLibrary((CHARTER,))
BLOCKS = (Block.PRACTICE, Block.ORGANISATION)
CANARY = "the heron stands on one leg"


@pytest.fixture
def everyone(session: Session) -> Cast:
    found = cast.gather(session)
    session.commit()
    return found


def opened(session: Session, by: Seat, *, days: int = 21) -> Assessment:
    assessment = setting_up.open_assessment(
        session,
        CHARTER,
        by=by,
        title="Autumn 2026",
        blocks=BLOCKS,
        closes_at=NOW + timedelta(days=days),
        leaders_line="Tell us how it is.",
        now=NOW,
        randomness=secrets.token_bytes,
        announce=False,
    )
    session.commit()
    return assessment


def answer(session: Session, assessment: Assessment, *, sent: bool = True, leave_out: int = 0) -> None:
    """Everybody invited answers, but the last few; the first statement did not come up for anybody."""
    wanted = (
        select(INVITATION.c.id).where(INVITATION.c.assessment_id == assessment.id).order_by(INVITATION.c.id)
    )
    ids = session.execute(wanted).scalars().all()
    for number, invitation_id in enumerate(ids[: len(ids) - leave_out]):
        answers = bytes([5, *([number % 5] * (len(CHARTER.asked) - 1))])
        session.execute(
            insert(OPEN_RESPONSE).values(
                invitation_id=invitation_id,
                assessment_id=assessment.id,
                answers=answers,
                note=CANARY,
                sent_on=date(2026, 10, 7) if sent else None,
                return_selector=f"s{invitation_id}",
                return_hash=f"hash of {invitation_id}",
            )
        )
        session.execute(
            insert(ANSWERING).values(cookie_hash=f"c{invitation_id}", invitation_id=invitation_id)
        )
    session.commit()


def answered(session: Session, by: Seat, **changes: int) -> Assessment:
    assessment = opened(session, by)
    answer(session, assessment, **changes)
    return assessment


def close_and_run(session: Session, engine: Engine, assessment: Assessment, by: Seat) -> None:
    closing.close(session, by=by, assessment_code=assessment.code, now=NOW)
    session.commit()
    run_closing(engine, LIBRARY, assessment.id)


def count(session: Session, table: object) -> int:
    session.rollback()
    counted = session.execute(select(func.count()).select_from(table)).scalar_one()
    session.rollback()  # an open transaction would keep everybody else from writing
    return counted


def state(session: Session, assessment: Assessment) -> AssessmentState:
    session.rollback()
    return assessments.get_assessment_by_id(session, assessment.id).state


def by_group(cells: list[Cell], measure: str) -> dict[str, Cell]:
    return {cell.group.name: cell for cell in cells if cell.measure == measure}


def test_an_organisation_sees_itself_and_its_teams_but_not_the_small_one(session, engine, everyone):
    assessment = answered(session, everyone.dele)

    close_and_run(session, engine, assessment, everyone.dele)

    found = by_group(releases.cells(session, assessment.id), "VA.organisation")
    assert (found["Northway Homes"].people, found["Northway Homes"].invited) == (17, 17)
    assert found["Northway Homes"].mean == pytest.approx(25 * sum(n % 5 for n in range(17)) / 17)
    assert found["Outreach"].is_released
    assert found["Repairs"].decision is Decision.TOO_FEW
    assert (found["Repairs"].people, found["Repairs"].mean, found["Repairs"].invited) == (None, None, None)


def test_how_many_gave_which_answer_is_kept_as_it_is_shown(session, engine, everyone):
    assessment = answered(session, everyone.dele)

    close_and_run(session, engine, assessment, everyone.dele)

    cells = releases.cells(session, assessment.id)
    found = by_group(cells, CHARTER.asked[2])["Northway Homes"].distribution
    assert found == Distribution(17, (4, 4, 4, 4, 4), 6, *likely_share(6, 17, 17), 4, 4)
    assert {each.group.name for each in cells if each.distribution} == {"Northway Homes"}
    assert by_group(cells, "VA.organisation")["Northway Homes"].distribution is None
    agreement = by_group(cells, "VA.organisation")["Northway Homes"].within_group
    assert agreement == within_group(np.array([[number % 5] * 3 for number in range(17)], dtype=float))
    assert by_group(cells, "VA.practice")["Northway Homes"].within_group is None


def test_what_did_not_come_up_is_no_figure_for_anyone(session, engine, everyone):
    assessment = answered(session, everyone.dele)

    close_and_run(session, engine, assessment, everyone.dele)

    cells = releases.cells(session, assessment.id)
    assert by_group(cells, CHARTER.asked[0])["Northway Homes"].decision is Decision.TOO_FEW
    assert by_group(cells, CHARTER.asked[2])["Northway Homes"].is_released


def test_two_organisations_are_only_shown_together(session, engine, everyone):
    assessment = answered(session, everyone.rhiannon)

    close_and_run(session, engine, assessment, everyone.rhiannon)

    cells = releases.cells(session, assessment.id)
    assert {cell.group.code for cell in cells} == {"everyone", "level/strategic", "level/operational"}
    assert by_group(cells, "SP.practice")["Everyone"].decision in {Decision.RELEASED, Decision.NOT_COMPARED}


def test_drafts_do_not_count_and_are_erased(session, engine, everyone):
    assessment = answered(session, everyone.dele, sent=False)

    close_and_run(session, engine, assessment, everyone.dele)

    assert {cell.decision for cell in releases.cells(session, assessment.id)} == {Decision.TOO_FEW}
    assert count(session, OPEN_RESPONSE) == count(session, SEALED_RESPONSE) == 0


def test_an_assessment_that_nobody_answered_closes_too(session, engine, everyone):
    assessment = opened(session, everyone.dele)

    close_and_run(session, engine, assessment, everyone.dele)

    assert state(session, assessment) is AssessmentState.SEALED


def test_the_seal_keeps_levels_and_the_return_code_and_nobody(session, engine, everyone):
    assessment = answered(session, everyone.dele)

    close_and_run(session, engine, assessment, everyone.dele)

    sealed = session.execute(select(SEALED_RESPONSE).order_by(SEALED_RESPONSE.c.return_selector)).all()
    assert len(sealed) == 17
    tied = {"invitation_id", "person_id", "team_id", "role_level", "sent_on", "note", "help_wanted"}
    assert tied.isdisjoint(sealed[0]._fields)
    assert {row.organisation_id for row in sealed} == {everyone.northway}
    assert {row.levels[0] for row in sealed} == {7}  # it did not come up: a blank now
    assert {row.levels[1] for row in sealed} == {0, 1, 2, 3, 4}
    assert [row.return_hash for row in sealed] == [f"hash of {row.return_selector[1:]}" for row in sealed]
    assert count(session, OPEN_RESPONSE) == count(session, ANSWERING) == 0


def test_where_fewer_than_five_answered_the_seal_forgets_the_organisation(session, engine, everyone):
    assessment = answered(session, everyone.rhiannon, leave_out=2)  # Amira and Dele, who came last
    few = opened(session, everyone.dele, days=9)
    answer(session, few, leave_out=13)

    close_and_run(session, engine, assessment, everyone.rhiannon)
    close_and_run(session, engine, few, everyone.dele)

    kept = select(SEALED_RESPONSE.c.organisation_id, func.count()).group_by(SEALED_RESPONSE.c.organisation_id)
    found = {row.organisation_id: row[1] for row in session.execute(kept)}
    assert found == {everyone.northway: 16, everyone.lantern: 6, None: 4}


def test_other_assessments_stay_open_and_keep_their_answers(session, engine, everyone):
    assessment, other = answered(session, everyone.dele), opened(session, everyone.rhiannon, days=9)
    answer(session, other)

    close_and_run(session, engine, assessment, everyone.dele)

    assert state(session, other) is AssessmentState.OPEN
    assert count(session, OPEN_RESPONSE) == count(session, ANSWERING) == 24


def test_erased_answers_are_gone_from_the_files_as_well(session, engine, everyone):
    if engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL's files are the server's")
    assessment = answered(session, everyone.dele)
    file = Path(engine.url.database)
    written = [file, file.with_name(file.name + "-wal")]
    assert any(CANARY.encode() in each.read_bytes() for each in written)
    session.close()

    with Session(engine) as closer:
        close_and_run(closer, engine, assessment, everyone.dele)

    assert not any(CANARY.encode() in each.read_bytes() for each in written)


def a_seat(session: Session, kind: SeatKind, organisation_id: int) -> Seat:
    [person, *_] = people.people_of(session, [organisation_id])
    return seats.get_seat(
        session,
        seats.add_seat(
            session, person_id=person.id, kind=kind, organisation_id=organisation_id, partnership_id=None
        ),
    )


def test_only_its_owner_closes_an_assessment(session, everyone):
    own, joint = opened(session, everyone.dele), opened(session, everyone.rhiannon, days=9)
    colleague = a_seat(session, SeatKind.RESPONDENT, everyone.northway)
    refused = [
        (own, colleague, NotAllowed),
        (own, everyone.owen, NotFound),
        (own, everyone.rhiannon, NotFound),
        (own, everyone.sorcha, NotFound),
        (joint, everyone.dele, NotAllowed),
        (joint, everyone.owen, NotFound),
        (joint, everyone.amira, NotFound),
    ]
    audits = count(session, AUDIT)
    for assessment, by, refusal in refused:
        with pytest.raises(refusal):
            closing.close(session, by=by, assessment_code=assessment.code, now=NOW)

    assert state(session, own) is state(session, joint) is AssessmentState.OPEN
    assert count(session, AUDIT) == audits


def test_closing_is_noted_and_happens_once(session, everyone):
    assessment = opened(session, everyone.dele)

    closed = closing.close(session, by=everyone.dele, assessment_code=assessment.code, now=NOW)

    assert (closed.state, closed.closed_at) == (AssessmentState.CLOSING, NOW)
    noted = session.execute(select(AUDIT).where(AUDIT.c.action == "closed an assessment")).one()
    assert (noted.person_id, noted.subject) == (everyone.dele.person_id, assessment.code)
    with pytest.raises(Conflict):
        closing.close(session, by=everyone.dele, assessment_code=assessment.code, now=NOW)


def test_the_clock_closes_what_is_due_and_nothing_else(session, engine, everyone):
    due, not_due = opened(session, everyone.dele, days=7), opened(session, everyone.rhiannon, days=9)

    closed = close_what_is_due(engine, LIBRARY, now=NOW + timedelta(days=8))

    assert closed == 1
    assert state(session, due) is AssessmentState.SEALED
    assert state(session, not_due) is AssessmentState.OPEN


class CutOff(Exception):
    """The power goes."""


def cut_off_after(times: int) -> Callable[[object], bytes]:
    """Works so many times, then fails, whatever it is asked."""
    left = iter(range(times))

    def works(asked: object) -> bytes:
        if next(left, None) is None:
            raise CutOff
        return secrets.token_bytes(asked if isinstance(asked, int) else 0)

    return works


@pytest.mark.parametrize("steps", range(4))
def test_a_closing_cut_off_between_steps_goes_on_from_there(session, engine, everyone, steps):
    assessment = answered(session, everyone.dele)
    closing.close(session, by=everyone.dele, assessment_code=assessment.code, now=NOW)
    session.commit()

    with pytest.raises(CutOff):
        run_closing(engine, LIBRARY, assessment.id, say=cut_off_after(steps))
    assert close_what_is_due(engine, LIBRARY, now=NOW) == (0 if steps == 3 else 1)

    assert state(session, assessment) is AssessmentState.SEALED
    assert count(session, SEALED_RESPONSE) == 17
    cells = releases.cells(session, assessment.id)
    assert len({(cell.group.code, cell.measure, cell.counting) for cell in cells}) == len(cells) > 0


def test_a_seal_cut_off_in_the_middle_has_changed_nothing(session, engine, everyone):
    assessment = answered(session, everyone.dele)
    closing.close(session, by=everyone.dele, assessment_code=assessment.code, now=NOW)
    session.commit()

    with pytest.raises(CutOff):
        run_closing(engine, LIBRARY, assessment.id, randomness=cut_off_after(9))

    assert state(session, assessment) is AssessmentState.RELEASED
    assert (count(session, OPEN_RESPONSE), count(session, SEALED_RESPONSE)) == (17, 0)
    run_closing(engine, LIBRARY, assessment.id)
    assert (count(session, OPEN_RESPONSE), count(session, SEALED_RESPONSE)) == (0, 17)


def test_a_release_cut_off_in_the_middle_has_changed_nothing(session, engine, everyone):
    assessment = answered(session, everyone.dele)
    closing.close(session, by=everyone.dele, assessment_code=assessment.code, now=NOW)
    found = closing.work_out(session, LIBRARY, assessment_id=assessment.id)
    session.commit()
    twice = replace(found, cells=[*found.cells, found.cells[0]])

    with pytest.raises(IntegrityError), Session(engine) as broken, broken.begin():
        closing.publish(broken, twice, assessment_id=assessment.id)

    assert state(session, assessment) is AssessmentState.CLOSING
    assert count(session, RELEASED_CELL) == 0


def test_a_step_done_by_somebody_quicker_is_not_done_again(session, engine, everyone):
    assessment = answered(session, everyone.dele)
    closing.close(session, by=everyone.dele, assessment_code=assessment.code, now=NOW)
    found = closing.work_out(session, LIBRARY, assessment_id=assessment.id)

    published = [closing.publish(session, found, assessment_id=assessment.id) for _ in range(2)]
    sealed = [
        closing.seal(session, assessment_id=assessment.id, randomness=secrets.token_bytes) for _ in range(2)
    ]

    assert published == sealed == [True, False]
    session.commit()
    assert releases.cells(session, assessment.id) == found.cells


def test_an_open_assessment_has_no_figures_for_anybody(session, engine, everyone):
    assessment = answered(session, everyone.dele)

    with pytest.raises(Conflict):
        closing.work_out(session, LIBRARY, assessment_id=assessment.id)
    session.rollback()
    run_closing(engine, LIBRARY, assessment.id)

    assert state(session, assessment) is AssessmentState.OPEN
    assert count(session, RELEASED_CELL) == 0
