"""From frozen answers to cells: every figure of an assessment, or the reason that it has none."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from app.domain.cells import Cell, Counting, Decision, Group
from app.domain.charter import Block, Charter, Statement
from app.domain.comparisons import each_organisation_once
from app.domain.ends import keep_drawn_in
from app.domain.families import Family, decide
from app.domain.groups import Candidate, Snapshot, candidates
from app.domain.intervals import POOLED_SPREAD, estimate
from app.domain.population import Population
from app.domain.scoring import Sheets, Values, given, points, scores

FEWEST_ORGANISATIONS_COUNTED = 2


@dataclass(frozen=True)
class Measure:
    """One figure a group may have. `values` has one for each person who answered, or nan."""

    code: str
    values: Values
    decisions: dict[str, Decision]  # by group code; groups it is never shown for are not there
    single_statement: bool


def cells(
    charter: Charter, blocks: Sequence[Block], snapshot: Snapshot, sheets: Sheets, *, rotation: int
) -> list[Cell]:
    """`sheets` has a row for each of the snapshot's answered, in their order."""
    population = Population(snapshot, tuple(candidates(snapshot, rotation=rotation)))
    made: list[Cell] = []
    for measure in _measures(charter, blocks, population, sheets):
        by_people = {
            each.group.code: _cell(each, measure, population)
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
        for theme in charter.themes:
            statements = charter.statements_of(theme.code, block)
            if statements:
                places = [charter.place[statement.code] for statement in statements]
                yield from _family(f"{theme.code}.{block}", statements, sheets[:, places], population)


def _family(
    code: str, statements: Sequence[Statement], sheets: Sheets, population: Population
) -> Iterator[Measure]:
    """A theme in a block, then its statements: what may be shown of them is decided together."""
    values = scores(sheets)
    of_statements = [points(sheets[:, column]) for column in range(len(statements))]
    decided = decide(population, Family(scored=~np.isnan(values), given=given(sheets)))
    decisions = keep_drawn_in(decided, [values, *of_statements], population)
    yield Measure(code, values, decisions.theme, single_statement=False)
    for statement, own, shown in zip(statements, of_statements, decisions.statements, strict=True):
        yield Measure(statement.code, own, shown, single_statement=True)


def _cell(candidate: Candidate, measure: Measure, population: Population) -> Cell:
    decision = measure.decisions[candidate.group.code]
    if decision is not Decision.RELEASED:
        return Cell(candidate.group, measure.code, Counting.PEOPLE, decision)
    values = measure.values[population.rows[candidate.group.code]]
    invited = len(candidate.members)
    found = estimate(
        values[~np.isnan(values)],
        invited=invited,
        single_statement=measure.single_statement,
        pooled_spread=POOLED_SPREAD,
    )
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
    )


def _each_organisation_once(
    measure: Measure, population: Population, by_people: dict[str, Cell]
) -> Iterator[Cell]:
    """Over cells that are released, and from what those show: it says nothing that they do not."""
    for candidate, units in population.units:
        if all(unit in by_people for unit in units):
            released = [by_people[unit] for unit in units if by_people[unit].is_released]
            yield _combined(candidate.group, measure.code, released)


def _combined(group: Group, measure: str, units: Sequence[Cell]) -> Cell:
    if len(units) < FEWEST_ORGANISATIONS_COUNTED:
        return Cell(group, measure, Counting.ORGANISATIONS, Decision.NOT_COMPARED)
    found = each_organisation_once(units)
    return Cell(
        group,
        measure,
        Counting.ORGANISATIONS,
        Decision.RELEASED,
        people=found.people,
        invited=sum(unit.invited or 0 for unit in units),
        mean=found.mean,
        low=found.low,
        high=found.high,
        standard_error=found.standard_error,
        organisations=found.organisations,
    )
