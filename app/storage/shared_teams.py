"""Shared teams of a partnership, and who is in them: now, and when an assessment opened."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    bindparam,
    delete,
    exists,
    false,
    func,
    insert,
    literal,
    select,
    true,
    update,
)
from sqlmodel import Session

from app.domain.people import SharedTeam
from app.domain.staff_lists import OnList, Sought
from app.storage import staff_lists
from app.storage.staff_lists import Page
from app.storage.tables import (
    INVITATION,
    INVITATION_SHARED_TEAM,
    PARTNER,
    PERSON,
    SHARED_TEAM,
    SHARED_TEAM_PERSON,
)

_SHARED_TEAMS = (
    select(SHARED_TEAM)
    .where(SHARED_TEAM.c.retired == false())
    .order_by(func.lower(SHARED_TEAM.c.name), SHARED_TEAM.c.id)
)
_OF_PARTNERSHIP = _SHARED_TEAMS.where(SHARED_TEAM.c.partnership_id == bindparam("partnership_id"))
_OF_ORGANISATION = _SHARED_TEAMS.where(
    SHARED_TEAM.c.partnership_id.in_(
        select(PARTNER.c.partnership_id).where(PARTNER.c.organisation_id == bindparam("organisation_id"))
    )
)
_OF_INVITATION = (
    select(SHARED_TEAM.c.name)
    .join(INVITATION_SHARED_TEAM, INVITATION_SHARED_TEAM.c.shared_team_id == SHARED_TEAM.c.id)
    .where(INVITATION_SHARED_TEAM.c.invitation_id == bindparam("invitation_id"))
    .order_by(SHARED_TEAM.c.name)
)
_SIZES = (
    select(SHARED_TEAM_PERSON.c.shared_team_id, PERSON.c.organisation_id, func.count().label("people"))
    .join(PERSON, PERSON.c.id == SHARED_TEAM_PERSON.c.person_id)
    .where(PERSON.c.organisation_id.in_(bindparam("organisation_ids", expanding=True)))
    .group_by(SHARED_TEAM_PERSON.c.shared_team_id, PERSON.c.organisation_id)
)
_FROZEN = insert(INVITATION_SHARED_TEAM).from_select(
    ["invitation_id", "shared_team_id"],
    select(INVITATION.c.id, SHARED_TEAM_PERSON.c.shared_team_id)
    .join(SHARED_TEAM_PERSON, SHARED_TEAM_PERSON.c.person_id == INVITATION.c.person_id)
    .join(SHARED_TEAM, SHARED_TEAM.c.id == SHARED_TEAM_PERSON.c.shared_team_id)
    .where(
        INVITATION.c.assessment_id == bindparam("assessment_id"),
        SHARED_TEAM.c.partnership_id == bindparam("partnership_id"),
        SHARED_TEAM.c.retired == false(),
    ),
)

_LEFT = delete(SHARED_TEAM_PERSON).where(
    SHARED_TEAM_PERSON.c.shared_team_id.in_(
        select(SHARED_TEAM.c.id).where(SHARED_TEAM.c.partnership_id == bindparam("partnership_id"))
    ),
    SHARED_TEAM_PERSON.c.person_id.in_(
        select(PERSON.c.id).where(PERSON.c.organisation_id == bindparam("organisation_id"))
    ),
)


def of_partnership(session: Session, partnership_id: int) -> list[SharedTeam]:
    """By name."""
    return [_team(row) for row in session.execute(_OF_PARTNERSHIP, {"partnership_id": partnership_id})]


def of_organisation(session: Session, organisation_id: int) -> list[SharedTeam]:
    """Those of all partnerships that it is a partner in, by name."""
    return [_team(row) for row in session.execute(_OF_ORGANISATION, {"organisation_id": organisation_id})]


def of_invitation(session: Session, invitation_id: int) -> list[str]:
    """The names of those that somebody was in when she was invited."""
    return list(session.execute(_OF_INVITATION, {"invitation_id": invitation_id}).scalars())


def _team(row: Row[*tuple[Any, ...]]) -> SharedTeam:
    return SharedTeam(row.id, row.partnership_id, row.name)


def sizes(session: Session, organisation_ids: Collection[int]) -> Mapping[int, Mapping[int, int]]:
    """How many people of these organisations are in each shared team: by team, then by organisation."""
    found: dict[int, dict[int, int]] = {}
    for team, organisation, people in session.execute(_SIZES, {"organisation_ids": list(organisation_ids)}):
        found.setdefault(team, {})[organisation] = people
    return found


def add(session: Session, partnership_id: int, name: str) -> None:
    """One of that name that was retired comes back, with nobody in it."""
    of = (SHARED_TEAM.c.partnership_id == partnership_id, SHARED_TEAM.c.name == name)
    if session.exec(update(SHARED_TEAM).where(*of).values(retired=False)).rowcount == 0:
        session.execute(insert(SHARED_TEAM).values(partnership_id=partnership_id, name=name))


def name_is_retired(session: Session, partnership_id: int, name: str) -> bool:
    of = (SHARED_TEAM.c.partnership_id == partnership_id, SHARED_TEAM.c.name == name)
    return (
        session.execute(select(SHARED_TEAM.c.id).where(*of, SHARED_TEAM.c.retired == true())).first()
        is not None
    )


def rename(session: Session, team_id: int, name: str) -> None:
    session.execute(update(SHARED_TEAM).where(SHARED_TEAM.c.id == team_id).values(name=name))


def retire(session: Session, team_id: int) -> None:
    """Nobody is in it any more. It stays, out of sight, if people were once invited in it."""
    session.execute(delete(SHARED_TEAM_PERSON).where(SHARED_TEAM_PERSON.c.shared_team_id == team_id))
    of = SHARED_TEAM.c.id == team_id
    used = exists().where(INVITATION_SHARED_TEAM.c.shared_team_id == SHARED_TEAM.c.id)
    session.execute(update(SHARED_TEAM).where(of, used).values(retired=True))
    session.execute(delete(SHARED_TEAM).where(of, ~used))


def people_in(session: Session, organisation_id: int, team_id: int) -> tuple[OnList, ...]:
    """Those of one organisation, by name."""
    return staff_lists.page(session, organisation_id, is_so=_is_in(team_id)).people


def page_of_others(
    session: Session,
    organisation_id: int,
    shared_team_id: int,
    sought: Sought,
    *,
    first: int,
    most: int,
) -> Page:
    """People of one organisation who are not in it, as `staff_lists.page` finds them."""
    return staff_lists.page(
        session, organisation_id, sought, first=first, most=most, is_so=~_is_in(shared_team_id)
    )


def _is_in(team_id: int) -> ColumnElement[bool]:
    return exists().where(
        SHARED_TEAM_PERSON.c.person_id == PERSON.c.id, SHARED_TEAM_PERSON.c.shared_team_id == team_id
    )


def _own(organisation_id: int, people_ids: Collection[int]) -> Select[tuple[int]]:
    return select(PERSON.c.id).where(PERSON.c.id.in_(people_ids), PERSON.c.organisation_id == organisation_id)


def put_in(session: Session, organisation_id: int, team_id: int, people_ids: Collection[int]) -> int:
    """How many of them are new in it; people of other organisations are left out."""
    put = 0
    for some in staff_lists.in_parts(people_ids):
        asked = _own(organisation_id, some).add_columns(literal(team_id)).where(~_is_in(team_id))
        into = insert(SHARED_TEAM_PERSON).from_select(["person_id", "shared_team_id"], asked)
        put += session.exec(into).rowcount
    return put


def take_out(session: Session, organisation_id: int, team_id: int, people_ids: Collection[int]) -> int:
    """How many of them were in it; people of other organisations stay."""
    taken = 0
    for some in staff_lists.in_parts(people_ids):
        of = (
            SHARED_TEAM_PERSON.c.shared_team_id == team_id,
            SHARED_TEAM_PERSON.c.person_id.in_(_own(organisation_id, some)),
        )
        taken += session.exec(delete(SHARED_TEAM_PERSON).where(*of)).rowcount
    return taken


def take_out_everybody(session: Session, *, partnership_id: int, organisation_id: int) -> None:
    """Of this organisation, out of all shared teams of the partnership."""
    session.exec(_LEFT, params={"partnership_id": partnership_id, "organisation_id": organisation_id})


def freeze(session: Session, assessment_id: int, partnership_id: int) -> None:
    """Whoever is in the partnership's shared teams now is in them for this assessment."""
    session.execute(_FROZEN, {"assessment_id": assessment_id, "partnership_id": partnership_id})
