"""The page about the help people asked for: what most want, what others chose, why there is nothing."""

from collections.abc import Sequence

import pytest

from app.domain.cells import Decision
from app.domain.help_wanted import HelpCell
from tests.reading import rows_on, takeaways_on, words_on
from tests.released import NORTHWAY, a_cell, help_with, northways, told_apart
from tests.results_world import Closed, close_some, table
from tests.world import World


def asked(*told: tuple[str, int], people: int = 214) -> list[HelpCell]:
    return [help_with(NORTHWAY, wanted, count, people=people) for wanted, count in told]


def show(world: World, cells: Sequence[HelpCell], **closing: object) -> tuple[Closed, str]:
    closed = close_some(world, wanted=cells, **closing)
    return closed, f"{closed.at}/help"


SOME = asked(
    ("SP1.1", 30), ("SP2.3", 12), ("SP other", 20), ("SP none", 152), ("SA4.1", 61), ("SA other or none", 153)
)


def test_the_most_asked_for_stands_first_whatever_its_theme(world: World):
    closed, page = show(world, SOME)
    assert takeaways_on(closed.dele, page) == [
        "Being a critical friend is the support people most want: 61 of 214 asked for it."
    ]
    words = words_on(closed.dele, page)
    places = [words.index(short) for short in ("Critical friend", "Shared purpose", "20 asked for another")]
    assert places == sorted(places)
    [row] = rows_on(closed.dele, page, "Critical friend")
    assert "61 of 214 (29%) likely 24 to 33%" in row


def test_what_the_others_asked_for_is_told_theme_by_theme(world: World):
    words = words_on(*_at(show(world, SOME)))
    assert "Strategic partnership 20 asked for another habit, 152 for none" in words
    assert "Skills and attributes 153 asked for another habit, or for none" in words


def test_beside_it_stands_how_many_usually_do_it_where_that_is_shown(world: World):
    cell = a_cell(NORTHWAY, "SA4.1.practice", 60, people=40, invited=40)
    closed, page = show(world, SOME, own=[told_apart(cell, 5, 5, 5, 12, 13)])
    [row] = rows_on(closed.dele, page, "Critical friend")
    [other] = rows_on(closed.dele, page, "Shared purpose")
    assert "63% usually" in row
    assert "usually" not in other


def test_what_nearly_all_asked_for_is_a_number_or_more(world: World):
    cells = [help_with(NORTHWAY, "SA4.1", 26, people=30, or_more=True)]
    closed, page = show(world, cells)
    assert "26 or more of 30 asked for it." in takeaways_on(closed.dele, page)[0]
    assert "fewer than five, and how many is not told" in words_on(closed.dele, page)


@pytest.mark.parametrize(
    ("cells", "takeaway"),
    [
        (
            asked(("SP1.1", 40), ("SP2.3", 36), ("VA2.1", 34)),
            "Three habits are most wanted; between them it is too close to call.",
        ),
        (asked(("SP other or none", 214)), "No single habit was asked for by five people or more."),
    ],
)
def test_where_none_stands_out_it_says_so_calmly(world: World, cells, takeaway):
    closed, page = show(world, cells)
    assert takeaways_on(closed.dele, page) == [takeaway]


def test_of_too_few_it_says_why_and_no_number(world: World):
    cells = [HelpCell(NORTHWAY, theme, Decision.TOO_FEW) for theme in ("SP", "VA", "RP", "SA")]
    closed, page = show(world, cells)
    assert Decision.TOO_FEW in words_on(closed.dele, page)
    assert "asked for it" not in words_on(closed.dele, page)
    lines = [line for line in table(closed.dele, f"{closed.at}/cells.csv") if ".help" in line[2]]
    assert {(line[2], line[6], line[10], line[-4]) for line in lines} == {
        (f"{theme}.help", "", Decision.TOO_FEW, "") for theme in ("SP", "VA", "RP", "SA")
    }


def test_an_assessment_from_before_help_was_counted_says_so(world: World):
    assert "it was opened before that was counted" in words_on(*_at(show(world, [])))


def test_files_and_programs_get_the_same(world: World):
    closed, _ = show(world, SOME)
    lines = [line for line in table(closed.dele, f"{closed.at}/cells.csv") if ".help" in line[2]]
    told = closed.dele.get(f"/api/v1/assessments/{closed.own.code}/cells").json()["help_wanted"]
    assert [(line[2], line[3], line[6], line[-4]) for line in lines] == [
        (each["measure"], each["about"], str(each["n"]), str(each["count"])) for each in told
    ]
    assert told[0] == {
        "group": {"kind": "organisation", "name": "Northway Homes", "organisation": "northway-homes"},
        "measure": "SP1.1.help",
        "theme": "SP",
        "about": "Shared purpose and outcomes",
        "wanted": "SP1.1",
        "count": 30,
        "or_more": False,
        "n": 214,
        "invited": 420,
        "low": told[0]["low"],
        "high": told[0]["high"],
        "released": True,
        "reason": None,
    }
    assert 0.1 < told[0]["low"] < 30 / 214 < told[0]["high"] < 0.2


def test_partners_are_told_nothing_of_it(world: World):
    closed, _ = show(world, SOME)
    for browser in (closed.dele, closed.rhiannon):
        address = f"/api/v1/assessments/{closed.joint.code}/cells?scope=partnership"
        assert browser.get(address).json()["help_wanted"] == []
    assert closed.rhiannon.get(f"{closed.at}/help").status_code == 403


def test_the_overview_leads_to_it(world: World):
    closed, page = show(world, SOME, own=northways())
    assert f'href="{page}">Help people asked for</a>' in closed.dele.get(closed.at).text


def _at(shown: tuple[Closed, str]) -> tuple[object, str]:
    closed, page = shown
    return closed.dele, page
