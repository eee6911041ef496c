"""The meeting form: answering it oneself, a link for colleagues, and what they see, once, after it closes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from app.domain import codes
from app.domain.errors import Conflict, NotFound
from app.domain.meeting_forms import OPEN_FOR, OwnForm, Tally, nobody_yet, read_answers, work_out
from app.domain.notebooks import DOES_NOT_OPEN, Keys
from app.domain.people import Seat
from app.domain.short_forms import MeetingForm
from app.storage import meeting_forms, people

GONE = "This link is not open, or not any more. Whoever sent it to you can send you a new one."
FULL = "It has just closed, or enough colleagues have answered. Thank you for wanting to."
NOT_ONESELF = "This link is for your colleagues. What you say yourself is on your own page."
OWN_FIRST = "Answer it yourself first: then you have something to lay beside what others see."
BEING_WORKED_OUT = "It has closed, and the result is being worked out. Come back in a few minutes."
STANDS = "What you said stands beside what your colleagues said. To begin afresh, delete both."


@dataclass(frozen=True)
class ForColleague:
    """What somebody with the link sees. `mark` names the form to her browser."""

    name: str
    mark: str
    closes_on: date
    is_own: bool
    is_full: bool


def mine(session: Session, *, by: Seat, keys: Keys) -> OwnForm | None:
    return meeting_forms.find_form(session, by.person_id, keys=keys.secrets)


def say(session: Session, form: MeetingForm, typed: Mapping[str, str], *, by: Seat, keys: Keys) -> None:
    found = _hold(session, by, keys)
    if found is not None and stands(found):
        raise Conflict(STANDS)
    said = read_answers(form, typed)
    meeting_forms.keep_own(session, by.person_id, said, keys=keys.secrets, randomness=keys.randomness)


def make_link(
    session: Session, form: MeetingForm, *, by: Seat, now: datetime, base_url: str, keys: Keys
) -> str:
    """The link, which nobody can show again. While one is open, the new one takes its place."""
    found = _hold(session, by, keys)
    if found is None:
        raise Conflict(OWN_FIRST)
    if stands(found):
        raise Conflict(STANDS)
    if found.is_open and not found.takes_answers(now.date()):
        raise Conflict(BEING_WORKED_OUT)
    token = codes.token(keys.randomness)
    if found.takes_answers(now.date()):
        meeting_forms.replace_link(session, found.id, codes.token_hash(token))
    else:
        meeting_forms.open_link(session, found.id, codes.token_hash(token), closes_on=now.date() + OPEN_FOR)
        _keep_tally(session, found.id, nobody_yet(form), keys)
    return f"{base_url.rstrip('/')}/m/{token}"


def close(session: Session, form: MeetingForm, *, by: Seat, keys: Keys) -> None:
    """For good. Where it is closed already there is nothing to do."""
    found = _hold(session, by, keys)
    if found is None or found.closes_on is None:
        raise NotFound("There is nothing to close.")
    _close(session, form, found, keys)


def delete(session: Session, *, by: Seat) -> None:
    """All of it: what she said, the link, and what colleagues said."""
    meeting_forms.remove(session, by.person_id)


def for_colleague(
    session: Session, token: str, *, by: Seat | None, now: datetime, key: str, keys: Keys
) -> ForColleague:
    """For anybody who has the link."""
    found = meeting_forms.find_by_link(session, codes.token_hash(token), keys=keys.secrets)
    tally = meeting_forms.get_tally(session, found.id, keys=keys.secrets) if found else None
    if found is None or found.closes_on is None or tally is None or not found.takes_answers(now.date()):
        raise NotFound(GONE)
    return ForColleague(
        people.get_person(session, found.person_id).name,
        codes.keyed_hash(key, "meeting form", str(found.id))[:16],
        found.closes_on,
        is_own=by is not None and by.person_id == found.person_id,
        is_full=tally.is_full,
    )


def answer(
    session: Session,
    form: MeetingForm,
    token: str,
    typed: Mapping[str, str],
    *,
    by: Seat | None,
    now: datetime,
    keys: Keys,
) -> None:
    """Counts what a colleague says; nothing is kept of who or when."""
    found = meeting_forms.find_by_link(session, codes.token_hash(token), keys=keys.secrets)
    if found is None or not found.takes_answers(now.date()):
        raise NotFound(GONE)
    if by is not None and by.person_id == found.person_id:
        raise Conflict(NOT_ONESELF)
    given = read_answers(form, typed)
    meeting_forms.hold(session, found.id, keys=keys.secrets)
    tally = meeting_forms.get_tally(session, found.id, keys=keys.secrets)
    if tally is None or tally.is_full:
        raise Conflict(FULL)
    _keep_tally(session, found.id, tally.with_one_more(given), keys)


def over(session: Session, *, now: datetime) -> list[int]:
    """Ids of those to close."""
    return meeting_forms.over(session, today=now.date())


def end(session: Session, form: MeetingForm, form_id: int, *, keys: Keys) -> None:
    """Its time is over. One that does not open waits, in case the secret is put back."""
    if (found := meeting_forms.hold(session, form_id, keys=keys.secrets)) is not None:
        _close(session, form, found, keys)


def stands(found: OwnForm) -> bool:
    """Nothing can be changed any more, only deleted."""
    return found.result is not None and found.result.is_shown


def _hold(session: Session, by: Seat, keys: Keys) -> OwnForm | None:
    found = mine(session, by=by, keys=keys)
    if found is not None and found.is_unopened:
        raise Conflict(DOES_NOT_OPEN)
    return None if found is None else meeting_forms.hold(session, found.id, keys=keys.secrets)


def _keep_tally(session: Session, form_id: int, tally: Tally, keys: Keys) -> None:
    meeting_forms.keep_tally(session, form_id, tally, keys=keys.secrets, randomness=keys.randomness)


def _close(session: Session, form: MeetingForm, found: OwnForm, keys: Keys) -> None:
    tally = meeting_forms.get_tally(session, found.id, keys=keys.secrets)
    if tally is not None:
        result = work_out(form, tally)
        meeting_forms.close(session, found.id, result, keys=keys.secrets, randomness=keys.randomness)
