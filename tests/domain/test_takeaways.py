"""What takeaways say, and what they never do: tried on thousands of releases."""

import random
import re
from collections.abc import Iterable, Iterator

import pytest

from app.domain.cells import Cell, Counting, Decision, Group, GroupKind
from app.domain.charter import Block
from app.domain.comparisons import Verdict, compare
from app.domain.dashboards import organisation, partnership
from app.domain.pictures.rows import Cells, Dot, Heat, Pair, Spread, dots, heat, pair, spread
from app.domain.pictures.topics import Topic, are_alike, statement_topics, theme_topics
from app.domain.points import whole
from app.domain.takeaways import changes, levels, partners, standings, teams
from tests.released import (
    EVERYONE,
    LARGER,
    NORTHWAY,
    OPERATIONAL,
    SMALLER,
    STRATEGIC,
    a_cell,
    a_closed,
    a_team,
    an_organisation,
    by_chance,
    once_each,
    the_charter,
    themes,
    withheld,
)

NEVER_SAID = re.compile(
    r"significan|\bdriv|\bcaus|weakest|worst|\bbest\b|\bfail|\bpoor|\bbad|behind|\bleague\b|underperform|!|\bnan\b|\bNone\b",
    re.IGNORECASE,
)
NOT_CLEAR = re.compile("No clear change|nothing changed clearly")
PRACTICE, ORGANISATION, PARTNERSHIP = Block.PRACTICE, Block.ORGANISATION, Block.PARTNERSHIP
LONG_NAME = "The team for all that the other teams between the river and the long ring road leave out"


def of(block: Block, **means: float) -> list[Dot]:
    """Figures of one group by theme: of(PRACTICE, VA=70, RP=40)."""
    cells = Cells([a_cell(NORTHWAY, f"{theme}.{block}", mean) for theme, mean in means.items()])
    return list(dots(cells, NORTHWAY.code, theme_topics(the_charter(), block)))


def levels_of(block: Block, **means: tuple[float, float]) -> list[Pair]:
    """Strategic and operational by theme."""
    made = (
        pair(
            topic,
            a_cell(STRATEGIC, topic.code, means[topic.theme][0]),
            a_cell(OPERATIONAL, topic.code, means[topic.theme][1]),
        )
        for topic in theme_topics(the_charter(), block)
        if topic.theme in means
    )
    return [each for each in made if each]


def teams_of(means: dict[str, float], *, whole_mean: float = 60.0) -> Heat:
    """Teams on all themes of My practice alike."""
    cells = [a_cell(NORTHWAY, code, whole_mean, people=300, invited=400) for code in themes(PRACTICE)]
    for number, (name, mean) in enumerate(means.items()):
        cells += [a_cell(a_team(name, number), code, mean) for code in themes(PRACTICE)]
    known = Cells(cells)
    return heat(known, theme_topics(the_charter(), PRACTICE), known.groups(GroupKind.TEAM), NORTHWAY)


def spreads_of(topics: Iterable[Topic], **means: float) -> list[Spread]:
    """Organisations by name, alike on all topics."""
    made = []
    for topic in topics:
        cells = Cells([a_cell(an_organisation(name), topic.code, mean) for name, mean in means.items()])
        found = spread(cells, topic, cells.groups(GroupKind.ORGANISATION), fewest=2)
        made += [found] if found else []
    return made


# Figures side by side


def test_the_clearly_higher_is_compared_with_the_clearly_lower():
    told = standings.of_themes(of(PRACTICE, SP=62, VA=80, RP=40), PRACTICE)
    assert told == (
        "Good habits come clearly more easily in values (80 out of 100) than in reflective practice (40)."
    )


def test_figures_too_close_to_the_top_stand_there_too():
    told = standings.of_themes(of(PRACTICE, VA=72, SA=71, RP=40), PRACTICE)
    assert "in values (72 out of 100) and skills and attributes (71) than in reflective practice (40)" in told


def test_a_small_difference_is_called_slight():
    rows = [
        Dot(row.topic, a_cell(NORTHWAY, row.cell.measure, row.cell.mean or 0, people=390, invited=400))
        for row in of(PRACTICE, VA=66, RP=59)
    ]
    assert "slightly more easily in values (66 out of 100)" in standings.of_themes(rows, PRACTICE)


def test_what_is_too_close_to_call_is_said_to_be():
    told = standings.of_themes(of(PRACTICE, SP=60, VA=61, RP=59, SA=60), PRACTICE)
    assert told == "The four themes are too close to call, from 59 to 61 out of 100."


def test_how_often_is_never_ranked_with_how_firmly_in_place():
    told = standings.of_themes(of(ORGANISATION, SP=60, VA=61, RP=10), ORGANISATION)
    assert told == (
        "Strategic partnership and values are too close to call, from 60 to 61 out of 100; "
        "reflective practice, how firmly in place, stands at 10."
    )


def test_a_figure_alone_is_told_with_what_it_means():
    told = standings.of_themes(of(ORGANISATION, RP=40), ORGANISATION)
    assert told == "The figure for reflective practice, how firmly in place, is 40 out of 100."


def test_how_organisations_count_is_said_first():
    told = standings.of_themes(of(PARTNERSHIP, VA=80, RP=40), PARTNERSHIP, Counting.ORGANISATIONS)
    assert told.startswith("Counting each organisation once, together we stand clearly higher on values")


def test_where_nothing_is_shown_nothing_is_claimed():
    topics = theme_topics(the_charter(), PRACTICE)
    rows = [Dot(topic, withheld(NORTHWAY, topic.code)) for topic in topics]
    assert standings.of_themes(rows, PRACTICE) == "These figures cannot be shown; each row says why."


