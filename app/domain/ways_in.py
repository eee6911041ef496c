"""How people without email come in: by a printed code each, or all by one open link. Never by both."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain import codes
from app.domain.codes import Randomness
from app.domain.people import RoleLevel
from app.domain.turnout import FEWEST_INVITED_COUNTED

PRINTED_LETTERS = 12  # 57 bits, few tries, and a keyed hash is all that is kept
PRINTED_PURPOSE = "printed code"
# Whoever finds the open link full learns that all its places are taken, and so how many have begun. That is
# told of ten and more, on no page of fewer.
FEWEST_OPEN_PLACES = FEWEST_INVITED_COUNTED
MOST_CODES_AT_ONCE = 400

NOT_BOTH = "Codes have been printed for this assessment, so it can’t have an open link as well."
IS_OPEN = "This assessment has an open link, so no codes are printed: nobody is to be counted twice."
TOO_FEW_PLACES = (
    f"An open link needs at least {FEWEST_OPEN_PLACES} people without email. With fewer, a full link would "
    "say who has answered. Print codes instead."
)
FULL = (
    "Every place of this link is taken, so it lets nobody else in. "
    "If you have not answered, ask the person named on the poster."
)


@dataclass(frozen=True)
class Entrance:
    """A short address for an organisation's people in one assessment. No `open_places`: no open link."""

    code: str
    assessment_id: int
    organisation_id: int
    open_places: int

    @property
    def is_open(self) -> bool:
        return self.open_places > 0


@dataclass(frozen=True)
class OnPaper:
    """Somebody who was invited and has no email address."""

    invitation_id: int
    name: str
    team_name: str | None
    has_code: bool


@dataclass(frozen=True)
class Place:
    """One that the open link may still give away. It is of a team and a role level, and of nobody."""

    invitation_id: int
    team_id: int | None
    role_level: RoleLevel


def printed_code(randomness: Randomness) -> str:
    return codes.draw(randomness, PRINTED_LETTERS)


def token_of(letters: str, *, key: str) -> str:
    """What a printed code stands for: a token as long as a mailed one, and of no use without our key."""
    return codes.keyed_hash(key, PRINTED_PURPOSE, letters)


def read_printed_code(typed: str) -> str | None:
    letters = codes.read_letters(typed)
    return letters if len(letters) == PRINTED_LETTERS else None


def choose_place(free: Sequence[Place], *, team_id: int | None, role_level: RoleLevel) -> tuple[Place, bool]:
    """A place for somebody who says so of herself, and whether it is one of her team's.

    With none left for her team she still gets one, of the team that has most, and counts in totals only: to
    refuse her would say that all of that team have begun. Give at least one.
    """
    own = [each for each in free if each.team_id == team_id]
    if own:
        return next((each for each in own if each.role_level is role_level), own[0]), True
    [(most, _)] = Counter(each.team_id for each in free).most_common(1)
    return next(each for each in free if each.team_id == most), False


def unverified(open_places: int) -> str:
    """What results say of an open link; nothing where there was none.

    How many came by it is not told: less what is told of teams, it would say so of a few.
    """
    if not open_places:
        return ""
    return (
        f"Part of this is unverified. An open link let in up to {open_places:,} people, as many as have no "
        "email address, and nobody checked who they were."
    )


UNVERIFIED_AMONG_PARTNERS = (
    "Part of this is unverified. At one partner or several an open link let people without an email address "
    "in, never more than there are of them, and nobody checked who they were."
)
