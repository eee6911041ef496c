"""A site that listens, and pages of a real Chromium to look at it with."""

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests import databases
from tests.browser import sample
from tests.browser.live import Live
from tests.browser.looking import Eyes
from tests.world import make_world
from tools import chromium

PHONE = {"width": 360, "height": 740}
# Two pages for an address bar that nobody sees, in each context, which take longer than ours; and a process
# in reserve. The rest are those of Playwright's own list that matter here, for only the last list counts.
WITHOUT = [
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "SpareRendererForSitePerProcess"),
    *(
        "AvoidUnnecessaryBeforeUnloadCheckSync",
        "DestroyProfileOnBrowserClose",
        "HttpsFirstBalancedModeAutoEnable",
    ),
    *("HttpsUpgrades", "LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints"),
    *("PaintHolding", "PreconnectToSearch", "ThirdPartyStoragePartitioning"),
]
FLAGS = ["--no-sandbox", "--disable-gpu", f"--disable-features={','.join(WITHOUT)}"]


@pytest.fixture(scope="session")
def chromium_browser() -> Iterator[Browser]:
    found = chromium.find()
    assert found, chromium.HOW_TO_GET_ONE
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


def a_free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


@pytest.fixture
def live(sqlite_template: Path, tmp_path: Path) -> Iterator[Live]:
    """On SQLite: what a browser sees does not depend on the database."""
    port = a_free_port()
    url = databases.copy_sqlite(sqlite_template, tmp_path)
    world = make_world(url, tmp_path, base_url=f"http://127.0.0.1:{port}")
    site = Live(world, port)
    site.start()
    yield site
    site.stop()
    world.engine.dispose()


@contextmanager
def a_live_demo(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    port = a_free_port()
    demo = sample.a_demo(folder, tmp_path_factory.mktemp("demo"), f"http://127.0.0.1:{port}")
    site = Live(demo, port)
    site.start()
    yield site
    site.stop()
    demo.engine.dispose()


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same for all workers of a run."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def sample_folder(shared_folder: Path) -> Path:
    return sample.sample_data(shared_folder)


@pytest.fixture(scope="session")
def passed_colours(shared_folder: Path) -> Path:
    return shared_folder / "passed-colours"


@pytest.fixture(scope="session")
def demo(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """With the sample data, for tests that only look."""
    with a_live_demo(sample_folder, tmp_path_factory) as site:
        yield site


@pytest.fixture
def own_demo(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """With the sample data, for a test that changes something."""
    with a_live_demo(sample_folder, tmp_path_factory) as site:
        yield site


@pytest.fixture
def open_page(chromium_browser: Browser) -> Iterator[Callable[..., Page]]:
    """A page of a browser that has never been here: `open_page()`, `open_page(java_script_enabled=False)`.

    It fails the test if a page's script does.
    """
    contexts = []
    faults: list[str] = []

    def opening(**options: object) -> Page:
        context = chromium_browser.new_context(**{"viewport": PHONE, **options})  # type: ignore[arg-type]  # Playwright's own
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8_000)
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        return page

    yield opening
    for context in contexts:
        context.close()
    assert not faults


@pytest.fixture
def eyes(demo: Live, open_page: Callable[..., Page], passed_colours: Path) -> Iterator[Eyes]:
    """For looking around the demo. What they find wrong fails the test at its end."""
    looking = Eyes(open_page(), demo, passed_colours)
    yield looking
    looking.report()


@pytest.fixture
def own_eyes(own_demo: Live, open_page: Callable[..., Page], passed_colours: Path) -> Iterator[Eyes]:
    """The same, in a demo of its own."""
    looking = Eyes(open_page(), own_demo, passed_colours)
    yield looking
    looking.report()
