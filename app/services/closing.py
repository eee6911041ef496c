"""Closing an assessment: open → closing → released → sealed, a step at a time.

Each step is a transaction of its own and begins with a compare-and-set on the state, so a closing that
was cut off anywhere goes on from there, and two at once do nothing twice.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from app.domain import figures, help_wanted, linking, sealing
from app.domain.access import require_organisation, require_partnership
from app.domain.assessments import Assessment, AssessmentState, is_owner, previous, why_not_close
from app.domain.cells import Cell
from app.domain.charter import Charter, CharterLibrary
from app.domain.codes import Randomness
from app.domain.errors import Conflict, NotAllowed
from app.domain.help_wanted import HelpCell
from app.domain.linked_changes import LinkedChange
from app.domain.people import Seat
from app.storage import (
    assessments,
    audit,
    help_cells,
    linked_changes,
    organisations,
    partnerships,
    pooling,
    releases,
    seals,
    snapshots,
)


def close(session: Session, *, by: Seat, assessment_code: str, now: datetime) -> Assessment:
    """The first step, and the owner's: from its commit on nobody can answer."""
    assessment = assessments.get_assessment(session, assessment_code)
    _require_at_its_table(session, assessment, by=by)
    if reason := why_not_close(assessment, by):
        raise Conflict(reason) if is_owner(assessment, by) else NotAllowed(reason)
    if not _stop_answers(session, assessment, by=by, now=now):
        raise Conflict("This assessment was closed a moment ago.")
    return assessments.get_assessment_by_id(session, assessment.id)


def close_due(session: Session, *, now: datetime) -> list[Assessment]:
    """The first step of every assessment whose time is up."""
    return [
        due
        for due in assessments.due_assessments(session, now)
        if _stop_answers(session, due, by=None, now=now)
    ]


def half_closed(session: Session) -> list[Assessment]:
    return assessments.half_closed_assessments(session)


def was_one_closed_since(session: Session, since: datetime) -> bool:
    return assessments.was_one_closed_since(session, since)


def get_state(session: Session, assessment_id: int) -> AssessmentState:
    return assessments.get_assessment_by_id(session, assessment_id).state


def get_charter(session: Session, library: CharterLibrary, assessment_id: int) -> Charter:
    return library.get(assessments.get_assessment_by_id(session, assessment_id).charter_version)


def _require_at_its_table(session: Session, assessment: Assessment, *, by: Seat) -> None:
    if assessment.partnership_slug is not None:
        partnership = partnerships.get_partnership(session, assessment.partnership_slug)
        partners = partnerships.partners(session, partnership.id)
        require_partnership(partnership, by=by, partners=frozenset(each.organisation.id for each in partners))
    elif assessment.organisation_slug is not None:
        require_organisation(organisations.get_organisation(session, assessment.organisation_slug), by=by)


def _stop_answers(session: Session, assessment: Assessment, *, by: Seat | None, now: datetime) -> bool:
    assessments.let_holders_finish(session)
    stopped = assessments.replace_state(
        session, assessment.id, before=AssessmentState.OPEN, after=AssessmentState.CLOSING, closed_at=now
    )
    if stopped:
        audit.record(session, by=by, at=now, action="closed an assessment", subject=assessment.code)
    return stopped


def work_out(session: Session, library: CharterLibrary, *, assessment_id: int) -> list[Cell]:
    """Every figure and what may be shown of it. For reading: the answers can no longer change.

    It comes out the same each time, so a closing that was cut off can begin it again.
    """
    assessment = assessments.get_assessment_by_id(session, assessment_id)
    if assessment.state is not AssessmentState.CLOSING:
        raise Conflict("Figures are worked out while an assessment is closing, and only then.")
    charter = library.get(assessment.charter_version)
    snapshot, sheets = snapshots.freeze(session, assessment, statements=len(charter.asked))
    return figures.cells(
        charter,
        assessment.blocks,
        snapshot,
        sheets,
        rotation=assessment.id,
        spreads=_pooled_spreads(session, assessment),
    )


def work_out_linked(
    session: Session, library: CharterLibrary, cells: Sequence[Cell], *, assessment_id: int
) -> list[LinkedChange]:
    """How far those have moved who gave their return code of the time before. For reading, as `work_out`.

    `cells` are what it gave. Nothing if there was no time before.
    """
    assessment = assessments.get_assessment_by_id(session, assessment_id)
    earlier = previous(assessment, assessments.assessments_of_owner(session, assessment))
    if earlier is None:
        return []
    charter, charter_then = (library.get(each.charter_version) for each in (assessment, earlier))
    snapshot, sheets = snapshots.freeze(session, assessment, statements=len(charter.asked))
    snapshot_then = snapshots.before_answers(session, earlier)
    cells_then = releases.cells(session, earlier.id)
    return linking.linked_changes(
        linking.Published(charter, assessment.blocks, snapshot, cells),
        linking.Published(charter_then, earlier.blocks, snapshot_then, cells_then),
        sheets,
        snapshots.links(session, assessment, earlier),
        rotation=assessment.id,
        spreads=_pooled_spreads(session, assessment),
    )


def work_out_help(
    session: Session, library: CharterLibrary, cells: Sequence[Cell], *, assessment_id: int
) -> list[HelpCell]:
    """What help people want, organisation by organisation. For reading, as `work_out`.

    `cells` are what it gave. Nothing if people were not told that it is counted.
    """
    assessment = assessments.get_assessment_by_id(session, assessment_id)
    if not assessment.counts_help:
        return []
    charter = library.get(assessment.charter_version)
    snapshot, _ = snapshots.freeze(session, assessment, statements=len(charter.asked))
    wanted = snapshots.help_wanted(session, assessment)
    return help_wanted.help_cells(charter, assessment.blocks, snapshot, wanted, cells)


def _pooled_spreads(session: Session, assessment: Assessment) -> dict[str, float]:
    """Those of before it closed, so that they are the same each time."""
    if assessment.closed_at is None:
        return {}
    return pooling.spreads(session, assessment.charter_version, before=assessment.closed_at)


def publish(
    session: Session,
    cells: Sequence[Cell],
    linked: Sequence[LinkedChange] = (),
    wanted: Sequence[HelpCell] = (),
    *,
    assessment_id: int,
) -> bool:
    """Write all that may be shown, once and for ever. False if it is there already."""
    released = assessments.replace_state(
        session, assessment_id, before=AssessmentState.CLOSING, after=AssessmentState.RELEASED
    )
    if released:
        releases.add_cells(session, assessment_id, cells)
        linked_changes.add_linked_changes(session, assessment_id, linked)
        help_cells.add_help_cells(session, assessment_id, wanted)
    return released


def seal(session: Session, *, assessment_id: int, randomness: Randomness) -> bool:
    """Keep what was sent without whose it was; erase the rest, drafts too. False if that is done already."""
    is_first = assessments.replace_state(
        session, assessment_id, before=AssessmentState.RELEASED, after=AssessmentState.SEALED
    )
    if is_first:
        assessment = assessments.get_assessment_by_id(session, assessment_id)
        sent = snapshots.sent_responses(session, assessment_id)
        sealed = sealing.seal(sent, fewest=assessment.fewest_shown, randomness=randomness)
        seals.add_sealed(session, assessment, sealed)
        seals.mix_receipts(session, assessment_id)
        seals.erase_open(session, assessment_id)
        seals.forget_who_came(session, assessment_id)
    return is_first
