"""What an organisation chooses for itself: its name, whom staff can ask, and thresholds that only rise."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.domain import own_settings as rules
from app.domain.errors import Conflict, Invalid
from app.domain.own_settings import Contact, OwnSettings
from app.domain.people import Organisation, Seat
from app.storage import audit, organisations, own_settings, teams

NUMBERS_TO_WEIGH = (8, 10, 15)


@dataclass(frozen=True)
class SettingsPage:
    """`too_small` counts the teams with fewer people than each of some numbers."""

    organisation: Organisation
    settings: OwnSettings
    teams: int
    too_small: tuple[tuple[int, int], ...]


def settings_page(session: Session, slug: str, *, by: Seat) -> SettingsPage:
    organisation = organisations.get_own_organisation(session, slug, by=by)
    settings = own_settings.get_settings(session, organisation.id)
    sizes = [team.people for team in teams.team_sizes(session, organisation.id)]
    now = settings.thresholds.fewest_shown
    numbers = [now, *(each for each in NUMBERS_TO_WEIGH if each > now)]
    too_small = tuple((each, sum(size < each for size in sizes)) for each in numbers)
    return SettingsPage(organisation, settings, len(sizes), too_small)


def set_place(session: Session, slug: str, name: str, staff: int | None, *, by: Seat, now: datetime) -> None:
    """The address stays: it is on posters and in bookmarks."""
    organisation = organisations.get_own_organisation(session, slug, by=by)
    number = rules.require_place(name, staff)
    if (name, number) == (organisation.name, organisation.staff):
        return
    own_settings.rename(session, organisation.id, name=name, staff=number)
    subject = f"{slug}: {name}, {number:,} staff"
    audit.record(session, by=by, at=now, action="changed the name or the number of staff", subject=subject)


def set_contact(session: Session, slug: str, contact: Contact, *, by: Seat, now: datetime) -> None:
    organisation = organisations.get_own_organisation(session, slug, by=by)
    rules.require_contact(contact)
    own_settings.set_contact(session, organisation.id, contact)
    action = "changed whom staff can ask" if contact.name else "removed whom staff can ask"
    audit.record(session, by=by, at=now, action=action, subject=f"{slug}: {contact.name}")


def raise_thresholds(
    session: Session,
    slug: str,
    shown: int | None,
    in_distribution: int | None,
    *,
    is_sure: bool,
    by: Seat,
    now: datetime,
) -> None:
    """For every assessment that opens from now on, and for good."""
    organisation = organisations.get_own_organisation(session, slug, by=by)
    own_settings.hold(session, organisation.id)
    before = own_settings.get_settings(session, organisation.id).thresholds
    wanted = rules.require_rise(before, shown, in_distribution)
    if wanted == before:
        return
    if not is_sure:
        raise Invalid(rules.LOOK_AGAIN, {"sure": "Tick the box if you are sure: nobody can take it back."})
    if not own_settings.raise_thresholds(session, organisation.id, wanted):
        raise Conflict("Somebody raised these further a moment ago. Look again.")
    numbers = f"{wanted.fewest_shown} for a figure, {wanted.fewest_in_distribution} for which answers"
    action = "raised how many answers it takes"
    audit.record(session, by=by, at=now, action=action, subject=f"{slug}: {numbers}")


def contact_at(session: Session, organisation_id: int) -> Contact | None:
    """Whom its staff can ask, if anybody has been named."""
    return own_settings.find_contact(session, organisation_id)
