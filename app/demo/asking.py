"""What was asked in the demo after its actions: a pulse at Northway, and Amira's meeting form."""

from datetime import datetime, timedelta
from random import Random
from secrets import token_bytes

from sqlmodel import Session

from app.demo.cast import AMIRA, DELE, NORTHWAY
from app.domain.notebooks import Keys
from app.domain.people import Seat
from app.domain.short_forms import ShortForms
from app.services import meeting_forms, pulses
from app.storage import outbox, people, seats

ASKED = timedelta(days=20)  # before now: it ended six days ago
ONE_IN = 2.4  # of those asked, who answered
CHANGED = (0, 1, 2, 2, 2, 3, 3, 3, 3, 4, 6)  # answers, as often as they are given
HELPED = (0, 1, 1, 2, 2, 3, 3, 3, 4, 6)
COLLEAGUES = 7
ASKED_COLLEAGUES = timedelta(days=35)
# Of each skill, in the form's order: what Amira says, and about what her colleagues see.
SEEN = ((2, 3), (1, 3), (3, 3), (2, 2), (3, 2), (4, 4), (3, 1), (2, 3), (3, 4), (4, 3), (3, 4))


def ask_around(session: Session, forms: ShortForms, agenda: str, *, keys: Keys, now: datetime) -> None:
    """`agenda` is the code of the action that Northway asks about. Nobody gets mail."""
    _pulse(session, forms, agenda, at=now - ASKED, now=now)
    _meeting_form(session, forms, keys, at=now - ASKED_COLLEAGUES, now=now)


def _pulse(session: Session, forms: ShortForms, action: str, *, at: datetime, now: datetime) -> None:
    tokens: list[str] = []

    def remembered(length: int) -> bytes:
        drawn = token_bytes(length)
        tokens.append(drawn.hex())
        return drawn

    pulses.ask(
        session,
        forms.pulse,
        NORTHWAY.slug,
        action,
        pulses.Wanted(pulses.EVERYONE),
        by=_seat(session, DELE),
        now=at,
        base_url="",
        randomness=remembered,
    )
    letters = outbox.waiting(session, most=len(tokens) + 1_000)
    outbox.remove(session, [each.id for each in letters if "/pulse/" in each.message.body])
    chance = Random(2026)
    for token in tokens[: int(len(tokens) / ONE_IN)]:
        typed = {"changed": str(chance.choice(CHANGED)), "helped": str(chance.choice(HELPED))}
        pulses.answer(session, forms.pulse, token, typed, now=at)
    for pulse_id in pulses.over(session, now=now):
        pulses.end(session, forms.pulse, pulse_id)


def _meeting_form(session: Session, forms: ShortForms, keys: Keys, *, at: datetime, now: datetime) -> None:
    amira, form = _seat(session, AMIRA), forms.meeting
    skills = list(zip(form.skills, SEEN, strict=True))
    own = {each.code: str(hers) for skill, (hers, _) in skills for each in skill.statements}
    meeting_forms.say(session, form, own, by=amira, keys=keys)
    link = meeting_forms.make_link(session, form, by=amira, now=at, base_url="", keys=keys)
    for colleague in range(COLLEAGUES):
        nudge = (0, 0, 1, 0, -1, 0, 0)[colleague]
        typed = {
            each.code: str(min(max(theirs + nudge, 0), 4))
            for skill, (_, theirs) in skills
            for each in skill.statements
        }
        meeting_forms.answer(session, form, link.rpartition("/")[2], typed, by=None, now=at, keys=keys)
    for form_id in meeting_forms.over(session, now=now):
        meeting_forms.end(session, form, form_id, keys=keys)


def _seat(session: Session, address: str) -> Seat:
    person = people.find_person_by_email(session, address)
    if person is None:
        raise LookupError(f"{address} has not moved in.")
    [seat] = seats.seats_of(session, person.id)
    return seat
