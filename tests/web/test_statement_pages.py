"""How many gave which answer, on pages: bars in lists, five bars a statement, words where there are none."""

import re

import pytest

from app.domain.cells import Cell, Group, GroupKind
from app.domain.charter import Block
from tests.reading import rows_on, takeaways_on, text_of, words_on
from tests.released import (
    EVERYONE,
    NORTHWAY,
    a_cell,
    millbrooks,
    statements,
    the_charter,
    told_apart,
    withheld,
)
from tests.results_world import MEANS, Closed, close_some
from tests.world import World

FIRST, SECOND, THIRD, FOURTH = statements(Block.PRACTICE)[:4]
SHARED = statements(Block.PARTNERSHIP)[0]
SEGMENT = re.compile(r'<rect class="level-(\d)" x="([\d.]+)%" width="([\d.]+)%"')


def some(code: str, *counts: int, people: int = 0, invited: int = 80) -> Cell:
    return told_apart(a_cell(NORTHWAY, code, 60, people=people or sum(counts), invited=invited), *counts)


@pytest.fixture
def four(world: World) -> Closed:
    """A spread, a split, a few, and one that is withheld."""
    cells = [
        some(FIRST, 3, 5, 10, 12, 10),
        some(SECOND, 15, 2, 3, 5, 15),
        a_cell(NORTHWAY, THIRD, 40, people=8, invited=80),
        withheld(NORTHWAY, FOURTH),
    ]
    return close_some(world, own=cells)


def at(closed: Closed, code: str) -> str:
    return f"{closed.at}/statements/{code}"


def test_bars_stand_to_either_side_and_are_as_long_as_the_answers_are_many(four: Closed):
    html = four.dele.get(f"{four.at}/competencies").text
    [row] = [row for row in html.split('<tr role="row">') if f"/statements/{FIRST}" in row]
    drawn = {int(level): (float(x), float(width)) for level, x, width in SEGMENT.findall(row)}
    [zero] = re.findall(r'class="zero" x1="([\d.]+)%"', row)
    assert drawn[1][0] + drawn[1][1] == pytest.approx(float(zero), abs=0.02)
    assert drawn[0][0] + drawn[0][1] == pytest.approx(drawn[1][0], abs=0.02)
    assert drawn[3][0] == pytest.approx(float(zero), abs=0.02)
    assert drawn[2][0] > drawn[4][0] + drawn[4][1]
    one = drawn[3][1] / 12
    assert [drawn[level][1] / one for level in range(5)] == pytest.approx([3, 5, 10, 12, 10], abs=0.05)


def test_a_row_says_how_many_usually_do_with_its_likely_range(four: Closed):
    [row] = rows_on(four.dele, f"{four.at}/competencies", short_of(FIRST))
    assert "60 likely" in row
    assert re.search(r"55% usually, likely \d+ to \d+%", row)


def short_of(code: str) -> str:
    return the_charter().by_competency[code.rpartition(".")[0]].short


def test_with_fewer_than_ten_the_mean_stands_and_the_row_says_why_there_is_no_more(four: Closed):
    html = four.dele.get(f"{four.at}/competencies").text
    [row] = [row for row in html.split('<tr role="row">') if f"/statements/{THIRD}" in row]
    assert "Fewer than ten gave a level" in row
    assert not SEGMENT.findall(row)
    assert ">40<" in row


def test_all_numbers_are_in_a_table_and_few_are_not_told_apart(four: Closed):
    html = four.dele.get(f"{four.at}/competencies").text
    [table] = re.findall(r'<table class="counts">.*?</table>', html, re.DOTALL)
    words = text_of(table)
    assert f"{short_of(FIRST)} fewer than 5 5 (13%) 10 (25%) 12 (30%) 10 (25%) 12 7" in words
    assert f"{short_of(SECOND)} 15 (38%) fewer than 5 fewer than 5 5 (13%) 15 (38%)" in words


def test_a_statement_has_a_page_with_five_bars(four: Closed):
    told = words_on(four.dele, at(four, FIRST))
    assert "40 of 80 people gave one of the five answers." in told
    assert "55% answered “most of the time” or “always or nearly always”, likely" in told
    assert "It didn’t come up for 12 more, and 7 can’t say." in told
    assert takeaways_on(four.dele, at(four, FIRST)) == [
        "The most common answer, “most of the time”, was given by 30%."
    ]
    html = four.dele.get(at(four, FIRST)).text
    widths = [float(width) for width in re.findall(r'<rect class="level-\d" x="0" width="([\d.]+)%"', html)]
    assert widths == [7.5, 12.5, 25, 30, 25]


