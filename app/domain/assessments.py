"""An assessment: one run of the questionnaire, whose it is, and what may be done with it in each state."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.charter import Block
from app.domain.errors import NO_SUCH_PAGE, NotFound
from app.domain.people import Seat, SeatKind

FEWEST_ANSWERS_SHOWN = 5  # nobody can lower it; an organisation may raise it before opening
FEWEST_IN_DISTRIBUTION = 10  # nor this: levels behind how many gave which answer


class AssessmentState(StrEnum):
    OPEN = "open"
    CLOSING = "closing"
    RELEASED = "released"
    SEALED = "sealed"


MAY_BECOME: dict[AssessmentState, frozenset[AssessmentState]] = {
    AssessmentState.OPEN: frozenset({AssessmentState.CLOSING}),
    AssessmentState.CLOSING: frozenset({AssessmentState.RELEASED}),
    AssessmentState.RELEASED: frozenset({AssessmentState.SEALED}),
    AssessmentState.SEALED: frozenset(),
}

RESULTS_STATES = frozenset({AssessmentState.RELEASED, AssessmentState.SEALED})

BLOCKS_OF_AN_ORGANISATION = (Block.PRACTICE, Block.ORGANISATION)
BLOCKS_OF_A_PARTNERSHIP = (Block.PRACTICE, Block.ORGANISATION, Block.PARTNERSHIP)


@dataclass(frozen=True)
class Assessment:
    """Exactly one of the two owners is set."""

    id: int
    code: str  # opaque, in addresses
    title: str  # "Autumn 2026"
    charter_version: str
    blocks: tuple[Block, ...]
    state: AssessmentState
    opened_at: datetime
    closes_at: datetime
    closed_at: datetime | None
    fewest_shown: int
    leaders_line: str  # why we are asking, in the owner's own words
    owner_name: str
    organisation_id: int | None = None
    organisation_slug: str | None = None
    partnership_id: int | None = None
    partnership_slug: str | None = None
    first_closes_at: datetime | None = None  # what people were told first, where it was extended
    fewest_in_distribution: int = FEWEST_IN_DISTRIBUTION
    counts_help: bool = False  # whether those who answer it are told that help wanted is counted
    turn: int = 0  # which of its owner’s assessments it is: where groups are alike, it says who goes first

    @property
    def is_joint(self) -> bool:
        return self.partnership_id is not None

    @property
    def has_results(self) -> bool:
        return self.state in RESULTS_STATES


def why_not_answer(assessment: Assessment, *, now: datetime) -> str | None:
    """The reason nobody can answer now, or None."""
    if assessment.state is AssessmentState.OPEN and now < assessment.closes_at:
        return None
    return "This assessment has closed, so no more answers can be taken."


def why_not_close(assessment: Assessment, seat: Seat) -> str | None:
    """The reason this seat may not close it, or None. Pages ask it; deeds obey it."""
    if not is_owner(assessment, seat):
        return f"Only {assessment.owner_name} can close this assessment."
    if assessment.state is not AssessmentState.OPEN:
        return "This assessment has already been closed."
    return None


def is_owner(assessment: Assessment, seat: Seat) -> bool:
    if assessment.is_joint:
        return seat.kind is SeatKind.CONVENOR and seat.partnership_id == assessment.partnership_id
    return seat.kind is SeatKind.HR_DIRECTOR and seat.organisation_id == assessment.organisation_id


def picked(known: Sequence[Assessment], code: str) -> Assessment:
    """Out of those that a place has, so that another's does not exist."""
    found = next((each for each in known if each.code == code), None)
    if found is None:
        raise NotFound(NO_SUCH_PAGE)
    return found


def previous(assessment: Assessment, others: Sequence[Assessment]) -> Assessment | None:
    """The last one of the same owner that closed before this one and has results."""
    earlier = [
        each
        for each in others
        if each.has_results
        and each.opened_at < assessment.opened_at
        and each.organisation_id == assessment.organisation_id
        and each.partnership_id == assessment.partnership_id
    ]
    return max(earlier, key=lambda each: each.opened_at, default=None)
