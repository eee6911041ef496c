"""A person's own profile: while she answers, after she has sent, and later with her return code."""

from dataclasses import dataclass
from hmac import compare_digest

from sqlmodel import Session

from app.domain import codes
from app.domain.assessments import Assessment
from app.domain.charter import Charter, CharterLibrary
from app.domain.errors import NotFound
from app.domain.profile import Profile, make_profile
from app.domain.responses import Answering
from app.domain.shifts import OneTime, Shifts, compare, why_not_compare
from app.storage import responses

PURPOSE = "my results"
NO_SALT = bytes(16)


@dataclass(frozen=True)
class OwnResults:
    """`note` is None once the response is sealed: it went with what tied it to her."""

    time: OneTime
    profile: Profile
    note: str | None

    @property
    def assessment(self) -> Assessment:
        return self.time.assessment


def make_own_profile(charter: Charter, answering: Answering) -> Profile:
    return make_profile(charter, answering.response.sheet, answering.response.help_wanted)


def open_results(session: Session, typed: str, *, key: str, hash_cost: int) -> str | None:
    """A ticket for a browser, against a return code; None if it opens nothing. Count the tries before."""
    code = codes.read_return_code(typed)
    if code is None:
        return None
    slow_hash = _find_slow_hash(session, code.selector)
    if slow_hash is None:
        codes.slow_hash(
            code.secret, NO_SALT, hash_cost
        )  # a selector that is none takes as long as one that is
        return None
    return _ticket_for(code.selector, key) if codes.matches(code.secret, slow_hash) else None


def _find_slow_hash(session: Session, selector: str) -> str | None:
    while_open = responses.find_open_by_selector(session, selector)
    if while_open is not None:
        return while_open[1]
    sealed = responses.find_sealed_by_selector(session, selector)
    return None if sealed is None else sealed[2]


def _ticket_for(selector: str, key: str) -> str:
    """Says that this selector's secret was given here. Not the secret itself: that stays with her."""
    return f"{selector}.{codes.keyed_hash(key, PURPOSE, selector)}"


def read_ticket(ticket: str, *, key: str) -> str:
    """The selector whose secret was given here."""
    selector = ticket.partition(".")[0]
    if not compare_digest(ticket.encode(), _ticket_for(selector, key).encode()):
        raise NotFound("There is no such page.")
    return selector


def get_own_results(session: Session, library: CharterLibrary, ticket: str, *, key: str) -> OwnResults:
    selector = read_ticket(ticket, key=key)
    while_open = responses.find_open_by_selector(session, selector)
    if while_open is not None:
        answering, _ = while_open
        response = answering.response
        time = _one_time(library, answering.assessment, response.sheet)
        return OwnResults(time, make_own_profile(time.charter, answering), response.note)
    sealed = responses.find_sealed_by_selector(session, selector)
    if sealed is None:
        raise NotFound("There is no such page.")
    assessment, levels, _ = sealed
    time = _one_time(library, assessment, levels)
    return OwnResults(time, make_profile(time.charter, levels), None)


def _one_time(library: CharterLibrary, assessment: Assessment, sheet: bytes) -> OneTime:
    return OneTime(assessment, library.get(assessment.charter_version), sheet)


def why_not_beside(
    session: Session, library: CharterLibrary, own: OwnResults, ticket: str, *, key: str
) -> str | None:
    """The reason the results that another ticket opens can't stand beside these, or None."""
    return why_not_compare(own.time, get_own_results(session, library, ticket, key=key).time)


def compare_results(
    session: Session, library: CharterLibrary, own: OwnResults, ticket: str, *, key: str
) -> Shifts:
    """Nothing is kept of whose two times they are: both tickets are in her browser alone."""
    other = get_own_results(session, library, ticket, key=key)
    if why_not_compare(own.time, other.time):
        raise NotFound("There is no such page.")
    return compare(own.time, other.time)
