"""What somebody writes for herself on her phone stays in its boxes until it has arrived."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

WORDS = "I rang the ward before the meeting"


def test_without_signal_her_words_stay_and_with_it_they_are_kept_once(live, open_page):
    page = open_page()
    cookie = live.world.browser(live.world.cast.amira).cookies["sign-in"]
    page.context.add_cookies([{"name": "sign-in", "value": cookie, "url": live.address}])
    keep, says = page.get_by_role("button", name="Keep it"), page.locator(".stays")
    page.goto(f"{live.address}/me/journal/new")
    page.get_by_label("What happened?").fill(WORDS)
    page.context.set_offline(True)
    keep.click()
    expect(says).to_have_text(re.compile("No connection. Your words are still here. Keep this page open"))
    expect(page.get_by_label("What happened?")).to_have_value(WORDS)
    page.context.set_offline(False)
    page.route("**/me/journal/*", lambda route: (route.fetch(max_redirects=0), route.abort()), times=1)
    keep.click()  # it arrives, and the reply does not
    expect(says).to_contain_text("No connection.")
    keep.click()
    page.wait_for_url("**/me/journal?done=kept")
    assert page.locator(".entries > li").count() == 1
    page.goto(f"{live.address}/me/journal/new")
    keep.click()
    expect(page.get_by_role("alert")).to_contain_text("Write something in one of the three boxes.")
