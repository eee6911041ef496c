"""Released cells by hand: what pages are made of, without anybody having to answer."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from math import comb
from pathlib import Path

from sqlmodel import Session

from app.domain.agreement import WithinGroup, in_a_word, r_star, r_wg
from app.domain.assessments import Assessment, AssessmentState
from app.domain.cells import Cell, Counting, Decision, Group, GroupKind
from app.domain.charter import Block, Charter
from app.domain.comparisons import cell_of_each_once
from app.domain.dashboards.closed import Closed
from app.domain.distributions import Distribution, drawn_in, likely_of_kept
from app.domain.help_wanted import HelpCell
from app.domain.intervals import FEWEST_WITH_OWN_SPREAD, furthest_of_mean, likely_range, standard_error
from app.domain.pictures.rows import Cells
from app.domain.pictures.topics import statement_topics, theme_topics
from app.domain.proportions import likely_share
from app.storage import assessments, releases
from app.storage.charter_files import load_library

NORTHWAY = Group(GroupKind.ORGANISATION, "org/northway-homes", "Northway Homes", "northway-homes")
STRATEGIC = Group(GroupKind.ORGANISATION_LEVEL, "org/northway-homes/strategic", "Strategic", "northway-homes")
OPERATIONAL = Group(
    GroupKind.ORGANISATION_LEVEL, "org/northway-homes/operational", "Operational", "northway-homes"
)
EVERYONE = Group(GroupKind.EVERYONE, "everyone", "Everyone")
SMALLER = Group(GroupKind.SIZE, "size/smaller", "Smaller partners")
LARGER = Group(GroupKind.SIZE, "size/larger", "Larger partners")
REASONS = [decision for decision in Decision if decision is not Decision.RELEASED]


@cache
def the_charter() -> Charter:
    return load_library(Path("charter")).newest


def a_team(name: str, number: int = 1) -> Group:
    return Group(GroupKind.TEAM, f"team/{number}", name, "northway-homes")


def an_organisation(name: str) -> Group:
    slug = name.lower().replace(" ", "-")
    return Group(GroupKind.ORGANISATION, f"org/{slug}", name, slug)


def a_cell(
    group: Group, measure: str, mean: float, *, people: int = 60, invited: int = 100, spread: float = 18.0
) -> Cell:
    """With the range that is due, as closing would work it out."""
    released = (group, measure, Counting.PEOPLE, Decision.RELEASED, people, invited, mean)
    is_few = people < FEWEST_WITH_OWN_SPREAD
    if is_few and measure[2] != ".":
        return Cell(*released)
    error = standard_error(spread, people, invited)
    within = furthest_of_mean(mean, people, invited)
    likely = likely_range(mean, error, degrees=people - 1, within=within, is_borrowed=is_few)
    return Cell(*released, *likely, error)


def told_apart(cell: Cell, *counts: int, came_up: int | None = 12, unsure: int | None = 7) -> Cell:
    """With how many gave each level: these, or about as many as its mean would have by chance alone."""
    people, share = cell.people or 0, (cell.mean or 0) / 100
    by_chance = [
        round(people * comb(4, level) * share**level * (1 - share) ** (4 - level)) for level in range(5)
    ]
    levels = counts or (by_chance[0], by_chance[1], people - sum(by_chance) + by_chance[2], *by_chance[3:])
    usually = drawn_in(levels[3] + levels[4], people)
    likely = likely_of_kept(usually, people, cell.invited or people)
    shown = tuple(drawn_in(each, people) for each in levels)
    return replace(cell, distribution=Distribution(people, shown, usually, *likely, came_up, unsure))


def agreeing(cell: Cell, deviation: float) -> Cell:
    """With how far apart its people see it."""
    share = deviation**2 / 2
    indexes = (r_wg(share, 4), r_wg(share * 1.5, 4), r_star(share), r_star(share * 1.5))
    return replace(cell, within_group=WithinGroup(*indexes, deviation, in_a_word(deviation, share)))


def withheld(group: Group, measure: str, decision: Decision = Decision.TOO_FEW) -> Cell:
    return Cell(group, measure, Counting.PEOPLE, decision)


def help_with(group: Group, wanted: str, count: int, *, people: int = 214, or_more: bool = False) -> HelpCell:
    """What so many of these want help with, out of 420 invited; `wanted` is a competency, or “SP other”."""
    theme, _, left_over = wanted.partition(" ")
    low, high = likely_share(count, people, 420)
    return HelpCell(
        group, theme[:2], Decision.RELEASED, left_over or theme, count, or_more, people, 420, low, high
    )


def once_each(group: Group, units: Sequence[Cell]) -> Cell:
    """Over units of one measure, each organisation counting once."""
    return cell_of_each_once(group, units[0].measure, units)


def themes(block: Block) -> list[str]:
    return [topic.code for topic in theme_topics(the_charter(), block)]


def statements(block: Block) -> list[str]:
    return [topic.code for topic in statement_topics(the_charter(), block)]


def an_assessment(*blocks: Block, title: str = "Autumn 2026") -> Assessment:
    return Assessment(
        id=1,
        code="k7mq2xdn",
        title=title,
        charter_version="0.1",
        blocks=blocks or tuple(Block),
        state=AssessmentState.SEALED,
        opened_at=datetime(2026, 9, 1, tzinfo=UTC),
        closes_at=datetime(2026, 10, 1, tzinfo=UTC),
        closed_at=datetime(2026, 10, 1, tzinfo=UTC),
        fewest_shown=5,
        leaders_line="",
        owner_name="Northway Homes",
        organisation_id=1,
        organisation_slug="northway-homes",
    )


def a_closed(cells: Sequence[Cell], *, title: str = "Autumn 2026") -> Closed:
    return Closed(an_assessment(title=title), the_charter(), Cells(cells))


def publish(session: Session, assessment: Assessment, cells: Sequence[Cell]) -> None:
    """As closing does at its end, with these cells."""
    assert assessments.replace_state(
        session,
        assessment.id,
        before=AssessmentState.OPEN,
        after=AssessmentState.CLOSING,
        closed_at=assessment.closes_at,
    )
    assert assessments.replace_state(
        session, assessment.id, before=AssessmentState.CLOSING, after=AssessmentState.RELEASED
    )
    releases.add_cells(session, assessment.id, cells)


def by_chance(chance: random.Random, group: Group, measure: str) -> Cell:
    """Any cell that closing could write."""
    if chance.random() < 0.15:
        return withheld(group, measure, chance.choice(REASONS))
    invited = chance.choice((5, 7, 12, 30, 80, 400))
    people = chance.randint(5, invited)
    mean = chance.choice((chance.uniform(0, 100), chance.gauss(55, 12), chance.gauss(50, 3)))
    mean = min(max(mean, 5.0 if people < 10 else 0.0), 95.0 if people < 10 else 100.0)
    return a_cell(group, measure, mean, people=people, invited=invited, spread=chance.uniform(4, 30))


MEANS = {"SP": 62.0, "VA": 71.0, "RP": 49.0, "SA": 67.0}


def northways(*, better: float = 0.0) -> list[Cell]:
    """All that Northway sees of itself: Outreach clearly above, Repairs too small, a gap between levels."""
    cells = []
    for block in (Block.PRACTICE, Block.ORGANISATION):
        as_is = (lambda cell: cell) if block is Block.PRACTICE else (lambda cell: agreeing(cell, 0.6))
        for code in themes(block):
            mean = MEANS[code[:2]] + better
            cells += [
                as_is(a_cell(NORTHWAY, code, mean, people=214, invited=420)),
                a_cell(a_team("Lettings", 3), code, mean - 1, people=24, invited=40),
                a_cell(a_team("Outreach", 1), code, mean + 15, people=34, invited=41),
                withheld(a_team("Repairs", 2), code),
                a_cell(STRATEGIC, code, mean + 14, people=31, invited=58),
                a_cell(OPERATIONAL, code, mean - 3, people=168, invited=321),
            ]
        for place, code in enumerate(statements(block)):
            cells.append(told_apart(a_cell(NORTHWAY, code, 35.0 + place, people=210, invited=420)))
    return cells


def millbrooks(*, means: dict[str, float], hidden: Sequence[str] = ()) -> list[Cell]:
    """All that partners see together; `means` by organisation, `hidden` those too small to show."""
    cells = []
    shown = {name: an_organisation(name) for name in means}
    for code in [code for block in Block for code in themes(block)] + statements(Block.PARTNERSHIP):
        units = [
            a_cell(group, code, means[name], people=20 + 90 * place, invited=200 + place)
            for place, (name, group) in enumerate(shown.items())
        ]
        people = sum(unit.people or 0 for unit in units)
        total = sum((unit.mean or 0) * (unit.people or 0) for unit in units) / people
        cells += [*units, *(withheld(an_organisation(name), code) for name in hidden)]
        everyone = a_cell(EVERYONE, code, total, people=people, invited=1000)
        is_distributed = code in statements(Block.PARTNERSHIP)
        if code.endswith(Block.PARTNERSHIP):
            everyone = agreeing(everyone, 0.4)
        cells += [told_apart(everyone) if is_distributed else everyone, once_each(EVERYONE, units)]
    return cells
