"""An invitation: who was asked, and where they worked when the assessment opened."""

from dataclasses import dataclass

from app.domain.people import RoleLevel


@dataclass(frozen=True)
class Invitation:
    """Grants answering, never an account. Says nothing of whether anybody answered."""

    id: int
    assessment_id: int
    person_id: int
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
