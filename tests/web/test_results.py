"""Pages of results, as an HR director and a convenor see them."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from html import unescape

import pytest
from sqlmodel import Session

from app.domain.assessments import AssessmentState
from app.domain.cells import Decision
from app.domain.charter import Block
from app.domain.points import whole
from app.storage import assessments
from app.web.words import day
from tests.reading import figures_on, rows_on, takeaways_on, text_of, words_on
from tests.released import (
    NORTHWAY,
    OPERATIONAL,
    STRATEGIC,
    a_cell,
    a_team,
    northways,
    themes,
    withheld,
)
from tests.results_world import Closed, close_some
from tests.world import World

MOST_STATEMENTS = 8  # that a page of results may send to the database, signing in included
OWN_PAGES = ("", "/themes/SP", "/competencies", "/statements/SP1.1.practice", "/teams", "/levels", "/trend")
SHARED_STATEMENT = "/statements/SP4.1.partnership"
SHARED_PAGES = ("", "/conversations", "/competencies", SHARED_STATEMENT, "/agreement", "/size", "/levels")
SPREADSHEET_LINK = re.compile(r'href="(\S+cells\.csv)"')


# Before there is anything to see


def test_results_open_when_the_assessment_closes(closed: Closed):
    address = f"/org/northway-homes/results/{closed.world.northway_own.code}"
    told = words_on(closed.dele, address)
    assert (
        "Results open when the assessment closes on 26 October 2026, so nobody’s answer can be worked out."
        in told
    )


@pytest.mark.parametrize("page", OWN_PAGES)
def test_no_page_of_an_open_assessment_has_a_figure(closed: Closed, page: str):
    html = closed.dele.get(f"/org/northway-homes/results/{closed.world.northway_own.code}{page}").text
    assert "No results yet" in html
    assert 'class="card figure"' not in html


@pytest.mark.parametrize("page", SHARED_PAGES)
def test_no_shared_page_of_an_open_assessment_has_a_figure(closed: Closed, page: str):
    html = closed.rhiannon.get(f"/p/millbrook/results/{closed.world.joint.code}{page}").text
    assert "No results yet" in html
    assert 'class="card figure"' not in html


def test_while_it_closes_results_are_being_worked_out(world: World):
    with Session(world.engine) as session, session.begin():
        assessments.replace_state(
            session, world.northway_own.id, before=AssessmentState.OPEN, after=AssessmentState.CLOSING
        )
    address = f"/org/northway-homes/results/{world.northway_own.code}"
    assert "its results are being worked out" in words_on(world.browser(world.cast.dele), address)


def test_fewer_than_five_answers_show_nothing_but_the_reason(world: World):
    few = close_some(world, own=[withheld(NORTHWAY, code) for code in themes(Block.PRACTICE)])
    for page in OWN_PAGES:
        html = few.dele.get(f"{few.at}{page}").text
        assert "Too few answers here to show without pointing at someone." in html
        assert 'class="card figure"' not in html


# An organisation's own


def test_the_overview_says_first_who_answered_and_what_comes_easily(closed: Closed):
    told = words_on(closed.dele, closed.at)
    assert "214 of 420 people answered (51%)" in told
    assert "Values, and skills and attributes where good habits come more easily" in told
    assert "Reflective practice where there is more room to grow" in told


def test_the_overview_has_a_panel_for_each_block_and_no_overall_score(closed: Closed):
    told = takeaways_on(closed.dele, closed.at)
    assert told[0] == (
        "Good habits come clearly more easily in values (71 out of 100) and skills and attributes (67) "
        "than in reflective practice (49)."
    )
    assert told[1] == (
        "People place their organisation slightly higher on values (71 out of 100) "
        "than on strategic partnership (62)."
    )
    assert len(told) == 2


def test_a_theme_has_its_figure_its_likely_range_and_its_answers(closed: Closed):
    [row, _] = rows_on(closed.dele, closed.at, "Values")
    assert "71" in row
    assert "69 to 73" in row
    assert "214 answers" in row


def test_how_far_apart_people_see_their_organisation_is_a_word_beside_each_theme(closed: Closed):
    [own_practice, organisation] = rows_on(closed.dele, closed.at, "Values")
    assert "answers are mixed" in organisation
    assert "answers" not in own_practice.replace("214 answers", "")
    drawn = figures_on(closed.dele, closed.at)
    assert ["answers are mixed" in str(each["layout"]["yaxis"]["ticktext"]) for each in drawn] == [
        False,
        True,
    ]


def test_the_overview_says_what_changed_and_where_to_read_on(closed: Closed):
    told = words_on(closed.dele, closed.at)
    assert "Since last time: We are up 14 points on" in told
    assert "since Autumn 2025; six more changed clearly." in told
    assert f'href="{closed.at}/trend"' in closed.dele.get(closed.at).text


def test_when_everybody_answered_there_is_no_range(world: World):
    cells = [a_cell(NORTHWAY, code, 60, people=40, invited=40) for code in themes(Block.PRACTICE)]
    all_of_them = close_some(world, own=cells)
    assert "All 40 people answered. Everyone answered, so there is no range." in words_on(
        all_of_them.dele, all_of_them.at
    )


def test_a_theme_shows_its_statements_in_full(closed: Closed):
    told = words_on(closed.dele, f"{closed.at}/themes/VA")
    assert "I thank partners for what they do." in told
    assert "In this partnership" not in told  # that is for the partners' table


def test_an_unknown_theme_is_not_there(closed: Closed):
    assert closed.dele.get(f"{closed.at}/themes/XX").status_code == 404


def test_how_often_and_how_firmly_in_place_are_never_in_one_list(closed: Closed):
    html = closed.dele.get(f"{closed.at}/competencies").text
    tables = re.findall(r'<table class="rows answers".*?</table>', html, re.DOTALL)
    assert len(tables) == 3
    assert ["how firmly in place" in table for table in tables] == [False, False, True]
    assert "job plans" in tables[2]
    assert "job plans" not in tables[0] + tables[1]


def test_competencies_with_most_room_to_grow_come_first(closed: Closed):
    html = closed.dele.get(f"{closed.at}/competencies").text
    table = re.search(r'<table class="rows answers".*?</table>', html, re.DOTALL)
    assert table
    means = [int(each) for each in re.findall(r"<b>(\d+)</b>", table[0])]
    assert means == sorted(means)
    assert len(means) == 31


def test_teams_stand_a_to_z_with_the_organisation_last(closed: Closed):
    html = closed.dele.get(f"{closed.at}/teams").text
    first = html.split("</table>")[0]
    names = [
        text_of(each).split()[0] for each in re.findall(r'<th role="rowheader".*?</th>', first, re.DOTALL)
    ]
    assert names == ["Lettings", "Outreach", "Repairs", "The"]


def test_only_what_is_clearly_above_is_marked(closed: Closed):
    [outreach, _] = rows_on(closed.dele, f"{closed.at}/teams", "Outreach")
    [lettings, _] = rows_on(closed.dele, f"{closed.at}/teams", "Lettings")
    assert outreach.count("▲ , clearly above") == 4
    assert "▲" not in lettings
    assert "▼" not in lettings


def test_a_withheld_team_is_named_with_its_reason_and_no_number(closed: Closed):
    for row in rows_on(closed.dele, f"{closed.at}/teams", "Repairs"):
        assert "Too few answers here to show without pointing at someone." in row
        assert not re.search(r"\d", row)


def test_a_withheld_cell_in_a_shown_row_has_its_reason_beneath(world: World):
    cells = [each for each in northways() if (each.group.name, each.measure) != ("Lettings", "VA.practice")]
    cells.append(withheld(a_team("Lettings", 3), "VA.practice", Decision.WOULD_REVEAL))
    place = close_some(world, own=cells)
    told = words_on(place.dele, f"{place.at}/teams")
    assert f"Lettings, values: {Decision.WOULD_REVEAL}" in told


def test_levels_tell_the_gap_and_whether_it_is_clear(closed: Closed):
    address = f"{closed.at}/levels"
    assert takeaways_on(closed.dele, address)[1] == (
        "Strategic colleagues are clearly more positive than operational ones about strategic partnership, "
        "by 17 points."
    )
    [row, _] = rows_on(closed.dele, address, "Values")
    assert "85 strategic, likely 80 to 90 68 operational, likely 66 to 70" in row
    assert row.strip().endswith("17 points apart, likely 12 to 22, clear")


def test_trend_tells_which_way_and_whether_it_is_clear(closed: Closed):
    [row, _] = rows_on(closed.dele, f"{closed.at}/trend", "Values")
    assert "57 Autumn 2025, likely" in row
    assert re.search(r"71 Spring 2026, likely \d+ to \d+ up 14 points, likely \d+ to \d+, clear", row)
    assert "compared as two groups" in words_on(closed.dele, f"{closed.at}/trend")


def test_figures_printed_alike_have_not_changed(world: World):
    cells = [a_cell(NORTHWAY, code, 57.4, people=214, invited=420) for code in themes(Block.PRACTICE)]
    place = close_some(world, own=cells)
    [row, *_] = rows_on(place.dele, f"{place.at}/trend", "Values")
    assert "no change" in row
    assert "up 0" not in words_on(place.dele, f"{place.at}/trend")


def test_levels_printed_alike_are_level(world: World):
    cells = [a_cell(NORTHWAY, code, 60) for code in themes(Block.PRACTICE)]
    cells += [
        a_cell(level, code, mean)
        for level, mean in ((STRATEGIC, 60.1), (OPERATIONAL, 59.9))
        for code in themes(Block.PRACTICE)
    ]
    place = close_some(world, own=cells)
    [row, *_] = rows_on(place.dele, f"{place.at}/levels", "Values")
    assert re.search(r"60 operational, likely 57 to 63 level, likely −\d to \d\s*$", row)


def test_the_first_assessment_has_nothing_to_be_compared_with(closed: Closed):
    told = words_on(closed.dele, f"/org/northway-homes/results/{closed.before.code}/trend")
    assert "These are the first results from an assessment of Northway Homes alone." in told
    assert "Joint assessments are compared with joint ones." in told


def test_a_joint_assessment_is_not_compared_with_an_own_one(closed: Closed):
    address = f"/org/northway-homes/results/{closed.joint.code}/trend"
    assert "the first results from a joint assessment of Millbrook" in words_on(closed.dele, address)


def test_its_part_of_a_joint_assessment_leads_to_the_whole(closed: Closed):
    html = closed.dele.get(f"/org/northway-homes/results/{closed.joint.code}").text
    assert f'href="{closed.together}"' in html


# Whatever the page


@pytest.mark.parametrize("page", OWN_PAGES)
def test_every_figure_of_an_organisation_is_complete(closed: Closed, page: str):
    assert_figures_are_complete(closed.dele.get(f"{closed.at}{page}").text)


@pytest.mark.parametrize("page", [page for page in SHARED_PAGES if page != "/size"])
def test_every_figure_of_a_partnership_is_complete(closed: Closed, page: str):
    assert_figures_are_complete(closed.rhiannon.get(f"{closed.together}{page}").text)


def assert_figures_are_complete(html: str) -> None:
    """A question, a takeaway, who answered, a table; and what Plotly draws is hidden from screen readers."""
    figures = html.split('class="card figure"')[1:]
    assert figures
    for figure in figures:
        assert re.search(r'<h2 id="[^"]+-question">.+?</h2>', figure)
        assert re.search(r'<p class="takeaway">\S.+?</p>\s*<p class="small muted">\S', figure)
        assert "<table" in figure
        assert "<caption>" in figure
        assert "aria-labelledby" in figure
        assert not re.search(r'class="plot"(?! aria-hidden="true")', figure)


def test_scripts_draw_released_figures_and_nothing_else(closed: Closed):
    released = {
        round(each, 1)
        for cell in northways()
        for each in (cell.mean, cell.low, cell.high)
        if each is not None
    }
    drawn = [
        value
        for page in ("", "/themes/RP", "/competencies", "/levels")
        for figure in figures_on(closed.dele, f"{closed.at}{page}")
        for trace in figure["data"]
        for value in trace["x"]
        if value is not None
    ]
    assert len(drawn) > 50
    assert set(drawn) <= released


def test_a_figure_is_built_once_and_kept(closed: Closed):
    assert figures_on(closed.dele, closed.at) == figures_on(closed.dele, closed.at)
    assert [each["layout"]["dragmode"] for each in figures_on(closed.dele, closed.at)] == [False, False]


def test_every_number_in_a_takeaway_is_in_its_table(closed: Closed):
    for page in OWN_PAGES:
        html = closed.dele.get(f"{closed.at}{page}").text
        for figure in html.split('class="card figure"')[1:]:
            told = re.search(r'class="takeaway">(.*?)</p>', figure)
            assert told
            quoted = re.findall(r"\d+", re.sub(r"out of 100|since Autumn 2025", "", told[1]))
            table = text_of(figure.split("<table", 1)[1])
            assert all(re.search(rf"\b{number}\b", table) for number in quoted), told[1]


def test_a_page_asks_the_database_little_and_changes_nothing(
    world: World, count_statements: Callable[[], AbstractContextManager[list[str]]]
):
    place = close_some(world)
    pages = [(place.dele, f"{place.at}{page}") for page in OWN_PAGES]
    pages += [(place.rhiannon, f"{place.together}{page}") for page in SHARED_PAGES]
    for browser, address in pages:
        browser.get(address)  # the first look of a day is put on record
        with count_statements() as sent:
            browser.get(address)
        asked = [each for each in sent if each.startswith("SELECT")]
        assert len(asked) <= MOST_STATEMENTS, address
        assert {each.split()[0] for each in sent} <= {"SELECT", "BEGIN"}, address


def test_the_spreadsheet_is_a_link_away(closed: Closed):
    found = SPREADSHEET_LINK.search(closed.dele.get(closed.at).text)
    assert found
    assert closed.dele.get(found[1]).status_code == 200


def test_figures_are_rounded_alike_wherever_they_stand():
    assert [whole(each) for each in (0.4, 0.5, 62.5, 63.5, 99.6)] == [0, 1, 63, 64, 100]


def test_how_far_off_few_answers_could_be_is_not_worked_out(world: World):
    people = dict.fromkeys(themes(Block.PRACTICE), 8)
    some = [
        a_cell(NORTHWAY, code, 60, people=number, invited=40)
        for code, number in {**people, "VA.practice": 30}.items()
    ]
    place = close_some(world, own=some)
    assert words_on(place.dele, place.at).count("not worked out") == 3


def test_a_likely_range_has_ends_that_no_dot_hides(closed: Closed):
    html = closed.dele.get(closed.at).text
    [row] = re.findall(r'<tr role="row">(?:(?!</tr>).)*?>Reflective practice<.*?</tr>', html, re.DOTALL)[:1]
    words = re.search(r"likely (\d+) to (\d+)", row)
    assert words
    ends = re.findall(r'<svg class="range" x="([\d.]+)%" y="50%"><path', row)
    assert [f"{float(end):.0f}" for end in ends] == [words[1], words[2]]
    drawn = [trace for trace in figures_on(closed.dele, closed.at)[0]["data"] if "marker" in trace]
    assert "line-ns-open" in [trace["marker"]["symbol"] for trace in drawn]


@pytest.mark.parametrize("page", OWN_PAGES)
def test_every_figure_on_paper_says_whose_it_is_of_which_assessment_and_when(closed: Closed, page: str):
    html = unescape(closed.dele.get(closed.at + page).text)
    lines = re.findall(r'<p class="print-line"[^>]*>(.*?)</p>', html)
    opened, shut = (day(each) for each in (closed.own.opened_at, closed.own.closes_at))
    said = f"Northway Homes, Spring 2026, open from {opened} to {shut}. Figures for groups of five or more."
    assert set(lines) == {said}
    assert len(lines) == 1 + html.count('<section class="card figure"')
