"""Rows of pictures: what is put beside what, in which order, and what is left out."""

from dataclasses import replace

from app.domain.assessments import AssessmentState
from app.domain.cells import Cell, Counting, Group, GroupKind
from app.domain.charter import Block
from app.domain.comparisons import Verdict
from app.domain.dashboards import organisation, partnership
from app.domain.dashboards.closed import Closed, why_no_results
from app.domain.pictures.rows import (
    Cells,
    Stands,
    dots,
    heat,
    highest_first,
    lowest_first,
    pair,
    spread,
    widest_first,
)
from app.domain.pictures.topics import (
    are_alike,
    by_scale,
    organisation_topics,
    partnership_topics,
    statement_topics,
    theme_topics,
)
from tests.charter_builder import a_charter, a_competency, a_theme
from tests.released import (
    EVERYONE,
    NORTHWAY,
    OPERATIONAL,
    STRATEGIC,
    a_cell,
    a_closed,
    a_team,
    an_assessment,
    an_organisation,
    once_each,
    the_charter,
    themes,
    withheld,
)

CHARTER = the_charter()
PRACTICE = theme_topics(CHARTER, Block.PRACTICE)
ORGANISATION = theme_topics(CHARTER, Block.ORGANISATION)
PARTNERSHIP = theme_topics(CHARTER, Block.PARTNERSHIP)


def northway(**means: float) -> Cells:
    """Figures on My practice by theme; a theme that is not given is withheld."""
    return Cells(
        [
            a_cell(NORTHWAY, topic.code, means[topic.theme])
            if topic.theme in means
            else withheld(NORTHWAY, topic.code)
            for topic in PRACTICE
        ]
    )


def test_the_highest_stands_first_and_what_is_withheld_last():
    rows = highest_first(dots(northway(SP=40, VA=70, SA=50), NORTHWAY.code, PRACTICE))
    assert [row.topic.theme for row in rows] == ["VA", "SA", "SP", "RP"]
    rows = lowest_first(dots(northway(SP=40, VA=70, SA=50), NORTHWAY.code, PRACTICE))
    assert [row.topic.theme for row in rows] == ["SP", "SA", "VA", "RP"]


def test_figures_of_different_kinds_keep_the_charters_order():
    cells = Cells([a_cell(NORTHWAY, topic.code, 40.0 + place) for place, topic in enumerate(ORGANISATION)])
    rows = highest_first(dots(cells, NORTHWAY.code, ORGANISATION))
    assert [row.topic.theme for row in rows] == ["SP", "VA", "RP"]
    gaps = [
        pair(topic, a_cell(STRATEGIC, topic.code, 50.0 + 5 * place), a_cell(OPERATIONAL, topic.code, 40))
        for place, topic in enumerate(ORGANISATION)
    ]
    assert [row.topic.theme for row in widest_first([gap for gap in gaps if gap])] == ["SP", "VA", "RP"]


def test_a_theme_over_both_scales_only_says_out_of_100():
    assert [topic.says for topic in ORGANISATION] == [
        "out of 100",
        "out of 100",
        "how firmly in place, out of 100",
    ]
    assert {topic.says for topic in PRACTICE} == {"how often, out of 100"}
    assert are_alike(PRACTICE)
    assert not are_alike(ORGANISATION)


def test_statements_are_set_apart_by_scale():
    often, in_place = by_scale(statement_topics(CHARTER, Block.PARTNERSHIP))
    assert (len(often), len(in_place)) == (14, 2)


def test_an_organisation_sees_two_blocks_and_partners_what_they_share():
    own = organisation_topics(CHARTER, tuple(Block))
    assert {topic.block for topic in own} == {Block.PRACTICE, Block.ORGANISATION}
    shared = partnership_topics(CHARTER, tuple(Block))
    assert [topic.code for topic in shared if topic.block is Block.PRACTICE] == ["SA.practice"]
    assert {topic.block for topic in shared if not topic.is_theme} == {Block.PARTNERSHIP}


