"""An assessment's messages, for those whose it is: what goes out when, and which invitations did not arrive.

Nothing here says who has answered, or how many: reminders are neither listed nor counted.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session

from app.domain import codes, letters
from app.domain.access import (
    require_assessment_of_organisation,
    require_assessment_of_partnership,
    require_organisation,
    require_partnership,
)
from app.domain.addressed_letters import addressed
from app.domain.assessments import Assessment, AssessmentState, is_owner
from app.domain.codes import Randomness
from app.domain.errors import NO_SUCH_PAGE, Conflict, Invalid, NotAllowed, NotFound
from app.domain.invitations import Addressee
from app.domain.message_plan import REMINDERS, Occasion, PlannedMessage, Words
from app.domain.people import Organisation, Partnership, Seat, email_as_kept
from app.domain.timeline import SentOut, TimelineMessage, why_not_change, why_not_move
from app.storage import (
    assessments,
    audit,
    invitations,
    organisations,
    outbox,
    partnerships,
    people,
    planned_messages,
    sent_out,
    staff_lists,
    undelivered,
)
from app.storage.undelivered import NotArrived

OWN_LINK = "(a link of each person’s own)"
WRONG_DATE = "Give a date, such as 14/3/2026."


@dataclass(frozen=True)
class Letter:
    """A message of the timeline, as people read it; `why_not_change` also where somebody else owns it."""

    message: TimelineMessage
    pieces: letters.Pieces
    why_not_change: str | None


@dataclass(frozen=True)
class Messages:
    """`not_arrived` holds the organisation's own people; `elsewhere` counts those of each partner.

    `sent_out` is None where no letters go out, and once it has closed.
    """

    place: Organisation | Partnership
    assessment: Assessment
    letters: Sequence[Letter]
    why_not_change: str | None
    sent_out: SentOut | None
    not_arrived: Sequence[NotArrived] = ()
    elsewhere: Mapping[str, int] | None = None

    @property
    def may_add(self) -> bool:
        reminders = [each for each in self.letters if each.message.occasion in REMINDERS]
        return self.why_not_change is None and len(reminders) < len(REMINDERS)


def of_organisation(session: Session, slug: str, code: str, *, by: Seat) -> Messages:
    """Also those of a joint assessment that it takes part in, to see."""
    organisation = organisations.get_organisation(session, slug)
    require_organisation(organisation, by=by)
    assessment = assessments.get_assessment(session, code)
    require_assessment_of_organisation(
        assessment, organisation, partnerships=partnerships.partnership_ids_of(session, organisation.id)
    )
    missing = undelivered.of_assessment(session, assessment.id)
    ours = [each for each in missing if each.organisation_id == organisation.id]
    return replace(_messages(session, organisation, assessment, by=by), not_arrived=ours)


def of_partnership(session: Session, slug: str, code: str, *, by: Seat) -> Messages:
    """Whose letters did not arrive is for each partner's own HR director; here it is how many."""
    partnership = partnerships.get_partnership(session, slug)
    partners = partnerships.partners(session, partnership.id)
    require_partnership(partnership, by=by, partners=frozenset(each.organisation.id for each in partners))
    assessment = assessments.get_assessment(session, code)
    require_assessment_of_partnership(assessment, partnership)
    missing = undelivered.of_assessment(session, assessment.id)
    elsewhere = Counter(each.organisation_name for each in missing)
    return replace(_messages(session, partnership, assessment, by=by), elsewhere=elsewhere)


def _messages(
    session: Session, place: Organisation | Partnership, assessment: Assessment, *, by: Seat
) -> Messages:
    timeline = planned_messages.timeline(session, assessment.id)
    why_not = _why_not_change_any(assessment, by)
    shown = [
        Letter(each, _pieces(assessment, each), why_not or why_not_change(each, timeline))
        for each in timeline
    ]
    own = place.id if isinstance(place, Organisation) else None
    is_open = assessment.state is AssessmentState.OPEN
    sent = sent_out.sent_out(session, assessment.id, timeline, organisation_id=own) if is_open else None
    return Messages(place, assessment, shown, why_not, sent)


