"""For those who look after the platform: its organisations and partnerships. Nothing here reads an answer."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.domain import own_settings as rules
from app.domain.errors import Conflict, Invalid
from app.domain.own_settings import LOOK_AGAIN
from app.domain.people import FEWEST_PARTNERS, Organisation, Partner, Partnership, Seat, SeatKind, folded
from app.domain.seating import Somebody, WayIn, require_somebody
from app.domain.working_days import day_in_the_uk
from app.storage import (
    assessments,
    audit,
    drafts,
    organisations,
    own_settings,
    partnerships,
    seating,
    seats,
    staff_imports,
    staff_lists,
)

LONGEST_SLUG = 60
THE_PLATFORM = "Whoever looks after this platform"


@dataclass(frozen=True)
class OrganisationPage:
    """`why_not_close` is a sentence, or None where nothing stands in the way."""

    organisation: Organisation
    directors: tuple[Seat, ...]
    partnerships: tuple[Partnership, ...]
    people: int  # on its staff list
    is_closed: bool
    why_not_close: str | None


@dataclass(frozen=True)
class PartnershipPage:
    """`closed` has the ids of partners that have closed; `others` are the organisations that could join."""

    partnership: Partnership
    convenors: tuple[Seat, ...]
    partners: tuple[Partner, ...]
    closed: frozenset[int]
    others: tuple[Organisation, ...]


def slug_of(name: str) -> str:
    """For addresses: the name in plain letters, with dashes between."""
    plain = re.sub("['’]", "", folded(name))
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_SLUG].rstrip("-")


def _free_slug(name: str, taken: Collection[str], otherwise: str) -> str:
    slug = slug_of(name) or otherwise
    number = 1
    while (wanted := slug if number == 1 else f"{slug}-{number}") in taken:
        number += 1
    return wanted


# Organisations


def organisations_there_are(session: Session) -> list[tuple[Organisation, bool]]:
    """By name, each with whether it has closed."""
    return organisations.all_organisations(session)


def get_organisation(session: Session, slug: str) -> OrganisationPage:
    organisation = organisations.get_organisation(session, slug)
    directors = seats.holders(session, SeatKind.HR_DIRECTOR, organisation_id=organisation.id)
    return OrganisationPage(
        organisation,
        tuple(directors),
        tuple(partnerships.partnerships_of(session, organisation.id)),
        staff_lists.count(session, organisation.id),
        own_settings.get_settings(session, organisation.id).is_closed,
        _why_not_close(session, organisation),
    )


def _why_not_close(session: Session, organisation: Organisation) -> str | None:
    if assessments.is_one_going_on(session, organisation.id):
        return "An assessment is going on there. Wait until it has closed."
    return None


def add_organisation(
    session: Session, name: str, staff: int | None, director: Somebody, *, by: Seat | None, way_in: WayIn
) -> str:
    """Its slug. The director gets a link by mail. Without a seat it was a command."""
    faults = _faults_of(lambda: rules.require_place(name, staff)) | _faults_of(
        lambda: require_somebody(director, fields=("director_name", "director_email"))
    )
    there_are = organisations.all_organisations(session)
    if any(folded(each.name) == folded(name) for each, _ in there_are):
        faults["name"] = "There is an organisation of this name. Open it, or add where it is."
    if faults:
        raise Invalid(LOOK_AGAIN, faults)
    slug = _free_slug(name, [each.slug for each, _ in there_are], "organisation")
    organisation_id = organisations.add_organisation(session, slug=slug, name=name, staff=staff or 0)
    organisation = Organisation(organisation_id, slug, name, staff or 0)
    asked_by = by.person_name if by else THE_PLATFORM
    seating.seat_director(session, organisation, director, asked_by=asked_by, way_in=way_in)
    _record(session, "added an organisation", f"{slug}: {name}", by, way_in.now, organisation)
    return slug


def _faults_of(check: Callable[[], object]) -> dict[str, str]:
    try:
        check()
    except Invalid as fault:
        return fault.problems
    return {}


def rename_organisation(
    session: Session, slug: str, name: str, staff: int | None, *, by: Seat, now: datetime
) -> None:
    organisation = organisations.get_organisation(session, slug)
    number = rules.require_place(name, staff)
    own_settings.rename(session, organisation.id, name=name, staff=number)
    _record(session, "renamed the organisation", f"{slug}: {name}, {number:,} staff", by, now, organisation)


def add_director(session: Session, slug: str, somebody: Somebody, *, by: Seat, way_in: WayIn) -> None:
    """Of one that had closed, the first opens its pages again."""
    organisation = organisations.get_organisation(session, slug)
    require_somebody(somebody, fields=("person", "email"))
    own_settings.hold(session, organisation.id)
    seating.seat_director(session, organisation, somebody, asked_by=by.person_name, way_in=way_in)
    if own_settings.get_settings(session, organisation.id).is_closed:
        own_settings.set_closed(session, organisation.id, None)
    action, subject = "asked somebody to be HR director", f"{slug}: {somebody.name}"
    _record(session, action, subject, by, way_in.now, organisation)


def close_organisation(session: Session, slug: str, typed: str, *, by: Seat, now: datetime) -> None:
    """Its seats end, its drafts and its staff list go. What was published with partners stays with them."""
    organisation = organisations.get_organisation(session, slug)
    own_settings.hold(session, organisation.id)
    if reason := _why_not_close(session, organisation):
        raise Conflict(reason)
    if folded(typed) != folded(organisation.name):
        raise Invalid(LOOK_AGAIN, {"name": f"Type its name, {organisation.name}, if you are sure."})
    for seat in seats.holders(session, SeatKind.HR_DIRECTOR, organisation_id=organisation.id):
        seating.end(session, seat)
    for draft in drafts.drafts_of(session, organisation.id):
        drafts.remove_draft(session, draft)
    staff_imports.remove_all(session, organisation.id)
    staff_lists.take_off(session, organisation.id, staff_lists.everybody(session, organisation.id))
    own_settings.set_closed(session, organisation.id, day_in_the_uk(now))
    _record(session, "closed the organisation", f"{slug}: {organisation.name}", by, now, organisation)


# Partnerships


def partnerships_there_are(session: Session) -> list[tuple[Partnership, int]]:
    """By name, each with how many partners it has."""
    return partnerships.all_partnerships(session)


def could_join(session: Session) -> list[Organisation]:
    return [each for each, is_closed in organisations.all_organisations(session) if not is_closed]


def get_partnership(session: Session, slug: str) -> PartnershipPage:
    partnership = partnerships.get_partnership(session, slug)
    partners = partnerships.partners(session, partnership.id)
    there = {each.organisation.id for each in partners}
    return PartnershipPage(
        partnership,
        tuple(seats.holders(session, SeatKind.CONVENOR, partnership_id=partnership.id)),
        tuple(partners),
        own_settings.closed_among(session, there),
        tuple(each for each in could_join(session) if each.id not in there),
    )


def add_partnership(
    session: Session,
    name: str,
    partner_ids: Collection[int],
    convenor: Somebody,
    *,
    by: Seat,
    way_in: WayIn,
) -> str:
    """Its slug. The convenor gets a link by mail."""
    chosen = [each for each in could_join(session) if each.id in partner_ids]
    too_few = "Choose two organisations or more." if len(chosen) < FEWEST_PARTNERS else None
    own = {"name": _why_not_name(session, name), "partners": too_few}
    faults = {field: problem for field, problem in own.items() if problem} | _faults_of(
        lambda: require_somebody(convenor, fields=("convenor_name", "convenor_email"))
    )
    if faults:
        raise Invalid(LOOK_AGAIN, faults)
    slug = _free_slug(name, [each.slug for each, _ in partnerships.all_partnerships(session)], "partnership")
    partnership = Partnership(partnerships.add_partnership(session, slug=slug, name=name), slug, name)
    for each in chosen:
        partnerships.add_partner(session, partnership_id=partnership.id, organisation_id=each.id)
    seating.seat_convenor(session, partnership, convenor, asked_by=by.person_name, way_in=way_in)
    _record(session, "added a partnership", f"{slug}: {name}", by, way_in.now, partnership)
    return slug


def _why_not_name(session: Session, name: str, *, but: int = 0) -> str | None:
    for each, _ in partnerships.all_partnerships(session):
        if each.id != but and folded(each.name) == folded(name):
            return "There is a partnership of this name."
    return rules.why_not_name(name)


def rename_partnership(session: Session, slug: str, name: str, *, by: Seat, now: datetime) -> None:
    partnership = partnerships.get_partnership(session, slug)
    if problem := _why_not_name(session, name, but=partnership.id):
        raise Invalid(LOOK_AGAIN, {"name": problem})
    partnerships.rename(session, partnership.id, name)
    _record(session, "renamed the partnership", f"{slug}: {name}", by, now, partnership)


def add_convenor(session: Session, slug: str, somebody: Somebody, *, by: Seat, way_in: WayIn) -> None:
    partnership = partnerships.get_partnership(session, slug)
    require_somebody(somebody, fields=("person", "email"))
    seating.seat_convenor(session, partnership, somebody, asked_by=by.person_name, way_in=way_in)
    action, subject = "asked somebody to be convenor", f"{slug}: {somebody.name}"
    _record(session, action, subject, by, way_in.now, partnership)


def add_partner(session: Session, slug: str, organisation_id: int | None, *, by: Seat, now: datetime) -> None:
    """Counts from the next joint assessment on: who is asked in one that is open was fixed when it opened."""
    page = get_partnership(session, slug)
    joins = next((each for each in page.others if each.id == organisation_id), None)
    if joins is None:
        raise Invalid(LOOK_AGAIN, {"organisation": "Choose the organisation that joins."})
    partnerships.add_partner(session, partnership_id=page.partnership.id, organisation_id=joins.id)
    _record(session, "added a partner", f"{slug}: {joins.name}", by, now, page.partnership)


def _record(
    session: Session,
    action: str,
    subject: str,
    by: Seat | None,
    now: datetime,
    place: Organisation | Partnership,
) -> None:
    """Where those whom it concerns can read it."""
    audit.record(
        session,
        by=by,
        at=now,
        action=action,
        subject=subject,
        organisation_id=place.id if isinstance(place, Organisation) else None,
        partnership_id=place.id if isinstance(place, Partnership) else None,
    )