def test_where_people_split_the_page_says_so_and_asks(four: Closed):
    assert takeaways_on(four.dele, at(four, SECOND)) == [
        "People split: some answered “always or nearly always”, others “never”. Find out what differs."
    ]
    assert "Ask both sides" in words_on(four.dele, at(four, SECOND))


def test_a_statement_leads_to_the_charter_and_to_the_others_on_its_theme(four: Closed):
    html = four.dele.get(at(four, FIRST)).text
    assert f'href="/charter/competencies/{FIRST.rpartition(".")[0]}"' in html
    assert f'href="{at(four, SECOND)}"' in html
    assert f'href="{at(four, FIRST)}"' not in html


def test_without_answers_or_a_figure_the_page_says_why_and_has_no_number(four: Closed):
    assert "Fewer than ten gave a level" in words_on(four.dele, at(four, THIRD))
    told = words_on(four.dele, at(four, FOURTH))
    assert told.count("Too few answers here to show without pointing at someone.") == 1
    for code in (THIRD, FOURTH):
        assert '<rect class="level' not in four.dele.get(at(four, code)).text


def test_almost_all_is_said_where_one_answer_holds_everyone(world: World):
    closed = close_some(world, own=[some(FIRST, 0, 0, 0, 14, 0)])
    assert takeaways_on(closed.dele, at(closed, FIRST)) == ["Almost all answered “most of the time”."]
    page = words_on(closed.dele, at(closed, FIRST)) + words_on(closed.dele, f"{closed.at}/competencies")
    assert "100%" not in page
    assert "14 of 14" not in page


def test_fewer_than_twenty_are_counted_and_not_put_in_percent(world: World):
    closed = close_some(world, own=[some(FIRST, 0, 0, 6, 8, 0, invited=14)])
    assert "Most answered “most of the time”: 8 of 14." in takeaways_on(closed.dele, at(closed, FIRST))
    [row] = rows_on(closed.dele, f"{closed.at}/competencies", short_of(FIRST))
    assert "8 of 14 usually" in row


def test_a_statement_that_is_not_there_is_not_found(four: Closed):
    for code in ("SP9.9.practice", SHARED, "nonsense"):
        assert four.dele.get(at(four, code)).status_code == 404


def test_an_assessment_without_any_counts_keeps_its_dots(world: World):
    closed = close_some(world, own=[a_cell(NORTHWAY, FIRST, 60), a_cell(NORTHWAY, SECOND, 50)])
    html = closed.dele.get(f"{closed.at}/competencies").text
    assert 'class="m-dot"' in html
    assert 'class="rows answers"' not in html
    assert "not yet counted when this assessment closed" in words_on(closed.dele, at(closed, FIRST))


def test_partners_see_what_everyone_answered_and_not_what_each_partner_did(closed: Closed):
    told = words_on(closed.rhiannon, f"{closed.together}/statements/{SHARED}")
    assert "What did everyone answer?" in told
    assert "Lantern Trust" not in told
    assert "each person counts once" in words_on(closed.rhiannon, f"{closed.together}/competencies").lower()
    assert closed.rhiannon.get(f"{closed.together}/statements/{FIRST}").status_code == 404


def test_partners_see_role_levels_beside_each_other_where_they_are_shown(world: World):
    strategic, operational = (
        told_apart(a_cell(level_group(name), SHARED, 55, people=30, invited=60))
        for name in ("Strategic", "Operational")
    )
    closed = close_some(world, joint=[*millbrooks(means=MEANS), strategic, operational])
    html = closed.dele.get(f"{closed.together}/statements/{SHARED}").text
    assert re.findall(r'<h2 id="[^"]+-question">(.*?)</h2>', html) == [
        "What did everyone answer?",
        "What did operational colleagues answer?",
        "What did strategic colleagues answer?",
    ]


def level_group(name: str) -> Group:
    return Group(GroupKind.ROLE_LEVEL, f"level/{name.lower()}", name)


def test_whoever_counts_people_goes_on_counting_people(closed: Closed):
    html = closed.rhiannon.get(f"{closed.together}/agreement?count=people").text
    assert f'href="{closed.together}/statements/{SHARED}?count=people"' in html
    assert f'href="{closed.together}?count=people"' in (
        closed.rhiannon.get(f"{closed.together}/statements/{SHARED}?count=people").text
    )
    assert EVERYONE.name not in words_on(closed.rhiannon, f"{closed.together}/competencies")
