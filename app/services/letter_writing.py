"""Writing the letters whose day has come: some at a time, each some with their place in the plan marked.

Letters and mark are one transaction. Cut off anywhere, the next run goes on where this one stopped, so that
nobody is left out and nobody gets a letter twice.
"""

from datetime import datetime
from functools import partial

from sqlmodel import Session

from app.domain import codes
from app.domain.addressed_letters import addressed
from app.domain.assessments import why_not_answer
from app.domain.codes import Randomness
from app.domain.message_plan import Occasion
from app.domain.timeline import TimelineMessage, due
from app.storage import assessments, invitations, outbox, planned_messages

MOST_AT_ONCE = 200  # so many that nobody who saves waits for long
FIRST_HOUR = 8  # in UTC: nobody's telephone rings at midnight because a reminder's day has come


def waiting_assessments(session: Session, *, now: datetime) -> list[int]:
    """Ids of those that may have letters to write."""
    return planned_messages.waiting_assessments(session, today=now.date())


def write_some(
    session: Session,
    assessment_id: int,
    *,
    now: datetime,
    randomness: Randomness,
    base_url: str,
    most: int = MOST_AT_ONCE,
) -> bool:
    """Whether there was anything to do: if so, call it again, in a transaction of its own."""
    message = due(planned_messages.hold_timeline(session, assessment_id), today=now.date())
    assessment = assessments.get_assessment_by_id(session, assessment_id)
    if message is None or why_not_answer(assessment, now=now) or _is_too_early(message, now):
        return False
    found = invitations.next_addressees(session, assessment_id, after=message.reached, most=most)
    is_invitation = message.occasion is Occasion.INVITATION
    wanted = [each for each in found if each.email and (is_invitation or not each.wants_no_reminder)]
    tokens = {each.invitation_id: codes.token(randomness) for each in wanted}
    invitations.add_links(session, {codes.token_hash(token): to for to, token in tokens.items()})
    write = partial(addressed, assessment, message, base_url=base_url)
    outbox.put_all(session, [write(each, tokens[each.invitation_id]) for each in wanted])
    planned_messages.reach(
        session,
        assessment_id,
        message.occasion,
        last=found[-1].invitation_id if found else message.reached,
        finished_on=now.date() if len(found) < most else None,
    )
    return True


def _is_too_early(message: TimelineMessage, now: datetime) -> bool:
    return message.occasion is not Occasion.INVITATION and not message.has_begun and now.hour < FIRST_HOUR
