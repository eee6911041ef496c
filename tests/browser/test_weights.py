"""What pages weigh on the wire, cold and gzipped, with all they bring. Dashboards are in test_results.py."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.looking import Eyes

pytestmark = pytest.mark.browser

MOST_BYTES = 50 * 1_024
MOST_REQUESTS = 6


@pytest.fixture
def weigh(open_page: Callable[..., Page]) -> Callable[..., tuple[int, int]]:
    """Bytes and requests of a page, for a browser that has these cookies and nothing else."""

    def weighing(address: str, cookies: list[dict[str, object]] = ()) -> tuple[int, int]:
        page = open_page()
        page.context.add_cookies(cookies)
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.send("Network.setExtraHTTPHeaders", {"headers": {"Accept-Encoding": "gzip"}})
        arrived: list[float] = []
        wire.on("Network.loadingFinished", lambda event: arrived.append(event["encodedDataLength"]))
        page.goto(address, wait_until="networkidle")
        return round(sum(arrived)), len(arrived)

    return weighing


@pytest.mark.parametrize("address", ["/", "/demo", "/charter", "/charter/competencies/SP1.1", "/sign-in"])
def test_a_visitors_page_is_light(demo, weigh, address):
    weight, requests = weigh(demo.address + address)
    assert weight <= MOST_BYTES
    assert requests <= MOST_REQUESTS


def test_a_kit_is_light(own_eyes: Eyes, weigh):
    home, five = own_eyes.sit_down("dele"), "SA1.1=yes&SA2.2=yes&SA3.3=yes&SP3.2=yes&RP3.1=yes"
    for page in ("recruit", f"recruit/kit?{five}", "supervision"):
        weight, requests = weigh(f"{own_eyes.site.address}{home}/{page}", own_eyes.page.context.cookies())
        assert weight <= MOST_BYTES, page
        assert requests <= MOST_REQUESTS, page


def test_the_questionnaire_is_light(own_eyes: Eyes, weigh):
    home = own_eyes.begin_answering()
    address, context = own_eyes.site.address + home, own_eyes.page.context
    parts = [f"part/{number}" for number in range(1, 12)]
    longest = max(parts, key=lambda part: len(context.request.get(f"{address}/{part}").body()))
    for page in ("about-you", longest, "check", "profile"):
        weight, requests = weigh(f"{address}/{page}", context.cookies())
        assert weight <= MOST_BYTES, page
        assert requests <= MOST_REQUESTS, page
