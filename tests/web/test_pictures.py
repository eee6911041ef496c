"""Pictures for slides: of each figure on the pages, of released values, complete by themselves."""

import re
from html import unescape
from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image

from tests.released import NORTHWAY, a_cell, a_team, withheld
from tests.results_world import close_some

LINK = re.compile(r'href="([^"]*/pictures/[^"]*)"')
OWN = ("", "/themes/SP", "/competencies", "/statements/SP1.1.practice", "/teams", "/levels", "/trend")
SHARED = ("", "/competencies", "/agreement?order=closest", "/size?count=people", "/levels", "/trend")


def words_of(svg: str) -> str:
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own
    return " ".join(each.text or "" for each in root.iter() if each.tag.endswith("text"))


def pictures_on(browser, page: str) -> list[str]:
    return [unescape(each) for each in LINK.findall(browser.get(page).text)]


def test_each_figure_on_the_pages_has_a_picture_that_says_the_same(closed):
    found = 0
    for browser, start, pages in (
        (closed.dele, closed.at, OWN),
        (closed.rhiannon, closed.together, SHARED),
    ):
        for page in pages:
            text = " ".join(re.sub(r"<[^>]+>", " ", unescape(browser.get(start + page).text)).split())
            links = [each for each in pictures_on(browser, start + page) if ".svg" in each]
            found += len(links)
            for link in links:
                reply = browser.get(link)
                assert reply.status_code == 200, link
                assert reply.headers["content-type"].startswith("image/svg+xml")
                told = words_of(reply.text)
                assert "Good Partners," in told
                assert "Spring 2026" in told
                numbers = set(re.findall(r"\b\d+\b", told))
                assert numbers <= set(re.findall(r"\d+", text))
    assert found >= 18


def test_a_png_is_wide_enough_for_a_slide_and_white(closed):
    reply = closed.dele.get(f"{closed.at}/pictures/overview/practice.png")
    assert reply.headers["content-type"] == "image/png"
    picture = Image.open(BytesIO(reply.content))
    assert picture.width == 1920
    assert picture.convert("RGB").getpixel((3, 3)) == (255, 255, 255)
    assert len(picture.convert("RGB").getcolors(1 << 20)) > 50


@pytest.mark.parametrize(
    "name", ["overview/practice.gif", "overview/nobody.svg", "nowhere/practice.svg", "SP/x"]
)
def test_there_is_no_other_picture(closed, name):
    assert closed.dele.get(f"{closed.at}/pictures/{name}").status_code == 404


def test_a_name_is_words_and_what_is_withheld_is_not_drawn(world):
    name = '<script>alert(1)</script>&"\u0000'
    cells = [a_cell(NORTHWAY, "VA.practice", 60), a_cell(NORTHWAY, "SP.practice", 61)]
    cells += [a_cell(NORTHWAY, code, 62) for code in ("RP.practice", "SA.practice")]
    cells += [withheld(a_team(name[:-1], 1), f"{theme}.practice") for theme in ("SP", "VA", "RP", "SA")]
    place = close_some(world, own=cells)
    svg = place.dele.get(f"{place.at}/pictures/teams/practice.svg").text
    assert "<script" not in svg
    assert "alert(1)" in words_of(svg)
    assert "Too few answers here" in words_of(svg)
