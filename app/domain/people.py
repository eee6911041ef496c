"""Who people are: where they work, at which level, and in which seat they sit when they look at results."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class RoleLevel(StrEnum):
    """A staff level. Only the first two make groups; the others count in totals only."""

    STRATEGIC = "strategic"
    OPERATIONAL = "operational"
    BOTH = "both"
    UNDECLARED = "undeclared"


class SeatKind(StrEnum):
    RESPONDENT = "respondent"
    HR_DIRECTOR = "HR director"
    CONVENOR = "convenor"
    FELLOW = "fellow"
    ADMIN = "platform admin"


class WhenSmall(StrEnum):
    """What a partner chose for when too few of its people answer."""

    STAND_TOGETHER = "stand together"
    OWN_WORDS = "own words"


@dataclass(frozen=True)
class Seat:
    """A person in one role. An HR director's seat has an organisation, a convenor's a partnership."""

    id: int
    kind: SeatKind
    person_id: int
    person_name: str
    organisation_id: int | None = None
    organisation_slug: str | None = None
    organisation_name: str | None = None
    partnership_id: int | None = None
    partnership_slug: str | None = None
    partnership_name: str | None = None

    @property
    def place(self) -> str | None:
        """What the seat is a seat at, as people call it."""
        return self.partnership_name or self.organisation_name


@dataclass(frozen=True)
class Organisation:
    id: int
    slug: str
    name: str
    staff: int


@dataclass(frozen=True)
class Partnership:
    id: int
    slug: str
    name: str


@dataclass(frozen=True)
class Partner:
    """An organisation in a partnership, and what it chose for when too few of its people answer."""

    organisation: Organisation
    when_small: WhenSmall
    own_words: str


@dataclass(frozen=True)
class Team:
    id: int
    organisation_id: int
    name: str


@dataclass(frozen=True)
class SharedTeam:
    """A team of a partnership, whose people come from several of its partners."""

    id: int
    partnership_id: int
    name: str


@dataclass(frozen=True)
class NewPerson:
    """A row of a staff list, before it is kept."""

    name: str
    email: str | None = None
    organisation_id: int | None = None
    team_id: int | None = None
    role_level: RoleLevel = RoleLevel.UNDECLARED


@dataclass(frozen=True)
class Person:
    id: int
    name: str
    email: str | None
    organisation_id: int | None
    team_id: int | None
    role_level: RoleLevel


@dataclass(frozen=True)
class Post:
    """How many people of an organisation are in a team, at a role level, with an address or without."""

    team_id: int | None
    role_level: RoleLevel
    on_paper: bool  # without an email address
    people: int


def email_as_kept(typed: str) -> str:
    """One spelling for one mailbox, however it was typed."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", typed.strip()).casefold())


def folded(words: str) -> str:
    """Without case, accents and spare spaces, for finding what is meant to be the same."""
    if words.isascii():
        return " ".join(words.casefold().split())
    apart = unicodedata.normalize("NFKD", words)
    bare = "".join(each for each in apart if not unicodedata.combining(each))
    return " ".join(bare.casefold().split())


class OwnerKind(StrEnum):
    ORGANISATION = "organisation"
    PARTNERSHIP = "partnership"


@dataclass(frozen=True)
class Whose:
    """Of pages that organisations and partnerships both have: whose it is, as its address says."""

    kind: OwnerKind
    slug: str

    @property
    def is_shared(self) -> bool:
        return self.kind is OwnerKind.PARTNERSHIP
