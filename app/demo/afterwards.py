"""What Northway and Millbrook did with their latest results: actions, and word to those who were invited."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from secrets import token_bytes

from sqlmodel import Session

from app.demo.asking import ask_around
from app.demo.cast import DELE, MILLBROOK, NORTHWAY, RHIANNON
from app.domain.actions import ActionStatus, TypedPlan
from app.domain.charter import CharterLibrary
from app.domain.people import OwnerKind, Seat, Whose
from app.domain.short_forms import ShortForms
from app.domain.summaries import Texts
from app.services import actions, summaries
from app.storage import assessments, people, seats
from app.web.words import day

OWN = Whose(OwnerKind.ORGANISATION, NORTHWAY.slug)
SHARED = Whose(OwnerKind.PARTNERSHIP, MILLBROOK.slug)

SHADOW = TypedPlan(
    "Each team leader spends a day with a partner’s front line",
    "Dele Okonjo",
    empty_chair="The night team would ask why it is always a day. They choose their own hours now.",
)
AGENDA = TypedPlan(
    "The outcome we agreed stands at the top of every joint agenda",
    "Dele Okonjo",
    empty_chair="Tenants would ask who wrote it. Four of them have rewritten it with us.",
)
STARTERS = TypedPlan(
    "New starters meet three partners in their first month",
    "Dele Okonjo",
    empty_chair="Partners would ask for a day’s notice. They get a week’s.",
)
MONEY = TypedPlan(
    "Show each other what joint work costs us, once a quarter",
    "Rhiannon Vaughan, with Lantern Trust",
    empty_chair="Willow Street Kitchen would say that an hour of theirs is an hour of cooking.",
    cost="Half a day each quarter for every partner",
    borne_by="The three large partners pay for the time of the small ones",
)
SAY_WHO = TypedPlan(
    "Say before each meeting who is not in the room, and ask one of them",
    "Rhiannon Vaughan",
    cost="Ten minutes a meeting",
    borne_by="Whoever chairs",
)


def follow_up(session: Session, library: CharterLibrary, forms: ShortForms, *, now: datetime) -> None:
    """In the months since the latest joint results; nobody gets mail, for all this was a while ago."""
    dele, rhiannon = (_seat(session, address) for address in (DELE, RHIANNON))
    then = now - timedelta(days=120)
    late, soon = (now - timedelta(days=9)).date(), (now + timedelta(days=40)).date()
    shadow = _choose(session, library, OWN, SHADOW, due=soon, by=dele, at=then)
    said = "Nine of fourteen have been."
    _say(session, OWN, shadow, ActionStatus.UNDER_WAY, said, dele, now - timedelta(days=30))
    agenda = _choose(session, library, OWN, AGENDA, due=(then + timedelta(days=30)).date(), by=dele, at=then)
    _say(session, OWN, agenda, ActionStatus.DONE, "It is on all three.", dele, then + timedelta(days=28))
    starters = _choose(
        session, library, OWN, STARTERS, due=(now - timedelta(days=40)).date(), by=dele, at=then
    )
    said = "All eleven who began since have been to see three."
    _say(session, OWN, starters, ActionStatus.DONE, said, dele, now - timedelta(days=40))
    money = _choose(session, library, SHARED, MONEY, due=late, by=rhiannon, at=then)
    said = "The first time is planned. Fen Valley asked for help with it."
    _say(session, SHARED, money, ActionStatus.UNDER_WAY, said, rhiannon, now - timedelta(days=50))
    _choose(session, library, SHARED, SAY_WHO, due=soon, by=rhiannon, at=then + timedelta(days=4))
    _tell(session, library, by=dele, at=then + timedelta(days=7))
    ask_around(session, forms, agenda, now=now)


def _seat(session: Session, address: str) -> Seat:
    person = people.find_person_by_email(session, address)
    if person is None:
        raise LookupError(f"{address} has not moved in.")
    [seat] = seats.seats_of(session, person.id)
    return seat


def _choose(
    session: Session,
    library: CharterLibrary,
    whose: Whose,
    plan: TypedPlan,
    *,
    due: date,
    by: Seat,
    at: datetime,
) -> str:
    """For a finding with much room to grow, and each for another."""
    found = actions.actions_of(session, whose, by=by, now=at)
    offered = actions.choices(session, library, whose, by=by).findings
    findings = [each.code for group in offered for each in group.findings]
    finding = findings[len(found.actions)] if len(found.actions) < len(findings) else ""
    typed = replace(plan, due_on=due.isoformat(), finding=finding)
    return actions.add(session, library, whose, typed, by=by, now=at, randomness=token_bytes)


def _say(
    session: Session, whose: Whose, code: str, status: ActionStatus, note: str, by: Seat, at: datetime
) -> None:
    actions.say_how_it_stands(session, whose, code, status=status, note=note, by=by, now=at)


def _tell(session: Session, library: CharterLibrary, *, by: Seat, at: datetime) -> None:
    """Promised and published; and a correction begun."""
    known = assessments.assessments_of_organisation(session, by.organisation_id or 0)
    code = next((each.code for each in known if each.has_results), None)
    if code is None:
        return

    def write(next_look: str) -> str:
        """What stands for the draft."""
        before = summaries.writing(session, library, OWN.slug, code, by=by, now=at, say_day=day)
        texts = replace(before.texts or Texts(), next_look=next_look)
        summaries.save(session, OWN.slug, code, texts, seen=before.seen, by=by, randomness=token_bytes)
        return summaries.writing(session, library, OWN.slug, code, by=by, now=at, say_day=day).seen

    promised = (at + timedelta(days=7)).date().isoformat()
    summaries.promise(session, OWN.slug, code, promised, by=by, now=at, randomness=token_bytes)
    seen = write("We ask again in half a year.")
    summaries.publish(session, OWN.slug, code, seen=seen, tells=False, by=by, now=at, base_url="")
    write("We ask again in half a year, and tell you what has moved.")
