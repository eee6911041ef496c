"""Coming in without email: what a printed code or an open link opens, and starting there."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.domain import codes, letters
from app.domain.assessments import Assessment, why_not_answer
from app.domain.codes import token_hash
from app.domain.errors import Conflict, NotFound
from app.domain.invitations import NO_SUCH_LINK, Invitation
from app.domain.people import Organisation, RoleLevel
from app.domain.summaries import Summary
from app.domain.ways_in import FULL, Entrance, choose_place, read_printed_code, token_of
from app.storage import assessments, invitations, organisations, summaries
from app.storage import ways_in as storage


@dataclass(frozen=True)
class Said:
    """What somebody says of herself who comes by the open link."""

    team_id: int | None
    role_level: RoleLevel


@dataclass(frozen=True)
class Hall:
    """What stands behind an entrance. Nothing here says how many have come in."""

    entrance: Entrance
    assessment: Assessment
    organisation: Organisation
    teams: tuple[tuple[int, str], ...]  # that the open link has places for
    minutes: int
    summary: Summary | None


def get_hall(session: Session, code: str, *, now: datetime) -> Hall:
    entrance = storage.find_entrance_by_code(session, codes.read_letters(code))
    if entrance is None:
        raise NotFound(NO_SUCH_LINK)
    assessment = assessments.get_assessment_by_id(session, entrance.assessment_id)
    if why_not_answer(assessment, now=now):
        raise NotFound(NO_SUCH_LINK)
    return Hall(
        entrance,
        assessment,
        organisations.get_organisation_by_id(session, entrance.organisation_id),
        tuple(storage.teams_with_places(session, entrance)),
        letters.minutes(assessment.blocks),
        summaries.find_summary(session, assessment.id, entrance.organisation_id),
    )


def find_token(session: Session, typed: str, *, key: str, now: datetime) -> str | None:
    """Of the invitation that a printed code opens now. Count the tries before."""
    code = read_printed_code(typed)
    token = token_of(code, key=key) if code else ""
    invitation = invitations.find_invitation(session, token_hash(token))
    if invitation is None:
        return None
    assessment = assessments.get_assessment_by_id(session, invitation.assessment_id)
    return None if why_not_answer(assessment, now=now) else token


def take_place(session: Session, at: Entrance, said: Said) -> Invitation:
    """One of the open link's, to start with. However many try at once, none is given away twice."""
    entrance = storage.hold_entrance(session, at.assessment_id, at.organisation_id, new_code=at.code)
    if not entrance.is_open:
        raise NotFound(NO_SUCH_LINK)
    free = storage.free_places(session, entrance)
    if not free:
        raise Conflict(FULL)
    place, in_team = choose_place(free, team_id=said.team_id, role_level=said.role_level)
    storage.take_place(session, place, in_team=in_team, role_level=said.role_level)
    return invitations.get_invitation(session, place.invitation_id)


def find_begun(session: Session, hall: Hall, *, resume_hash: str) -> Invitation | None:
    """What was begun by the open link with this resume code. Count the tries before."""
    found = storage.find_by_resume_hash(session, hall.entrance, resume_hash)
    return None if found is None else invitations.get_invitation(session, found)


def find_way_back(session: Session, invitation: Invitation) -> str | None:
    """The code of the entrance that somebody came in by who has no link of her own."""
    if invitation.person_id is not None:
        return None
    entrance = storage.find_entrance(session, invitation.assessment_id, invitation.organisation_id)
    return entrance.code if entrance else None
