"""Everyone who was invited, and, while an assessment closes, their answers. No other module reads them so."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from sqlalchemy import Row, bindparam, case, func, null, select
from sqlmodel import Session

from app.domain.assessments import Assessment
from app.domain.groups import Member, Snapshot
from app.domain.help_wanted import Wanted
from app.domain.linking import Link
from app.domain.people import Organisation, Partner, RoleLevel, SharedTeam, Team, WhenSmall
from app.domain.scoring import Sheets
from app.domain.sealing import Sent
from app.storage.tables import (
    INVITATION,
    INVITATION_SHARED_TEAM,
    OPEN_PLACE,
    OPEN_RESPONSE,
    ORGANISATION,
    PARTNER,
    SHARED_TEAM,
    TEAM,
)

_INVITED = (
    select(INVITATION.c.id, INVITATION.c.organisation_id, INVITATION.c.team_id, INVITATION.c.role_level)
    .where(INVITATION.c.assessment_id == bindparam("assessment_id"))
    .order_by(INVITATION.c.id)
)
# Whoever came by the open link is where she said, as far as that team had a place for her. Until the close
# the places stay as the staff list had them, so that nothing moves when one is taken.
_INVITED_AS_THEY_CAME = (
    select(
        INVITATION.c.id,
        INVITATION.c.organisation_id,
        case((OPEN_PLACE.c.in_team.is_(False), null()), else_=INVITATION.c.team_id).label("team_id"),
        func.coalesce(OPEN_PLACE.c.role_level, INVITATION.c.role_level).label("role_level"),
    )
    .outerjoin(OPEN_PLACE, OPEN_PLACE.c.invitation_id == INVITATION.c.id)
    .where(INVITATION.c.assessment_id == bindparam("assessment_id"))
    .order_by(INVITATION.c.id)
)
_ORGANISATIONS_ASKED = (
    select(INVITATION.c.organisation_id)
    .where(INVITATION.c.assessment_id == bindparam("assessment_id"))
    .distinct()
)
_PARTNERS = (
    select(ORGANISATION, PARTNER.c.when_small, PARTNER.c.own_words)
    .outerjoin(
        PARTNER,
        (PARTNER.c.organisation_id == ORGANISATION.c.id)
        & (PARTNER.c.partnership_id == bindparam("partnership_id")),
    )
    .where(ORGANISATION.c.id.in_(_ORGANISATIONS_ASKED))
    .order_by(ORGANISATION.c.id)
)
_TEAMS_ASKED = (
    select(INVITATION.c.team_id)
    .where(INVITATION.c.assessment_id == bindparam("assessment_id"), INVITATION.c.team_id.is_not(None))
    .distinct()
)
# Lists go on changing: a team that is gone by now was there, and one that came later was not.
_TEAMS = select(TEAM).where(TEAM.c.id.in_(_TEAMS_ASKED)).order_by(TEAM.c.id)
_IN_SHARED_TEAMS = (
    select(INVITATION_SHARED_TEAM, SHARED_TEAM.c.partnership_id, SHARED_TEAM.c.name)
    .join(INVITATION, INVITATION.c.id == INVITATION_SHARED_TEAM.c.invitation_id)
    .join(SHARED_TEAM, SHARED_TEAM.c.id == INVITATION_SHARED_TEAM.c.shared_team_id)
    .where(INVITATION.c.assessment_id == bindparam("assessment_id"))
    .order_by(SHARED_TEAM.c.id)
)
_SENT = (
    select(
        OPEN_RESPONSE.c.invitation_id,
        OPEN_RESPONSE.c.answers,
        OPEN_RESPONSE.c.return_selector,
        OPEN_RESPONSE.c.return_hash,
        INVITATION.c.organisation_id,
    )
    .join(INVITATION, INVITATION.c.id == OPEN_RESPONSE.c.invitation_id)
    .where(OPEN_RESPONSE.c.assessment_id == bindparam("assessment_id"), OPEN_RESPONSE.c.sent_on.is_not(None))
    .order_by(OPEN_RESPONSE.c.invitation_id)
)
_WANTED = (
    select(OPEN_RESPONSE.c.help_wanted)
    .where(OPEN_RESPONSE.c.assessment_id == bindparam("assessment_id"), OPEN_RESPONSE.c.sent_on.is_not(None))
    .order_by(OPEN_RESPONSE.c.invitation_id)
)
_THEN = INVITATION.alias("then")
_LINKED = (
    select(
        INVITATION.c.id.label("now"),
        _THEN.c.id.label("then"),
        OPEN_RESPONSE.c.earlier_levels,
    )
    .select_from(OPEN_RESPONSE)
    .join(INVITATION, INVITATION.c.id == OPEN_RESPONSE.c.invitation_id)
    .join(_THEN, _THEN.c.person_id == INVITATION.c.person_id)
    .where(
        OPEN_RESPONSE.c.assessment_id == bindparam("assessment_id"),
        OPEN_RESPONSE.c.sent_on.is_not(None),
        OPEN_RESPONSE.c.earlier_assessment_id == bindparam("earlier_id"),
        _THEN.c.assessment_id == bindparam("earlier_id"),
    )
    .order_by(INVITATION.c.id)
)


def freeze(session: Session, assessment: Assessment, *, statements: int) -> tuple[Snapshot, Sheets]:
    """Who was invited, and the answers of those who sent them: a row each, in the snapshot's order."""
    assessment_id = {"assessment_id": assessment.id}
    invited = session.execute(_INVITED_AS_THEY_CAME, assessment_id).all()
    sent = session.execute(_SENT, assessment_id).all()
    place = {row.id: index for index, row in enumerate(invited)}
    snapshot = _snapshot(session, assessment, invited, answered=[place[row.invitation_id] for row in sent])
    answers = b"".join(row.answers for row in sent)
    return snapshot, np.frombuffer(answers, dtype=np.uint8).reshape(len(sent), statements)