def _why_not_change_any(assessment: Assessment, seat: Seat) -> str | None:
    if not is_owner(assessment, seat):
        return f"Only {assessment.owner_name} can change these messages."
    if assessment.state is not AssessmentState.OPEN:
        return "This assessment has closed, so no more messages go out."
    return None


def _pieces(
    assessment: Assessment, message: TimelineMessage, *, name: str = "…", link: str = OWN_LINK
) -> letters.Pieces:
    return letters.pieces(
        message.as_planned,
        name=name,
        link=link,
        blocks=assessment.blocks,
        sender=message.sender,
        place=assessment.owner_name,
        closes_on=assessment.closes_at.date(),
    )


def move(
    session: Session, found: Messages, occasion: Occasion, *, to: date | None, by: Seat, now: datetime
) -> None:
    message, timeline = _hold(session, found, occasion)
    closes_on = found.assessment.closes_at.date()
    problem = to and why_not_move(message, to, timeline, today=now.date(), closes_on=closes_on)
    if to is None or problem:
        raise Invalid("That message could not be moved.", {field_of(occasion): problem or WRONG_DATE})
    planned_messages.move(session, found.assessment.id, occasion, to=to)
    _record(session, found, f"moved a message: {occasion}", by=by, now=now)


def get_letter(found: Messages, occasion: Occasion, *, words: Words | None = None) -> Letter:
    """One of them; with these `words`, or those it has."""
    letter = _get(found.letters, occasion)
    if words is None:
        return letter
    message = replace(letter.message, words=letters.as_kept(words))
    return replace(letter, message=message, pieces=_pieces(found.assessment, message))


def reword(
    session: Session, found: Messages, occasion: Occasion, words: Words, *, by: Seat, now: datetime
) -> None:
    _hold(session, found, occasion)
    kept = letters.as_kept(words)
    if problems := letters.faults_in_words(kept):
        raise Invalid("This needs another look.", problems)
    planned_messages.reword(session, found.assessment.id, occasion, kept)
    _record(session, found, f"reworded a message: {occasion}", by=by, now=now)


def invitation_subject(session: Session, assessment: Assessment) -> str:
    """As its letters have it: posters name it."""
    timeline = planned_messages.timeline(session, assessment.id)
    invitation = next((each for each in timeline if each.occasion is Occasion.INVITATION), None)
    return (invitation and invitation.words.subject) or letters.INVITATION_SUBJECT


def strike_off(session: Session, found: Messages, occasion: Occasion, *, by: Seat, now: datetime) -> None:
    _hold(session, found, occasion)
    if occasion is Occasion.INVITATION:
        raise Conflict("The invitation cannot be struck off: without it nobody could answer.")
    planned_messages.strike_off(session, found.assessment.id, occasion)
    _record(session, found, f"struck off a message: {occasion}", by=by, now=now)


def add_reminder(session: Session, found: Messages, *, on: date | None, by: Seat, now: datetime) -> None:
    """With the words of the first reminder that is free, and has its place in the order on that day."""
    _require_changeable(found)
    timeline = planned_messages.hold_timeline(session, found.assessment.id)
    free = [each for each in REMINDERS if each not in {planned.occasion for planned in timeline}]
    problem = "There are three reminders already."
    if on is None:
        raise Invalid("No reminder was added.", {"on": WRONG_DATE})
    for occasion in free:
        reason = _why_not_add(TimelineMessage(occasion, on), timeline, found.assessment, today=now.date())
        if reason is None:
            sender = timeline[0].sender if timeline else by.person_name
            plan = [PlannedMessage(occasion, on)]
            planned_messages.write(session, found.assessment.id, plan, sender=sender)
            _record(session, found, f"added a message: {occasion}", by=by, now=now)
            return
        problem = reason
    raise Invalid("No reminder was added.", {"on": problem})


def _why_not_add(
    new: TimelineMessage, timeline: Sequence[TimelineMessage], assessment: Assessment, *, today: date
) -> str | None:
    order = list(Occasion)
    whole = sorted([*timeline, new], key=lambda each: order.index(each.occasion))
    return why_not_move(new, new.on, whole, today=today, closes_on=assessment.closes_at.date())


