"""The spreadsheet: the same cells as the pages, and nothing that a spreadsheet would run."""

from app.domain.cells import Cell, Decision
from app.domain.charter import Block
from app.domain.linked_changes import LinkedChange
from tests.released import (
    NORTHWAY,
    a_cell,
    a_team,
    agreeing,
    northways,
    statements,
    themes,
    told_apart,
    withheld,
)
from tests.results_world import close_some, table
from tests.world import World

HEAD = [
    "assessment",
    "group",
    "measure",
    "about",
    "block",
    "counting",
    "n",
    "mean",
    "low",
    "high",
    "released or the reason",
    "level 0",
    "level 1",
    "level 2",
    "level 3",
    "level 4",
    "upper two levels",
    "upper two levels, share low",
    "upper two levels, share high",
    "did not come up",
    "can’t say",
    "agreement",
    "average deviation",
    "rWG(J)",
    "rWG(J), skewed",
    "r*",
    "r*, skewed",
    "invited",
    "linked since last time",
    "linked, share",
    "linked, change",
    "linked, low",
    "linked, high",
    "linked, released or the reason",
    "help wanted",
    "help wanted, share low",
    "help wanted, share high",
    "unverified",
]
NONE, NOBODY_LINKED, NO_HELP = [""] * 16, [""] * 6, [""] * 4


def test_it_has_a_row_for_each_cell(world: World):
    place = close_some(world)
    head, *rows = table(place.dele, f"{place.at}/cells.csv")
    assert head == HEAD
    assert len(rows) == len(northways())
    told = [row for row in rows if row[1] == "Northway Homes" and row[2] == "VA.practice"]
    assert told == [
        [
            "Spring 2026",
            "Northway Homes",
            "VA.practice",
            "Values",
            "My practice",
            "people",
            "214",
            "71.0",
            "69.3",
            "72.7",
            "released",
            *NONE,
            "420",
            *NOBODY_LINKED,
            *NO_HELP,
        ]
    ]


def test_a_withheld_row_has_its_reason_and_no_number(world: World):
    place = close_some(world)
    rows = table(place.dele, f"{place.at}/cells.csv")
    repairs = [row[6:] for row in rows if row[1] == "Repairs"]
    assert len(repairs) == len(themes(Block.PRACTICE)) + len(themes(Block.ORGANISATION))
    assert all(
        row == ["", "", "", "", Decision.TOO_FEW, *NONE, "", *NOBODY_LINKED, *NO_HELP] for row in repairs
    )


def test_a_statement_has_how_many_gave_which_answer(world: World):
    first, second = (
        a_cell(NORTHWAY, code, 60, people=40, invited=40) for code in statements(Block.PRACTICE)[:2]
    )
    cells = [told_apart(first, 1, 5, 9, 12, 13, came_up=4), told_apart(second, 0, 0, 0, 40, 0, unsure=None)]
    place = close_some(world, own=cells)
    rows = table(place.dele, f"{place.at}/cells.csv")[1:]
    assert [row[11:21] for row in rows] == [
        ["fewer than 5", "5", "9", "12", "13", "25", "0.625", "0.625", "fewer than 5", "7"],
        [*["fewer than 5"] * 3, "almost all", "fewer than 5", "almost all", "0.975", "1.000", "12", ""],
    ]


def test_how_far_apart_people_see_it_is_a_word_and_its_indexes(world: World):
    place = close_some(world, own=[agreeing(a_cell(NORTHWAY, "VA.organisation", 60), 0.6)])
    [_, row] = table(place.dele, f"{place.at}/cells.csv")
    assert row[21:27] == ["mixed", "0.600", "0.948", "0.915", "0.820", "0.730"]


def test_beside_a_theme_it_says_how_far_the_linked_have_moved(world: World):
    moved = (Decision.RELEASED, 62, 214, -2.25, -4.5, 0.0)
    linked = [
        LinkedChange(NORTHWAY, "VA.practice", *moved),
        LinkedChange(NORTHWAY, "SP.practice", Decision.WOULD_REVEAL),
    ]
    place = close_some(world, linked=linked)
    rows = table(place.dele, f"{place.at}/cells.csv")[1:]
    told = {(row[1], row[2]): row[28:34] for row in rows if any(row[28:])}
    assert told == {
        ("Northway Homes", "VA.practice"): ["62", "0.290", "-2.2", "-4.5", "0.0", "released"],
        ("Northway Homes", "SP.practice"): ["", "", "", "", "", Decision.WOULD_REVEAL],
    }


def test_figures_have_one_decimal(world: World):
    place = close_some(world, own=[a_cell(NORTHWAY, "VA.practice", 200 / 3)])
    [_, row] = table(place.dele, f"{place.at}/cells.csv")
    assert row[7] == "66.7"


def test_a_name_that_begins_like_a_formula_is_not_run(world: World):
    cells: list[Cell] = [a_cell(NORTHWAY, "VA.practice", 60)]
    for number, name in enumerate(("=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\tx")):
        cells.append(withheld(a_team(name, number), "VA.practice"))
    place = close_some(world, own=cells)
    names = {row[1] for row in table(place.dele, f"{place.at}/cells.csv")}
    assert {"'=HYPERLINK(1)", "'+1", "'-1", "'@SUM(1)", "'\tx"} <= names


def test_partners_get_what_their_pages_show_and_no_team(world: World):
    place = close_some(world)
    rows = table(place.rhiannon, f"{place.together}/cells.csv")[1:]
    assert {row[1] for row in rows} == {
        "Canal Side Carers",
        "Everyone",
        "Fen Valley",
        "Lantern Trust",
        "Northway Homes",
    }
    assert {row[4] for row in rows} == {"Our partnership", "My organisation", "My practice"}
    assert {row[2] for row in rows if row[4] == "My practice"} == {"SA.practice"}
    assert {row[5] for row in rows if row[1] == "Everyone"} == {"people", "organisations"}


def test_a_director_and_the_convenor_get_the_same(world: World):
    place = close_some(world)
    address = f"{place.together}/cells.csv"
    assert table(place.dele, address) == table(place.rhiannon, address)


def test_there_is_none_before_the_assessment_closes(world: World):
    response = world.browser(world.cast.dele).get(
        f"/org/northway-homes/results/{world.northway_own.code}/cells.csv"
    )
    assert response.status_code == 409
    assert "Results open when the assessment closes" in response.text


def test_it_is_a_file_with_a_name(world: World):
    place = close_some(world)
    response = place.dele.get(f"{place.at}/cells.csv")
    assert response.headers["content-disposition"] == (
        f'attachment; filename="northway-homes-{place.own.code}.csv"'
    )
