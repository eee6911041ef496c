"""People linked by return codes: how far they themselves have moved since the assessment before.

Only those are compared with themselves who gave their earlier return code. The others may well be the same
people, and nothing is said of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from app.domain.cells import Cell, Counting, Decision, GroupKind
from app.domain.change import paired_change
from app.domain.charter import Block, Charter, Statement
from app.domain.families import Family
from app.domain.groups import Candidate, Snapshot, candidates
from app.domain.intervals import (
    FEW_HIGHEST,
    FEW_LOWEST,
    FEWEST_WITH_OWN_SPREAD,
    NEXT_TO_NOTHING,
    POOLED_SPREAD,
)
from app.domain.linked_changes import LinkedChange
from app.domain.linking_audit import Cells, FamilyNow, GroupsThen, LinkedGroup, ThemeThen, decide_linked
from app.domain.population import Marks, Population
from app.domain.scoring import Sheets, Values, given, scores

COMPARED = frozenset({GroupKind.EVERYONE, GroupKind.ORGANISATION})

FURTHEST_SHOWN = FEW_HIGHEST - FEW_LOWEST  # 100 from a few would say what each answered, both times


@dataclass(frozen=True)
class Link:
    """Somebody who gave her earlier return code: her place among those invited now, and then.

    `levels` are what she answered then, as it was sealed.
    """

    now: int
    then: int
    levels: bytes


@dataclass(frozen=True)
class Published:
    """An assessment with what is shown of it."""

    charter: Charter
    blocks: Sequence[Block]
    snapshot: Snapshot
    cells: Sequence[Cell]

    @cached_property
    def by_measure(self) -> dict[str, dict[str, Cell]]:
        """Then by group; those in which each person counts once."""
        found: dict[str, dict[str, Cell]] = {}
        for cell in self.cells:
            if cell.counting is Counting.PEOPLE:
                found.setdefault(cell.measure, {})[cell.group.code] = cell
        return found

    def statements_of(self, theme: str, block: Block) -> tuple[Statement, ...]:
        return tuple(self.charter.statements_of(theme, block)) if block in self.blocks else ()


def linked_changes(
    now: Published,
    then: Published,
    sheets: Sheets,
    links: Sequence[Link],
    *,
    rotation: int,
    spreads: Mapping[str, float] | None = None,
) -> list[LinkedChange]:
    """One for each theme asked alike and each group shown, both times. `sheets` are those of now.

    `spreads` are pooled, by measure, for groups too small for their own. They are of figures: where then and
    now correlate at one half, changes are spread as widely.
    """
    comparison = _Comparison(now, then, sheets, links, rotation, spreads or {})
    return [
        change
        for block in now.blocks
        for theme in now.charter.themes
        for change in comparison.of_theme(theme.code, block)
    ]


class _Comparison:
    def __init__(
        self,
        now: Published,
        then: Published,
        sheets: Sheets,
        links: Sequence[Link],
        rotation: int,
        spreads: Mapping[str, float],
    ) -> None:
        self.now, self.then, self.sheets, self.spreads = now, then, sheets, spreads
        self.population = Population(now.snapshot, tuple(candidates(now.snapshot, rotation=rotation)))
        self.candidates_then = {each.group.code: each for each in candidates(then.snapshot, rotation=0)}
        self.groups_then = GroupsThen(then.snapshot, tuple(self.candidates_then.values()))
        width = len(then.charter.asked)
        levels = b"".join(link.levels for link in links)
        self.sheets_then = np.frombuffer(levels, dtype=np.uint8).reshape(len(links), width)
        self.places = np.array([link.now for link in links], dtype=np.intp)
        self.places_then = np.array([link.then for link in links], dtype=np.intp)
        self.rows = self.population.place[self.places]
        self.in_groups: dict[str, Marks] = {}

    def of_theme(self, theme: str, block: Block) -> Iterator[LinkedChange]:
        statements = self.now.statements_of(theme, block)
        codes = [each.code for each in statements]
        if not codes or codes != [each.code for each in self.then.statements_of(theme, block)]:
            return
        measure = f"{theme}.{block}"
        cells, cells_then = self.now.by_measure[measure], self.then.by_measure[measure]
        sheets = self.sheets[:, [self.now.charter.place[code] for code in codes]]
        after = scores(sheets)
        before = scores(self.sheets_then[:, [self.then.charter.place[code] for code in codes]])
        compared = [
            each
            for each in self.population.candidates
            if each.kind in COMPARED and _is_shown(each, cells) and _is_shown(each, cells_then)
        ]
        has_both = ~(np.isnan(after[self.rows]) | np.isnan(before))
        groups = [self._linked_of(each, has_both) for each in compared]
        family = FamilyNow(
            self.population,
            Family(scored=~np.isnan(after), given=given(sheets)),
            cells,
            [self.now.by_measure[code] for code in codes],
        )
        earlier = ThemeThen(self.groups_then, cells_then)
        drawn_in = frozenset(
            each.group.code for each in groups if _is_drawn_in(*self._values(each, after, before))
        )
        decisions = decide_linked(family, earlier, groups, drawn_in=drawn_in)
        for group in groups:
            decision = decisions[group.group.code]
            yield self._change(group, measure, decision, cells[group.group.code], after, before)

    def _linked_of(self, group: Candidate, has_both: Marks) -> LinkedGroup:
        """In the same group both times, with a figure both times."""
        linked = has_both & self._is_in(group)
        return LinkedGroup(
            group.group, frozenset(self.places[linked].tolist()), frozenset(self.places_then[linked].tolist())
        )

    def _is_in(self, group: Candidate) -> Marks:
        """Of each link, whether it is somebody who was in this group both times."""
        code = group.group.code
        if code not in self.in_groups:
            members_then = self.candidates_then[code].members
            self.in_groups[code] = np.isin(self.places, group.members) & np.isin(
                self.places_then, members_then
            )
        return self.in_groups[code]

    def _values(self, linked: LinkedGroup, after: Values, before: Values) -> tuple[Values, Values]:
        """Of each, then and now."""
        own = np.isin(self.places, list(linked.now))
        return before[own], after[self.rows][own]

    def _change(
        self,
        linked: LinkedGroup,
        measure: str,
        decision: Decision,
        cell: Cell,
        after: Values,
        before: Values,
    ) -> LinkedChange:
        if decision is not Decision.RELEASED:
            return LinkedChange(linked.group, measure, decision)
        spread = self.spreads.get(measure, POOLED_SPREAD)
        mean, low, high = move(*self._values(linked, after, before), pooled_spread=spread)
        return LinkedChange(linked.group, measure, decision, len(linked.now), cell.people, mean, low, high)


def _is_shown(group: Candidate, cells: Cells) -> bool:
    cell = cells.get(group.group.code)
    return cell is not None and cell.is_released


def _is_drawn_in(before: Values, after: Values) -> bool:
    few = 0 < len(before) < FEWEST_WITH_OWN_SPREAD
    return few and abs(float((after - before).mean())) >= FURTHEST_SHOWN


def move(
    before: Values, after: Values, *, pooled_spread: float = POOLED_SPREAD
) -> tuple[float, float, float]:
    """The mean change of these people, place by place the same, with its range.

    From fewer than ten neither their own spread is told nor a change from one end of the scale to the other.
    Nor does that ten or more have all moved alike make it certain.
    """
    few = len(before) < FEWEST_WITH_OWN_SPREAD
    are_alike = float(np.ptp(after - before)) < NEXT_TO_NOTHING
    found = paired_change(before, after, pooled_spread=pooled_spread if few or are_alike else None)
    if found is None or found.difference.low is None or found.difference.high is None:
        raise ValueError("A change of people needs at least two.")
    mean, low, high = found.difference.points, found.difference.low, found.difference.high
    if few:
        drawn_in = min(max(mean, -FURTHEST_SHOWN), FURTHEST_SHOWN)
        low, high, mean = low + drawn_in - mean, high + drawn_in - mean, drawn_in
    return mean, max(low, -100.0), min(high, 100.0)
