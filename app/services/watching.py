"""Watching an open assessment: how many have answered, never who.

The counts move once a day, down as well as up. One that fell at once would say who withdrew to whoever saw
her leave the room, small groups or not; so a response that is withdrawn is counted until the day is over.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session

from app.domain.access import (
    require_assessment_of_organisation,
    require_assessment_of_partnership,
    require_organisation,
    require_partnership,
)
from app.domain.assessments import Assessment, AssessmentState, why_not_close
from app.domain.invitations import Count
from app.domain.people import Organisation, Partnership, Seat
from app.domain.timeline import SentOut, why_not_change
from app.domain.turnout import Line, Turnout, of_partners, of_teams, with_enough
from app.storage import (
    assessments,
    invitations,
    organisations,
    partnerships,
    planned_messages,
    sent_out,
    summaries,
    withdrawals,
)

NO_TEAM = "No team given"


@dataclass(frozen=True)
class Watch:
    """`turnout` is None once the assessment has closed: what there is to see then are its results.

    `enough` is how many teams have the answers it takes, of how many; None where teams are not what is shown.
    `reminders` are the days on which those that have not gone out will; on `promised_on` an organisation's
    people hear what came of it.
    """

    place: Organisation | Partnership
    assessment: Assessment
    turnout: Turnout | None
    why_not_close: str | None
    enough: tuple[int, int] | None = None
    sent_out: SentOut | None = None
    reminders: tuple[date, ...] = ()
    promised_on: date | None = None


def watch_organisation(session: Session, slug: str, code: str, *, by: Seat, now: datetime) -> Watch:
    """By team; of a joint assessment, the organisation's part of it."""
    organisation = organisations.get_organisation(session, slug)
    require_organisation(organisation, by=by)
    assessment = assessments.get_assessment(session, code)
    require_assessment_of_organisation(
        assessment, organisation, partnerships=partnerships.partnership_ids_of(session, organisation.id)
    )
    names = {team.id: team.name for team in organisations.teams(session, organisation.id)}

    def team(count: Count) -> str | None:
        if count.organisation_id != organisation.id:
            return None
        return NO_TEAM if count.team_id is None else names[count.team_id]

    lines = _lines(session, assessment, team, before=now.date())
    counts = None if lines is None else of_teams(lines, as_of=now.date())
    enough = None
    if counts is not None and not assessment.is_joint:
        enough = with_enough(counts, assessment.fewest_shown, apart_from=(NO_TEAM,))
    told = summaries.find_summary(session, assessment.id, organisation.id)
    promised_on = told.promised_on if told else None
    watch = Watch(
        organisation, assessment, counts, why_not_close(assessment, by), enough, promised_on=promised_on
    )
    return _with_messages(session, watch)


def watch_partnership(session: Session, slug: str, code: str, *, by: Seat, now: datetime) -> Watch:
    """By partner."""
    partnership = partnerships.get_partnership(session, slug)
    partners = {
        each.organisation.id: each.organisation.name
        for each in partnerships.partners(session, partnership.id)
    }
    require_partnership(partnership, by=by, partners=frozenset(partners))
    assessment = assessments.get_assessment(session, code)
    require_assessment_of_partnership(assessment, partnership)

    def partner(count: Count) -> str | None:
        return partners.get(count.organisation_id)

    lines = _lines(session, assessment, partner, before=now.date())
    counts = None if lines is None else of_partners(lines, as_of=now.date())
    watch = Watch(partnership, assessment, counts, why_not_close(assessment, by))
    return _with_messages(session, watch)


def _with_messages(session: Session, watch: Watch) -> Watch:
    if watch.turnout is None:
        return watch
    timeline = planned_messages.timeline(session, watch.assessment.id)
    reminders = [each.on for each in timeline[1:] if why_not_change(each, timeline) is None]
    own = watch.place.id if isinstance(watch.place, Organisation) else None
    sent = sent_out.sent_out(session, watch.assessment.id, timeline, organisation_id=own)
    return replace(watch, sent_out=sent, reminders=tuple(reminders))


def _lines(
    session: Session, assessment: Assessment, group_of: Callable[[Count], str | None], *, before: date
) -> list[Line] | None:
    if assessment.state is not AssessmentState.OPEN:
        return None
    invited = _added_up(invitations.invited_counts(session, assessment.id), group_of)
    sent = _added_up(
        [
            *invitations.sent_counts(session, assessment.id, before=before),
            *withdrawals.counts(session, assessment.id, on=before),
        ],
        group_of,
    )
    return [Line(name, people, sent[name]) for name, people in invited.items()]


def _added_up(counts: Iterable[Count], group_of: Callable[[Count], str | None]) -> Counter[str]:
    """People by group; those whose group is None are somebody else's to watch."""
    added: Counter[str] = Counter()
    for count in counts:
        group = group_of(count)
        if group is not None:
            added[group] += count.people
    return added
