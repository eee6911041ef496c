"""What a page weighs in a real browser, cold and over the wire, and how soon it shows on a slow line."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from tools.chromium import HOW_TO_GET_ONE, find

PHONE = (390, 844)
WIDE = (1280, 900)
SLOW_LINE = {
    "offline": False,
    "latency": 400,  # ms
    "downloadThroughput": 400_000 / 8,  # bytes a second
    "uploadThroughput": 400_000 / 8,
}
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
FIRST_PAINT = """() => {
    const [paint] = performance.getEntriesByName("first-contentful-paint");
    return paint ? paint.startTime : null;
}"""


@dataclass(frozen=True)
class Weight:
    """Of the page and of all that it brings."""

    kilobytes: float
    requests: int


@dataclass(frozen=True)
class Visit:
    """A page, in a window of so many pixels, by a browser that has these cookies."""

    address: str
    window: tuple[int, int]
    cookies: Mapping[str, str]


@contextmanager
def a_browser() -> Iterator[Browser]:
    chromium = find()
    if chromium is None:
        raise RuntimeError(HOW_TO_GET_ONE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield browser
        browser.close()


@contextmanager
def a_cold_page(browser: Browser, visit: Visit) -> Iterator[tuple[Page, CDPSession]]:
    """Nothing in its cache."""
    width, height = visit.window
    context = browser.new_context(viewport={"width": width, "height": height})
    context.add_cookies(
        [{"name": name, "value": value, "url": visit.address} for name, value in visit.cookies.items()]
    )
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    yield page, wire
    context.close()


def weigh(browser: Browser, visit: Visit) -> Weight:
    with a_cold_page(browser, visit) as (page, wire):
        sizes: list[float] = []
        wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        reply = page.goto(visit.address, wait_until="networkidle")
        if reply is None or not reply.ok or page.url != visit.address:
            raise RuntimeError(f"{visit.address} could not be shown.")
        return Weight(sum(sizes) / 1000, len(sizes))


def first_paint_seconds(browser: Browser, visit: Visit) -> float:
    """On a line of 400 kbit/s with 400 ms to and fro."""
    with a_cold_page(browser, visit) as (page, wire):
        wire.send("Network.emulateNetworkConditions", SLOW_LINE)
        page.goto(visit.address, wait_until="load")
        page.wait_for_function(FIRST_PAINT)
        return float(page.evaluate(FIRST_PAINT)) / 1000
