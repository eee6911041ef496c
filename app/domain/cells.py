"""A cell: one group's figure for one measure, or the reason there is none. All that results are made of."""

from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.agreement import WithinGroup
from app.domain.distributions import Distribution


class GroupKind(StrEnum):
    """What sort of group a cell is about, in the order that the release offers them."""

    EVERYONE = "everyone"  # the whole partnership; in an organisation's own assessment there is none
    ORGANISATION = "organisation"
    POOL = "smaller partners together"
    ROLE_LEVEL = "role level"  # across the partnership
    SIZE = "size"  # smaller or larger partners
    SHARED_TEAM = "shared team"  # of people from several partners
    TEAM = "team"
    ORGANISATION_LEVEL = "role level in an organisation"
    LINKED = "linked by return codes"  # those of a group; never a cell of its own


class Counting(StrEnum):
    """Whether each person or each organisation counts once in a mean over several organisations."""

    PEOPLE = "people"
    ORGANISATIONS = "organisations"


class Decision(StrEnum):
    """What the release decided; the words are the reason that people read."""

    RELEASED = "released"
    TOO_FEW = "Too few answers here to show without pointing at someone."
    WOULD_REVEAL = "Held back, because together with what is shown it would give a smaller group away."
    ONE_ORGANISATION = "Held back, because nearly all of these answers come from one organisation."
    TOO_FEW_ORGANISATIONS = (
        "Held back, because with so few organisations one could work out another’s figure."
    )
    TOO_FEW_LINKED = "Too few gave their earlier return code to show without pointing at someone."
    NOT_COMPARED = "Fewer than two organisations can be shown here, so there is nothing to put together."


@dataclass(frozen=True)
class Group:
    """The people a cell is about. `organisation` is a slug, for groups inside one organisation."""

    kind: GroupKind
    # Unique in an assessment: "everyone", "org/lantern-trust", "team/17", "level/strategic", "shared/3", …
    code: str
    name: str
    organisation: str | None = None


@dataclass(frozen=True)
class Cell:
    """`mean`, `low` and `high` are 0–100 and None unless released; low and high also where no range is due.

    `measure` is a theme in a block, "SP.practice", or a statement, "SP1.1.practice".
    `people` counts those with a value; None where the cell is withheld.
    """

    group: Group
    measure: str
    counting: Counting
    decision: Decision
    people: int | None = None
    invited: int | None = None
    mean: float | None = None
    low: float | None = None
    high: float | None = None
    # As if all who answered were one draw; over several organisations the range may know of more (`strata`).
    standard_error: float | None = None
    organisations: int | None = None  # how many count, where organisations count once each
    # Of freedom, behind that error, where organisations count once each; it follows from their own cells.
    degrees: float | None = field(default=None, compare=False)
    distribution: Distribution | None = None  # of a statement, where it may be shown
    within_group: WithinGroup | None = None  # of statements not about oneself, where distributions are shown

    @property
    def is_released(self) -> bool:
        return self.decision is Decision.RELEASED

    @property
    def block(self) -> str:
        return self.measure.rpartition(".")[2]

    @property
    def is_theme(self) -> bool:
        return self.measure.count(".") == 1
