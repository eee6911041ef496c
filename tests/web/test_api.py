"""Released cells for programs, and the page that describes them."""

import re

from app.domain.cells import Decision
from app.domain.linked_changes import LinkedChange
from tests.released import NORTHWAY, a_cell, agreeing, told_apart
from tests.results_world import Closed, close_some, table
from tests.world import World


def cells_at(closed: Closed, code: str) -> str:
    return f"/api/v1/assessments/{code}/cells"


def test_a_director_gets_her_organisations_cells(world: World):
    closed = close_some(world)
    told = closed.dele.get(cells_at(closed, closed.own.code)).json()
    assert told["scope"] == "organisation"
    assert told["title"] == "Spring 2026"
    assert {each["group"]["organisation"] for each in told["cells"]} == {"northway-homes"}
    [values] = [
        each
        for each in told["cells"]
        if each["measure"] == "VA.practice" and each["group"]["name"] == "Northway Homes"
    ]
    assert values == {
        "group": {"kind": "organisation", "name": "Northway Homes", "organisation": "northway-homes"},
        "measure": "VA.practice",
        "about": "Values",
        "block": "practice",
        "counting": "people",
        "n": 214,
        "invited": 420,
        "mean": 71.0,
        "low": 69.3,
        "high": 72.7,
        "released": True,
        "reason": None,
        "answers": None,
        "agreement": None,
        "linked": None,
    }


def test_a_theme_tells_how_far_the_linked_have_moved(world: World):
    linked = [
        LinkedChange(NORTHWAY, "VA.practice", Decision.RELEASED, 62, 214, 12.44, 9.12, 15.76),
        LinkedChange(NORTHWAY, "SP.practice", Decision.TOO_FEW_LINKED),
    ]
    closed = close_some(world, linked=linked)
    cells = closed.dele.get(cells_at(closed, closed.own.code)).json()["cells"]
    told = {cell["measure"]: cell["linked"] for cell in cells if cell["linked"]}
    shown = {"n": 62, "share": 0.29, "mean": 12.4, "low": 9.1, "high": 15.8, "released": True, "reason": None}
    withheld = dict.fromkeys(("n", "share", "mean", "low", "high")) | {
        "released": False,
        "reason": Decision.TOO_FEW_LINKED,
    }
    assert told == {"VA.practice": shown, "SP.practice": withheld}


def test_what_people_say_together_tells_how_far_apart_they_see_it(world: World):
    closed = close_some(world, own=[agreeing(a_cell(NORTHWAY, "VA.organisation", 60), 0.9)])
    [told] = closed.dele.get(cells_at(closed, closed.own.code)).json()["cells"]
    assert told["agreement"] == {
        "word": "split",
        "average_deviation": 0.9,
        "r_wg": 0.855,
        "r_wg_skewed": 0.721,
        "r_star": 0.595,
        "r_star_skewed": 0.392,
    }


def test_a_statement_tells_how_many_gave_which_answer(world: World):
    cell = a_cell(NORTHWAY, "VA1.1.organisation", 60, people=40, invited=40)
    closed = close_some(world, own=[told_apart(cell, 1, 5, 9, 12, 13, came_up=4, unsure=None)])
    [told] = closed.dele.get(cells_at(closed, closed.own.code)).json()["cells"]
    assert told["answers"] == {
        "levels": [4, 5, 9, 12, 13],
        "usually": 25,
        "usually_low": 0.625,
        "usually_high": 0.625,
        "did_not_come_up": 4,
        "cannot_say": None,
    }


def test_a_withheld_cell_has_its_reason_and_no_number(world: World):
    closed = close_some(world)
    told = closed.dele.get(cells_at(closed, closed.own.code)).json()
    hidden = [each for each in told["cells"] if not each["released"]]
    assert hidden
    assert {each["reason"] for each in hidden} == {Decision.TOO_FEW}
    assert {each[name] for each in hidden for name in ("n", "invited", "mean", "low", "high")} == {None}


def test_partners_and_the_convenor_get_what_is_shared(world: World):
    closed = close_some(world)
    address = cells_at(closed, closed.joint.code)
    by_convenor = closed.rhiannon.get(address).json()
    assert by_convenor["scope"] == "partnership"
    assert closed.dele.get(f"{address}?scope=partnership").json() == by_convenor
    assert closed.dele.get(address).json()["scope"] == "organisation"


def test_it_tells_what_the_spreadsheet_tells(world: World):
    closed = close_some(world)
    told = closed.rhiannon.get(cells_at(closed, closed.joint.code)).json()["cells"]
    rows = table(closed.rhiannon, f"{closed.together}/cells.csv")[1:]
    as_rows = [
        [
            each["group"]["name"],
            each["measure"],
            each["counting"],
            *("" if each[name] is None else str(each[name]) for name in ("n", "mean", "low", "high")),
            each["reason"] or "released",
        ]
        for each in told
    ]
    assert as_rows == [[row[1], row[2], *row[5:11]] for row in rows]
    usually = [str(each["answers"]["usually"]) if each["answers"] else "" for each in told]
    assert usually == [row[16] for row in rows]
    assert [each["agreement"]["word"] if each["agreement"] else "" for each in told] == [
        row[21] for row in rows
    ]
    assert any(usually)
    assert [str(each["invited"] or "") for each in told] == [row[27] for row in rows]


def test_before_it_closes_it_says_when(world: World):
    response = world.browser(world.cast.dele).get(f"/api/v1/assessments/{world.northway_own.code}/cells")
    assert response.status_code == 409
    assert "Results open when the assessment closes" in response.json()["detail"]


def test_a_scope_that_makes_no_sense_is_named(world: World):
    closed = close_some(world)
    response = closed.dele.get(f"{cells_at(closed, closed.own.code)}?scope=everything")
    assert response.status_code == 422
    assert "scope" in response.json()["problems"]


def test_the_description_is_of_the_api_alone(world: World):
    told = world.browser().get("/api/v1/openapi.json").json()
    assert list(told["paths"]) == ["/api/v1/assessments/{code}/cells"]
    assert set(told["paths"]["/api/v1/assessments/{code}/cells"]["get"]["responses"]) == {
        "200",
        "401",
        "403",
        "404",
        "409",
        "422",
    }


def test_its_page_loads_nothing_from_elsewhere(world: World):
    html = world.browser().get("/docs").text
    loaded = re.findall(r'(?:src|href)="([^"]+)"', html)
    assert loaded
    assert all(each.startswith(("/", "#")) and not each.startswith("//") for each in loaded)


def test_its_page_tells_every_field(world: World):
    html = world.browser().get("/docs").text
    told = world.browser().get("/api/v1/openapi.json").json()["components"]["schemas"]
    fields = [told[name]["properties"] for name in ("ReleasedCell", "AnswersGiven", "AgreementWithin")]
    for field in (name for each in fields for name in each):
        assert f"<code>{field}</code>" in html


def test_its_page_is_headed_by_what_a_developer_looks_for(world: World):
    assert "<h1>The API: released figures as JSON</h1>" in world.browser().get("/docs").text
