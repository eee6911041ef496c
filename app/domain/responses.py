"""One person's answers while her assessment is open, and what is decided about them."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.answers import BLANK
from app.domain.assessments import Assessment, why_not_answer

ALREADY_SENT = "You have sent your answers, so they can no longer be changed."
LONGEST_TEXT = 1_000  # letters in a note or a correction


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


@dataclass(frozen=True)
class Answering:
    """What an answering cookie opens: one response to one assessment."""

    assessment: Assessment
    response: OpenResponse


def why_not_change(answering: Answering, *, now: datetime) -> str | None:
    if reason := why_not_answer(answering.assessment, now=now):
        return reason
    return ALREADY_SENT if answering.response.is_sent else None


def is_empty(sheet: bytes) -> bool:
    return all(byte == BLANK for byte in sheet)
