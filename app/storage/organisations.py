"""Organisations and their teams."""

from collections.abc import Collection

from sqlalchemy import bindparam, func, insert, select
from sqlmodel import Session

from app.domain.access import require_organisation
from app.domain.errors import NO_SUCH_PAGE, NotFound
from app.domain.people import Organisation, Seat, Team
from app.storage.tables import ORGANISATION, OWN_SETTINGS, TEAM, can_be_kept

_BY_SLUG = select(ORGANISATION).where(ORGANISATION.c.slug == bindparam("slug"))
_BY_ID = select(ORGANISATION).where(ORGANISATION.c.id == bindparam("organisation_id"))
_BY_SLUGS = select(ORGANISATION).where(ORGANISATION.c.slug.in_(bindparam("slugs", expanding=True)))
_TEAMS = select(TEAM).where(TEAM.c.organisation_id == bindparam("organisation_id")).order_by(TEAM.c.name)

_ALL = (
    select(ORGANISATION, OWN_SETTINGS.c.closed_on)
    .outerjoin(OWN_SETTINGS, OWN_SETTINGS.c.organisation_id == ORGANISATION.c.id)
    .order_by(func.lower(ORGANISATION.c.name))
)


def all_organisations(session: Session) -> list[tuple[Organisation, bool]]:
    """By name, each with whether it has closed."""
    return [
        (Organisation(row.id, row.slug, row.name, row.staff), row.closed_on is not None)
        for row in session.execute(_ALL)
    ]


def get_organisation(session: Session, slug: str) -> Organisation:
    row = session.execute(_BY_SLUG, {"slug": slug}).one_or_none() if can_be_kept(slug) else None
    if row is None:
        raise NotFound(NO_SUCH_PAGE)
    return Organisation(row.id, row.slug, row.name, row.staff)


def organisations_called(session: Session, slugs: Collection[str]) -> list[Organisation]:
    rows = session.execute(_BY_SLUGS, {"slugs": list(slugs)})
    return [Organisation(row.id, row.slug, row.name, row.staff) for row in rows]


def get_own_organisation(session: Session, slug: str, *, by: Seat) -> Organisation:
    """For its HR director; for anybody else there is none."""
    organisation = get_organisation(session, slug)
    require_organisation(organisation, by=by)
    return organisation


def get_organisation_by_id(session: Session, organisation_id: int) -> Organisation:
    row = session.execute(_BY_ID, {"organisation_id": organisation_id}).one()
    return Organisation(row.id, row.slug, row.name, row.staff)


def add_organisation(session: Session, *, slug: str, name: str, staff: int) -> int:
    added = insert(ORGANISATION).values(slug=slug, name=name, staff=staff).returning(ORGANISATION.c.id)
    return int(session.execute(added).scalar_one())


def teams(session: Session, organisation_id: int) -> list[Team]:
    rows = session.execute(_TEAMS, {"organisation_id": organisation_id})
    return [Team(row.id, row.organisation_id, row.name) for row in rows]


def add_team(session: Session, *, organisation_id: int, name: str) -> int:
    added = insert(TEAM).values(organisation_id=organisation_id, name=name).returning(TEAM.c.id)
    return int(session.execute(added).scalar_one())
