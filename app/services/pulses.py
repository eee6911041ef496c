"""Pulses: asking those concerned whether an action has changed anything, counting, and what came of it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from app.domain import codes, letters
from app.domain.actions import LOOK_AGAIN, Action
from app.domain.assessments import Assessment
from app.domain.codes import Randomness
from app.domain.errors import NO_SUCH_PAGE, Conflict, Invalid, NotFound
from app.domain.messages import Message
from app.domain.people import Organisation, Seat
from app.domain.pulses import (
    FEWEST_SHOWN,
    OPEN_FOR,
    Pulse,
    is_due,
    planned_on,
    read_answers,
    why_not_ask,
    work_out,
)
from app.domain.short_forms import PulseForm
from app.storage import actions, assessments, audit, organisations, outbox, pulses, teams
from app.storage.pulses import WithAddress
from app.storage.teams import TeamSize

GONE = (
    "This link works once, and only while its two questions are open. "
    "If you have answered already: thank you, your answers were counted."
)
INVITED, EVERYONE, SOME_TEAMS = "invited", "everyone", "teams"


@dataclass(frozen=True)
class Wanted:
    """Whom a form asks for: one of the words above, and ids of teams."""

    whom: str = ""
    teams: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Offer:
    """What the form for a pulse is made of. `assessment` is the one whose finding the action answers.

    The numbers count people with an address. `letter` is its subject and body, as one person will get it.
    """

    organisation: Organisation
    action: Action
    pulse: Pulse | None
    planned_on: date | None
    is_due: bool
    closes_on: date
    assessment: Assessment | None
    invited: int
    everyone: int
    teams: tuple[TeamSize, ...]
    letter: tuple[str, str]


@dataclass(frozen=True)
class Opened:
    """What somebody with a link sees."""

    organisation: str
    what: str
    closes_on: date


def offer(session: Session, slug: str, code: str, *, by: Seat, now: datetime) -> Offer:
    organisation, action = _find(session, slug, code, by=by)
    assessment = _assessment(session, organisation, action)
    asked_by = pulses.invited_with_address(session, assessment.id, organisation.id) if assessment else []
    closes_on = now.date() + OPEN_FOR
    return Offer(
        organisation,
        action,
        pulses.pulses_of(session, [action.id]).get(action.id),
        planned_on(action),
        is_due(action, now.date()),
        closes_on,
        assessment,
        len(asked_by),
        len(pulses.with_address(session, organisation.id)),
        tuple(each for each in teams.team_sizes(session, organisation.id) if each.people),
        _letter("(their name)", "(their own link)", organisation, action, by, closes_on),
    )


def ask(
    session: Session,
    form: PulseForm,
    slug: str,
    code: str,
    wanted: Wanted,
    *,
    by: Seat,
    now: datetime,
    base_url: str,
    randomness: Randomness,
) -> None:
    """Mail everybody a link. A second tap asks nobody twice: an action has one pulse."""
    organisation, action = _find(session, slug, code, by=by)
    if not is_due(action, now.date()):
        raise Conflict("It is too early to ask: give it a month to be felt.")
    actions.hold_owner(session, organisation)
    if pulses.pulses_of(session, [action.id]):
        return
    assessment = _assessment(session, organisation, action)
    found, whom = _concerned(session, organisation, assessment, wanted)
    open_now = pulses.not_ended(session, organisation.id)
    asked_there = [(each, pulses.asked_in(session, each.id)) for each in open_now]
    if reason := why_not_ask([person for person, _, _ in found], asked_there):
        raise Conflict(reason)
    values = {
        "action_id": action.id,
        "whom": whom,
        "asked": len(found),
        "fewest_shown": assessment.fewest_shown if assessment else FEWEST_SHOWN,
        "closes_on": now.date() + OPEN_FOR,
    }
    pulse_id = pulses.add_pulse(session, values, questions=[each.code for each in form.questions])
    tokens = [codes.token(randomness) for _ in found]
    pulses.add_asked(session, pulse_id, (person for person, _, _ in found), map(codes.token_hash, tokens))
    links = (f"{base_url.rstrip('/')}/pulse/{token}" for token in tokens)
    written = _letters(found, links, organisation, action, by, now.date() + OPEN_FOR)
    outbox.put_all(session, written)
    audit.record(session, by=by, at=now, action="asked what an action has changed", subject=action.code)


def pulses_of(session: Session, chosen: Collection[Action]) -> Mapping[int, Pulse]:
    """By action, of actions that somebody may see."""
    return pulses.pulses_of(session, [each.id for each in chosen])


def opened(session: Session, token: str, *, now: datetime) -> Opened:
    """For whoever has the link; looking uses nothing up."""
    pulse = pulses.find_by_link(session, codes.token_hash(token))
    if pulse is None or not pulse.is_open(now.date()):
        raise NotFound(GONE)
    action, organisation_id = actions.get_action(session, pulse.action_id)
    organisation = organisations.get_organisation_by_id(session, organisation_id)
    return Opened(organisation.name, action.plan.what, pulse.closes_on)


def answer(session: Session, form: PulseForm, token: str, typed: Mapping[str, str], *, now: datetime) -> None:
    """Uses the link up and counts, in one transaction. There is nothing else to keep."""
    token_hash = codes.token_hash(token)
    pulse = pulses.find_by_link(session, token_hash)
    if pulse is None or not pulse.is_open(now.date()):
        raise NotFound(GONE)
    given = read_answers(form, typed)
    if not pulses.use_link(session, token_hash):
        raise NotFound(GONE)
    pulses.count(session, pulse.id, given.items())


def over(session: Session, *, now: datetime) -> list[int]:
    """Ids of those to end."""
    return pulses.over(session, today=now.date())


def end(session: Session, form: PulseForm, pulse_id: int) -> None:
    """Work out what may be shown, once; links, counts and who was asked go."""
    pulse = pulses.hold(session, pulse_id)
    if pulse.result is not None:
        return
    pulses.erase_links(session, pulse_id)
    counts = pulses.counts(session, pulse_id)
    questions = [each.code for each in form.questions]
    pulses.end(session, pulse_id, work_out(questions, counts, fewest_shown=pulse.fewest_shown))


def _find(session: Session, slug: str, code: str, *, by: Seat) -> tuple[Organisation, Action]:
    organisation = organisations.get_own_organisation(session, slug, by=by)
    known = actions.actions_of(session, organisation)
    action = next((each for each in known if each.code == code), None)
    if action is None:
        raise NotFound(NO_SUCH_PAGE)
    return organisation, action


def _assessment(session: Session, organisation: Organisation, action: Action) -> Assessment | None:
    """The one whose finding it answers."""
    code = action.plan.finding_code.partition("/")[0]
    known = assessments.assessments_of_organisation(session, organisation.id)
    return next((each for each in known if each.code == code), None)


def _concerned(
    session: Session, organisation: Organisation, assessment: Assessment | None, wanted: Wanted
) -> tuple[WithAddress, str]:
    """Who is asked, and what to call them."""
    if wanted.whom == INVITED and assessment is not None:
        found = pulses.invited_with_address(session, assessment.id, organisation.id)
        return found, f"everyone invited to “{assessment.title}”"
    if wanted.whom == EVERYONE:
        return pulses.with_address(session, organisation.id), "everyone on the staff list"
    if wanted.whom != SOME_TEAMS:
        raise Invalid(LOOK_AGAIN, {"whom": "Choose who is concerned."})
    chosen = [each for each in teams.team_sizes(session, organisation.id) if each.id in wanted.teams]
    if not chosen:
        raise Invalid(LOOK_AGAIN, {"teams": "Tick the teams that are concerned."})
    found = pulses.with_address(session, organisation.id, teams=[each.id for each in chosen])
    return found, ", ".join(each.name for each in chosen)


def _letters(
    found: WithAddress,
    links: Iterable[str],
    organisation: Organisation,
    action: Action,
    by: Seat,
    closes_on: date,
) -> list[Message]:
    made = []
    for (_, name, address), link in zip(found, links, strict=True):
        subject, body = _letter(name, link, organisation, action, by, closes_on)
        made.append(Message(address, subject, body, from_name=by.person_name))
    return made


def _letter(
    name: str, link: str, organisation: Organisation, action: Action, by: Seat, closes_on: date
) -> tuple[str, str]:
    return letters.pulse(
        name=name,
        what=action.plan.what,
        link=link,
        sender=by.person_name,
        place=organisation.name,
        closes_on=closes_on,
    )
