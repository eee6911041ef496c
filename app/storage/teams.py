"""The teams of one organisation as they are now; one that people were invited from stays, out of sight."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, false, func, insert, select, true, update
from sqlmodel import Session

from app.storage.tables import INVITATION, PERSON, TEAM, TEAM_GONE, WITHDRAWAL

KEPT = timedelta(days=1)


@dataclass(frozen=True)
class TeamSize:
    id: int
    name: str
    people: int


@dataclass(frozen=True)
class Gone:
    """A team that was merged `into` another, or into none: then that is empty."""

    team_id: int
    name: str
    into: str
    people_ids: list[int]


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


def remember_gone(
    session: Session,
    organisation_id: int,
    team: TeamSize,
    into: str,
    people_ids: Collection[int],
    *,
    now: datetime,
) -> None:
    """Until the staff list changes again."""
    people = ",".join(map(str, people_ids))
    values = {"team_id": team.id, "name": team.name, "into": into, "people": people, "made_at": now}
    session.execute(insert(TEAM_GONE).values(organisation_id=organisation_id, **values))


def find_gone(session: Session, organisation_id: int, *, now: datetime) -> Gone | None:
    """The team that went last, if nothing has changed since."""
    of = (TEAM_GONE.c.organisation_id == organisation_id, TEAM_GONE.c.made_at >= now - KEPT)
    row = session.execute(select(TEAM_GONE).where(*of)).one_or_none()
    if row is None:
        return None
    return Gone(row.team_id, row.name, row.into, [int(each) for each in row.people.split(",") if each])


def bring_back(session: Session, organisation_id: int, gone: Gone) -> int:
    """The id it has now: its old one, unless that is taken."""
    is_there = session.execute(select(TEAM.c.id).where(TEAM.c.id == gone.team_id)).first()
    if is_there is None:
        of = {"id": gone.team_id, "organisation_id": organisation_id, "name": gone.name}
        session.execute(insert(TEAM).values(**of))
    return find_or_add(session, organisation_id, gone.name)
