"""A partner leaves: by the partnership's convenor, or by whoever looks after the platform."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.domain import seating
from app.domain.access import require_partnership
from app.domain.errors import NO_SUCH_PAGE, Conflict, NotFound
from app.domain.people import FEWEST_PARTNERS, Organisation, Partnership, Seat, SeatKind
from app.storage import (
    actions,
    assessments,
    audit,
    outbox,
    own_settings,
    partnerships,
    people,
    seats,
    shared_teams,
)

ONE_IS_GOING_ON = (
    "A joint assessment is going on. Whoever was asked in it keeps her place, so wait until it has closed."
)
TOO_FEW_LEFT = "A partnership takes two organisations at least. Another one has to join first."


@dataclass(frozen=True)
class Leaving:
    """`has_results` is whether partners have seen something together. `why_not` is a sentence, or None."""

    partnership: Partnership
    organisation: Organisation
    left: int  # partners that have not closed, once it has gone
    has_own_words: bool
    has_results: bool
    why_not: str | None


def leaving(session: Session, slug: str, organisation_slug: str, *, by: Seat) -> Leaving:
    partnership = partnerships.get_partnership(session, slug)
    if by.kind is not SeatKind.ADMIN:
        require_partnership(partnership, by=by, partners=frozenset())
    there = partnerships.partners(session, partnership.id)
    partner = next((each for each in there if each.organisation.slug == organisation_slug), None)
    if partner is None:
        raise NotFound(NO_SUCH_PAGE)
    known = assessments.assessments_of_partnership(session, partnership.id)
    has_results = [each.has_results for each in known]
    others = [each.organisation.id for each in there if each is not partner]
    left = len(others) - len(own_settings.closed_among(session, others))
    too_few = TOO_FEW_LEFT if left < FEWEST_PARTNERS else None
    return Leaving(
        partnership,
        partner.organisation,
        left,
        bool(partner.own_words),
        any(has_results),
        too_few if all(has_results) else ONE_IS_GOING_ON,
    )


def take_out(session: Session, slug: str, organisation_slug: str, *, by: Seat, now: datetime) -> None:
    """Out of its shared teams as well; a letter tells its HR directors. What was released stays."""
    actions.hold_owner(session, leaving(session, slug, organisation_slug, by=by).partnership)
    found = leaving(session, slug, organisation_slug, by=by)
    if found.why_not:
        raise Conflict(found.why_not)
    here = {"partnership_id": found.partnership.id, "organisation_id": found.organisation.id}
    shared_teams.take_out_everybody(session, **here)
    partnerships.remove_partner(session, **here)
    _write_to_directors(session, found, by=by)
    subject = f"{found.partnership.slug}: {found.organisation.name}"
    audit.record(session, by=by, at=now, action="took a partner out", subject=subject, **here)


def _write_to_directors(session: Session, found: Leaving, *, by: Seat) -> None:
    organisation, partnership = found.organisation.name, found.partnership.name
    for seat in seats.holders(session, SeatKind.HR_DIRECTOR, organisation_id=found.organisation.id):
        email = people.get_person(session, seat.person_id).email
        if email:
            words = {"organisation": organisation, "partnership": partnership, "ended_by": by.person_name}
            letter = seating.LEFT_LETTER.format(name=seat.person_name, **words)
            outbox.put(session, email, seating.LEFT_SUBJECT, letter)
