"""Setting up an assessment, step by step. What is entered is a draft until somebody, or its day, opens it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session

from app.domain import codes, letters
from app.domain import drafts as rules
from app.domain.access import require_organisation
from app.domain.assessments import Assessment
from app.domain.charter import Block
from app.domain.codes import Randomness
from app.domain.drafting import Drafting, people_in
from app.domain.drafts import Draft, Step
from app.domain.errors import NO_SUCH_PAGE, Conflict, Invalid, NotFound
from app.domain.forecast import Outlook, outlooks
from app.domain.groups import Member, Snapshot
from app.domain.message_plan import Occasion, Words
from app.domain.people import Organisation, Partner, Seat, SeatKind, WhenSmall
from app.domain.suggestions import suggestions
from app.domain.working_days import Nation, day_in_the_uk
from app.storage import assessments, audit, drafts, organisations, outbox, own_settings, people, seats

LOOK_AGAIN = "This needs another look."
GONE = "This was opened or deleted a moment ago."


@dataclass(frozen=True)
class Prospect:
    """What could be shown, from who would be invited."""

    outlooks: tuple[Outlook, ...]
    suggestions: tuple[str, ...]


def begin(session: Session, slug: str, *, by: Seat, now: datetime, randomness: Randomness) -> Drafting:
    """Nothing is kept before the first step is saved."""
    organisation = organisations.get_organisation(session, slug)
    require_organisation(organisation, by=by)
    draft = rules.fresh_draft(
        code=codes.opaque_id(randomness), organisation_id=organisation.id, today=day_in_the_uk(now)
    )
    return _drafting(session, organisation, draft)


def get_drafting(session: Session, slug: str, code: str, *, by: Seat) -> Drafting:
    organisation = organisations.get_organisation(session, slug)
    require_organisation(organisation, by=by)
    return _drafting(session, organisation, drafts.get_draft(session, organisation.id, code))


def _drafting(session: Session, organisation: Organisation, draft: Draft) -> Drafting:
    least = own_settings.get_settings(session, organisation.id).thresholds
    return Drafting(
        organisation,
        replace(draft, fewest_shown=max(draft.fewest_shown, least.fewest_shown)),
        tuple(organisations.teams(session, organisation.id)),
        tuple(people.posts_of(session, organisation.id)),
        least=least,
        turn=assessments.next_turn(session, organisation_id=organisation.id, partnership_id=None),
        others=tuple(assessments.assessments_of_organisation(session, organisation.id)),
    )


def with_dates(
    draft: Draft, *, title: str, nation: Nation, opens_on: date | None, closes_on: date | None, today: date
) -> Draft:
    """The promised date moves along, unless it was chosen. A day that has passed may stay where it is."""
    earliest = min(today, draft.opens_on) if draft.steps_done else today
    problems = rules.faults_in_dates(title=title, opens_on=opens_on, closes_on=closes_on, today=earliest)
    if problems or opens_on is None or closes_on is None:
        raise Invalid(LOOK_AGAIN, problems)
    moved = replace(draft, title=title.strip(), nation=nation, opens_on=opens_on, closes_on=closes_on)
    if (opens_on, closes_on) != (draft.opens_on, draft.closes_on):
        moved = replace(moved, reminders=None)  # those chosen belonged to other dates
    was_usual = draft.promised_on == rules.usual_promise(draft.closes_on, draft.nation)
    if was_usual or draft.promised_on <= closes_on:
        moved = replace(moved, promised_on=rules.usual_promise(closes_on, nation))
    return moved


def with_who(drafting: Drafting, *, teams: frozenset[int | None] | None, blocks: Sequence[Block]) -> Draft:
    invited = people_in(drafting.posts_in(teams))
    if problems := rules.faults_in_who(invited=invited, chosen=teams, blocks=blocks):
        raise Invalid(LOOK_AGAIN, problems)
    return replace(drafting.draft, teams=teams, blocks=tuple(block for block in Block if block in blocks))


def with_line(draft: Draft, *, leaders_line: str, promised_on: date | None) -> Draft:
    line = " ".join(leaders_line.split())
    problems = rules.faults_in_line(leaders_line=line, promised_on=promised_on, closes_on=draft.closes_on)
    if problems or promised_on is None:
        raise Invalid(LOOK_AGAIN, problems)
    return replace(draft, leaders_line=line, promised_on=promised_on)


def with_reminders(draft: Draft, days: Mapping[int, date | None]) -> Draft:
    """`days` are of those that are to go, by the number of their field."""
    if problems := rules.faults_in_reminders(draft, days):
        raise Invalid(LOOK_AGAIN, problems)
    return replace(draft, reminders=tuple(sorted(each for each in days.values() if each is not None)))


def keep_words(session: Session, drafting: Drafting, occasion: Occasion, words: Words) -> None:
    kept, draft = letters.as_kept(words), drafting.draft
    if problems := letters.faults_in_words(kept):
        raise Invalid(LOOK_AGAIN, problems)
    if not drafts.replace_draft(session, replace(draft, words={**draft.words, occasion: kept})):
        raise Conflict(GONE)


def with_fewest(drafting: Drafting, fewest_shown: int | None) -> Draft:
    problems = rules.faults_in_fewest(fewest_shown, drafting.least.fewest_shown)
    if problems or fewest_shown is None:
        raise Invalid(LOOK_AGAIN, problems)
    return replace(drafting.draft, fewest_shown=fewest_shown)


def keep(session: Session, draft: Draft, *, step: Step) -> Draft:
    """`step` is the one that was filled in. The first of them makes the draft."""
    done = max(draft.steps_done, rules.STEPS.index(step) + 1)
    kept = replace(draft, steps_done=min(done, len(rules.STEPS) - 1))
    if draft.steps_done == 0:
        drafts.add_draft(session, kept)
    elif not drafts.replace_draft(session, kept):
        raise Conflict(GONE)
    return kept


def delete(session: Session, drafting: Drafting) -> None:
    if not drafts.remove_draft(session, drafting.draft):
        raise Conflict(GONE)


def prospect(drafting: Drafting) -> Prospect:
    """What could be shown of whom it would ask, by the code that will decide it."""
    snapshot = _snapshot(drafting)
    slug, turn = drafting.organisation.slug, drafting.turn
    return Prospect(
        tuple(outlooks(snapshot, rotation=turn, by=slug)),
        tuple(suggestions(snapshot, rotation=turn, by=slug)),
    )


def _snapshot(drafting: Drafting) -> Snapshot:
    organisation = drafting.organisation
    members = [
        Member(organisation.id, post.team_id, post.role_level)
        for post in drafting.posts_in(drafting.draft.teams)
        for _ in range(post.people)
    ]
    return Snapshot(
        is_joint=False,
        fewest_shown=drafting.draft.fewest_shown,
        fewest_in_distribution=drafting.least.fewest_in_distribution,
        partners=(Partner(organisation, WhenSmall.OWN_WORDS, ""),),
        teams=tuple(each for each in drafting.teams if each.id in {post.team for post in members}),
        invited=tuple(members),
        answered=(),
    )


def letter(
    drafting: Drafting, occasion: Occasion, *, name: str, by: Seat, link: str, words: Words | None = None
) -> letters.Pieces:
    """As it will read; with these `words`, or those it has."""
    planned = next((each for each in rules.plan_of(drafting.draft) if each.occasion is occasion), None)
    if planned is None:
        raise NotFound(NO_SUCH_PAGE)
    return letters.pieces(
        planned if words is None else replace(planned, words=letters.as_kept(words)),
        name=name,
        link=link,
        blocks=drafting.draft.blocks,
        sender=by.person_name,
        place=drafting.organisation.name,
        closes_on=drafting.draft.closes_on,
    )


def send_test(session: Session, drafting: Drafting, occasion: Occasion, *, by: Seat, link: str) -> None:
    """To whoever asks for it. The link leads to the preview: nothing can be answered yet."""
    person = people.get_person(session, by.person_id)
    if person.email is None:
        raise Conflict("There is no email address for you, so no test can go to you.")
    test = letter(drafting, occasion, name=person.name, by=by, link=link)
    outbox.put(
        session,
        person.email,
        f"Test: {test.subject}",
        test.body,
        from_name=letters.from_name(by.person_name, drafting.organisation.name),
    )


def schedule(session: Session, drafting: Drafting, *, by: Seat, now: datetime) -> Draft:
    """The clock opens it on its day, in the name of whoever asked for it."""
    if why_not := drafting.why_not_open(now):
        raise Conflict(why_not)
    if drafting.draft.opens_on <= day_in_the_uk(now):
        raise Conflict("Its day has come. Open it now, or choose a later day.")
    kept = replace(drafting.draft, scheduled_by=by.person_id)
    if not drafts.replace_draft(session, kept):
        raise Conflict(GONE)
    action = "asked for an assessment to open on its day"
    audit.record(session, by=by, at=now, action=action, subject=kept.code)
    return kept


def unschedule(session: Session, drafting: Drafting) -> Draft:
    kept = replace(drafting.draft, scheduled_by=None)
    if not drafts.replace_draft(session, kept):
        raise Conflict(GONE)
    return kept


def take_out(session: Session, drafting: Drafting, *, now: datetime) -> None:
    """So that it can be opened now. Whoever comes second is refused, and nobody is asked twice."""
    if why_not := drafting.why_not_open_now(now):
        raise Conflict(why_not)
    delete(session, drafting)


def due(session: Session, *, now: datetime) -> list[Draft]:
    """Those whose morning has come."""
    return [each for each in drafts.due_drafts(session, day_in_the_uk(now)) if each.opens_at() <= now]


def get_due(session: Session, draft: Draft) -> tuple[Drafting, Seat]:
    """With the seat of whoever asked for it to open, if she still looks after the organisation."""
    held = [] if draft.scheduled_by is None else seats.seats_of(session, draft.scheduled_by)
    for seat in held:
        if seat.kind is SeatKind.HR_DIRECTOR and seat.organisation_id == draft.organisation_id:
            return get_drafting(session, seat.organisation_slug or "", draft.code, by=seat), seat
    raise Conflict("Whoever asked for it to open no longer looks after the organisation.")


def tell_if_late(
    session: Session, draft: Draft, made: Assessment, *, by: Seat, now: datetime, base_url: str
) -> None:
    """A letter to whoever asked for it to open, where opening late left reminders out. She did not see it."""
    left_out = rules.reminders_too_late(draft, opens_on=day_in_the_uk(now))
    person = people.get_person(session, by.person_id)
    if not left_out or person.email is None:
        return
    link = f"{base_url.rstrip('/')}/org/{by.organisation_slug}/assessments/{made.code}/messages"
    subject, body = letters.opened_late(name=person.name, title=made.title, days=left_out, link=link)
    outbox.put(session, person.email, subject, body)
