"""What people find when they come in: their table, their organisation's home, their partnership's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.domain.access import require_organisation, require_partnership
from app.domain.actions import Action, in_order
from app.domain.assessments import FEWEST_ANSWERS_SHOWN, Assessment, why_not_answer
from app.domain.drafts import Draft
from app.domain.next_steps import NextStep, next_step
from app.domain.people import Organisation, Partner, Partnership, Seat
from app.domain.summaries import Promise, promises_to_keep
from app.storage import (
    actions,
    assessments,
    drafts,
    invitations,
    organisations,
    partnerships,
    people,
    seats,
    staff_lists,
    summaries,
)


@dataclass(frozen=True)
class Table:
    """One person's: the seats she holds, and the open assessments she was asked to answer."""

    address: str | None
    seats: tuple[Seat, ...]
    waiting: tuple[Assessment, ...]


@dataclass(frozen=True)
class OrganisationHome:
    organisation: Organisation
    promises: tuple[Promise, ...]
    partnerships: tuple[Partnership, ...]
    drafts: tuple[Draft, ...]
    going_on: tuple[Assessment, ...]
    with_results: tuple[Assessment, ...]
    next_step: NextStep
    people: int  # on its staff list
    actions: tuple[Action, ...]

    @property
    def is_new(self) -> bool:
        """Nobody has been asked anything yet."""
        return not (self.going_on or self.with_results)

    @property
    def has_enough_people(self) -> bool:
        return self.people >= FEWEST_ANSWERS_SHOWN

    @property
    def draft(self) -> Draft | None:
        """The one that has come furthest."""
        return max(self.drafts, key=lambda each: each.steps_done, default=None)


@dataclass(frozen=True)
class ResultsThereAre:
    """Of an organisation, its partnerships' among them; and what has none yet."""

    organisation: Organisation
    going_on: tuple[Assessment, ...]
    with_results: tuple[Assessment, ...]


@dataclass(frozen=True)
class PartnershipHome:
    partnership: Partnership
    partners: tuple[Partner, ...]
    going_on: tuple[Assessment, ...]
    with_results: tuple[Assessment, ...]
    next_step: NextStep
    actions: tuple[Action, ...]


def my_table(session: Session, *, by: Seat, now: datetime) -> Table:
    asked = [
        assessments.get_assessment_by_id(session, invitation.assessment_id)
        for invitation in invitations.invitations_of_person(session, by.person_id)
        if not invitation.declined
    ]
    waiting = [each for each in asked if why_not_answer(each, now=now) is None]
    address = people.get_person(session, by.person_id).email
    return Table(address, tuple(seats.seats_of(session, by.person_id)), tuple(waiting))


def organisation_home(session: Session, slug: str, *, by: Seat, now: datetime) -> OrganisationHome:
    organisation = organisations.get_organisation(session, slug)
    require_organisation(organisation, by=by)
    known = assessments.assessments_of_organisation(session, organisation.id)
    going_on, with_results = _sorted_out(known)
    being_set_up = drafts.drafts_of(session, organisation.id)
    told = summaries.summaries_of(session, organisation.id)
    return OrganisationHome(
        organisation,
        promises_to_keep(known, told, today=now.date()),
        tuple(partnerships.partnerships_of(session, organisation.id)),
        tuple(being_set_up),
        going_on,
        with_results,
        next_step(known, by=by, now=now, drafts=being_set_up),
        staff_lists.count(session, organisation.id),
        tuple(in_order(actions.actions_of(session, organisation))),
    )


def results_of(session: Session, slug: str, *, by: Seat) -> ResultsThereAre:
    organisation = organisations.get_organisation(session, slug)
    require_organisation(organisation, by=by)
    known = assessments.assessments_of_organisation(session, organisation.id)
    return ResultsThereAre(organisation, *_sorted_out(known))


def partnership_home(session: Session, slug: str, *, by: Seat, now: datetime) -> PartnershipHome:
    partnership = partnerships.get_partnership(session, slug)
    partners = partnerships.partners(session, partnership.id)
    require_partnership(partnership, by=by, partners=frozenset(each.organisation.id for each in partners))
    known = assessments.assessments_of_partnership(session, partnership.id)
    going_on, with_results = _sorted_out(known)
    return PartnershipHome(
        partnership,
        tuple(partners),
        going_on,
        with_results,
        next_step(known, by=by, now=now),
        tuple(in_order(actions.actions_of(session, partnership))),
    )


def _sorted_out(known: Sequence[Assessment]) -> tuple[tuple[Assessment, ...], tuple[Assessment, ...]]:
    """Those still going on, and those with results."""
    going_on = tuple(each for each in known if not each.has_results)
    return going_on, tuple(each for each in known if each.has_results)
