"""What you told us: promising it, drafting it from the release, publishing it to everyone who was invited."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date, datetime

from sqlmodel import Session

from app.domain import codes, letters
from app.domain.access import require_organisation
from app.domain.actions import in_order
from app.domain.assessments import Assessment, picked
from app.domain.charter import CharterLibrary
from app.domain.codes import Randomness
from app.domain.errors import NO_SUCH_PAGE, Conflict, NotFound
from app.domain.messages import Message
from app.domain.people import Organisation, Seat
from app.domain.summaries import (
    SayDay,
    Summary,
    Texts,
    draft,
    proposed_promise,
    read_promise,
    read_texts,
    why_not_publish,
)
from app.storage import actions, assessments, audit, organisations, outbox, releases, summaries

CHANGED_MEANWHILE = "The draft was changed since you looked at it. Look at it again before it goes out."
WRITTEN_MEANWHILE = (
    "Somebody else wrote here since you opened this page. Yours is below and is not kept yet: "
    "open the page again beside it, and put the two together."
)
NOT_YET = "There is nothing to tell before the assessment has closed."


@dataclass(frozen=True)
class Writing:
    """`texts` are what the form begins with; None until there are results."""

    organisation: Organisation
    assessment: Assessment
    summary: Summary | None
    texts: Texts | None
    proposed: date
    today: date
    invited: int
    with_address: int

    @property
    def seen(self) -> str:
        """Stands for what was written last, so that nothing else is published or written over."""
        return _stands_for(self.summary)


@dataclass(frozen=True)
class Told:
    """What anybody with the address sees; `texts` are None until something is published."""

    organisation: str
    assessment: Assessment
    promised_on: date | None
    is_overdue: bool
    texts: Texts | None
    first_published_at: datetime | None
    published_at: datetime | None


def writing(
    session: Session,
    library: CharterLibrary,
    slug: str,
    code: str,
    *,
    by: Seat,
    now: datetime,
    say_day: SayDay,
    is_afresh: bool = False,
) -> Writing:
    """With what was written last, unless it is to be drafted afresh."""
    organisation, assessment = _find(session, slug, code, by=by)
    summary = summaries.find_summary(session, assessment.id, organisation.id)
    texts = None
    if assessment.has_results:
        versions = () if is_afresh or summary is None else summary.versions
        texts = (
            versions[-1].texts if versions else _drafted(session, library, organisation, assessment, say_day)
        )
    asked = summaries.invited(session, assessment.id, organisation.id)
    return Writing(
        organisation,
        assessment,
        summary,
        texts,
        proposed_promise(assessment, today=now.date()),
        now.date(),
        invited=len(asked),
        with_address=sum(address is not None for _, address in asked),
    )


def promised_on(session: Session, assessment: Assessment, *, by: Seat) -> date | None:
    """To the people of her own organisation."""
    if by.organisation_id is None:
        return None
    summary = summaries.find_summary(session, assessment.id, by.organisation_id)
    return None if summary is None else summary.promised_on


def promise(
    session: Session, slug: str, code: str, typed: str, *, by: Seat, now: datetime, randomness: Randomness
) -> None:
    """Before the close or after it; also another day than before."""
    organisation, assessment = _find(session, slug, code, by=by)
    promised_on = read_promise(typed, today=now.date())
    summary = _hold(session, organisation, assessment, randomness)
    summaries.replace_promise(session, summary.id, promised_on)
    action = f"promised to tell people by {promised_on.isoformat()}"
    audit.record(session, by=by, at=now, action=action, subject=assessment.code)


def save(
    session: Session, slug: str, code: str, typed: Texts, *, seen: str, by: Seat, randomness: Randomness
) -> None:
    """As a draft, in the place of what was `seen`."""
    organisation, assessment = _find(session, slug, code, by=by)
    if not assessment.has_results:
        raise Conflict(NOT_YET)
    texts = read_texts(typed)
    summary = _hold(session, organisation, assessment, randomness)
    if seen != _stands_for(summary):
        raise Conflict(WRITTEN_MEANWHILE)
    summaries.replace_draft(session, summary.id, texts)


def publish(
    session: Session,
    slug: str,
    code: str,
    *,
    seen: str,
    tells: bool,
    by: Seat,
    now: datetime,
    base_url: str,
) -> None:
    """The draft as it was `seen`, for good. Without `tells` nobody gets mail, as for a slip of the pen.

    Where it has gone out already there is nothing to do: a second tap is no second letter.
    """
    organisation, assessment = _find(session, slug, code, by=by)
    summary = summaries.find_summary(session, assessment.id, organisation.id)
    if summary is None:
        raise NotFound(NO_SUCH_PAGE)
    summaries.hold_summary(session, summary.id)
    summary = summaries.get_summary(session, assessment.id, organisation.id)
    if summary.draft is None:
        return
    if seen != _stands_for(summary):
        raise Conflict(CHANGED_MEANWHILE)
    if reason := why_not_publish(summary.draft.texts):
        raise Conflict(reason)
    is_correction = bool(summary.published)
    summaries.publish_draft(session, summary.id, now)
    if tells:
        outbox.put_all(session, _letters(session, summary, organisation, by, base_url, is_correction))
    action = "corrected what people were told" if is_correction else "told people what came of it"
    audit.record(session, by=by, at=now, action=action, subject=assessment.code)


def told(session: Session, token: str, *, now: datetime) -> Told:
    """For anybody who has the address."""
    summary = summaries.find_summary_by_token(session, token)
    if summary is None:
        raise NotFound(NO_SUCH_PAGE)
    published = summary.published
    promised_on = summary.promised_on
    return Told(
        organisations.get_organisation_by_id(session, summary.organisation_id).name,
        assessments.get_assessment_by_id(session, summary.assessment_id),
        promised_on,
        is_overdue=promised_on is not None and promised_on < now.date(),
        texts=published[-1].texts if published else None,
        first_published_at=published[0].published_at if published else None,
        published_at=published[-1].published_at if published else None,
    )


def _find(session: Session, slug: str, code: str, *, by: Seat) -> tuple[Organisation, Assessment]:
    """Its own assessment, or a joint one that it takes part in."""
    organisation = organisations.get_organisation(session, slug)
    require_organisation(organisation, by=by)
    known = assessments.assessments_of_organisation(session, organisation.id)
    return organisation, picked(known, code)


def _hold(
    session: Session, organisation: Organisation, assessment: Assessment, randomness: Randomness
) -> Summary:
    """The summary, which nobody else can change meanwhile; it begins with the first promise or draft."""
    found = summaries.find_summary(session, assessment.id, organisation.id)
    if found is None:
        summaries.add_summary(session, assessment.id, organisation.id, codes.token(randomness))
    else:
        summaries.hold_summary(session, found.id)
    # Read again: somebody may have written until it was held.
    return summaries.get_summary(session, assessment.id, organisation.id)


def _drafted(
    session: Session,
    library: CharterLibrary,
    organisation: Organisation,
    assessment: Assessment,
    say_day: SayDay,
) -> Texts:
    charter = library.get(assessment.charter_version)
    closed = releases.closed_for_organisation(session, charter, assessment, organisation.slug)
    chosen = in_order(actions.actions_of(session, organisation))
    return draft(closed, organisation.slug, chosen, say_day=say_day)


def _stands_for(summary: Summary | None) -> str:
    if summary is None or not summary.versions:
        return ""
    last = summary.versions[-1]
    return codes.token_hash("\0".join((str(last.number), str(last.published_at), *astuple(last.texts))))


def _letters(
    session: Session,
    summary: Summary,
    organisation: Organisation,
    by: Seat,
    base_url: str,
    is_correction: bool,
) -> Sequence[Message]:
    """To everybody who was asked: nobody's answering, or not, makes a difference."""
    made = []
    for name, address in summaries.invited(session, summary.assessment_id, summary.organisation_id):
        if address is None:
            continue
        subject, body = letters.what_you_told_us(
            name=name,
            link=f"{base_url.rstrip('/')}/s/{summary.token}",
            sender=by.person_name,
            place=organisation.name,
            is_correction=is_correction,
        )
        made.append(Message(address, subject, body, from_name=by.person_name))
    return made
