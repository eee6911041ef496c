"""A pair of eyes: opens pages at three widths, and remembers what is wrong with each of them.

Axe is slow, and colours most of all: it looks at each kind of text once in a run of the tests (colours.js).
At all else it looks at the narrowest width; at the others only at what another width can change, unless other
elements show there. That is for the first pages of each route; the others have the same template, and axe
looks at them at the widest. A page that a walk comes by is opened if its outline is new.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request, Response

from tests.browser.live import Live
from tests.browser.outline import Outline, outline_of
from tests.cast import AMIRA
from tests.routes import routes_of

NARROWEST = 320
PHONE = 360
WIDE = 1280
HEIGHT = 800
Options = dict[str, object]  # axe's own
ALL: Options = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"color-contrast": {"enabled": False}},  # colours.js sees to that
}
LAID_OUT: Options = {"runOnly": ["target-size", "scrollable-region-focusable", "link-in-text-block"]}
NONE: Options = {}
AXE = Path(find_spec("axe_playwright_python").origin).with_name("axe.min.js").read_text()
LOOK = Path(__file__).with_name("looking.js").read_text()
COLOURS = Path(__file__).with_name("colours.js").read_text()
SEND = """([address, fields]) => {
    const form = document.createElement("form")
    Object.assign(form, { method: "post", action: address })
    for (const [name, value] of Object.entries(fields)) {
        const field = document.createElement("textarea")
        Object.assign(field, { name, value })
        form.append(field)
    }
    document.body.append(form)
    form.submit()
}"""
PAGES_IN_FULL = 2
REFUSED = "the server responded with a status of 4"
SHOWN = (
    """() => [...document.querySelectorAll("body *")].map(each => each.checkVisibility() ? 1 : 0).join("")"""
)
DRAWN = """() => {
    const left = [...document.querySelectorAll(".plot")].find(each => !each.querySelector(".main-svg"))
    left?.closest(".figure").scrollIntoView()
    return !left
}"""


@dataclass
class Eyes:
    """`faults` is what a test wants to be empty at its end: one broken page does not hide the next."""

    page: Page
    site: Live
    passed: Path  # shapes that were looked at, colours that passed: one a line, for all workers of a run
    faults: list[str] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)  # the address it belongs to, by title
    seen: set[str] = field(default_factory=set)  # names of routes
    looks: Counter[str] = field(default_factory=Counter)  # by name of route
    longest_words: Counter[str] = field(default_factory=Counter)  # the letters of each, by name of route
    longest_lists: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(30_000)  # two of these on two cores take their time
        self.page.on("console", self._hear)
        self.page.on("request", self._watch)
        there_are = [
            (re.compile(re.sub(r"{\w+}", "[^/]+", each.path)), each)
            for each in routes_of(self.site.world.app)
        ]
        self.routes = [(pattern, each.name) for pattern, each in there_are if each.method == "GET"]
        self.takes_forms = [pattern for pattern, each in there_are if each.method == "POST"]

    def route_at(self, address: str) -> str:
        path = urlsplit(address).path
        return next((name for pattern, name in self.routes if pattern.fullmatch(path)), "")

    def _hear(self, message: ConsoleMessage) -> None:
        address = message.location["url"]
        is_the_page_itself = address == self.page.url  # a refusal on purpose is told here too
        is_a_form_refused = REFUSED in message.text and self._takes_forms(address)  # that a script has sent
        if message.type in ("error", "warning") and not is_the_page_itself and not is_a_form_refused:
            self.fault(f"the console says: {message.text}")

    def _takes_forms(self, address: str) -> bool:
        path = urlsplit(address).path
        return any(pattern.fullmatch(path) for pattern in self.takes_forms)

    def _watch(self, request: Request) -> None:
        if not request.url.startswith((self.site.address, "data:", "blob:")):
            self.fault(f"asks another host: {request.url}")

    def fault(self, words: str) -> None:
        self.faults.append(f"{urlsplit(self.page.url).path}: {words}")

    def report(self) -> None:
        if self.faults:
            pytest.fail("\n".join(self.faults), pytrace=False)

    def open(self, address: str, status: int = 200) -> None:
        """Opens a page of the site and looks at it."""
        self.set_width(NARROWEST)
        self.expect(self.page.goto(self.site.address + address), status)
        self.look()

    def sit_down(self, who: str) -> str:
        """The path at which that seat of the demo begins."""
        self.page.goto(f"{self.site.address}/demo")
        self.page.locator(f"form[action='/demo/sit/{who}'] button").click()
        return urlsplit(self.page.url).path

    def newest_link_to(self, address: str, begins: str) -> str:
        """From her letters, the last of which may still be on its way: they go out after the reply."""
        path = ""
        while not path.startswith(begins):
            self.page.wait_for_timeout(50)
            path = urlsplit(self.site.link_to(address)).path
        return path

    def begin_answering(self) -> str:
        """As Amira, who ticks the box. The path that her answering pages begin with."""
        self.page.goto(self.site.address + self.newest_link_to(AMIRA, "/i/"))
        self.page.get_by_label("I’m happy to take part").check()
        self.press("Start")
        return urlsplit(self.page.url).path.removesuffix("/about-you")

    def press(self, button: str) -> None:
        """The one whose label begins so."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=re.compile(f"^{button}")).click()

    def send(self, address: str, status: int, **fields: str) -> None:
        """Sends a form that no page of ours has, and looks at the reply."""
        self.page.wait_for_load_state("domcontentloaded")  # a click waits only until another page begins
        with self.page.expect_navigation() as reply:
            self.page.evaluate(SEND, [address, fields])
        self.expect(reply.value, status)
        self.look()

    def expect(self, response: Response | None, status: int) -> None:
        if response is None or response.status != status:
            self.fault(f"answers {response and response.status}, not {status}")

    def set_width(self, width: int) -> None:
        self.page.set_viewport_size({"width": width, "height": HEIGHT})

    def look(self) -> None:
        """At whatever is open."""
        route = self.route_at(self.page.url)
        self.seen |= {route} - {""}
        self.looks[route] += 1
        self._look_at_title(self.page.title(), urlsplit(self.page.url).path)
        if self.looks[route] > PAGES_IN_FULL:
            self._look_at_width(NARROWEST, NONE)
            self._look_at_width(WIDE)
            return
        self._look_at_width(NARROWEST)
        shown = self.page.evaluate(SHOWN)
        self._look_at_another_width(PHONE, shown)
        self.set_width(WIDE)
        if self.page.locator(".plot").count():
            self._have_figures_drawn()
        self._look_at_another_width(WIDE, shown)

    def _have_figures_drawn(self) -> None:
        """Which they are if the screen is wide when the page is opened, as they come into view."""
        self.page.reload()
        self.page.wait_for_function(DRAWN)

    def _look_at_another_width(self, width: int, shown: str) -> None:
        """`shown` is what shows at the one before."""
        self.set_width(width)
        self._look_at_width(width, LAID_OUT if self.page.evaluate(SHOWN) == shown else ALL)

    def _look_at_width(self, width: int, rules: Options = ALL) -> None:
        self.set_width(width)
        if rules:
            self._bring_axe()
        for words in self.page.evaluate(LOOK, rules):
            self.fault(f"at {width} px, {words}")
        if rules:
            self._look_at_colours(width)

    def _look_at_colours(self, width: int) -> None:
        found = self.page.evaluate(COLOURS, self._known())
        if found is None:
            self._bring_axe()
            found = self.page.evaluate(COLOURS, self._known())
        faults, passed = found
        for words in faults:
            self.fault(f"at {width} px, color-contrast: {words}")
        self._remember(passed)

    def _bring_axe(self) -> None:
        """If it is not on the page: most pages can do without, and it is half a megabyte."""
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(AXE)

    def _known(self) -> str:
        return self.passed.read_text() if self.passed.exists() else ""

    def _remember(self, passed: list[str]) -> None:
        if passed:
            with self.passed.open("a") as file:
                file.write("".join(f"{each}\n" for each in passed))

    def _look_at_title(self, title: str, path: str) -> None:
        whose = self.titles.setdefault(title, path)
        if whose != path and "admin.message" not in self.seen:  # letters are called what they are about
            self.fault(f"is called “{title}”, as is {whose}")
        if not title.endswith(" – Good Partners"):
            self.fault(f"is called “{title}”")

    def walk(self, start: str, routes: set[str], within: str = "") -> None:
        """Reads every page of these routes that leads to another, and opens what is new."""
        ahead, known = [start], {start}
        while ahead:
            address = ahead.pop(0)
            outline = self.read(address)
            self.seen.add(self.route_at(address))
            self._look_at_title(outline.title, urlsplit(address).path)
            if self._is_new(outline, self.route_at(address)):
                self.open(address)
            for link in outline.links:
                if link not in known and self.route_at(link) in routes and within in link:
                    known.add(link)
                    ahead.append(link)

    def read(self, address: str) -> Outline:
        """As it is sent, without a look at it."""
        response = self.page.context.request.get(self.site.address + address)
        if not response.ok:
            self.faults.append(f"{address}: answers {response.status}")
        return outline_of(response.text())

    def _is_new(self, outline: Outline, route: str) -> bool:
        word, length = self.longest_words[route], self.longest_lists[route]
        is_longer = outline.longest_word > word or outline.longest_list > length
        is_new = is_longer or outline.shape not in self._known()
        self.longest_words[route] = max(word, outline.longest_word)
        self.longest_lists[route] = max(length, outline.longest_list)
        self._remember([outline.shape])
        return is_new
