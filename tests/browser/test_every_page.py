"""Every page, at 320, 360 and 1280 px: nothing for axe to find, nothing sideways, nothing too low to tap."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.live import Live
from tests.browser.looking import Eyes
from tests.routes import routes_of

pytestmark = pytest.mark.browser

# Which test looks at which pages. Together they look at all.
OF_A_VISITOR = {
    "public.home",
    "public.how_it_works",
    "public.privacy",
    "public.accessibility",
    "public.help",
    "public.method",
    "charter.show",
    "charter.competencies",
    "charter.sources",
    "charter.search",
    "charter.print_version",
    "demo.seats",
    "my_results.ask",
    "receipts.ask",
    "api.docs",
    "admin.outbox",
    "admin.message",
    "admin.components",
}
OF_THE_CHARTER = {"charter.theme", "charter.principle", "charter.competency"}
OF_AN_ORGANISATION = {
    "organisations.home",
    "organisations.watch",
    "organisations.confirm_close",
    "results.overview",
    "results.theme",
    "results.competencies",
    "results.teams",
    "results.levels",
    "results.trend",
}
OF_A_PARTNERSHIP = {
    "partnerships.home",
    "partnerships.watch",
    "results.partnership_overview",
    "results.agreement",
    "results.size",
    "results.partnership_levels",
}
GETTING_IN = {
    "accounts.sign_in",
    "accounts.sent",
    "accounts.show_link",
    "accounts.signed_out",
    "accounts.home",
}
ANSWERING = {
    "invitations.show",
    "invitations.ask_code",
    "invitations.no_thanks",
    "answering.tasks",
    "answering.about_you",
    "answering.part",
    "answering.later",
    "answering.waiting",
    "sending.check",
    "sending.sent",
    "sending.profile",
}
NO_PAGES = {
    "system.healthz",
    "system.readyz",
    "answering.worker",
    "exports.organisation_cells",
    "exports.partnership_cells",
    "api.cells",
    "api.description",
}


@pytest.fixture
def eyes(demo: Live, open_page: Callable[..., Page]) -> Iterator[Eyes]:
    looking = Eyes(open_page(), demo)
    yield looking
    assert not looking.faults, "\n".join(looking.faults)


def sit_down(eyes: Eyes, who: str) -> str:
    """The address of the page where that seat begins."""
    eyes.page.goto(f"{eyes.site.address}/demo")
    eyes.page.locator(f"form[action='/demo/sit/{who}'] button").click()
    return eyes.page.url.removeprefix(eyes.site.address)


@pytest.mark.parametrize("theme", ["SP", "VA", "RP", "SA"])
def test_all_that_is_in_a_theme(eyes, theme):
    eyes.walk(f"/charter/themes/{theme}", OF_THE_CHARTER, within=f"/{theme}")
    assert eyes.seen == OF_THE_CHARTER


@pytest.mark.parametrize(
    ("who", "routes"),
    [
        ("amira", {"accounts.home"}),
        ("dele", OF_AN_ORGANISATION | {"accounts.home"}),
        ("rhiannon", OF_A_PARTNERSHIP | {"partnerships.confirm_close", "accounts.home"}),
        ("sorcha", {"accounts.home"}),
        ("owen", {"organisations.home", "organisations.watch", "partnerships.home", "partnerships.watch"}),
    ],
)
def test_each_seats_pages(eyes, who, routes):
    eyes.walk(sit_down(eyes, who), routes)
    assert eyes.seen == routes


def test_a_partners_own_mark_on_the_partnerships_pages(eyes):
    """Dele sees what Rhiannon sees, with his own organisation picked out, and may not close."""
    sit_down(eyes, "dele")
    eyes.walk("/p/millbrook", OF_A_PARTNERSHIP)
    assert eyes.seen == OF_A_PARTNERSHIP


def test_no_page_is_left_out(demo):
    looked_at = OF_A_VISITOR | OF_THE_CHARTER | OF_AN_ORGANISATION | OF_A_PARTNERSHIP | GETTING_IN | ANSWERING
    there_are = {each.name for each in routes_of(demo.world.app) if each.method == "GET"}
    assert there_are == looked_at | NO_PAGES | {"my_results.profile", "partnerships.confirm_close"}
