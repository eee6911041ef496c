"""What a respondent does: start, answer part after part, send. One function, one deed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hmac import compare_digest

from sqlmodel import Session

from app.domain import codes, merging, walk
from app.domain.answers import blank_sheet
from app.domain.assessments import why_not_answer
from app.domain.charter import Charter, Statement
from app.domain.codes import Randomness, ReturnCode
from app.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from app.domain.invitations import Invitation
from app.domain.merging import Merge
from app.domain.responses import LONGEST_TEXT, Answering, is_empty, why_not_change
from app.storage import assessments, receipts, responses

RESUME_LETTERS = 8  # 38 bits, and few tries
RESUME_PURPOSE = "resume code"
NO_SUCH_RESPONSE = "There is no such page."
MOST_MERGES = 3  # other tabs that may save in the same instant


@dataclass(frozen=True)
class Started:
    """`resume_code` is for another browser; it is mailed, or shown once to people without an address."""

    answering: Answering
    cookie: str
    resume_code: str


@dataclass(frozen=True)
class SavedPart:
    answering: Answering
    merge: Merge
    blanks: tuple[Statement, ...]
    next_number: int | None


@dataclass(frozen=True)
class Sent:
    """`return_code` is None when the answers had been sent before: it was shown then."""

    receipt: str
    return_code: ReturnCode | None


def start(
    session: Session,
    charter: Charter,
    *,
    invitation: Invitation,
    now: datetime,
    randomness: Randomness,
    key: str,
) -> Started:
    assessment = assessments.get_assessment_by_id(session, invitation.assessment_id)
    if reason := why_not_answer(assessment, now=now):
        raise NotFound(reason)
    if responses.find_answering_of(session, invitation.id) is not None:
        raise Conflict("You have already started. Carry on with the code that was mailed to you.")
    resume_code = codes.draw(randomness, RESUME_LETTERS)
    responses.add_response(
        session,
        invitation_id=invitation.id,
        assessment_id=assessment.id,
        sheet=blank_sheet(len(charter.asked)),
        resume_hash=codes.keyed_hash(key, RESUME_PURPOSE, resume_code),
    )
    cookie = _let_in(session, invitation.id, randomness)
    return Started(_answering_of(session, invitation.id), cookie, resume_code)


def resume(session: Session, *, invitation: Invitation, typed: str, randomness: Randomness, key: str) -> str:
    """A cookie for another browser, against the code. Count the tries before calling."""
    kept = responses.find_resume_hash(session, invitation.id)
    given = codes.keyed_hash(key, RESUME_PURPOSE, codes.read_letters(typed))
    if kept is None or not compare_digest(kept, given):
        raise Invalid("That is not the code.", {"code": "Check the code against the mail, and try again."})
    return _let_in(session, invitation.id, randomness)


def new_resume_code(session: Session, *, invitation: Invitation, randomness: Randomness, key: str) -> str:
    """The one before is void."""
    resume_code = codes.draw(randomness, RESUME_LETTERS)
    responses.replace_resume_hash(session, invitation.id, codes.keyed_hash(key, RESUME_PURPOSE, resume_code))
    return resume_code


def get_answering(session: Session, *, cookie: str, assessment_code: str) -> Answering:
    found = responses.find_answering(session, cookie_hash=codes.token_hash(cookie), code=assessment_code)
    if found is None:
        raise NotFound(NO_SUCH_RESPONSE)
    return found


def save_part(
    session: Session,
    charter: Charter,
    *,
    answering: Answering,
    number: int,
    seen: Mapping[int, int],
    sent: Mapping[int, int],
    now: datetime,
    help_wanted: str | None = None,
) -> SavedPart:
    """Keep what was answered in a part; `seen` and `sent` map places in the sheet to answers.

    Conflicting answers are not kept but told. `help_wanted` is a statement of the part's theme, "" for none,
    None where it was not asked.
    """
    parts = walk.parts(charter, answering.assessment.blocks)
    part = walk.get_part(parts, number)
    if reason := why_not_change(answering, now=now):
        raise Conflict(reason)
    in_part = set(part.places)
    wanted = _help_wanted(answering, part, help_wanted)
    current = answering
    for _ in range(MOST_MERGES):
        merged = merging.merge(
            current.response.sheet,
            seen={place: answer for place, answer in seen.items() if place in in_part},
            sent={place: answer for place, answer in sent.items() if place in in_part},
        )
        if _keep(session, current, merged.sheet, wanted):
            after = replace(current.response, sheet=merged.sheet, help_wanted=wanted)
            return SavedPart(
                replace(current, response=after),
                merged,
                tuple(walk.blanks(part, merged.sheet)),
                walk.next_number(parts, number),
            )
        current = _answering_of(session, answering.response.invitation_id)
        if reason := why_not_change(current, now=now):
            raise Conflict(reason)
    raise Conflict("This page is being saved from somewhere else at this moment. Try again.")


def _keep(session: Session, current: Answering, sheet: bytes, help_wanted: tuple[str, ...]) -> bool:
    if (sheet, help_wanted) == (current.response.sheet, current.response.help_wanted):
        return True
    return responses.replace_answers(session, current.response, sheet=sheet, help_wanted=help_wanted)


def _help_wanted(answering: Answering, part: walk.Part, chosen: str | None) -> tuple[str, ...]:
    before = answering.response.help_wanted
    if chosen is None:
        return before
    others = tuple(code for code in before if not code.startswith(part.theme.code))
    mine = chosen.startswith(part.theme.code)
    return (*others, chosen) if mine else others


def correct(session: Session, *, answering: Answering, correction: str, now: datetime) -> None:
    """What she says is wrong about her team or level: for the next staff list, not for this assessment."""
    _write(session, answering, "correction", correction, now=now)


def write_note(session: Session, *, answering: Answering, note: str, now: datetime) -> None:
    """To herself, on her profile; also after sending. Gone with the seal."""
    if reason := why_not_answer(answering.assessment, now=now):
        raise Conflict(reason)
    _write(session, answering, "note", note, now=now)


def _write(session: Session, answering: Answering, field: str, text: str, *, now: datetime) -> None:
    if len(text) > LONGEST_TEXT:
        raise Invalid("That is too long.", {field: f"Keep this to {LONGEST_TEXT:,} letters."})
    if reason := why_not_answer(answering.assessment, now=now):
        raise Conflict(reason)
    responses.replace_texts(session, answering.response.id, **{field: text})


def send(
    session: Session, *, answering: Answering, now: datetime, randomness: Randomness, hash_cost: int
) -> Sent:
    """Twice gives one response and the same receipt."""
    if reason := why_not_answer(answering.assessment, now=now):
        raise Conflict(reason)
    response = answering.response
    if response.receipt:
        return Sent(response.receipt, None)
    if is_empty(response.sheet):
        raise Conflict("There is nothing to send yet: every statement is blank.")
    receipt = codes.receipt(randomness)
    code = codes.return_code(randomness)
    kept = responses.mark_sent(
        session,
        response.id,
        on=now.date(),
        receipt=receipt,
        return_selector=code.selector,
        return_hash=codes.slow_hash(code.secret, randomness(16), hash_cost),
    )
    if not kept:
        return Sent(_answering_of(session, response.invitation_id).response.receipt or "", None)
    receipts.add_receipt(session, receipt)
    return Sent(receipt, code)


def new_return_code(
    session: Session, *, answering: Answering, now: datetime, randomness: Randomness, hash_cost: int
) -> ReturnCode:
    """The one before is void. Only while the assessment is open."""
    if reason := why_not_answer(answering.assessment, now=now):
        raise Conflict(reason)
    if not answering.response.is_sent:
        raise NotAllowed("A return code comes with sending your answers.")
    code = codes.return_code(randomness)
    responses.replace_return_code(
        session,
        answering.response.id,
        return_selector=code.selector,
        return_hash=codes.slow_hash(code.secret, randomness(16), hash_cost),
    )
    return code


def _let_in(session: Session, invitation_id: int, randomness: Randomness) -> str:
    cookie = codes.token(randomness)
    responses.let_in(session, invitation_id=invitation_id, cookie_hash=codes.token_hash(cookie))
    return cookie


def _answering_of(session: Session, invitation_id: int) -> Answering:
    found = responses.find_answering_of(session, invitation_id)
    if found is None:
        raise NotFound(NO_SUCH_RESPONSE)
    return found
