"""Linking her answers with those of the time before, by the return code she was shown then."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.domain import codes
from app.domain.assessments import Assessment, AssessmentState, previous
from app.domain.errors import Conflict
from app.domain.responses import Answering, why_not_change
from app.storage import assessments, invitations, linking, responses

NO_SALT = bytes(16)


@dataclass(frozen=True)
class Earlier:
    """What her answers are linked with, or may be."""

    assessment: Assessment
    is_linked: bool


def find_earlier(session: Session, answering: Answering) -> Earlier | None:
    """None where there was no time before, or she was not invited then."""
    linked_with = answering.response.linked_with
    if linked_with is not None:
        return Earlier(assessments.get_assessment_by_id(session, linked_with), is_linked=True)
    before = _before(session, answering)
    return None if before is None else Earlier(before, is_linked=False)


def _before(session: Session, answering: Answering) -> Assessment | None:
    known = assessments.assessments_of_owner(session, answering.assessment)
    before = previous(answering.assessment, known)
    if before is None or before.state is not AssessmentState.SEALED:
        return None
    person_id = invitations.get_invitation(session, answering.response.invitation_id).person_id
    if person_id is None:
        return None
    invited_to = {each.assessment_id for each in invitations.invitations_of_person(session, person_id)}
    return before if before.id in invited_to else None


def recognise(session: Session, answering: Answering, typed: str, *, hash_cost: int) -> str | None:
    """The selector of a return code that opens answers of the time before; None if it opens none of those.

    Takes a while, whatever is wrong. Count the tries before.
    """
    code, before = codes.read_return_code(typed), _before(session, answering)
    if code is None or before is None:
        return None
    sealed = responses.find_sealed_by_selector(session, code.selector)
    if sealed is None:
        codes.slow_hash(code.secret, NO_SALT, hash_cost)
        return None
    assessment, _, slow_hash = sealed
    is_hers = codes.matches(code.secret, slow_hash)
    return code.selector if is_hers and assessment.id == before.id else None


def link(session: Session, answering: Answering, selector: str, *, now: datetime) -> bool:
    """With a selector that was recognised. False if its answers are gone by now, or linked by somebody else.

    `answering` is held.
    """
    _require_unsent(answering, now=now)
    before = _before(session, answering)
    linking.hold_selector(session, selector)
    return before is not None and linking.copy_sealed(
        session,
        response_id=answering.response.id,
        assessment_id=answering.assessment.id,
        earlier_id=before.id,
        selector=selector,
    )


def unlink(session: Session, answering: Answering, *, now: datetime) -> None:
    """`answering` is held."""
    _require_unsent(answering, now=now)
    linking.erase_copy(session, answering.response.id)


def _require_unsent(answering: Answering, *, now: datetime) -> None:
    if reason := why_not_change(answering, now=now):
        raise Conflict(reason)
