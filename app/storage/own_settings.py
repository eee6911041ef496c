"""What organisations have chosen for themselves, and the notes their directors leave each other."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, bindparam, insert, select, update
from sqlmodel import Session

from app.domain.own_settings import Contact, OwnSettings, Thresholds
from app.storage.tables import HANDOVER, ORGANISATION, OWN_SETTINGS

_OF = select(OWN_SETTINGS).where(
    OWN_SETTINGS.c.organisation_id.in_(bindparam("organisation_ids", expanding=True))
)
_HELD = select(ORGANISATION.c.id).where(ORGANISATION.c.id == bindparam("organisation_id")).with_for_update()
_CHANGED = update(OWN_SETTINGS).where(OWN_SETTINGS.c.organisation_id == bindparam("of_organisation"))
# However it is asked for, a threshold never goes down.
_RAISED = _CHANGED.where(
    OWN_SETTINGS.c.fewest_shown <= bindparam("shown"),
    OWN_SETTINGS.c.fewest_in_distribution <= bindparam("in_distribution"),
).values(fewest_shown=bindparam("shown"), fewest_in_distribution=bindparam("in_distribution"))
_CONTACT = _CHANGED.values(contact_name=bindparam("name"), contact_details=bindparam("details"))
_CLOSED = _CHANGED.values(closed_on=bindparam("day"))
_PLACE = (
    update(ORGANISATION)
    .where(ORGANISATION.c.id == bindparam("of_organisation"))
    .values(name=bindparam("new_name"), staff=bindparam("new_staff"))
)
_NOTE = select(HANDOVER).where(HANDOVER.c.organisation_id == bindparam("organisation_id"))
_NOTE_CHANGED = (
    update(HANDOVER)
    .where(
        HANDOVER.c.organisation_id == bindparam("of_organisation"), HANDOVER.c.version == bindparam("seen")
    )
    .values(
        note=bindparam("new_note"),
        version=HANDOVER.c.version + 1,
        changed_by=bindparam("by_name"),
        changed_at=bindparam("now"),
    )
)


@dataclass(frozen=True)
class Handover:
    """What the directors have written down for whoever comes next. Version 0 is nothing yet."""

    note: str = ""
    version: int = 0
    changed_by: str = ""
    changed_at: datetime | None = None


def get_settings(session: Session, organisation_id: int) -> OwnSettings:
    row = session.execute(_OF, {"organisation_ids": [organisation_id]}).one_or_none()
    return OwnSettings() if row is None else _settings(row)


def find_contact(session: Session, organisation_id: int) -> Contact | None:
    """Whom its staff can ask, if anybody has been named."""
    contact = get_settings(session, organisation_id).contact
    return contact if contact.name else None


def settings_of(session: Session, organisation_ids: Collection[int]) -> list[OwnSettings]:
    """Of those that have chosen anything."""
    rows = session.execute(_OF, {"organisation_ids": list(organisation_ids)})
    return [_settings(row) for row in rows]


def closed_among(session: Session, organisation_ids: Collection[int]) -> frozenset[int]:
    """The ids of those that have closed."""
    rows = session.execute(_OF, {"organisation_ids": list(organisation_ids)})
    return frozenset(row.organisation_id for row in rows if row.closed_on is not None)


def _settings(row: Row[*tuple[Any, ...]]) -> OwnSettings:
    return OwnSettings(
        Thresholds(row.fewest_shown, row.fewest_in_distribution),
        Contact(row.contact_name, row.contact_details),
        row.closed_on is not None,
    )


def hold(session: Session, organisation_id: int) -> None:
    """Before its seats or settings change: whoever else would change them waits."""
    session.execute(_HELD, {"organisation_id": organisation_id})


def _begin(session: Session, organisation_id: int) -> None:
    """There is a row from the first change on."""
    hold(session, organisation_id)
    if session.execute(_OF, {"organisation_ids": [organisation_id]}).one_or_none() is None:
        values = {"fewest_shown": 5, "fewest_in_distribution": 10, "contact_name": "", "contact_details": ""}
        session.execute(insert(OWN_SETTINGS).values(organisation_id=organisation_id, **values))


def raise_thresholds(session: Session, organisation_id: int, wanted: Thresholds) -> bool:
    """False, and nothing has changed, if either would go down."""
    _begin(session, organisation_id)
    values = {
        "of_organisation": organisation_id,
        "shown": wanted.fewest_shown,
        "in_distribution": wanted.fewest_in_distribution,
    }
    return session.exec(_RAISED, params=values).rowcount == 1


def set_contact(session: Session, organisation_id: int, contact: Contact) -> None:
    _begin(session, organisation_id)
    values = {"of_organisation": organisation_id, "name": contact.name, "details": contact.details}
    session.exec(_CONTACT, params=values)


def set_closed(session: Session, organisation_id: int, on: date | None) -> None:
    _begin(session, organisation_id)
    session.exec(_CLOSED, params={"of_organisation": organisation_id, "day": on})


def rename(session: Session, organisation_id: int, *, name: str, staff: int) -> None:
    session.exec(_PLACE, params={"of_organisation": organisation_id, "new_name": name, "new_staff": staff})


def get_handover(session: Session, organisation_id: int) -> Handover:
    row = session.execute(_NOTE, {"organisation_id": organisation_id}).one_or_none()
    return Handover() if row is None else Handover(row.note, row.version, row.changed_by, row.changed_at)


def write_handover(
    session: Session, organisation_id: int, note: str, *, seen: int, by_name: str, now: datetime
) -> bool:
    """False if somebody else has written since version `seen`."""
    hold(session, organisation_id)
    if seen == 0 and session.execute(_NOTE, {"organisation_id": organisation_id}).one_or_none() is None:
        session.execute(
            insert(HANDOVER).values(
                organisation_id=organisation_id, note=note, version=1, changed_by=by_name, changed_at=now
            )
        )
        return True
    values = {
        "of_organisation": organisation_id,
        "seen": seen,
        "new_note": note,
        "by_name": by_name,
        "now": now,
    }
    return session.exec(_NOTE_CHANGED, params=values).rowcount == 1
