"""Partnerships, and which organisations are partners in them."""

from typing import Any

from sqlalchemy import Row, bindparam, delete, func, insert, select, update
from sqlmodel import Session

from app.domain.errors import NO_SUCH_PAGE, NotFound
from app.domain.people import Organisation, Partner, Partnership, WhenSmall
from app.storage.tables import ORGANISATION, PARTNER, PARTNERSHIP, can_be_kept

_BY_SLUG = select(PARTNERSHIP).where(PARTNERSHIP.c.slug == bindparam("slug"))
_PARTNERS = (
    select(ORGANISATION, PARTNER.c.when_small, PARTNER.c.own_words)
    .join(PARTNER, PARTNER.c.organisation_id == ORGANISATION.c.id)
    .where(PARTNER.c.partnership_id == bindparam("partnership_id"))
    .order_by(ORGANISATION.c.name)
)
_OF_ORGANISATION = (
    select(PARTNERSHIP)
    .join(PARTNER, PARTNER.c.partnership_id == PARTNERSHIP.c.id)
    .where(PARTNER.c.organisation_id == bindparam("organisation_id"))
    .order_by(PARTNERSHIP.c.name)
)

_ALL = (
    select(PARTNERSHIP, func.count(PARTNER.c.organisation_id).label("partners"))
    .outerjoin(PARTNER, PARTNER.c.partnership_id == PARTNERSHIP.c.id)
    .group_by(PARTNERSHIP.c.id, PARTNERSHIP.c.slug, PARTNERSHIP.c.name)
    .order_by(func.lower(PARTNERSHIP.c.name))
)
_RENAMED = (
    update(PARTNERSHIP).where(PARTNERSHIP.c.id == bindparam("of_id")).values(name=bindparam("new_name"))
)
_LEFT = delete(PARTNER).where(
    PARTNER.c.partnership_id == bindparam("partnership_id"),
    PARTNER.c.organisation_id == bindparam("organisation_id"),
)


def all_partnerships(session: Session) -> list[tuple[Partnership, int]]:
    """By name, each with how many partners it has."""
    return [(_partnership(row), row.partners) for row in session.execute(_ALL)]


def rename(session: Session, partnership_id: int, name: str) -> None:
    session.exec(_RENAMED, params={"of_id": partnership_id, "new_name": name})


def get_partnership(session: Session, slug: str) -> Partnership:
    row = session.execute(_BY_SLUG, {"slug": slug}).one_or_none() if can_be_kept(slug) else None
    return _partnership(row)


def _partnership(row: Row[*tuple[Any, ...]] | None) -> Partnership:
    if row is None:
        raise NotFound(NO_SUCH_PAGE)
    return Partnership(row.id, row.slug, row.name)


def partners(session: Session, partnership_id: int) -> list[Partner]:
    rows = session.execute(_PARTNERS, {"partnership_id": partnership_id})
    return [
        Partner(Organisation(row.id, row.slug, row.name, row.staff), WhenSmall(row.when_small), row.own_words)
        for row in rows
    ]


def partnerships_of(session: Session, organisation_id: int) -> list[Partnership]:
    return [
        _partnership(row) for row in session.execute(_OF_ORGANISATION, {"organisation_id": organisation_id})
    ]


def partnership_ids_of(session: Session, organisation_id: int) -> frozenset[int]:
    return frozenset(each.id for each in partnerships_of(session, organisation_id))


def add_partnership(session: Session, *, slug: str, name: str) -> int:
    added = insert(PARTNERSHIP).values(slug=slug, name=name).returning(PARTNERSHIP.c.id)
    return int(session.execute(added).scalar_one())


def add_partner(
    session: Session,
    *,
    partnership_id: int,
    organisation_id: int,
    when_small: WhenSmall = WhenSmall.STAND_TOGETHER,
    own_words: str = "",
) -> None:
    session.execute(
        insert(PARTNER).values(
            partnership_id=partnership_id,
            organisation_id=organisation_id,
            when_small=when_small,
            own_words=own_words,
        )
    )


def remove_partner(session: Session, *, partnership_id: int, organisation_id: int) -> None:
    """With what it chose for when it is too small to show. What was released about it stays."""
    session.exec(_LEFT, params={"partnership_id": partnership_id, "organisation_id": organisation_id})
