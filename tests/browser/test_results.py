"""Results in a real browser: drawn where there is room, readable on phones, on paper and without script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.storage.tables import ASSESSMENT, PARTNERSHIP
from tests.browser.live import Live

pytestmark = pytest.mark.browser

WIDE = {"width": 1280, "height": 900}
KILOBYTE = 1_024
MOST_ON_A_PHONE, MOST_ON_A_WIDE_SCREEN = 60 * KILOBYTE, 450 * KILOBYTE
PLOTLY = "**/plotly-basic*.js"
FOCUSABLE = "a, button, input, select, textarea, summary, [tabindex]"


@pytest.fixture
def closed(demo: Live) -> str:
    """The code of the last joint assessment that has closed."""
    with demo.world.engine.connect() as connection:
        of_millbrook = (ASSESSMENT.c.title == "Spring 2026", PARTNERSHIP.c.slug == "millbrook")
        found = connection.execute(select(ASSESSMENT.c.code).join(PARTNERSHIP).where(*of_millbrook))
        return str(found.scalar_one())


def sit(page: Page, site: Live, who: str) -> None:
    page.goto(f"{site.address}/demo")
    page.locator(f"form[action='/demo/sit/{who}'] button").click()
    page.wait_for_load_state("networkidle")  # so that nothing of it arrives later


def scroll_through(page: Page) -> None:
    for figure in page.locator(".figure").all():
        figure.scroll_into_view_if_needed()


def weight_of(page: Page, address: str) -> tuple[int, list[str]]:
    """What a cold load costs on the wire, scrolled to its end, and what was asked for."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    arrived: list[int] = []
    session.on("Network.loadingFinished", lambda event: arrived.append(event["encodedDataLength"]))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    scroll_through(page)
    page.wait_for_load_state("networkidle")
    return int(sum(arrived)), asked


def test_on_a_wide_screen_figures_are_drawn_and_their_tables_wait(
    demo, closed, open_page: Callable[..., Page]
):
    page = open_page(viewport=WIDE)
    sit(page, demo, "dele")
    page.goto(f"{demo.address}/org/northway-homes/results/{closed}")
    scroll_through(page)
    figures = page.locator(".figure")
    for figure in figures.all():
        expect(figure.locator(".plot .main-svg").first).to_be_visible()
        expect(figure.locator("table.rows")).to_be_hidden()
        figure.get_by_text("See these numbers as a table").click()
        expect(figure.locator("table.rows")).to_be_visible()
    assert figures.count() == 2
    assert page.locator(".plot:not([aria-hidden=true])").count() == 0
    assert page.locator(f".plot :is({FOCUSABLE})").count() == 0


def test_without_the_chart_library_the_tables_stand(demo, closed, open_page: Callable[..., Page]):
    page = open_page(viewport=WIDE)
    sit(page, demo, "dele")
    page.route(PLOTLY, lambda route: route.abort())
    page.goto(f"{demo.address}/org/northway-homes/results/{closed}")
    scroll_through(page)
    for figure in page.locator(".figure").all():
        expect(figure.locator("table.rows")).to_be_visible()
        expect(figure.locator(".plot")).to_be_hidden()


@pytest.mark.parametrize(("who", "place"), [("dele", "/org/northway-homes"), ("rhiannon", "/p/millbrook")])
def test_a_phone_loads_little_and_no_chart_library(demo, closed, open_page: Callable[..., Page], who, place):
    page = open_page()
    sit(page, demo, who)
    weight, asked = weight_of(page, f"{demo.address}{place}/results/{closed}")
    assert weight <= MOST_ON_A_PHONE, asked
    assert not [each for each in asked if "plotly" in each]


@pytest.mark.parametrize(
    ("who", "page_of"),
    [
        ("dele", "/org/northway-homes/results/{}"),
        ("dele", "/org/northway-homes/results/{}/levels"),
        ("rhiannon", "/p/millbrook/results/{}"),
        ("rhiannon", "/p/millbrook/results/{}/levels"),
    ],
)
def test_a_wide_screen_loads_what_it_may(demo, closed, open_page: Callable[..., Page], who, page_of):
    page = open_page(viewport=WIDE)
    sit(page, demo, who)
    weight, asked = weight_of(page, f"{demo.address}{page_of.format(closed)}")
    assert [each for each in asked if "plotly" in each]
    assert weight <= MOST_ON_A_WIDE_SCREEN


def test_counting_people_needs_no_script(demo, closed, open_page: Callable[..., Page]):
    page = open_page(java_script_enabled=False)
    sit(page, demo, "rhiannon")
    page.goto(f"{demo.address}/p/millbrook/results/{closed}")
    before = page.locator("tr.total").first.inner_text()
    expect(page.get_by_role("heading", name="each organisation counting once")).to_be_visible()
    page.get_by_role("link", name="Count each person once instead").click()
    expect(page.get_by_role("heading", name="each person counting once")).to_be_visible()
    assert page.locator("tr.total").first.inner_text() != before


def test_on_paper_there_are_tables_and_nothing_to_press(demo, closed, open_page: Callable[..., Page]):
    page = open_page(viewport=WIDE)
    sit(page, demo, "dele")
    page.goto(f"{demo.address}/org/northway-homes/results/{closed}")
    scroll_through(page)
    expect(page.locator(".plot .main-svg").last).to_be_visible()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for table in page.locator("table.rows").all():
        expect(table).to_be_visible()
    for gone in (".plot", ".subnav", ".top nav"):
        expect(page.locator(gone).first).to_be_hidden()
