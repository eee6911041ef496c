"""What a page weighs in a real browser, cold and over the wire, and how soon it shows on a slow line."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright

from tools.chromium import HOW_TO_GET_ONE, find

PHONE = {"width": 390, "height": 844}
WIDE = {"width": 1280, "height": 900}
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
def a_cold_page(
    browser: Browser, viewport: dict[str, int], visitor: BrowserContext | None
) -> Iterator[tuple[Page, CDPSession]]:
    """Nothing in its cache; signed in as the visitor is."""
    context = browser.new_context(viewport={"width": viewport["width"], "height": viewport["height"]})
    if visitor is not None:
        context.add_cookies(visitor.cookies())  # type: ignore[arg-type]  # what it gives is what it takes
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    yield page, wire
    context.close()


def weigh(
    browser: Browser, address: str, viewport: dict[str, int], visitor: BrowserContext | None = None
) -> Weight:
    with a_cold_page(browser, viewport, visitor) as (page, wire):
        sizes: list[float] = []
        wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        reply = page.goto(address, wait_until="networkidle")
        if reply is None or not reply.ok:
            raise RuntimeError(f"{address} could not be shown.")
        return Weight(sum(sizes) / 1000, len(sizes))


def first_paint_seconds(
    browser: Browser, address: str, viewport: dict[str, int], visitor: BrowserContext | None = None
) -> float:
    """On a line of 400 kbit/s with 400 ms to and fro."""
    with a_cold_page(browser, viewport, visitor) as (page, wire):
        wire.send("Network.emulateNetworkConditions", SLOW_LINE)
        page.goto(address, wait_until="load")
        page.wait_for_function(FIRST_PAINT)
        return float(page.evaluate(FIRST_PAINT)) / 1000
