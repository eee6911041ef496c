"""Amira takes her answers back on her phone: it keeps nothing of them either, and claims nothing too soon."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.live import Live
from tests.browser.test_answering import (
    answer_all,
    answered,
    begin,
    eventually,
    expect_status,
    questions,
    wait_until_held,
)

pytestmark = pytest.mark.browser


def about_to_delete(live: Live, page: Page) -> int:
    """How many answers are kept."""
    begin(live, page)
    wait_until_held(page)
    done = answer_all(page)
    expect_status(page, "Saved.")
    page.goto(page.url.partition("/part/")[0])
    page.get_by_role("link", name="Delete my answers").click()
    return done


def test_nothing_stays_on_the_phone_once_the_answers_are_deleted(live, open_page):
    page = open_page()
    about_to_delete(live, page)
    page.get_by_role("button", name="Delete my answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your answers are deleted")
    eventually(page, lambda: page.evaluate("async () => (await caches.keys()).length") == 0)
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert {each["name"].partition("-")[0] for each in page.context.cookies()} == {"deleted"}


def test_what_still_waits_on_the_phone_goes_with_the_rest(live, open_page):
    page = open_page()
    begin(live, page)
    wait_until_held(page)
    live.stop()
    answer_all(page)
    expect_status(page, "Not sent yet")
    delete = page.url.partition("/part/")[0] + "/delete"
    page.goto("about:blank")
    live.start()
    page.goto(delete)
    page.get_by_role("button", name="Delete my answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your answers are deleted")
    eventually(page, lambda: page.evaluate("localStorage.length + sessionStorage.length") == 0)
    begin(live, page)
    assert not [each for each in questions(page) if each.locator("input:checked").count()]
    assert answered(live) == 0


def test_without_signal_nothing_is_said_to_be_deleted(live, open_page):
    page = open_page()
    done = about_to_delete(live, page)
    live.stop()
    page.get_by_role("button", name="Delete my answers").click()
    page.wait_for_url("chrome-error://**")
    live.start()
    assert answered(live) == done
