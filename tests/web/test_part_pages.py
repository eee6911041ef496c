"""A statements page is rendered once and filled in for each person: it must read as if rendered for her."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from app.domain import walk
from app.domain.answers import BLANK, blank_sheet
from app.domain.assessments import BLOCKS_OF_A_PARTNERSHIP, Assessment, AssessmentState
from app.domain.responses import Answering, OpenResponse
from app.storage.charter_files import load_library
from app.web import part_pages
from app.web.cut_pages import CutPage, hole
from app.web.pages import environment
from tests.cast import NOW

CHARTER = load_library(Path(__file__).parents[2] / "charter").newest
PARTS = walk.parts(CHARTER, BLOCKS_OF_A_PARTNERSHIP)
ASSESSMENT = Assessment(
    id=1,
    code="bcdfghjk",
    title="Autumn",
    charter_version=CHARTER.version,
    blocks=BLOCKS_OF_A_PARTNERSHIP,
    state=AssessmentState.OPEN,
    opened_at=NOW,
    closes_at=NOW,
    closed_at=None,
    fewest_shown=5,
    leaders_line="",
    owner_name="Millbrook",
    partnership_id=1,
)


def answering(sheet: bytes, help_wanted: tuple[str, ...] = ()) -> Answering:
    return Answering(ASSESSMENT, OpenResponse(1, 1, sheet, help_wanted, "", "", False, None, None))


def html(here: Answering, number: int, **how: bool) -> str:
    options = {"who": "abc", "demo": False, "note_blanks": False, "back_to_check": False, **how}
    return part_pages.part_html(CHARTER, here, PARTS[number - 1], **options)


def rendered_for_her(values: Mapping[str, str], number: int) -> str:
    """The same template, with her values in place while it is rendered."""
    template = environment.get_template("answering/part.html")
    return template.render(
        part_pages.part_context(CHARTER, PARTS[number - 1]),
        demo=False,
        who="abc",
        parts=values["parts"],
        hole=lambda name: Markup(values.get(name, "")),  # noqa: S704 - these are what the page itself writes
    )


@given(
    number=st.integers(1, len(PARTS)),
    sheet=st.binary(min_size=60, max_size=60).map(lambda some: bytes(byte % (BLANK + 1) for byte in some)),
)
def test_a_filled_page_is_the_page_rendered_for_her(number, sheet):
    here = answering(sheet)
    part = PARTS[number - 1]
    home = "/answer/bcdfghjk"
    values = {
        "home": home,
        "back": f"{home}/part/{number - 1}" if number > 1 else f"{home}/about-you",
        "seen": "".join(str(sheet[place]) for place in part.places) + "-" * (number in (1, 2, 3, 5)),
        "parts": "11",
        "go": "next",
        **{
            f"{statement.code}={sheet[place]}": " checked"
            for statement, place in zip(part.statements, part.places, strict=True)
            if sheet[place] != BLANK
        },
    }
    assert html(here, number) == rendered_for_her(values, number)


def test_no_trace_of_the_cuts_is_left():
    for number in range(1, len(PARTS) + 1):
        assert "\ue000" not in html(answering(blank_sheet(60)), number)


def test_one_persons_answers_never_show_on_anothers_page():
    full = answering(bytes([3]) * 60, ("SP1.1.practice",))
    assert html(full, 1).count("checked") == 8
    assert html(answering(blank_sheet(60)), 1).count("checked") == 0


@pytest.mark.parametrize("demo", [True, False])
def test_the_demo_says_so_on_its_pages_and_only_there(demo):
    page = html(answering(blank_sheet(60)), 1, demo=demo)
    assert ('class="demo"' in page) is demo


def test_a_hole_without_a_value_stays_empty():
    page = CutPage(f"a{hole('x')}b{hole('y')}c{hole('x')}")
    assert page.fill({"x": "1"}) == "a1bc1"
