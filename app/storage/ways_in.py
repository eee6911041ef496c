"""Ways in for people without email: entrances, printed codes, and the places of an open link."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, Select, bindparam, delete, exists, insert, select, update
from sqlmodel import Session

from app.domain.people import RoleLevel
from app.domain.ways_in import Entrance, OnPaper, Place
from app.storage.invitations import add_links
from app.storage.tables import (
    ENTRANCE,
    INVITATION,
    INVITATION_LINK,
    INVITATION_SHARED_TEAM,
    OPEN_PLACE,
    OPEN_RESPONSE,
    PERSON,
    TEAM,
    can_be_kept,
)

_ENTRANCE = select(ENTRANCE).where(
    ENTRANCE.c.assessment_id == bindparam("assessment_id"),
    ENTRANCE.c.organisation_id == bindparam("organisation_id"),
)
_BY_CODE = select(ENTRANCE).where(ENTRANCE.c.code == bindparam("code"))
_OF_ASSESSMENT = select(ENTRANCE).where(ENTRANCE.c.assessment_id == bindparam("assessment_id"))
_HERE = (
    INVITATION.c.assessment_id == bindparam("assessment_id"),
    INVITATION.c.organisation_id == bindparam("organisation_id"),
)
_IS_ON_PAPER = (*_HERE, INVITATION.c.email.is_(None), INVITATION.c.person_id.is_not(None))
_HAS_CODE = exists().where(INVITATION_LINK.c.invitation_id == INVITATION.c.id)
_ON_PAPER = (
    select(INVITATION.c.id, PERSON.c.name, TEAM.c.name.label("team_name"), _HAS_CODE.label("has_code"))
    .join(PERSON, PERSON.c.id == INVITATION.c.person_id)
    .outerjoin(TEAM, TEAM.c.id == INVITATION.c.team_id)
    .where(*_IS_ON_PAPER)
    .order_by(TEAM.c.name, PERSON.c.name, INVITATION.c.id)
)
_THEIR_POSTS = select(INVITATION.c.team_id, INVITATION.c.role_level).where(*_IS_ON_PAPER)
_ON_PAPER_IDS = select(INVITATION.c.id).where(*_IS_ON_PAPER)
_TAKEN_AWAY = (
    # Nobody who comes by the open link says which shared teams she is in.
    delete(INVITATION_SHARED_TEAM).where(INVITATION_SHARED_TEAM.c.invitation_id.in_(_ON_PAPER_IDS)),
    delete(INVITATION).where(*_IS_ON_PAPER),
)
_UNNAMED = (*_HERE, INVITATION.c.person_id.is_(None))
_BEGUN = exists().where(OPEN_RESPONSE.c.invitation_id == INVITATION.c.id)
_FREE = (
    select(INVITATION.c.id, INVITATION.c.team_id, INVITATION.c.role_level)
    .where(*_UNNAMED, ~_BEGUN)
    .order_by(INVITATION.c.id)
)
_TEAMS = (
    select(TEAM.c.id, TEAM.c.name)
    .where(TEAM.c.id.in_(select(INVITATION.c.team_id).where(*_UNNAMED)))
    .order_by(TEAM.c.name)
)
_BY_RESUME_HASH = (
    select(INVITATION.c.id)
    .join(OPEN_RESPONSE, OPEN_RESPONSE.c.invitation_id == INVITATION.c.id)
    .where(*_UNNAMED, OPEN_RESPONSE.c.resume_hash == bindparam("resume_hash"))
    .limit(1)
)
_BY_LINK = (
    select(INVITATION.c.id)
    .join(INVITATION_LINK, INVITATION_LINK.c.invitation_id == INVITATION.c.id)
    .where(*_IS_ON_PAPER, INVITATION_LINK.c.token_hash == bindparam("token_hash"))
)
_OPENED = (
    update(ENTRANCE).where(ENTRANCE.c.code == bindparam("entrance")).values(open_places=bindparam("places"))
)
_GIVEN_BACK = delete(OPEN_PLACE).where(OPEN_PLACE.c.invitation_id == bindparam("invitation"))


def _entrance(row: Row[*tuple[Any, ...]]) -> Entrance:
    return Entrance(row.code, row.assessment_id, row.organisation_id, row.open_places)


def find_entrance(session: Session, assessment_id: int, organisation_id: int) -> Entrance | None:
    row = _one(session, _ENTRANCE, assessment_id, organisation_id)
    return None if row is None else _entrance(row)


def hold_entrance(session: Session, assessment_id: int, organisation_id: int, *, new_code: str) -> Entrance:
    """Made if there is none. Whoever else would give codes or places away there waits until the commit."""
    row = _one(session, _ENTRANCE.with_for_update(), assessment_id, organisation_id)
    if row is None:
        session.execute(
            insert(ENTRANCE).values(
                code=new_code, assessment_id=assessment_id, organisation_id=organisation_id, open_places=0
            )
        )
        return Entrance(new_code, assessment_id, organisation_id, 0)
    return _entrance(row)


def _one(
    session: Session, wanted: Select[*tuple[Any, ...]], assessment_id: int, organisation_id: int
) -> Row[*tuple[Any, ...]] | None:
    here = {"assessment_id": assessment_id, "organisation_id": organisation_id}
    return session.execute(wanted, here).one_or_none()


def find_entrance_by_code(session: Session, code: str) -> Entrance | None:
    row = session.execute(_BY_CODE, {"code": code}).one_or_none() if can_be_kept(code) else None
    return None if row is None else _entrance(row)


def entrances_of(session: Session, assessment_id: int) -> list[Entrance]:
    return [_entrance(row) for row in session.execute(_OF_ASSESSMENT, {"assessment_id": assessment_id})]


def people_on_paper(session: Session, assessment_id: int, organisation_id: int) -> list[OnPaper]:
    """Those with an invitation of their own, by team and name."""
    here = {"assessment_id": assessment_id, "organisation_id": organisation_id}
    return [
        OnPaper(row.id, row.name, row.team_name, bool(row.has_code))
        for row in session.execute(_ON_PAPER, here)
    ]


def replace_codes(session: Session, tokens: Mapping[str, int]) -> None:
    """Invitations' ids by the hash of what their new codes stand for. The codes before open nothing more."""
    ended = delete(INVITATION_LINK).where(INVITATION_LINK.c.invitation_id.in_(tokens.values()))
    session.execute(ended)
    add_links(session, tokens)


