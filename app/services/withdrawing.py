"""Taking one's answers back: while the assessment is open, and with the return code when it is sealed.

Nothing is recorded of it but a count for the rest of the day. What was published stays as it is.
"""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from app.domain.assessments import Assessment, AssessmentState, why_not_answer
from app.domain.codes import token_hash
from app.domain.errors import Conflict
from app.domain.responses import Answering, why_not_withdraw
from app.storage import assessments, invitations, linking, responses, withdrawals

HAS_CLOSED = (
    "This assessment has closed, so nothing can be deleted here. "
    "If you sent your answers, your return code deletes them, at My results."
)


def withdraw(session: Session, *, cookie: str, assessment_code: str, now: datetime) -> Answering | None:
    """What was erased; None if it had been erased before."""
    found = responses.hold_answering(session, cookie_hash=token_hash(cookie), code=assessment_code)
    if found is None:
        if why_not_answer(assessments.get_assessment(session, assessment_code), now=now):
            raise Conflict(HAS_CLOSED)
        return None
    _require_open_or_sealed(found.assessment, now=now)
    _erase_open(session, found.response.invitation_id, now=now)
    return found


def withdraw_with_code(session: Session, selector: str, *, now: datetime) -> Assessment | None:
    """The assessment as it is; None if nothing is kept under this return code. Ask for its secret before."""
    found = responses.find_open_by_selector(session, selector)
    sealed = responses.find_sealed_by_selector(session, selector)
    assessment = found[0].assessment if found else sealed[0] if sealed else None
    if assessment is None:
        return None
    held = replace(assessment, state=assessments.hold_state(session, assessment.id))
    _require_open_or_sealed(held, now=now)
    if held.state is AssessmentState.SEALED:
        linking.hold_selector(session, selector)  # or a copy could be made of what is being erased
        withdrawals.erase_sealed(session, selector)
    elif found:
        _erase_open(session, found[0].response.invitation_id, now=now)
    return held


def _require_open_or_sealed(assessment: Assessment, *, now: datetime) -> None:
    if reason := why_not_withdraw(assessment, now=now):
        raise Conflict(reason)


def _erase_open(session: Session, invitation_id: int, *, now: datetime) -> None:
    invitations.hold_invitation(session, invitation_id)  # a second start would come in between
    withdrawals.erase_open(session, invitation_id, today=now.date())
