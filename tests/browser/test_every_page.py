"""Every page, at 320, 360 and 1280 px: nothing for axe to find, nothing sideways, nothing too low to tap."""

import pytest

from tests.browser import who_looks
from tests.routes import routes_of

pytestmark = pytest.mark.browser


def test_no_page_is_left_out(demo):
    there_are = {each.name for each in routes_of(demo.world.app) if each.method == "GET"}
    assert there_are == who_looks.EVERY_PAGE | who_looks.NOT_A_PAGE


def test_a_visitors_pages(eyes):
    eyes.walk("/", who_looks.OF_A_VISITOR)
    for address in (
        "/docs",
        "/join",
        "/admin/components",
        "/charter/search?q=trust",
        "/charter/search?q=zebra",
    ):
        eyes.open(address)
    assert eyes.seen == who_looks.OF_A_VISITOR


def test_all_that_is_in_the_themes(eyes):
    for theme in ("SP", "VA", "RP", "SA"):
        eyes.walk(f"/charter/themes/{theme}", who_looks.OF_THE_CHARTER, within=f"/{theme}")
    assert eyes.seen == who_looks.OF_THE_CHARTER


@pytest.mark.parametrize(
    ("who", "routes"),
    [
        ("amira", who_looks.OF_ANYBODY_SIGNED_IN | who_looks.OF_ONES_OWN),
        ("dele", who_looks.OF_AN_ORGANISATION | who_looks.OF_ANYBODY_SIGNED_IN),
        ("rhiannon", who_looks.OF_A_CONVENOR),
        ("sorcha", who_looks.OF_ANYBODY_SIGNED_IN),
        ("owen", who_looks.OF_A_PARTNER),
    ],
)
def test_each_seats_pages(eyes, who, routes):
    eyes.walk(eyes.sit_down(who), routes)
    assert eyes.seen == routes


def test_a_partnerships_results_with_ones_own_organisation_picked_out(eyes):
    eyes.sit_down("dele")
    newest = next(each for each in eyes.read("/p/millbrook").links if "/results/" in each)
    for chapter in (
        "",
        "/conversations",
        "/competencies",
        "/statements/SP4.1.partnership",
        "/agreement",
        "/size",
        "/levels",
        "/shared-teams",
        "/trend",
        "/report",
    ):
        eyes.open(newest + chapter)
    assert eyes.seen == who_looks.RESULTS_OF_A_PARTNERSHIP
