"""Closing an assessment: open → closing → released → sealed, a step at a time.

Each step is a transaction of its own and begins with a compare-and-set on the state, so a closing that
was cut off anywhere goes on from there, and two at once do nothing twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
from app.domain.scoring import Sheets
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


@dataclass(frozen=True)
class WorkedOut:
    """All that may be shown of an assessment, and of the rest why not."""

    cells: Sequence[Cell]
    linked: Sequence[LinkedChange] = ()
    wanted: Sequence[HelpCell] = ()


def work_out(session: Session, library: CharterLibrary, *, assessment_id: int) -> WorkedOut:
    """For reading: the answers can no longer change.

    It comes out the same each time, so a closing that was cut off can begin it again.
    """
    assessment = assessments.get_assessment_by_id(session, assessment_id)
    if assessment.state is not AssessmentState.CLOSING:
        raise Conflict("Figures are worked out while an assessment is closing, and only then.")
    charter = library.get(assessment.charter_version)
    snapshot, sheets = snapshots.freeze(session, assessment, statements=len(charter.asked))
    spreads = _pooled_spreads(session, assessment)
    cells = figures.cells(
        charter, assessment.blocks, snapshot, sheets, rotation=assessment.turn, spreads=spreads
    )
    now = linking.Published(charter, assessment.blocks, snapshot, cells)
    return WorkedOut(
        cells,
        _linked(session, library, assessment, now, sheets, spreads),
        _help_wanted(session, assessment, now),
    )


def _linked(
    session: Session,
    library: CharterLibrary,
    assessment: Assessment,
    now: linking.Published,
    sheets: Sheets,
    spreads: Mapping[str, float],
) -> Sequence[LinkedChange]:
    """How far those have moved who gave their return code of the time before; nothing if there was none."""
    earlier = previous(assessment, assessments.assessments_of_owner(session, assessment))
    if earlier is None:
        return ()
    then = linking.Published(
        library.get(earlier.charter_version),
        earlier.blocks,
        snapshots.before_answers(session, earlier),
        releases.cells(session, earlier.id),
    )
    links = snapshots.links(session, assessment, earlier)
    return linking.linked_changes(now, then, sheets, links, rotation=assessment.turn, spreads=spreads)


def _help_wanted(session: Session, assessment: Assessment, now: linking.Published) -> Sequence[HelpCell]:
    """Organisation by organisation; nothing if people were not told that it is counted."""
    if not assessment.counts_help:
        return ()
    wanted = snapshots.help_wanted(session, assessment)
    return help_wanted.help_cells(now.charter, now.blocks, now.snapshot, wanted, now.cells)


def _pooled_spreads(session: Session, assessment: Assessment) -> dict[str, float]:
    """Those of before it closed, so that they are the same each time."""
    if assessment.closed_at is None:
        return {}
    return pooling.spreads(session, assessment.charter_version, before=assessment.closed_at)


def publish(session: Session, worked_out: WorkedOut, *, assessment_id: int) -> bool:
    """Write all that may be shown, once and for ever. False if it is there already."""
    released = assessments.replace_state(
        session, assessment_id, before=AssessmentState.CLOSING, after=AssessmentState.RELEASED
    )
    if released:
        releases.add_cells(session, assessment_id, worked_out.cells)
        linked_changes.add_linked_changes(session, assessment_id, worked_out.linked)
        help_cells.add_help_cells(session, assessment_id, worked_out.wanted)
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
