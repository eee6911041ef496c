"""An HR director lets people without email in: a printed code each, or one open link for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.domain import codes
from app.domain.access import require_assessment_of_organisation
from app.domain.assessments import Assessment, AssessmentState
from app.domain.codes import Randomness, token_hash
from app.domain.errors import Conflict, Invalid
from app.domain.invitations import Invitation
from app.domain.people import Organisation, Seat
from app.domain.ways_in import (
    FEWEST_OPEN_PLACES,
    IS_OPEN,
    MOST_CODES_AT_ONCE,
    NOT_BOTH,
    TOO_FEW_PLACES,
    Entrance,
    OnPaper,
    printed_code,
    read_printed_code,
    token_of,
)
from app.storage import assessments, audit, invitations, organisations, partnerships
from app.storage import ways_in as storage

NOT_OPEN_NOW = "This assessment has closed, so nobody can be let in any more."
EVERYBODY, WITHOUT_CODE, TEAM, PERSON = "everybody", "without a code", "team", "person"
NO_TEAM = "No team given"


@dataclass(frozen=True)
class Ways:
    """Those without an address are listed only while their invitations are their own."""

    organisation: Organisation
    assessment: Assessment
    entrance: Entrance | None
    on_paper: tuple[OnPaper, ...]
    open_teams: tuple[tuple[int, str], ...]  # that the open link has places for

    @property
    def is_open(self) -> bool:
        return self.entrance is not None and self.entrance.is_open

    @property
    def with_code(self) -> int:
        return sum(each.has_code for each in self.on_paper)

    @property
    def number(self) -> int:
        return self.entrance.open_places if self.entrance and self.is_open else len(self.on_paper)

    @property
    def may_open(self) -> bool:
        return len(self.on_paper) >= FEWEST_OPEN_PLACES and not self.with_code

    @property
    def teams(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.team_name or NO_TEAM for each in self.on_paper))


@dataclass(frozen=True)
class Slip:
    """A code to hand to somebody. Shown once: only a hash of what it stands for is kept."""

    invitation_id: int
    name: str
    team_name: str | None
    code: str
    token: str


def get_ways(session: Session, slug: str, code: str, *, by: Seat) -> Ways:
    organisation = organisations.get_own_organisation(session, slug, by=by)
    assessment = assessments.get_assessment(session, code)
    require_assessment_of_organisation(
        assessment, organisation, partnerships=partnerships.partnership_ids_of(session, organisation.id)
    )
    entrance = storage.find_entrance(session, assessment.id, organisation.id)
    return Ways(
        organisation,
        assessment,
        entrance,
        tuple(storage.people_on_paper(session, assessment.id, organisation.id)),
        tuple(storage.teams_with_places(session, entrance)) if entrance else (),
    )


def draw_slips(ways: Ways, wanted: str, *, randomness: Randomness, key: str) -> list[Slip]:
    """For everybody, for those who have none, for a team, or for one person by her invitation's id.

    As many as are printed at once; nothing is kept yet.
    """
    if ways.is_open:
        raise Conflict(IS_OPEN)
    chosen = _chosen(ways, wanted)
    if not chosen:
        raise Invalid("There is nobody to print a code for.", {"who": "Choose somebody without email."})
    return [_slip(each, randomness, key) for each in chosen[:MOST_CODES_AT_ONCE]]


def _chosen(ways: Ways, wanted: str) -> list[OnPaper]:
    if wanted == EVERYBODY:
        return list(ways.on_paper)
    if wanted == WITHOUT_CODE:
        return [each for each in ways.on_paper if not each.has_code]
    kind, _, name = wanted.partition(":")
    if kind == TEAM:
        return [each for each in ways.on_paper if (each.team_name or NO_TEAM) == name]
    return [each for each in ways.on_paper if kind == PERSON and str(each.invitation_id) == name]


def _slip(person: OnPaper, randomness: Randomness, key: str) -> Slip:
    letters = printed_code(randomness)
    return Slip(
        person.invitation_id,
        person.name,
        person.team_name,
        codes.grouped(letters),
        token_of(letters, key=key),
    )


def issue(
    session: Session, ways: Ways, slips: Sequence[Slip], *, by: Seat, now: datetime, randomness: Randomness
) -> None:
    """The codes that these people had before open nothing any more."""
    entrance = _hold(session, ways, randomness)
    if entrance.is_open:
        raise Conflict(IS_OPEN)
    storage.replace_codes(session, {token_hash(each.token): each.invitation_id for each in slips})
    audit.record(
        session,
        by=by,
        at=now,
        action=f"printed {len(slips)} code{'' if len(slips) == 1 else 's'}",
        subject=f"assessment {ways.assessment.code}",
    )


def allow_open_link(session: Session, ways: Ways, *, by: Seat, now: datetime, randomness: Randomness) -> None:
    """Once, and for good: from then on nobody without email has an invitation with her name on it."""
    entrance = _hold(session, ways, randomness)
    if entrance.is_open:
        return
    if any(each.has_code for each in storage.people_on_paper(session, *_of(ways))):
        raise Conflict(NOT_BOTH)
    posts = storage.posts_on_paper(session, entrance)
    if len(posts) < FEWEST_OPEN_PLACES:
        raise Conflict(TOO_FEW_PLACES)
    # In an order that has nothing to do with who they were.
    shuffled = [post for _, post in sorted((randomness(8), post) for post in posts)]
    storage.open_to_all(session, entrance, shuffled)
    audit.record(
        session,
        by=by,
        at=now,
        action=f"allowed an open link for {len(posts)} people, unverified",
        subject=f"assessment {ways.assessment.code}",
    )


def find_by_code(session: Session, ways: Ways, typed: str, *, key: str) -> Invitation | None:
    """Whose printed code stands on a paper form, if it is one of this assessment here."""
    letters = read_printed_code(typed)
    if letters is None:
        return None
    found = storage.find_by_token(
        session,
        token_hash(token_of(letters, key=key)),
        assessment_id=ways.assessment.id,
        organisation_id=ways.organisation.id,
    )
    return None if found is None else invitations.get_invitation(session, found)


def _hold(session: Session, ways: Ways, randomness: Randomness) -> Entrance:
    if assessments.hold_state(session, ways.assessment.id) is not AssessmentState.OPEN:
        raise Conflict(NOT_OPEN_NOW)
    return storage.hold_entrance(session, *_of(ways), new_code=codes.opaque_id(randomness))


def _of(ways: Ways) -> tuple[int, int]:
    return ways.assessment.id, ways.organisation.id