def _record(session: Session, found: Messages, action: str, *, by: Seat, now: datetime) -> None:
    audit.record(session, by=by, at=now, action=action, subject=found.assessment.code)


def send_test(session: Session, found: Messages, occasion: Occasion, *, by: Seat, base_url: str) -> None:
    """To whoever asks. Its link leads to a page for everybody: a test answers nothing."""
    message = _get(found.letters, occasion).message
    person = people.get_person(session, by.person_id)
    if person.email is None:
        raise Conflict("There is no address of yours to send a test to.")
    test = _pieces(found.assessment, message, name=person.name, link=f"{base_url}/how-it-works")
    from_name = letters.from_name(message.sender, found.assessment.owner_name)
    outbox.put(session, person.email, f"Test: {test.subject}", test.body, from_name=from_name)


def send_again(
    session: Session,
    found: Messages,
    *,
    failed: str,
    email: str,
    by: Seat,
    now: datetime,
    randomness: Randomness,
    base_url: str,
) -> None:
    """Mends the address if need be, and writes the invitation anew. Only where it did not arrive:

    otherwise whoever looks after a staff list could have anybody's link sent to an address of their own.
    """
    missing = next((each for each in found.not_arrived if each.to_address == failed), None)
    if missing is None:
        raise Conflict("That letter is no longer among those that did not arrive.")
    if found.assessment.state is not AssessmentState.OPEN:
        raise Conflict("This assessment has closed, so no more messages go out.")
    kept = email_as_kept(email)
    if problem := _why_not_address(session, kept, missing):
        raise Invalid("It was not sent again.", {"email": problem})
    if kept != missing.email:
        invitations.readdress(session, missing.invitation_id, kept)
        invitations.forget_links(session, missing.invitation_id)
        listed = staff_lists.find(session, missing.organisation_id, missing.person_id)
        if listed and not listed.signs_in:  # an address that somebody signs in with is hers to change
            people.change_email(session, missing.person_id, kept)
    token = codes.token(randomness)
    invitations.add_links(session, {codes.token_hash(token): missing.invitation_id})
    to = Addressee(missing.invitation_id, missing.name, kept, wants_no_reminder=False)
    message = _get(found.letters, Occasion.INVITATION).message
    outbox.put_all(session, [addressed(found.assessment, message, to, token, base_url=base_url)])
    undelivered.remove(session, missing.invitation_id)
    _record(session, found, "sent an invitation again", by=by, now=now)


def _why_not_address(session: Session, email: str, missing: NotArrived) -> str | None:
    name, _, domain = email.rpartition("@")
    if not (name and "." in domain and email.isprintable() and " " not in email and len(email) <= 254):
        return "Give an address such as name@example.org."
    owner = staff_lists.has_address(session, missing.organisation_id, email)
    return None if owner in (None, missing.person_id) else "This address belongs to somebody else."


def occasion_of(address: str) -> Occasion:
    """From an address of a page: first-reminder."""
    try:
        return Occasion(address.replace("-", " "))
    except ValueError:
        raise NotFound(NO_SUCH_PAGE) from None


def field_of(occasion: Occasion) -> str:
    return f"on-{occasion.replace(' ', '-')}"


def _require_changeable(found: Messages) -> None:
    if found.why_not_change is not None:
        is_open = found.assessment.state is AssessmentState.OPEN
        raise (NotAllowed if is_open else Conflict)(found.why_not_change)


def _hold(
    session: Session, found: Messages, occasion: Occasion
) -> tuple[TimelineMessage, list[TimelineMessage]]:
    """As it is now: a message that has begun to go out meanwhile stays as it is."""
    _require_changeable(found)
    timeline = planned_messages.hold_timeline(session, found.assessment.id)
    message = next((each for each in timeline if each.occasion is occasion), None)
    if message is None:
        raise NotFound(NO_SUCH_PAGE)
    if reason := why_not_change(message, timeline):
        raise Conflict(reason)
    return message, timeline


def _get(shown: Sequence[Letter], occasion: Occasion) -> Letter:
    found = next((each for each in shown if each.message.occasion is occasion), None)
    if found is None:
        raise NotFound(NO_SUCH_PAGE)
    return found