def test_few_answers_at_the_end_of_the_scale_stay_vague():
    topic = theme_topics(the_charter(), PRACTICE)[0]
    row = Dot(topic, a_cell(NORTHWAY, topic.code, 95.0, people=6, invited=6))
    assert "95 or more out of 100" in standings.of_themes([row], PRACTICE)


def test_statements_without_a_likely_range_are_not_compared():
    topics = statement_topics(the_charter(), PRACTICE)[:3]
    rows = [
        Dot(topic, a_cell(NORTHWAY, topic.code, mean, people=6, invited=9))
        for topic, mean in zip(topics, (10.0, 50.0, 90.0), strict=True)
    ]
    assert "no likely range, so they are too close to call" in standings.of_statements(rows)


# Teams


def test_a_team_is_named_for_what_others_could_ask_it():
    told = teams.of_teams(teams_of({"Outreach": 85, "Repairs": 58}), PRACTICE)
    assert told == (
        "Outreach is clearly above the organisation on every theme. Ask them what makes it possible."
    )


def test_no_team_is_named_for_being_low():
    told = teams.of_teams(teams_of({"Outreach": 61, "Repairs": 20}), PRACTICE)
    assert "Repairs" not in told
    assert told.endswith("differ clearly between teams.")


def test_teams_that_do_not_differ_clearly_look_alike():
    told = teams.of_teams(teams_of({"Outreach": 61, "Repairs": 59}), PRACTICE)
    assert told == "Teams look alike: their differences from the organisation are too close to call."


def test_a_team_with_a_long_name_is_left_to_its_row():
    told = teams.of_teams(teams_of({LONG_NAME: 85, "Repairs": 58}), PRACTICE)
    assert LONG_NAME not in told
    assert len(told.split()) <= 25


# Levels


def test_the_largest_clear_gap_between_levels_is_told():
    told = levels.of_levels(levels_of(ORGANISATION, SP=(70, 48), VA=(60, 59)))
    assert told == (
        "Strategic colleagues are clearly more positive than operational ones "
        "about strategic partnership, by 22 points."
    )


def test_about_their_own_practice_people_rate_themselves():
    told = levels.of_levels(levels_of(PRACTICE, VA=(50, 70)))
    assert told == (
        "Operational colleagues rate their own practice on values clearly higher than strategic ones do, "
        "by 20 points."
    )


def test_a_gap_is_between_the_figures_as_printed():
    told = levels.of_levels(levels_of(ORGANISATION, VA=(60.6, 40.4)))
    assert told.endswith("by 21 points.")


def test_organisations_that_all_point_one_way_are_told_together():
    panels = [levels_of(PARTNERSHIP, RP=(70, 50)), levels_of(PARTNERSHIP, RP=(60, 45))]
    assert levels.across(panels) == (
        "In all two organisations that can be compared, strategic colleagues are more positive "
        "about reflective practice."
    )
    panels.append(levels_of(PARTNERSHIP, RP=(60, 59)))
    assert levels.across(panels) == "No gap between the levels shows in every organisation."


# Since last time


def test_a_clear_change_is_called_one():
    told = changes.of_changes(levels_of(PRACTICE, RP=(54, 40), VA=(60, 61)), "Autumn 2026")
    assert told == (
        "The figure for reflective practice in My practice is up 14 points since Autumn 2026, a clear change."
    )


def test_without_a_clear_change_none_is_claimed():
    told = changes.of_changes(levels_of(PRACTICE, RP=(42, 40)), "Autumn 2026")
    assert told == "No clear change since Autumn 2026: the differences are too close to call."


def test_a_title_too_long_for_a_sentence_is_last_time():
    told = changes.of_changes(levels_of(PRACTICE, RP=(54, 40)), LONG_NAME)
    assert "since last time" in told


# Partners


def test_partners_that_clearly_differ_are_told_with_how_they_count():
    topics = theme_topics(the_charter(), PARTNERSHIP)
    names = {"Northway": 63.0, "Lantern": 22.0}
    cells = [
        a_cell(an_organisation(name), topic.code, mean) for name, mean in names.items() for topic in topics
    ]
    cells += [once_each(EVERYONE, [each for each in cells if each.measure == topic.code]) for topic in topics]
    known = Cells(cells)
    table = heat(known, topics, known.groups(GroupKind.ORGANISATION), EVERYONE, Counting.ORGANISATIONS)
    told = partners.of_partners(table, spreads_of(topics, **names), Counting.ORGANISATIONS)
    assert told == (
        "Counting each organisation once, we stand at 43 on strategic partnership; "
        "partners clearly differ, from 22 to 63 out of 100."
    )


def test_agreement_tells_the_widest_and_the_closest():
    wide, close = statement_topics(the_charter(), PARTNERSHIP)[:2]
    found = [*spreads_of([wide], A=20, B=50, C=80), *spreads_of([close], A=60, B=61, C=62)]
    assert partners.of_agreement(found) == (
        "Partners clearly differ on “Shared purpose”, from 20 to 80 out of 100; "
        "on “People in the room” all lie between 60 and 62."
    )


def test_size_is_described_and_never_called_clear():
    topic = theme_topics(the_charter(), PARTNERSHIP)[0]
    found = pair(topic, a_cell(SMALLER, topic.code, 29), a_cell(LARGER, topic.code, 61))
    assert found
    assert partners.of_sizes([found]) == (
        "Larger partners stand 32 points higher on strategic partnership than smaller ones: 61 against 29."
    )


# What holds for every release there can be


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
