"""Opening an assessment: the charter's version and everybody's place are fixed, and who hears from it when.

The letters themselves are written afterwards, some at a time, so that nobody who saves has to wait for them.
"""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session

from app.domain import codes, opening
from app.domain.assessments import FEWEST_ANSWERS_SHOWN, Assessment
from app.domain.charter import Block, Charter
from app.domain.codes import Randomness
from app.domain.message_plan import usual_plan
from app.domain.people import Seat, SeatKind
from app.storage import assessments, audit, invitations, partnerships, people, planned_messages

SATURDAY = 5


def open_assessment(
    session: Session,
    charter: Charter,
    *,
    by: Seat,
    title: str,
    blocks: Sequence[Block],
    closes_at: datetime,
    leaders_line: str,
    now: datetime,
    randomness: Randomness,
    fewest_shown: int = FEWEST_ANSWERS_SHOWN,
    announce: bool = True,
) -> Assessment:
    """Without `announce` nobody gets mail."""
    opening.require_owner(by)
    joint = by.kind is SeatKind.CONVENOR
    opening.require_in_order(
        title=title, blocks=blocks, closes_at=closes_at, now=now, fewest_shown=fewest_shown, is_joint=joint
    )
    asked = _organisations_of(session, by)
    opening.require_enough(people.number_of(session, asked))
    assessment_id = assessments.add_assessment(
        session,
        code=codes.opaque_id(randomness),
        title=title.strip(),
        charter_version=charter.version,
        blocks=[block for block in Block if block in blocks],
        opened_at=now,
        closes_at=closes_at,
        fewest_shown=fewest_shown,
        leaders_line=leaders_line.strip(),
        organisation_id=None if joint else by.organisation_id,
        partnership_id=by.partnership_id if joint else None,
    )
    invitations.invite_people(session, assessment_id, asked)
    if announce:
        plan = usual_plan(now.date(), closes_at.date(), is_working_day=_is_weekday)
        planned_messages.write(session, assessment_id, plan, sender=by.person_name)
    assessment = assessments.get_assessment_by_id(session, assessment_id)
    audit.record(session, by=by, at=now, action="opened an assessment", subject=assessment.code)
    return assessment


def _organisations_of(session: Session, owner: Seat) -> list[int]:
    """The organisation itself, or all partners."""
    if owner.partnership_id is not None:
        partners = partnerships.partners(session, owner.partnership_id)
        return [partner.organisation.id for partner in partners]
    return [] if owner.organisation_id is None else [owner.organisation_id]


def _is_weekday(day: date) -> bool:
    return day.weekday() < SATURDAY
