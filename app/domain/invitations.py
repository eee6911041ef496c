"""An invitation: who was asked, and where they worked when the assessment opened."""

from dataclasses import dataclass

from app.domain.people import RoleLevel

# For every link that opens nothing, whether unknown, mistyped, expired or withdrawn: it tells nobody which.
NO_SUCH_LINK = (
    "This link does not open anything now. Check that you have all of it, or ask whoever sent it to you. "
    "If the assessment has closed, what was not sent is erased, and your return code opens your own results."
)


@dataclass(frozen=True)
class Invitation:
    """Grants answering, never an account. Says nothing of whether anybody answered."""

    id: int
    assessment_id: int
    person_id: int | None  # None for a place of the open link
    person_name: str
    email: str | None
    organisation_id: int
    organisation_name: str
    team_name: str | None
    role_level: RoleLevel
    declined: bool


@dataclass(frozen=True)
class Addressee:
    """Whom a letter is written to. Whoever finished or declined wants no reminder: which, is not told."""

    invitation_id: int
    name: str
    email: str | None
    wants_no_reminder: bool


@dataclass(frozen=True)
class Count:
    """How many people of one team and role level; add them up for larger groups."""

    organisation_id: int
    team_id: int | None
    role_level: RoleLevel
    people: int
