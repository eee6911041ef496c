"""What no takeaway ever does, whatever the release: tried on thousands."""

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator

import pytest

from app.domain.cells import Cell, Counting, Decision, Group, GroupKind
from app.domain.charter import Block
from app.domain.comparisons import Verdict, compare
from app.domain.dashboards import organisation, partnership
from app.domain.pictures.rows import Dot, Heat, Pair
from app.domain.pictures.topics import are_alike, statement_topics, theme_topics
from app.domain.points import whole
from app.domain.takeaways import standings
from app.domain.takeaways.answers import is_clearly_more
from app.domain.takeaways.help_wanted import of_help
from app.domain.takeaways.sentences import MOST_WORDS
from tests.released import (
    EVERYONE,
    LARGER,
    NORTHWAY,
    SMALLER,
    a_closed,
    a_team,
    an_organisation,
    by_chance,
    help_with,
    once_each,
    the_charter,
    themes,
)

NEVER_SAID = re.compile(
    r"significan|\bdriv|\bcaus|weakest|worst|\bbest\b|\bfail|\bpoor|\bbad|behind|\bleague\b|underperform|!|\bnan\b|\bNone\b",
    re.IGNORECASE,
)
NOT_CLEAR = re.compile("No clear change|nothing changed clearly")
LONG_NAME = "The team for all that the other teams between the river and the long ring road leave out"


class Release:
    """A release by chance, and the takeaways of all its pictures, each with the cells of its picture."""

    def __init__(self, seed: int) -> None:
        chance = random.Random(seed)
        names = chance.sample(
            ["Outreach", "Night concierge", "Repairs", LONG_NAME, "Lettings", "Money & advice <b>"], 3
        )
        self.teams = [a_team(name, number) for number, name in enumerate(names)]
        self.partners = [
            NORTHWAY,
            *(an_organisation(name) for name in ("Lantern Trust", LONG_NAME)),
        ]
        self.now = self._cells(chance)
        self.then = [by_chance(chance, NORTHWAY, code) for block in Block for code in themes(block)]
        self.counting = chance.choice(list(Counting))

    def _cells(self, chance: random.Random) -> list[Cell]:
        """With few statements: their takeaways are all made alike."""
        groups = [*self.partners, *self.teams, *self._levels(), EVERYONE, SMALLER, LARGER]
        codes = [topic for block in Block for topic in themes(block)]
        some = [
            topic.code
            for block in Block
            for topic in chance.sample(statement_topics(the_charter(), block), 4)
        ]
        cells = [by_chance(chance, group, code) for group in groups for code in codes]
        cells += [by_chance(chance, group, code) for group in self.partners for code in some]
        for code in codes:
            units = [cell for cell in cells if cell.measure == code and cell.group in self.partners]
            cells += [self._once_each(units, group, code) for group in (EVERYONE, SMALLER, LARGER)]
        return cells

    def _levels(self) -> list[Group]:
        inside = [
            Group(GroupKind.ORGANISATION_LEVEL, f"{each.code}/{level}", level.capitalize(), each.organisation)
            for each in self.partners
            for level in ("strategic", "operational")
        ]
        across = [
            Group(GroupKind.ROLE_LEVEL, f"level/{level}", level.capitalize())
            for level in ("strategic", "operational")
        ]
        return inside + across

    def _once_each(self, units: list[Cell], group: Group, code: str) -> Cell:
        shown = [unit for unit in units if unit.is_released]
        if len(shown) < 2:
            return Cell(group, code, Counting.ORGANISATIONS, Decision.NOT_COMPARED)
        return once_each(group, shown)

    def takeaways(self) -> Iterator[tuple[str, list[Cell]]]:
        now, then = a_closed(self.now), a_closed(self.then, title="Spring 2026")
        slug = "northway-homes"
        for panel in (*organisation.overview(now, slug, None).panels, *organisation.competencies(now, slug)):
            yield panel.takeaway, [row.cell for row in panel.rows]
        for each in organisation.teams(now, slug):
            yield each.takeaway, cells_of(each.heat)
        for compared in (
            *organisation.levels(now, slug),
            *organisation.trend(now, slug, then),
            *partnership.sizes(now, self.counting).panels,
        ):
            yield compared.takeaway, sides(compared.rows)
        seen = partnership.overview(now, self.counting)
        yield seen.headline.takeaway, [row.cell for row in seen.headline.rows]
        for table in seen.tables:
            yield table.takeaway, cells_of(table.heat)
        for strip in partnership.agreement(now):
            yield strip.takeaway, [cell for row in strip.rows for cell in row.shown]
        page = partnership.levels(now, self.counting)
        yield page.together_takeaway, sides(page.together)
        yield page.takeaway, [cell for each in page.organisations for cell in sides(each.rows)]


