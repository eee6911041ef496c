"""On paper: no navigation, everything open, nothing cut off. A page of each kind."""

import re
from pathlib import Path

import pytest
from sqlmodel import Session

from app.storage.tables import ASSESSMENT
from tests.browser.looking import Eyes

pytestmark = pytest.mark.browser

PAPER = {"width": 680, "height": 1009}  # A4 less its margins, in pixels
ON_SCREEN_ONLY = (
    ".demo, .top nav, .top .end, .foot, .crumbs, .back, .subnav, .btns, .saved, .inline-form, .plot"
)
LOOK = Path(__file__).with_name("on_paper.js").read_text()


def put_on_paper(eyes: Eyes, address: str) -> None:
    """As the browser does when somebody prints: what pages hear first, then the paper's own styles."""
    page = eyes.page
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(eyes.site.address + address)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size(PAPER)
    for words in page.evaluate(LOOK, [PAPER["width"], ON_SCREEN_ONLY])[:5]:
        eyes.fault(f"on paper, {words}")


def test_what_anyone_may_print(eyes):
    for address in (
        "/",
        "/how-it-works",
        "/privacy",
        "/method",
        "/charter",
        "/charter/print",
        "/charter/competencies",
        "/charter/competencies/SA2.1",
        "/charter/principles/RP1",
        "/charter/themes/VA",
        "/charter/sources",
        "/docs",
        "/admin/components",
    ):
        put_on_paper(eyes, address)


@pytest.mark.parametrize(
    ("who", "start", "chapters"),
    [
        (
            "dele",
            "/org/northway-homes",
            ("", "/themes/RP", "/competencies", "/teams", "/levels", "/trend", "/report"),
        ),
        ("rhiannon", "/p/millbrook", ("", "/agreement", "/size", "/levels", "/report")),
    ],
)
def test_results(eyes, who, start, chapters):
    eyes.sit_down(who)
    put_on_paper(eyes, start)
    results = next(each for each in eyes.read(start).links if "/results/" in each)
    for chapter in chapters:
        put_on_paper(eyes, results + chapter)
        assert "Figures for groups of five or more" in eyes.page.locator("main").inner_text()


def test_a_poster_goes_on_one_page_however_much_its_leader_has_to_say(own_eyes):
    home = own_eyes.sit_down("dele")
    watched = next(each for each in own_eyes.read(home).links if "/assessments/" in each)
    with Session(own_eyes.site.world.engine) as session, session.begin():
        session.execute(ASSESSMENT.update().values(leaders_line="We want to be easy to work with. " * 12))
    put_on_paper(own_eyes, f"{watched}/poster")
    assert own_eyes.page.locator(".poster").bounding_box()["height"] <= PAPER["height"]
    assert not own_eyes.page.get_by_text("A minute with your team").is_visible()


def test_what_a_respondent_may_print(own_eyes):
    home = own_eyes.begin_answering()
    for page in ("part/1", "check", "profile"):
        put_on_paper(own_eyes, f"{home}/{page}")


def pages_of_paper(eyes: Eyes, address: str) -> int:
    put_on_paper(eyes, address)
    return len(re.findall(rb"/Type /Page\b", eyes.page.pdf(prefer_css_page_size=True)))


def test_a_sheet_is_one_sheet_of_paper_however_much_is_on_it(eyes):
    eyes.sit_down("dele")
    sheet = "/org/northway-homes/supervision/sheet"
    longest_in_supervision, longest_in_appraisal = ("SP2.2", "SP2.3", "SP3.2"), ("SP1.3", "SP4.2", "VA2.2")
    for use, codes in (("supervision", longest_in_supervision), ("appraisal", longest_in_appraisal)):
        for count in (1, 3):
            chosen = "&".join(f"{code}=yes" for code in codes[:count])
            assert pages_of_paper(eyes, f"{sheet}?use={use}&{chosen}") == 1


def test_each_part_of_a_kit_begins_on_a_page(eyes):
    eyes.sit_down("dele")
    five = "SA1.1=yes&SA2.2=yes&SA3.3=yes&SP3.2=yes&RP3.1=yes"
    parts = 6
    assert (
        pages_of_paper(eyes, f"/org/northway-homes/recruit/kit?level=both&{five}") == parts + 2
    )  # of questions