def posts_on_paper(session: Session, entrance: Entrance) -> list[tuple[int | None, str]]:
    """Team and role level of each of those with an invitation of their own and no address."""
    return [(row.team_id, row.role_level) for row in session.execute(_THEIR_POSTS, _of(entrance))]


def open_to_all(session: Session, entrance: Entrance, posts: Sequence[tuple[int | None, str]]) -> None:
    """Invitations that name nobody, with these teams and levels, in place of those people's own."""
    for statement in _TAKEN_AWAY:
        session.execute(statement, _of(entrance))
    row = {**_of(entrance), "person_id": None, "declined": False, "email": None}
    session.execute(
        insert(INVITATION), [{**row, "team_id": team, "role_level": level} for team, level in posts]
    )
    session.execute(_OPENED, {"entrance": entrance.code, "places": len(posts)})


def free_places(session: Session, entrance: Entrance) -> list[Place]:
    """Hold the entrance before, or somebody else may be given the same one."""
    rows = session.execute(_FREE, _of(entrance))
    return [Place(row.id, row.team_id, RoleLevel(row.role_level)) for row in rows]


def take_place(session: Session, place: Place, *, in_team: bool, role_level: RoleLevel) -> None:
    """What somebody says of herself comes instead of what a person before her said, who took it all back."""
    session.execute(_GIVEN_BACK, {"invitation": place.invitation_id})
    said = {"invitation_id": place.invitation_id, "in_team": in_team, "role_level": role_level}
    session.execute(insert(OPEN_PLACE).values(said))


def teams_with_places(session: Session, entrance: Entrance) -> list[tuple[int, str]]:
    """By name, free or not."""
    return [(row.id, row.name) for row in session.execute(_TEAMS, _of(entrance))]


def find_by_resume_hash(session: Session, entrance: Entrance, resume_hash: str) -> int | None:
    """The invitation that names nobody, of answers that were begun by the open link."""
    found = {**_of(entrance), "resume_hash": resume_hash}
    return session.execute(_BY_RESUME_HASH, found).scalar_one_or_none()


def find_by_token(
    session: Session, token_hash: str, *, assessment_id: int, organisation_id: int
) -> int | None:
    """The invitation of somebody without an address, if it is one of this assessment here."""
    wanted = {"assessment_id": assessment_id, "organisation_id": organisation_id, "token_hash": token_hash}
    return session.execute(_BY_LINK, wanted).scalar_one_or_none()


def _of(entrance: Entrance) -> dict[str, Any]:
    return {"assessment_id": entrance.assessment_id, "organisation_id": entrance.organisation_id}