def cells_of(table: Heat) -> list[Cell]:
    every = [*table.rows, *([table.whole] if table.whole else [])]
    return [each.cell for row in every for each in row.cells]


def sides(rows: Iterable[Pair]) -> list[Cell]:
    return [side for row in rows for side in (row.first, row.second)]


def figures_in(told: str) -> set[int]:
    """Every number it quotes, but for the top of the scale and the name of the other assessment."""
    return {int(each) for each in re.findall(r"\d+", re.sub(r"out of 100|since Spring 2026", "", told))}


def figures_that_may_be_quoted(cells: list[Cell]) -> set[int]:
    """Printed figures, how far two of one measure are apart, and how many rows there are."""
    printed = [
        (cell.measure, whole(cell.mean)) for cell in cells if cell.is_released and cell.mean is not None
    ]
    apart = {abs(one - other) for code, one in printed for same, other in printed if same == code}
    return {figure for _, figure in printed} | apart | {len(printed)}


def is_anything_clear(cells: list[Cell]) -> bool:
    return any(
        difference.verdict is Verdict.CLEAR
        for index, one in enumerate(cells)
        for other in cells[:index]
        if one.measure == other.measure or one.group == other.group
        if (difference := compare(one, other))
    )


@pytest.mark.parametrize("batch", range(20))
def test_no_takeaway_of_any_release_says_too_much(batch: int):
    for seed in range(batch * 25, batch * 25 + 25):
        for told, cells in Release(seed).takeaways():
            assert 0 < len(told.split()) <= 25, told
            assert told[0].isupper() or told[0] == "“", told
            assert told.endswith("."), told
            assert not NEVER_SAID.search(re.sub("“.*?”", "", told)), told
            assert figures_in(told) <= figures_that_may_be_quoted(cells), (seed, told)
            assert_withheld_groups_are_not_named(told, cells)
            if "clear" in NOT_CLEAR.sub("", told):
                assert is_anything_clear(cells), (seed, told)


def assert_withheld_groups_are_not_named(told: str, cells: list[Cell]) -> None:
    shown = {cell.group.name for cell in cells if cell.is_released}
    hidden = {cell.group.name for cell in cells} - shown - {"Strategic", "Operational"}
    assert not [name for name in hidden if name in told], told


@pytest.mark.parametrize("batch", range(10))
def test_what_is_put_above_something_else_is_clearly_above_it(batch: int):
    for seed in range(batch * 100, batch * 100 + 100):
        chance = random.Random(seed)
        for block in Block:
            topics = theme_topics(the_charter(), block)
            rows = [Dot(topic, by_chance(chance, NORTHWAY, topic.code)) for topic in topics]
            told = standings.of_themes(rows, block)
            above, is_compared, below = told.partition(" than ")
            how = Verdict.CLEAR if "clearly" in above else Verdict.SLIGHT
            if not is_compared:
                continue
            higher, lower = (
                [row for row in rows if f"{row.topic.phrase} (" in half] for half in (above, below)
            )
            assert higher
            assert lower
            assert are_alike(row.topic for row in (*higher, *lower)), told
            for one in higher:
                for other in lower:
                    difference = compare(one.cell, other.cell)
                    assert difference, told
                    assert difference.points > 0, told
                    assert difference.verdict is how, told


def test_what_is_said_of_help_is_short_and_in_its_first_row():
    told = Counter[bool]()
    competencies = [each.code for each in the_charter().competencies()]
    for seed in range(300):
        chance = random.Random(seed)
        people = chance.randint(10, 400)
        wanted = chance.sample(competencies, chance.randint(0, 8))
        cells = [help_with(NORTHWAY, each, chance.randint(5, people - 5), people=people) for each in wanted]
        ranked = sorted(cells, key=lambda each: -(each.count or 0))
        takeaway = of_help(ranked, chance.choice(["Being a critical friend", LONG_NAME]), fewest=5)
        assert len(takeaway.split()) <= MOST_WORDS
        assert takeaway[0].isupper()
        assert takeaway.endswith(".")
        assert not NEVER_SAID.search(takeaway)
        quoted = figures_in(takeaway)
        told[bool(quoted)] += 1
        assert not quoted or quoted == {ranked[0].count, people}
        most, *others = (each.count or 0 for each in ranked) if quoted else (0,)
        assert all(is_clearly_more(most, each, people=people, invited=420) for each in others)
    assert min(told.values()) > 20


def test_what_is_said_of_levels_inside_organisations_is_short_and_in_its_rows():
    told = 0
    for seed in range(200):
        release = Release(seed)
        page = partnership.levels(a_closed(release.now), release.counting)
        assert len(page.within_takeaway.split()) <= MOST_WORDS
        assert not NEVER_SAID.search(page.within_takeaway)
        if quoted := figures_in(page.within_takeaway):
            told += 1
            assert quoted <= {whole(abs(row.gap.difference.points)) for row in page.within}
    assert told > 20