def test_a_block_that_was_not_asked_is_not_there():
    assert {topic.block for topic in organisation_topics(CHARTER, (Block.PRACTICE,))} == {Block.PRACTICE}
    assert {topic.block for topic in partnership_topics(CHARTER, (Block.PARTNERSHIP,))} == {Block.PARTNERSHIP}


def test_with_one_side_withheld_there_is_no_gap_and_the_reason_stays():
    gap = pair(PRACTICE[0], a_cell(STRATEGIC, "SP.practice", 70), withheld(OPERATIONAL, "SP.practice"))
    assert gap
    assert gap.difference is None
    assert gap.reason == "Too few answers here to show without pointing at someone."


def test_only_what_is_clear_stands_above_or_below():
    cells = [a_cell(NORTHWAY, code, 60, people=300, invited=400) for code in themes(Block.PRACTICE)]
    for number, (name, mean) in enumerate((("High", 80), ("Near", 68), ("Low", 40))):
        cells += [a_cell(a_team(name, number), code, mean) for code in themes(Block.PRACTICE)]
    known = Cells(cells)
    table = heat(known, PRACTICE, known.groups(GroupKind.TEAM), NORTHWAY)
    assert {row.group.name: row.cells[0].stands for row in table.rows} == {
        "High": Stands.ABOVE,
        "Low": Stands.BELOW,
        "Near": None,
    }


def test_a_row_with_nothing_to_show_has_its_reason():
    known = Cells([withheld(a_team("Repairs"), code) for code in themes(Block.PRACTICE)])
    table = heat(known, PRACTICE, known.groups(GroupKind.TEAM), None)
    assert table.shown == ()
    assert table.rows[0].reason == "Too few answers here to show without pointing at someone."


def test_where_organisations_spread_only_those_shown_count():
    groups = [an_organisation(name) for name in ("A", "B", "C")]
    cells: list[Cell] = [
        a_cell(group, "VA.partnership", mean) for group, mean in zip(groups, (40, 60), strict=False)
    ]
    known = Cells([*cells, withheld(groups[2], "VA.partnership")])
    topic = next(each for each in theme_topics(CHARTER, Block.PARTNERSHIP) if each.theme == "VA")
    assert spread(known, topic, groups, fewest=3) is None
    found = spread(known, topic, groups, fewest=2)
    assert found
    assert (found.lowest.mean, found.highest.mean, found.reach) == (40, 60, 20)


def test_the_outermost_of_many_organisations_have_to_lie_further_apart():
    groups = [an_organisation(name) for name in "ABCDEF"]
    topic = PARTNERSHIP[0]
    means = (50, 51, 52, 53, 54, 61)
    known = Cells(
        [a_cell(group, topic.code, mean, spread=34) for group, mean in zip(groups, means, strict=True)]
    )

    of_two = spread(known, topic, [groups[0], groups[-1]], fewest=2)
    of_six = spread(known, topic, groups, fewest=2)
    assert [each.widest.verdict for each in (of_two, of_six) if each and each.widest] == [
        Verdict.CLEAR,
        Verdict.TOO_CLOSE,
    ]


def test_degrees_of_freedom_of_a_figure_that_was_kept_come_from_its_organisations():
    """Over the two of three that are shown."""
    topic = PARTNERSHIP[0]
    units = [
        a_cell(an_organisation("A"), topic.code, 60, people=8, invited=60),
        a_cell(an_organisation("B"), topic.code, 50, people=400, invited=900),
    ]
    hidden = withheld(an_organisation("C"), topic.code)
    at_level = [
        replace(unit, group=Group(GroupKind.ORGANISATION_LEVEL, f"{unit.group.code}/strategic", "Strategic"))
        for unit in units
    ]
    level = Group(GroupKind.ROLE_LEVEL, "level/strategic", "Strategic")
    made = [once_each(EVERYONE, units), once_each(level, at_level)]
    known = Cells([*units, hidden, *at_level, *(replace(cell, degrees=None) for cell in made)])

    for cell in made:
        found = known.find(cell.group.code, topic, Counting.ORGANISATIONS)
        assert found
        assert found.degrees == cell.degrees
        assert 7 <= (found.degrees or 0) < 8


