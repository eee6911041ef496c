"""One person's answers while her assessment is open, and what is decided about them."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from app.domain.answers import BLANK
from app.domain.assessments import Assessment, AssessmentState, why_not_answer

ALREADY_SENT = "You have sent your answers, so they can no longer be changed."
IS_CLOSING = (
    "This assessment is closing just now, so nothing can be deleted this minute. What you have not sent "
    "is erased by the closing. If you sent your answers, come back in a few minutes: then your return code "
    "deletes them, at My results."
)
LONGEST_TEXT = 5_000  # letters in a note or a correction


@dataclass(frozen=True)
class OpenResponse:
    id: int
    invitation_id: int
    sheet: bytes  # a byte a statement, in the charter version's order
    help_wanted: tuple[str, ...]  # statement codes, one a theme at most
    correction: str
    note: str
    is_sent: bool
    receipt: str | None
    return_selector: str | None
    linked_with: int | None = None  # an earlier assessment, by a return code from it

    @property
    def is_empty(self) -> bool:
        return all(byte == BLANK for byte in self.sheet)

    @property
    def is_untouched(self) -> bool:
        """Nothing was entered, so there is nothing that a second start could show to anybody."""
        entered = (self.help_wanted, self.correction, self.note, self.linked_with)
        return self.is_empty and not self.is_sent and not any(entered)


@dataclass(frozen=True)
class Answering:
    """What an answering cookie opens: one response to one assessment."""

    assessment: Assessment
    response: OpenResponse


def why_not_change(answering: Answering, *, now: datetime) -> str | None:
    if reason := why_not_answer(answering.assessment, now=now):
        return reason
    return ALREADY_SENT if answering.response.is_sent else None


def why_not_withdraw(assessment: Assessment, *, now: datetime) -> str | None:
    """The reason answers cannot be deleted now, or None: while it is open they can, and once it is sealed."""
    if assessment.state is AssessmentState.SEALED or not why_not_answer(assessment, now=now):
        return None
    return IS_CLOSING


def help_wanted_in(wanted: tuple[str, ...], theme: str) -> str:
    """The statement of this theme that help is wanted with, or nothing."""
    return next((code for code in wanted if code.startswith(theme)), "")


def with_help_in(wanted: tuple[str, ...], theme: str, chosen: str) -> tuple[str, ...]:
    others = tuple(code for code in wanted if not code.startswith(theme))
    return (*others, chosen) if chosen else others


def fingerprint(text: str) -> str:
    """Goes out with a text and comes back with its change: so a page can say which text it saw."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
