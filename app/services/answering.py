"""What a respondent does: start, answer part after part, send. One function, one deed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hmac import compare_digest
from typing import Protocol

from sqlmodel import Session

from app.domain import codes, merging, walk
from app.domain.answers import blank_sheet
from app.domain.assessments import Assessment, why_not_answer
from app.domain.charter import Charter, Statement
from app.domain.codes import Randomness, ReturnCode
from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.invitations import Invitation
from app.domain.merging import Clash, HelpClash
from app.domain.responses import (
    LONGEST_TEXT,
    Answering,
    OpenResponse,
    fingerprint,
    help_wanted_in,
    why_not_change,
    with_help_in,
)
from app.storage import assessments, invitations, receipts, responses
from app.storage.engine import Database

SALT_BYTES = 16
RESUME_LETTERS = 8  # 38 bits, and few tries
RESUME_PURPOSE = "resume code"
NO_SUCH_RESPONSE = "There is no such page."


@dataclass(frozen=True)
class Started:
    """`resume_code` is for another browser; it is mailed, or shown once to people without an address."""

    answering: Answering
    cookie: str
    resume_code: str


@dataclass(frozen=True)
class SavedPart:
    """Clashes are told and not kept; everything else is."""

    answering: Answering
    clashes: tuple[Clash, ...]
    help_clash: HelpClash | None
    blanks: tuple[Statement, ...]
    next_number: int | None

    @property
    def has_clashes(self) -> bool:
        return bool(self.clashes or self.help_clash)


@dataclass(frozen=True)
class Sent:
    """`return_code` is None when the answers had been sent before: it was shown then."""

    receipt: str
    return_code: ReturnCode | None


class OnPaper(Protocol):
    """What was keyed in from a paper form."""

    @property
    def sheet(self) -> bytes: ...
    @property
    def help_wanted(self) -> tuple[str, ...]: ...


def start(
    session: Session,
    charter: Charter,
    *,
    invitation: Invitation,
    now: datetime,
    randomness: Randomness,
    key: str,
) -> Started:
    """Again, too, as long as nothing was entered: then whoever started before is shut out."""
    assessment = _hold_open(session, invitation, now=now)
    invitations.hold_invitation(session, invitation.id)
    before = responses.find_answering_of(session, invitation.id)
    if before is not None and not before.response.is_untouched:
        raise Conflict("You have already started. Carry on with the code you were given then.")
    resume_code = codes.draw(randomness, RESUME_LETTERS)
    resume_hash = resume_hash_of(resume_code, key=key)
    if before is None:
        responses.add_response(
            session,
            invitation_id=invitation.id,
            assessment_id=assessment.id,
            sheet=blank_sheet(len(charter.asked)),
            resume_hash=resume_hash,
        )
    else:
        responses.shut_out(session, invitation.id)
        responses.replace_resume_hash(session, invitation.id, resume_hash)
    if invitation.declined:
        invitations.undo_decline(session, invitation.id)
    cookie = _let_in(session, invitation.id, randomness)
    return Started(_answering_of(session, invitation.id), cookie, resume_code)


def resume(
    session: Session, *, invitation: Invitation, typed: str, now: datetime, randomness: Randomness, key: str
) -> str:
    """A cookie for another browser, against the code. Count the tries before calling."""
    _hold_open(session, invitation, now=now)
    invitations.hold_invitation(session, invitation.id)  # or a browser could be let in over a withdrawal
    kept = responses.find_resume_hash(session, invitation.id)
    given = resume_hash_of(typed, key=key)
    if kept is None or not compare_digest(kept, given):
        raise Invalid("That is not the code.", {"code": "Check the code against the mail, and try again."})
    return _let_in(session, invitation.id, randomness)


def resume_hash_of(typed: str, *, key: str) -> str:
    return codes.keyed_hash(key, RESUME_PURPOSE, codes.read_letters(typed))


def new_resume_code(session: Session, *, invitation_id: int, randomness: Randomness, key: str) -> str | None:
    """The one before is void. None if nobody has started, and there is nothing to carry on with."""
    resume_code = codes.draw(randomness, RESUME_LETTERS)
    resume_hash = resume_hash_of(resume_code, key=key)
    return resume_code if responses.replace_resume_hash(session, invitation_id, resume_hash) else None


def get_answering(database: Database, *, cookie: str, assessment_code: str) -> Answering:
    found = responses.find_answering(database, cookie_hash=codes.token_hash(cookie), code=assessment_code)
    if found is None:
        raise NotFound(NO_SUCH_RESPONSE)
    return found


def hold_answering(database: Database, *, cookie: str, assessment_code: str) -> Answering:
    """To change something: until the commit nobody can close the assessment over it."""
    found = responses.hold_answering(database, cookie_hash=codes.token_hash(cookie), code=assessment_code)
    if found is None:
        raise NotFound(NO_SUCH_RESPONSE)
    return found


def save_part(
    database: Database,
    charter: Charter,
    *,
    answering: Answering,
    number: int,
    seen: Mapping[int, int],
    sent: Mapping[int, int],
    now: datetime,
    help_seen: str | None = None,
    help_wanted: str | None = None,
) -> SavedPart:
    """Keep what was answered in a part; `seen` and `sent` map places in the sheet to answers.

    `help_wanted` is a statement of the part's theme, "" for none, None where it was not asked.
    """
    parts = walk.parts(charter, answering.assessment.blocks)
    part = walk.get_part(parts, number)
    in_part = {place: answer for place, answer in sent.items() if place in part.places}
    current = answering
    while True:
        if reason := why_not_change(current, now=now):
            raise Conflict(reason)
        merged = merging.merge(current.response.sheet, seen=seen, sent=in_part)
        wanted, help_clash = _merge_help(current.response, part, seen=help_seen, sent=help_wanted)
        after = replace(current.response, sheet=merged.sheet, help_wanted=wanted)
        if _keep(database, current.response, after):
            return SavedPart(
                replace(current, response=after),
                merged.clashes,
                help_clash,
                tuple(walk.blanks(part, merged.sheet)),
                walk.next_number(parts, number),
            )
        # Somebody else was quicker. Held, it stays as it is read now, so that the next time is the last.
        current = _answering_of(database, answering.response.invitation_id, held=True)


def _merge_help(
    response: OpenResponse, part: walk.Part, *, seen: str | None, sent: str | None
) -> tuple[tuple[str, ...], HelpClash | None]:
    theme = part.theme.code
    kept = help_wanted_in(response.help_wanted, theme)
    if sent is None or not (sent == "" or sent.startswith(theme)):
        return response.help_wanted, None
    before = kept if seen is None else seen
    if merging.do_clash(kept, seen=before, sent=sent):
        return response.help_wanted, HelpClash(kept, sent)
    return with_help_in(response.help_wanted, theme, sent if kept == before else kept), None


def _keep(database: Database, before: OpenResponse, after: OpenResponse) -> bool:
    """False if somebody else saved in the meantime."""
    if (before.sheet, before.help_wanted) == (after.sheet, after.help_wanted):
        return True
    return responses.replace_answers(database, before, sheet=after.sheet, help_wanted=after.help_wanted)


def correct(session: Session, *, answering: Answering, text: str, seen: str, now: datetime) -> bool:
    """What she says is wrong about her team or level: for the next staff list, not for this assessment."""
    return _write(session, answering, "correction", text, seen=seen, now=now)


def write_note(session: Session, *, answering: Answering, text: str, seen: str, now: datetime) -> bool:
    """To herself, on her profile; also after sending. Gone with the seal."""
    return _write(session, answering, "note", text, seen=seen, now=now)


def _write(
    session: Session, answering: Answering, field: str, text: str, *, seen: str, now: datetime
) -> bool:
    """`seen` is the fingerprint of the text that the page showed. False if another was written meanwhile."""
    if reason := why_not_answer(answering.assessment, now=now):
        raise Conflict(reason)
    if len(text) > LONGEST_TEXT:
        raise Invalid("That is too long.", {field: f"Keep this to {LONGEST_TEXT:,} letters."})
    kept: str = getattr(answering.response, field)
    if text == kept:
        return True
    if seen != fingerprint(kept):
        return False
    return responses.replace_text(session, answering.response.id, field, before=kept, after=text)


def send(
    session: Session, *, answering: Answering, now: datetime, randomness: Randomness, hash_cost: int
) -> Sent:
    """Twice gives one response and the same receipt. Let `session` be fresh: see draw_return_code."""
    if answering.response.receipt:
        return Sent(answering.response.receipt, None)
    code, slow_hash = draw_return_code(randomness, hash_cost)
    current = _hold(session, answering, now=now)
    if current.receipt:
        return Sent(current.receipt, None)
    if current.is_empty:
        raise Conflict("There is nothing to send yet: every statement is blank.")
    receipt = codes.receipt(randomness)
    sent = responses.mark_sent(
        session,
        current.id,
        on=now.date(),
        receipt=receipt,
        return_selector=code.selector,
        return_hash=slow_hash,
    )
    if not sent:
        return Sent(_answering_of(session, current.invitation_id).response.receipt or "", None)
    receipts.add_receipt(session, receipt)
    return Sent(receipt, code)


def key_in(
    session: Session,
    charter: Charter,
    invitation: Invitation,
    on_paper: OnPaper,
    lost: tuple[ReturnCode, str],
    *,
    now: datetime,
    randomness: Randomness,
    key: str,
) -> None:
    """What stands on a paper form, sent at once. Nobody is ever told the code that would open it.

    It is kept with one all the same, `lost`: without, it would be known for a paper form ever after.
    """
    begun = start(session, charter, invitation=invitation, now=now, randomness=randomness, key=key)
    before = begun.answering.response
    responses.replace_answers(session, before, sheet=on_paper.sheet, help_wanted=on_paper.help_wanted)
    responses.shut_out(session, invitation.id)
    receipt = codes.receipt(randomness)
    responses.mark_sent(
        session,
        before.id,
        on=now.date(),
        receipt=receipt,
        return_selector=lost[0].selector,
        return_hash=lost[1],
    )
    receipts.add_receipt(session, receipt)


def new_return_code(
    session: Session, *, answering: Answering, now: datetime, randomness: Randomness, hash_cost: int
) -> ReturnCode:
    """The one before is void. Only while the assessment is open."""
    code, slow_hash = draw_return_code(randomness, hash_cost)
    current = _hold(session, answering, now=now)
    if not current.is_sent:
        raise Conflict("A return code comes with sending your answers. Send them first.")
    responses.replace_return_code(session, current.id, return_selector=code.selector, return_hash=slow_hash)
    return code


def draw_return_code(randomness: Randomness, hash_cost: int) -> tuple[ReturnCode, str]:
    """Takes a while, so it is done before anybody else has to wait for this transaction."""
    code = codes.return_code(randomness)
    return code, codes.slow_hash(code.secret, randomness(SALT_BYTES), hash_cost)


def _hold_open(session: Session, invitation: Invitation, *, now: datetime) -> Assessment:
    """The assessment, which nobody can close before the commit. What came in after the seal would stay."""
    assessment = assessments.get_assessment_by_id(session, invitation.assessment_id)
    held = replace(assessment, state=assessments.hold_state(session, assessment.id))
    if reason := why_not_answer(held, now=now):
        raise NotFound(reason)
    return held


def _hold(session: Session, answering: Answering, *, now: datetime) -> OpenResponse:
    """The response as it is now. Until the commit nobody can close the assessment over it."""
    state = assessments.hold_state(session, answering.assessment.id)
    if reason := why_not_answer(replace(answering.assessment, state=state), now=now):
        raise Conflict(reason)
    return _answering_of(session, answering.response.invitation_id).response


def _let_in(session: Session, invitation_id: int, randomness: Randomness) -> str:
    cookie = codes.token(randomness)
    responses.let_in(session, invitation_id=invitation_id, cookie_hash=codes.token_hash(cookie))
    return cookie


def _answering_of(database: Database, invitation_id: int, *, held: bool = False) -> Answering:
    find = responses.hold_answering_of if held else responses.find_answering_of
    found = find(database, invitation_id)
    if found is None:
        raise NotFound(NO_SUCH_RESPONSE)
    return found
