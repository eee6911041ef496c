"""Help wanted: how many of an organisation's people would most like help with which competency.

After a theme of *My practice* each may name one, or none. So in a theme everybody falls in exactly one class,
and whatever is shown of some classes tells the size of what is left over. The rules, for classes of five and
more, or of as many as the assessment's owner has set:

1. A competency is named where five or more asked for it. The others are other habits.
2. Other habits and none are two classes where each is five or more, and where the other habits can be shared
   out in more than one way: eight people asking for two competencies are four each. Else they are the rest.
3. Where what is left over is fewer than five, or nobody, the competency with the fewest goes into it as well.
4. Where one competency alone is left, and fewer than five did not ask for it, it is told as so many or more.

Then whatever any four people asked for, and however few chose what is not named, fits what is shown: also for
somebody who knows these rules. The tests try every possible count.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.assessments import FEWEST_IN_DISTRIBUTION
from app.domain.cells import Cell, Decision, Group, GroupKind
from app.domain.charter import Block, Charter, Statement
from app.domain.distributions import fewest_in_distribution
from app.domain.groups import Snapshot, candidates
from app.domain.proportions import likely_share

Wanted = tuple[str, ...]  # statement codes that one person would like help with, one a theme at most


class LeftOver(StrEnum):
    """Classes beside those that asked for a competency which is named."""

    OTHER = "other"
    NONE = "none"
    REST = "other or none"


@dataclass(frozen=True)
class Class:
    """`wanted` is a competency's code or what is left over. With `or_more`, so many or more."""

    wanted: str
    count: int
    or_more: bool = False


@dataclass(frozen=True)
class HelpCell:
    """One class of a theme in one organisation; or why there are none, and then `wanted` is empty.

    `count` is out of `people`, all who sent their answers; with `or_more`, so many or more asked for it.
    `low` and `high` are the likely range of the share among all invited, 0 to 1.
    """

    group: Group
    theme: str
    decision: Decision
    wanted: str = ""
    count: int | None = None
    or_more: bool = False
    people: int | None = None
    invited: int | None = None
    low: float | None = None
    high: float | None = None

    @property
    def is_released(self) -> bool:
        return self.decision is Decision.RELEASED

    @property
    def is_named(self) -> bool:
        """Whether it is about one competency."""
        return bool(self.wanted) and self.wanted not in set(LeftOver)

    @property
    def measure(self) -> str:
        """As files name it: "SP1.1.help", "SP.help.other"; "SP.help" where a theme is withheld."""
        if self.is_named:
            return f"{self.wanted}.help"
        return f"{self.theme}.help" + (f".{self.wanted}" if self.wanted else "")


def help_cells(
    charter: Charter,
    blocks: Sequence[Block],
    snapshot: Snapshot,
    wanted: Sequence[Wanted],
    cells: Iterable[Cell],
) -> list[HelpCell]:
    """Of each organisation that is shown on its own. `wanted` is in the order of the snapshot's answered.

    `cells` are the figures of the same release: where an organisation has none, no help is told of it either.
    """
    if Block.PRACTICE not in blocks:
        return []
    by_member = dict(zip(snapshot.answered, wanted, strict=True))
    held_back = _held_back(cells)
    made: list[HelpCell] = []
    for candidate in candidates(snapshot, rotation=0):
        if candidate.kind is GroupKind.ORGANISATION:
            answered = [by_member[member] for member in candidate.members.tolist() if member in by_member]
            why_not = held_back.get(candidate.group.code)
            if len(answered) < fewest_for_help(snapshot.fewest_shown, snapshot.fewest_in_distribution):
                why_not = Decision.TOO_FEW
            place = _Place(candidate.group, answered, len(candidate.members), snapshot.fewest_shown)
            made += _of_place(charter, place, why_not)
    return made


@dataclass(frozen=True)
class _Place:
    """An organisation: what each who answered wants help with, out of so many `invited`."""

    group: Group
    wanted: Sequence[Wanted]
    invited: int
    fewest: int


def _of_place(charter: Charter, place: _Place, why_not: Decision | None) -> Iterator[HelpCell]:
    for theme in charter.themes:
        offered = charter.statements_of(theme.code, Block.PRACTICE)
        if offered and why_not:
            yield HelpCell(place.group, theme.code, why_not)
        elif offered:
            counts = _counts(offered, place.wanted)
            for each in classes(counts, len(place.wanted), fewest=place.fewest):
                yield _cell(place, theme.code, each)


def _held_back(cells: Iterable[Cell]) -> dict[str, Decision]:
    """By code of the groups of which nothing is shown, the reason."""
    reasons: dict[str, Decision] = {}
    shown: set[str] = set()
    for cell in cells:
        reasons.setdefault(cell.group.code, cell.decision)
        if cell.is_released:
            shown.add(cell.group.code)
    return {code: reason for code, reason in reasons.items() if code not in shown}


def _counts(offered: Iterable[Statement], wanted: Iterable[Wanted]) -> Counter[str]:
    """By competency, also those that nobody asked for."""
    asked = Counter(code for each in wanted for code in each)
    counts: Counter[str] = Counter()
    for statement in offered:
        counts[statement.competency] += asked[statement.code]
    return counts


def _cell(place: _Place, theme: str, told: Class) -> HelpCell:
    low, high = likely_share(told.count, len(place.wanted), place.invited)
    return HelpCell(
        place.group,
        theme,
        Decision.RELEASED,
        told.wanted,
        told.count,
        told.or_more,
        people=len(place.wanted),
        invited=place.invited,
        low=low,
        high=1.0 if told.or_more else high,
    )


def fewest_for_help(fewest_shown: int, in_distribution: int = FEWEST_IN_DISTRIBUTION) -> int:
    """How many must have sent their answers: enough for one class that is named and one that is left over."""
    return max(fewest_in_distribution(fewest_shown, in_distribution), 2 * fewest_shown)


def classes(counts: Counter[str], people: int, *, fewest: int) -> list[Class]:
    """What may be shown of one theme: classes that everybody is in exactly one of.

    `counts` has every competency that was offered, also those that nobody asked for.
    """
    named = [code for code in sorted(counts, key=lambda code: -counts[code]) if counts[code] >= fewest]
    left_over = people - sum(counts[code] for code in named)
    while left_over < fewest and len(named) > 1:
        left_over += counts[named.pop()]
    if left_over < fewest and named:
        [only] = named
        return [Class(only, people - fewest + 1, or_more=True)]
    shown = [Class(code, counts[code]) for code in named]
    hidden = [code for code in counts if code not in named]
    if not hidden:
        return [*shown, Class(LeftOver.NONE, left_over)]
    other = sum(counts[code] for code in hidden)
    most_other = (fewest - 1) * (len(hidden) - 1)  # with more, none of them could be nobody's choice
    if fewest <= other <= most_other and left_over - other >= fewest:
        return [*shown, Class(LeftOver.OTHER, other), Class(LeftOver.NONE, left_over - other)]
    return [*shown, Class(LeftOver.REST, left_over)]