def help_wanted(session: Session, assessment: Assessment) -> list[Wanted]:
    """What those who sent their answers want help with, in the order that `freeze` gives."""
    wanted = session.execute(_WANTED, {"assessment_id": assessment.id}).scalars()
    return [tuple(each.split(",")) if each else () for each in wanted]


def before_answers(session: Session, assessment: Assessment) -> Snapshot:
    """Who was invited, as if nobody had answered. No response is looked at."""
    invited = session.execute(_INVITED, {"assessment_id": assessment.id}).all()
    return _snapshot(session, assessment, invited, answered=())


def links(session: Session, assessment: Assessment, earlier: Assessment) -> list[Link]:
    """Of those who sent their answers and gave the return code of `earlier`, and were invited to it."""
    now, then = (_places(session, each.id) for each in (assessment, earlier))
    rows = session.execute(_LINKED, {"assessment_id": assessment.id, "earlier_id": earlier.id})
    return [Link(now[row.now], then[row.then], row.earlier_levels) for row in rows]


def _places(session: Session, assessment_id: int) -> dict[int, int]:
    """Invitation → its index in the snapshot."""
    invited = session.execute(_INVITED, {"assessment_id": assessment_id}).all()
    return {row.id: index for index, row in enumerate(invited)}


def _snapshot(
    session: Session,
    assessment: Assessment,
    invited: Sequence[Row[*tuple[Any, ...]]],
    *,
    answered: Sequence[int],
) -> Snapshot:
    assessment_id = {"assessment_id": assessment.id}
    partners = session.execute(_PARTNERS, {**assessment_id, "partnership_id": assessment.partnership_id})
    shared_teams: dict[int, SharedTeam] = {}
    shared: dict[int, tuple[int, ...]] = {}  # by invitation
    for row in session.execute(_IN_SHARED_TEAMS, assessment_id):
        team = SharedTeam(row.shared_team_id, row.partnership_id, row.name)
        shared_teams[team.id] = team
        shared[row.invitation_id] = (*shared.get(row.invitation_id, ()), team.id)
    return Snapshot(
        is_joint=assessment.is_joint,
        fewest_shown=assessment.fewest_shown,
        fewest_in_distribution=assessment.fewest_in_distribution,
        partners=tuple(_partner(row) for row in partners),
        teams=tuple(
            Team(row.id, row.organisation_id, row.name) for row in session.execute(_TEAMS, assessment_id)
        ),
        invited=tuple(
            Member(row.organisation_id, row.team_id, RoleLevel(row.role_level), shared.get(row.id, ()))
            for row in invited
        ),
        answered=tuple(answered),
        shared_teams=tuple(shared_teams.values()),
    )


def _partner(row: Row[*tuple[Any, ...]]) -> Partner:
    """In an assessment of its own, or one that has left since, nobody chose anything for it."""
    when_small = WhenSmall.OWN_WORDS if row.when_small is None else WhenSmall(row.when_small)
    return Partner(Organisation(row.id, row.slug, row.name, row.staff), when_small, row.own_words or "")


def sent_responses(session: Session, assessment_id: int) -> Iterator[Sent]:
    """What the seal has to carry over, and no more."""
    for row in session.execute(_SENT, {"assessment_id": assessment_id}):
        yield Sent(row.organisation_id, row.answers, row.return_selector, row.return_hash)
