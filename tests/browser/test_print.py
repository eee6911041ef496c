"""On paper: no navigation, everything open, nothing cut off. A page of each kind."""

from pathlib import Path

import pytest

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


def test_what_a_respondent_may_print(own_eyes):
    home = own_eyes.begin_answering()
    for page in ("part/1", "check", "profile"):
        put_on_paper(own_eyes, f"{home}/{page}")
