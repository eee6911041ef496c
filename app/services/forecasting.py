"""Looking ahead in an open assessment: what could be shown, from who was invited. No response is read."""

from dataclasses import dataclass

from sqlmodel import Session

from app.domain.access import (
    require_assessment_of_organisation,
    require_assessment_of_partnership,
    require_organisation,
    require_partnership,
)
from app.domain.assessments import Assessment, AssessmentState
from app.domain.forecast import Outlook, outlooks
from app.domain.people import Organisation, Partnership, Seat
from app.domain.suggestions import suggestions
from app.storage import assessments, organisations, partnerships, snapshots


@dataclass(frozen=True)
class Forecast:
    """Of a closed assessment there is nothing to look ahead to: no outlooks, no suggestions."""

    place: Organisation | Partnership
    assessment: Assessment
    outlooks: tuple[Outlook, ...] = ()
    suggestions: tuple[str, ...] = ()


def forecast_for_organisation(session: Session, slug: str, code: str, *, by: Seat) -> Forecast:
    """Of its own groups; of a joint assessment, those in its part of it."""
    organisation = organisations.get_organisation(session, slug)
    require_organisation(organisation, by=by)
    assessment = assessments.get_assessment(session, code)
    require_assessment_of_organisation(
        assessment, organisation, partnerships=partnerships.partnership_ids_of(session, organisation.id)
    )
    return _forecast(session, organisation, assessment, by=organisation.slug)


def forecast_for_partnership(session: Session, slug: str, code: str, *, by: Seat) -> Forecast:
    """Of what partners see together, and of each partner as a whole."""
    partnership = partnerships.get_partnership(session, slug)
    partners = frozenset(each.organisation.id for each in partnerships.partners(session, partnership.id))
    require_partnership(partnership, by=by, partners=partners)
    assessment = assessments.get_assessment(session, code)
    require_assessment_of_partnership(assessment, partnership)
    return _forecast(session, partnership, assessment, by=None)


def _forecast(
    session: Session, place: Organisation | Partnership, assessment: Assessment, *, by: str | None
) -> Forecast:
    if assessment.state is not AssessmentState.OPEN:
        return Forecast(place, assessment)
    invited = snapshots.before_answers(session, assessment)
    seen = outlooks(invited, rotation=assessment.turn, by=by)
    found = suggestions(invited, rotation=assessment.turn, by=by)
    return Forecast(place, assessment, tuple(seen), tuple(found))
