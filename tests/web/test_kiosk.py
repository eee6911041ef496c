"""A shared tablet: what one person leaves behind, the next must not find."""

import re

import pytest

from app.web.static_files import static
from tests.on_paper import print_codes, take_addresses_away
from tests.web.test_ways_in import answer_and_send, open_link
from tests.world import Browser, World


@pytest.fixture
def entrance(world: World, dele: Browser, own: str) -> str:
    take_addresses_away(world, world.northway_own, world.cast.outreach)
    return open_link(dele, f"{own}/no-email")


def begin_at_the_tablet(world: World, tablet: Browser, entrance: str) -> str:
    said = {"team": str(world.cast.outreach), "role_level": "both", "consent": "yes", "kiosk": "yes"}
    return tablet.post(f"{entrance}/start", data=said).headers["location"]


def test_every_page_of_somebody_at_the_tablet_has_finish_and_clear_and_holds_nothing(world, entrance):
    tablet = world.browser()
    home = begin_at_the_tablet(world, tablet, entrance).removesuffix("/about-you")
    for path in ("", "/about-you", "/part/1", "/part/2", "/check", "/later", "/profile", "/delete"):
        page = tablet.get(home + path)
        assert f'action="{entrance}/kiosk"' in page.text
        assert static("answering.js") not in page.text
        assert static("kiosk.js") in page.text
        assert page.headers["cache-control"] == "no-store"
    for path in ("/privacy", "/help"):
        assert f'action="{entrance}/kiosk"' in tablet.get(path).text
    phone = world.browser()
    phone.post(f"{entrance}/start", data={"team": "none", "role_level": "both", "consent": "yes"})
    assert static("kiosk.js") not in phone.get(f"{home}/part/1").text
    assert static("answering.js") in phone.get(f"{home}/part/1").text


def test_clearing_leaves_nothing_of_the_last_person(world, entrance):
    tablet = world.browser()
    home = begin_at_the_tablet(world, tablet, entrance).removesuffix("/about-you")
    answer_and_send(world, tablet)
    assert re.search(r'class="big-code">', tablet.get(f"{home}/sent").text)
    cleared = tablet.post(f"{entrance}/kiosk")
    assert cleared.headers["clear-site-data"] == '"cache", "cookies", "storage"'
    assert len(tablet.cookies) == 0
    signed_in = world.browser(world.cast.dele).post(f"{entrance}/kiosk")
    assert re.match(r'sign-in=""; .*Max-Age=0;', signed_in.headers["set-cookie"])
    start = tablet.get(cleared.headers["location"])
    assert "Which team do you work with?" in start.text
    assert "checked" not in start.text
    assert tablet.get(f"{home}/sent").status_code == 404
    assert begin_at_the_tablet(world, tablet, entrance) == f"{home}/about-you"


def test_a_browser_that_holds_something_is_cleared_before_it_is_a_tablet_and_not_by_a_look(world, entrance):
    director = world.browser(world.cast.dele)
    assert "Clear this tablet first" in director.get(f"{entrance}/kiosk").text
    assert director.get("/org/northway-homes").status_code == 200


def test_a_printed_code_is_used_at_the_tablet_as_well(world, dele, own):
    take_addresses_away(world, world.northway_own, world.cast.repairs)
    code = print_codes(dele, f"{own}/no-email")["Colleague 0"]
    [entrance] = re.findall(r"testserver(/r/\w+)/kiosk", dele.get(f"{own}/no-email").text)
    tablet = world.browser()
    form = dict(re.findall(r'name="(kiosk)" value="(\w+)"', tablet.get(f"{entrance}/kiosk").text))
    link = tablet.post("/join", data={"slip": code, **form}).headers["location"]
    assert f'action="{entrance}/kiosk"' in tablet.get(link).text
    tablet.post(f"{link}/start", data={"consent": "yes"})
    answer_and_send(world, tablet)
    tablet.post(f"{entrance}/kiosk")
    assert tablet.get(f"/answer/{world.northway_own.code}/sent").status_code == 404
