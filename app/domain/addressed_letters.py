"""A letter of an assessment's timeline, addressed to one person, with the link that is hers."""

from app.domain import letters
from app.domain.assessments import Assessment
from app.domain.invitations import Addressee
from app.domain.message_plan import Occasion
from app.domain.messages import Message, Purpose
from app.domain.timeline import TimelineMessage


def addressed(
    assessment: Assessment, message: TimelineMessage, to: Addressee, token: str, *, base_url: str
) -> Message:
    link = f"{base_url.rstrip('/')}/i/{token}"
    letter = letters.pieces(
        message.as_planned,
        name=to.name,
        link=link,
        blocks=assessment.blocks,
        sender=message.sender,
        place=assessment.owner_name,
        closes_on=assessment.closes_at.date(),
    )
    is_invitation = message.occasion is Occasion.INVITATION
    return Message(
        to.email or "",
        letter.subject,
        letter.body,
        from_name=letters.from_name(message.sender, assessment.owner_name),
        purpose=Purpose.INVITATION if is_invitation else Purpose.REMINDER,
        invitation_id=to.invitation_id,
        stop_link=f"{link}/no-reminders",
    )
