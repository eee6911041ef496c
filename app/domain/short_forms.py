"""The short forms beside the questionnaire: a pulse of two questions, and the meeting form."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.charter import Drawn, Provenance


@dataclass(frozen=True)
class PulseQuestion:
    """`labels` are the five levels, lowest first. `upper` goes on from “Most ”, of the upper two levels.

    `few` says where a few lean: to the lower levels, the middle one, the upper ones.
    """

    code: str
    text: str
    short: str
    labels: tuple[str, ...]
    upper: str
    few: tuple[str, ...]


@dataclass(frozen=True)
class PulseForm:
    questions: tuple[PulseQuestion, ...]
    cannot_say: str
    provenance: Provenance


@dataclass(frozen=True)
class MeetingStatement:
    """`own` is said of oneself, `seen` of a colleague."""

    code: str
    own: str
    seen: str


@dataclass(frozen=True)
class MeetingSkill:
    competency: str  # a code
    statements: tuple[MeetingStatement, ...]


@dataclass(frozen=True)
class MeetingForm:
    """In the order in which the source lists the skills."""

    skills: tuple[MeetingSkill, ...]
    scale: str
    provenance: Provenance
    drawn_from: tuple[Drawn, ...]

    def statements(self) -> Iterator[MeetingStatement]:
        for skill in self.skills:
            yield from skill.statements


@dataclass(frozen=True)
class ShortForms:
    pulse: PulseForm
    meeting: MeetingForm
