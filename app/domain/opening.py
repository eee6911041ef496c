"""Before an assessment opens: whose deed it is, and what has to be in order."""

from collections.abc import Sequence
from datetime import datetime

from app.domain.assessments import FEWEST_ANSWERS_SHOWN
from app.domain.charter import Block
from app.domain.errors import Conflict, Invalid, NotAllowed
from app.domain.people import Seat, SeatKind

MOST_LETTERS_IN_A_TITLE = 60


def require_owner(seat: Seat) -> None:
    if seat.kind not in (SeatKind.HR_DIRECTOR, SeatKind.CONVENOR):
        raise NotAllowed("Only an HR director or a partnership's convenor can open an assessment.")


def require_in_order(
    *,
    title: str,
    blocks: Sequence[Block],
    closes_at: datetime,
    now: datetime,
    fewest_shown: int,
    is_joint: bool,
) -> None:
    """Refuses with a sentence for each field at fault."""
    faults = {
        "title": _why_not_title(title),
        "blocks": _why_not_blocks(blocks, is_joint=is_joint),
        "closes_at": None if closes_at > now else "Choose a closing date in the future.",
        "fewest_shown": (
            None
            if fewest_shown >= FEWEST_ANSWERS_SHOWN
            else "Nothing is ever shown about fewer than five people. You can ask for more, not for fewer."
        ),
    }
    problems = {field: sentence for field, sentence in faults.items() if sentence is not None}
    if problems:
        raise Invalid("This assessment isn't ready to open.", problems)


def _why_not_title(title: str) -> str | None:
    if not title.strip():
        return "Give the assessment a name, such as “Autumn 2026”."
    if len(title) > MOST_LETTERS_IN_A_TITLE:
        return f"Keep the name to {MOST_LETTERS_IN_A_TITLE} letters."
    return None


def _why_not_blocks(blocks: Sequence[Block], *, is_joint: bool) -> str | None:
    if not blocks or len(set(blocks)) != len(blocks):
        return "Choose what to ask about, each block once."
    if Block.PARTNERSHIP in blocks and not is_joint:
        return "Only a partnership can ask about the partnership."
    return None


def require_enough(people: int) -> None:
    if people < FEWEST_ANSWERS_SHOWN:
        raise Conflict(
            "There are fewer than five people to ask, so no result could be shown without pointing "
            "at someone. Add people first, or ask together with your partners."
        )
