"""The meeting form: answering it oneself, a link for colleagues, and what they see, once, after it closes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from app.domain import codes
from app.domain.answers import LEVELS
from app.domain.codes import Randomness
from app.domain.errors import Conflict, NotFound
from app.domain.meeting_forms import OPEN_FOR, OwnForm, read_answers, work_out
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


def mine(session: Session, *, by: Seat) -> OwnForm | None:
    return meeting_forms.find_form(session, by.person_id)


def say(session: Session, form: MeetingForm, typed: Mapping[str, str], *, by: Seat) -> None:
    found = _hold(session, by)
    if found is not None and stands(found):
        raise Conflict(STANDS)
    meeting_forms.keep_own(session, by.person_id, read_answers(form, typed))


def make_link(
    session: Session, form: MeetingForm, *, by: Seat, now: datetime, base_url: str, randomness: Randomness
) -> str:
    """The link, which nobody can show again. While one is open, the new one takes its place."""
    found = _hold(session, by)
    if found is None:
        raise Conflict(OWN_FIRST)
    if stands(found):
        raise Conflict(STANDS)
    if found.is_open and not found.takes_answers(now.date()):
        raise Conflict(BEING_WORKED_OUT)
    token = codes.token(randomness)
    if found.takes_answers(now.date()):
        meeting_forms.replace_link(session, found.id, codes.token_hash(token))
    else:
        meeting_forms.open_link(
            session,
            found.id,
            codes.token_hash(token),
            closes_on=now.date() + OPEN_FOR,
            statements=[each.code for each in form.statements()],
        )
    return f"{base_url.rstrip('/')}/m/{token}"


def close(session: Session, form: MeetingForm, *, by: Seat) -> None:
    """For good. Where it is closed already there is nothing to do."""
    found = _hold(session, by)
    if found is None or found.closes_on is None:
        raise NotFound("There is nothing to close.")
    _close(session, form, found)


def delete(session: Session, *, by: Seat) -> None:
    """All of it: what she said, the link, and what colleagues said."""
    meeting_forms.remove(session, by.person_id)


def for_colleague(session: Session, token: str, *, by: Seat | None, now: datetime, key: str) -> ForColleague:
    """For anybody who has the link."""
    found = meeting_forms.find_by_link(session, codes.token_hash(token))
    if found is None or found.closes_on is None or not found.takes_answers(now.date()):
        raise NotFound(GONE)
    return ForColleague(
        people.get_person(session, found.person_id).name,
        codes.keyed_hash(key, "meeting form", str(found.id))[:16],
        found.closes_on,
        is_own=by is not None and by.person_id == found.person_id,
        is_full=meeting_forms.is_full(session, found.id),
    )


def answer(
    session: Session,
    form: MeetingForm,
    token: str,
    typed: Mapping[str, str],
    *,
    by: Seat | None,
    now: datetime,
) -> None:
    """Counts what a colleague says; nothing is kept of who or when."""
    found = meeting_forms.find_by_link(session, codes.token_hash(token))
    if found is None or not found.takes_answers(now.date()):
        raise NotFound(GONE)
    if by is not None and by.person_id == found.person_id:
        raise Conflict(NOT_ONESELF)
    given = read_answers(form, typed)
    if not meeting_forms.take_place(session, found.id):
        raise Conflict(FULL)
    levels = {code: said for code, said in given.items() if said in LEVELS}
    meeting_forms.count(session, found.id, levels)


def over(session: Session, *, now: datetime) -> list[int]:
    """Ids of those to close."""
    return meeting_forms.over(session, today=now.date())


def end(session: Session, form: MeetingForm, form_id: int) -> None:
    """Its time is over."""
    if (found := meeting_forms.hold(session, form_id)) is not None:
        _close(session, form, found)


def stands(found: OwnForm) -> bool:
    """Nothing can be changed any more, only deleted."""
    return found.result is not None and found.result.is_shown


def _hold(session: Session, by: Seat) -> OwnForm | None:
    found = mine(session, by=by)
    return None if found is None else meeting_forms.hold(session, found.id)


def _close(session: Session, form: MeetingForm, found: OwnForm) -> None:
    if found.result is None:
        answered, counts = meeting_forms.answered(session, found.id)
        meeting_forms.close(session, found.id, work_out(form, counts, answered=answered))