def test_each_person_once_is_over_the_same_organisations_as_each_organisation_once():
    """Not over the organisation that is held back, though everyone’s figure is."""
    topic = PARTNERSHIP[0]
    units = [
        a_cell(an_organisation("A"), topic.code, 80, people=30, invited=60),
        a_cell(an_organisation("B"), topic.code, 50, people=10, invited=40),
    ]
    hidden, everyone = withheld(an_organisation("C"), topic.code), a_cell(EVERYONE, topic.code, 60)
    page = partnership.overview(a_closed([*units, hidden, everyone]), Counting.PEOPLE)
    [way] = page.other_ways
    assert (way.by_organisation, way.by_person, way.by_invited) == (65, 72.5, 68)


def test_groups_stand_a_to_z_whatever_their_case():
    names = ["bravo", "Alpha", "Charlie"]
    known = Cells([a_cell(a_team(name, number), "SP.practice", 50) for number, name in enumerate(names)])
    assert [group.name for group in known.groups(GroupKind.TEAM)] == ["Alpha", "bravo", "Charlie"]


def test_answers_are_counted_where_most_have_a_figure():
    cells = [
        a_cell(NORTHWAY, "SP.practice", 50, people=40, invited=60),
        a_cell(NORTHWAY, "VA.practice", 50, people=44, invited=60),
        withheld(NORTHWAY, "RP.practice"),
    ]
    assert Cells(cells).answered(NORTHWAY.code) == (44, 60)
    assert Cells([withheld(NORTHWAY, "RP.practice")]).answered(NORTHWAY.code) is None


def test_a_theme_is_compared_only_where_it_was_asked_alike():
    """SP was asked with one statement more the second time; VA as before."""
    before = a_charter(
        a_theme("SP", a_competency("SP1.1", "practice")), a_theme("VA", a_competency("VA1.1", "practice"))
    )
    after = a_charter(
        a_theme("SP", a_competency("SP1.1", "practice"), a_competency("SP1.2", "practice")),
        a_theme("VA", a_competency("VA1.1", "practice")),
        version="2.0",
    )
    group = Group(GroupKind.ORGANISATION, "org/x", "X", "x")
    cells = Cells([a_cell(group, code, 50) for code in ("SP.practice", "VA.practice")])
    then, now = (Closed(an_assessment(Block.PRACTICE), charter, cells) for charter in (before, after))
    [panel] = organisation.trend(now, "x", then)
    assert [row.topic.theme for row in panel.rows] == ["VA"]


def test_that_everybody_answered_both_times_does_not_make_a_change_certain():
    """Ten points, over twelve people: on another day it might have been none."""
    then, now = (
        a_closed([a_cell(NORTHWAY, PRACTICE[0].code, mean, people=12, invited=12)]) for mean in (50, 60)
    )
    [panel] = organisation.trend(now, "northway-homes", then)
    assert [row.difference.verdict for row in panel.rows if row.difference] == [Verdict.TOO_CLOSE]


def test_there_is_a_reason_until_there_are_results():
    sealed = an_assessment()
    assert why_no_results(sealed) is None
    assert "Results open when" in (why_no_results(replace(sealed, state=AssessmentState.OPEN)) or "")
    assert "being worked out" in (why_no_results(replace(sealed, state=AssessmentState.CLOSING)) or "")


def test_where_partners_agree_goes_from_the_furthest_apart_to_the_closest_or_back():
    groups = [an_organisation(name) for name in ("Fen Valley", "Lantern Trust", "Northway Homes")]
    codes = [topic.code for topic in by_scale(statement_topics(CHARTER, Block.PARTNERSHIP))[0]]
    cells = [
        a_cell(group, code, 40.0 + place * number)
        for place, code in enumerate(codes)
        for number, group in enumerate(groups)
    ]
    for closest_first in (False, True):
        [panel] = partnership.agreement(a_closed(cells), closest_first=closest_first)
        reaches = [row.reach for row in panel.rows]
        assert reaches == sorted(reaches, reverse=not closest_first)
        assert len(set(reaches)) == len(codes)
