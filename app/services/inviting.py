"""What an invitation's link shows and does before anybody answers."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.domain import letters
from app.domain.assessments import Assessment, why_not_answer
from app.domain.codes import grouped, token_hash
from app.domain.errors import NotFound
from app.domain.invitations import NO_SUCH_LINK, Invitation
from app.domain.own_settings import Contact
from app.domain.summaries import Summary
from app.storage import assessments, invitations, outbox, own_settings, shared_teams, summaries


@dataclass(frozen=True)
class Welcome:
    """What a link opens. Nothing here says whether anybody has answered with it."""

    invitation: Invitation
    assessment: Assessment
    minutes: int
    summary: Summary | None  # where people hear afterwards, if a day was promised
    contact: Contact | None  # whom staff can ask, if anybody was named

    @property
    def first_name(self) -> str:
        return self.invitation.person_name.partition(" ")[0]


def get_welcome(session: Session, *, token: str, now: datetime) -> Welcome:
    invitation = invitations.find_invitation(session, token_hash(token))
    if invitation is None:
        raise NotFound(NO_SUCH_LINK)
    assessment = assessments.get_assessment_by_id(session, invitation.assessment_id)
    if why_not_answer(assessment, now=now):
        raise NotFound(NO_SUCH_LINK)
    summary = summaries.find_summary(session, assessment.id, invitation.organisation_id)
    contact = own_settings.find_contact(session, invitation.organisation_id)
    return Welcome(invitation, assessment, letters.minutes(assessment.blocks), summary, contact)


def mail_resume_code(session: Session, welcome: Welcome, *, code: str, link: str) -> None:
    if welcome.invitation.email is None:
        return
    subject, body = letters.resume_code(
        name=welcome.first_name, code=grouped(code), link=link, place=welcome.assessment.owner_name
    )
    outbox.put(session, welcome.invitation.email, subject, body)


def decline(session: Session, *, token: str, now: datetime) -> None:
    invitations.decline(session, get_welcome(session, token=token, now=now).invitation.id)


def undo_decline(session: Session, *, token: str, now: datetime) -> None:
    invitations.undo_decline(session, get_welcome(session, token=token, now=now).invitation.id)


def get_invitation(session: Session, invitation_id: int) -> Invitation:
    """For the person herself, whose cookie led here: what the list says of her place."""
    return invitations.get_invitation(session, invitation_id)


def shared_teams_of(session: Session, invitation_id: int) -> list[str]:
    """The same of the teams that partners share: those she was in when the assessment opened, by name."""
    return shared_teams.of_invitation(session, invitation_id)
