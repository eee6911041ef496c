"""The teams of one organisation as they are now; one that people were invited from stays, out of sight."""

from dataclasses import dataclass

from sqlalchemy import delete, exists, false, func, insert, select, true, update
from sqlmodel import Session

from app.storage.tables import INVITATION, PERSON, TEAM, WITHDRAWAL


@dataclass(frozen=True)
class TeamSize:
    id: int
    name: str
    people: int


def team_sizes(session: Session, organisation_id: int) -> list[TeamSize]:
    """By name. Those without anybody in them are there as well."""
    counted = func.count(PERSON.c.id)
    rows = session.execute(
        select(TEAM.c.id, TEAM.c.name, counted)
        .outerjoin(PERSON, PERSON.c.team_id == TEAM.c.id)
        .where(TEAM.c.organisation_id == organisation_id, TEAM.c.retired == false())
        .group_by(TEAM.c.id, TEAM.c.name)
        .order_by(func.lower(TEAM.c.name), TEAM.c.id)
    )
    return [TeamSize(*row) for row in rows]


def find_or_add(session: Session, organisation_id: int, name: str) -> int:
    """The team of that name, which comes back if it was gone."""
    of = (TEAM.c.organisation_id == organisation_id, TEAM.c.name == name)
    found = session.execute(select(TEAM.c.id, TEAM.c.retired).where(*of)).one_or_none()
    if found is None:
        added = insert(TEAM).values(organisation_id=organisation_id, name=name).returning(TEAM.c.id)
        return int(session.execute(added).scalar_one())
    if found.retired:
        session.execute(update(TEAM).where(TEAM.c.id == found.id).values(retired=False))
    return int(found.id)


def name_is_retired(session: Session, organisation_id: int, name: str) -> bool:
    of = (TEAM.c.organisation_id == organisation_id, TEAM.c.name == name, TEAM.c.retired == true())
    return session.execute(select(TEAM.c.id).where(*of)).first() is not None


def rename(session: Session, organisation_id: int, team_id: int, name: str) -> None:
    of = (TEAM.c.id == team_id, TEAM.c.organisation_id == organisation_id)
    session.execute(update(TEAM).where(*of).values(name=name))


def remove(session: Session, organisation_id: int, team_id: int, *, to: int | None) -> None:
    """Its people move `to` another team, or to none."""
    of = (TEAM.c.id == team_id, TEAM.c.organisation_id == organisation_id)
    session.execute(update(PERSON).where(PERSON.c.team_id == team_id).values(team_id=to))
    used = exists().where(INVITATION.c.team_id == TEAM.c.id) | exists().where(
        WITHDRAWAL.c.team_id == TEAM.c.id
    )
    session.execute(update(TEAM).where(*of, used).values(retired=True))
    session.execute(delete(TEAM).where(*of, ~used))
