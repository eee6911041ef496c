"""From frozen answers to cells: every figure of an assessment, or the reason that it has none."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from app.domain.agreement import WithinGroup, within_group
from app.domain.cells import Cell, Counting, Decision
from app.domain.charter import Block, Charter, Statement
from app.domain.comparisons import cell_of_each_once
from app.domain.distribution_audit import groups_with_distribution, groups_with_skipped
from app.domain.distributions import Distribution, distribution
from app.domain.ends import keep_drawn_in
from app.domain.families import Family, decide
from app.domain.groups import Candidate, Snapshot, candidates
from app.domain.intervals import POOLED_SPREAD, across, estimate
from app.domain.population import Population, Rows
from app.domain.room import keep_room
from app.domain.scoring import Sheets, Values, given, points, scores
from app.domain.strata import Stratum, apart, error_over


@dataclass(frozen=True)
class Measure:
    """One figure a group may have. `values` has one for each person who answered, or nan.

    `decisions` is by group code; groups it is never shown for are not there. `statements` are those of a
    theme, or the one that it is about.
    """

    code: str
    block: Block
    values: Values
    decisions: dict[str, Decision]
    statements: tuple["SingleStatement", ...]
    is_theme: bool

    def known(self, rows: Rows) -> Values:
        """Of those at these places who have a figure."""
        values = self.values[rows]
        return values[~np.isnan(values)]


@dataclass(frozen=True)
class SingleStatement:
    """What everybody answered, and for which groups it is shown how many gave which answer."""

    answers: Sheets
    distributed: frozenset[str]
    with_skipped: frozenset[str]


def cells(
    charter: Charter,
    blocks: Sequence[Block],
    snapshot: Snapshot,
    sheets: Sheets,
    *,
    rotation: int,
    spreads: Mapping[str, float] | None = None,
) -> list[Cell]:
    """`sheets` has a row for each of the snapshot's answered, in their order.

    `spreads` are pooled, by measure, for groups too small for their own.
    """
    population = Population(snapshot, tuple(candidates(snapshot, rotation=rotation)))
    made: list[Cell] = []
    for measure in _measures(charter, blocks, population, sheets):
        by_people = {
            each.group.code: _cell(
                each, measure, population, (spreads or {}).get(measure.code, POOLED_SPREAD)
            )
            for each in population.candidates
            if each.group.code in measure.decisions
        }
        made += by_people.values()
        made += _each_organisation_once(measure, population, by_people)
    return made


def _measures(
    charter: Charter, blocks: Iterable[Block], population: Population, sheets: Sheets
) -> Iterator[Measure]:
    for block in blocks:
        with_skipped = groups_with_skipped(population, block)
        for theme in charter.themes:
            statements = charter.statements_of(theme.code, block)
            if statements:
                places = [charter.place[statement.code] for statement in statements]
                yield from _family(theme.code, statements, sheets[:, places], population, with_skipped)


def _family(
    theme: str,
    statements: Sequence[Statement],
    sheets: Sheets,
    population: Population,
    with_skipped: frozenset[str],
) -> Iterator[Measure]:
    """A theme in a block, then its statements: what may be shown of them is decided together."""
    values, levels, block = scores(sheets), given(sheets), statements[0].block
    of_statements = [points(sheets[:, column]) for column in range(len(statements))]
    decided = decide(population, Family(scored=~np.isnan(values), given=levels))
    roomy = keep_room(decided, [values, *of_statements], population)
    decisions = keep_drawn_in(roomy, [values, *of_statements], population, audited=decided)
    singles = tuple(
        SingleStatement(
            sheets[:, column],
            groups_with_distribution(population, block, levels[:, column], shown),
            with_skipped,
        )
        for column, shown in enumerate(decisions.statements)
    )
    yield Measure(f"{theme}.{block}", block, values, decisions.theme, singles, is_theme=True)
    of_each = zip(statements, of_statements, decisions.statements, singles, strict=True)
    for statement, own, shown, single in of_each:
        yield Measure(statement.code, block, own, shown, (single,), is_theme=False)


def _cell(candidate: Candidate, measure: Measure, population: Population, pooled_spread: float) -> Cell:
    decision = measure.decisions[candidate.group.code]
    if decision is not Decision.RELEASED:
        return Cell(candidate.group, measure.code, Counting.PEOPLE, decision)
    rows = population.rows[candidate.group.code]
    invited = len(candidate.members)
    found = estimate(
        measure.known(rows),
        invited=invited,
        single_statement=not measure.is_theme,
        pooled_spread=pooled_spread,
    )
    strata = _strata(candidate, measure, population)
    if len(strata) > 1 and found.low is not None:
        found = across(found, invited, *error_over(strata))
    return Cell(
        candidate.group,
        measure.code,
        Counting.PEOPLE,
        decision,
        people=found.people,
        invited=invited,
        mean=found.mean,
        low=found.low,
        high=found.high,
        standard_error=found.standard_error,
        distribution=None if measure.is_theme else _distribution(candidate, measure.statements[0], rows),
        within_group=_within_group(candidate, measure, rows),
    )


def _strata(candidate: Candidate, measure: Measure, population: Population) -> list[Stratum]:
    """Of a group over several organisations, those that are shown, and all others in it; else nothing."""
    shown = [
        unit
        for unit in population.standing_in.get(candidate.group.code, ())
        if measure.decisions.get(unit.group.code) is Decision.RELEASED
    ]
    if not shown:
        return []
    own = [population.rows[unit.group.code] for unit in shown]
    units = [Stratum(measure.known(rows), len(unit.members)) for unit, rows in zip(shown, own, strict=True)]
    others = np.setdiff1d(population.rows[candidate.group.code], np.concatenate(own), assume_unique=True)
    left = len(candidate.members) - sum(unit.invited for unit in units)
    return apart(units, Stratum(measure.known(others), left))


def _distribution(candidate: Candidate, statement: SingleStatement, rows: Rows) -> Distribution | None:
    code = candidate.group.code
    if code not in statement.distributed:
        return None
    return distribution(
        statement.answers[rows], invited=len(candidate.members), with_skipped=code in statement.with_skipped
    )


def _within_group(candidate: Candidate, measure: Measure, rows: Rows) -> WithinGroup | None:
    """Made of what is shown: how many gave which answer to a statement, or to half of a theme's or more."""
    if measure.block is Block.PRACTICE:
        return None
    shown = [each.answers[rows] for each in measure.statements if candidate.group.code in each.distributed]
    if 2 * len(shown) < len(measure.statements):
        return None
    answers = np.column_stack(shown)
    return within_group(np.where(given(answers), answers.astype(np.float64), np.nan))


def _each_organisation_once(
    measure: Measure, population: Population, by_people: dict[str, Cell]
) -> Iterator[Cell]:
    """Over cells that are released, and from what those show: it says nothing that they do not."""
    for candidate, units in population.units:
        if all(unit in by_people for unit in units):
            released = [by_people[unit] for unit in units if by_people[unit].is_released]
            yield cell_of_each_once(candidate.group, measure.code, released)
