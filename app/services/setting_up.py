"""Opening an assessment: the charter's version and everybody's place are fixed, and who hears from it when.

The letters themselves are written afterwards, some at a time, so that nobody who saves has to wait for them.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlmodel import Session

from app.domain import codes, opening
from app.domain.assessments import FEWEST_ANSWERS_SHOWN, Assessment
from app.domain.charter import Block, Charter
from app.domain.codes import Randomness
from app.domain.drafts import Draft, plan_of
from app.domain.message_plan import PlannedMessage, usual_plan
from app.domain.own_settings import Thresholds, highest
from app.domain.people import Seat, SeatKind
from app.domain.working_days import Nation, day_in_the_uk, end_of, working_days_of
from app.storage import (
    assessments,
    audit,
    invitations,
    own_settings,
    partnerships,
    people,
    planned_messages,
    shared_teams,
    summaries,
)


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
    teams: Collection[int | None] | None = None,
    promised_on: date | None = None,
    plan: Sequence[PlannedMessage] | None = None,
) -> Assessment:
    """Asks everyone, or these `teams` (None: people without one). Without `announce` nobody gets mail."""
    opening.require_owner(by)
    joint = by.kind is SeatKind.CONVENOR
    opening.require_in_order(
        title=title, blocks=blocks, closes_at=closes_at, now=now, fewest_shown=fewest_shown, is_joint=joint
    )
    asked = _organisations_of(session, by)
    least = _least_of(session, asked)
    opening.require_enough(people.number_of(session, asked, teams))
    assessment_id = assessments.add_assessment(
        session,
        code=codes.opaque_id(randomness),
        title=title.strip(),
        charter_version=charter.version,
        blocks=[block for block in Block if block in blocks],
        opened_at=now,
        closes_at=closes_at,
        fewest_shown=max(fewest_shown, least.fewest_shown),
        fewest_in_distribution=least.fewest_in_distribution,
        leaders_line=leaders_line.strip(),
        organisation_id=None if joint else by.organisation_id,
        partnership_id=by.partnership_id if joint else None,
    )
    _invite(session, assessment_id, asked, teams, by=by)
    if announce:
        planned = _usual(now, closes_at) if plan is None else plan
        planned_messages.write(session, assessment_id, planned, sender=by.person_name)
    if promised_on is not None and by.organisation_id is not None:
        token = codes.token(randomness)
        summaries.add_summary(session, assessment_id, by.organisation_id, token, promised_on=promised_on)
    assessment = assessments.get_assessment_by_id(session, assessment_id)
    audit.record(session, by=by, at=now, action="opened an assessment", subject=assessment.code)
    return assessment


def _invite(
    session: Session,
    assessment_id: int,
    asked: Sequence[int],
    teams: Collection[int | None] | None,
    *,
    by: Seat,
) -> None:
    invitations.invite_people(session, assessment_id, asked, teams)
    if by.partnership_id is not None:
        shared_teams.freeze(session, assessment_id, by.partnership_id)


def _organisations_of(session: Session, owner: Seat) -> list[int]:
    """The organisation itself, or all partners but those that have closed."""
    if owner.partnership_id is not None:
        partners = [each.organisation.id for each in partnerships.partners(session, owner.partnership_id)]
        closed = own_settings.closed_among(session, partners)
        return [each for each in partners if each not in closed]
    return [] if owner.organisation_id is None else [owner.organisation_id]


def _least_of(session: Session, organisation_ids: Sequence[int]) -> Thresholds:
    """It takes as many answers as each of those asked has chosen for itself."""
    return highest([each.thresholds for each in own_settings.settings_of(session, organisation_ids)])


def _usual(opens_at: datetime, closes_at: datetime) -> list[PlannedMessage]:
    opens_on, closes_on = day_in_the_uk(opens_at), day_in_the_uk(closes_at)
    return usual_plan(opens_on, closes_on, is_working_day=working_days_of(Nation.ENGLAND))


def open_draft(
    session: Session, charter: Charter, draft: Draft, *, by: Seat, now: datetime, randomness: Randomness
) -> Assessment:
    """As it was set up, reminders on their days. Take it out of the drafts before."""
    return open_assessment(
        session,
        charter,
        by=by,
        title=draft.title,
        blocks=draft.blocks,
        closes_at=end_of(draft.closes_on),
        leaders_line=draft.leaders_line,
        now=now,
        randomness=randomness,
        fewest_shown=draft.fewest_shown,
        teams=draft.teams,
        promised_on=draft.promised_on,
        plan=plan_of(draft, opens_on=day_in_the_uk(now)),
    )
