"""Extending an open assessment: people are told on their invitation's page, and reminders may move along."""

from datetime import date, datetime

from sqlmodel import Session

from app.domain.assessments import Assessment, is_owner
from app.domain.errors import Conflict, Invalid, NotAllowed
from app.domain.extending import last_day_of, promise_after, why_not_extend, why_not_until
from app.domain.message_plan import Occasion
from app.domain.people import Seat
from app.domain.timeline import along
from app.domain.working_days import Nation, end_of
from app.storage import assessments, audit, planned_messages, summaries


def reminders_after(session: Session, assessment: Assessment, until: date) -> dict[Occasion, date]:
    """On which days those that have not gone out would go, if it were open until then."""
    days = (until - last_day_of(assessment)).days
    return along(planned_messages.timeline(session, assessment.id), days, Nation.ENGLAND)


def extend(
    session: Session,
    assessment: Assessment,
    *,
    by: Seat,
    until: date | None,
    moves_reminders: bool,
    now: datetime,
) -> None:
    """`until` is its new last day."""
    if reason := why_not_extend(assessment, by):
        raise Conflict(reason) if is_owner(assessment, by) else NotAllowed(reason)
    reason = why_not_until(assessment, until, now=now)
    if reason or until is None:
        raise Invalid("This needs another look.", {"until": reason or ""})
    if moves_reminders:
        planned_messages.hold_timeline(session, assessment.id)
        for occasion, on in reminders_after(session, assessment, until).items():
            planned_messages.move(session, assessment.id, occasion, to=on)
    assessments.let_holders_finish(session)
    if not assessments.extend(session, assessment, closes_at=end_of(until)):
        raise Conflict("This assessment was closed or extended a moment ago.")
    for each in summaries.summaries_about(session, assessment.id):
        if each.promised_on is not None and each.promised_on <= until:
            summaries.replace_promise(session, each.id, promise_after(assessment, each.promised_on, until))
    audit.record(session, by=by, at=now, action="gave an assessment more time", subject=assessment.code)
