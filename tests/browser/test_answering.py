"""Amira answers on her phone: with script and without, with no signal, in two tabs, on another device."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from sqlmodel import Session

from app.domain import walk
from app.domain.answers import BLANK
from app.domain.responses import OpenResponse
from app.storage import invitations, responses
from tests.browser.live import Live
from tests.cast import AMIRA, DELE

pytestmark = pytest.mark.browser

PARTS = 11
OpenPage = Callable[..., Page]


def amiras(live: Live) -> OpenResponse:
    """What is kept of her answers."""
    world = live.world
    with Session(world.engine) as session:
        [mine] = [
            each
            for each in invitations.invitations_of_person(session, world.cast.amira.person_id)
            if each.assessment_id == world.joint.id
        ]
        found = responses.find_answering_of(session, mine.id)
    assert found
    return found.response


def answered(live: Live) -> int:
    return sum(byte != BLANK for byte in amiras(live).sheet)


def start(live: Live, page: Page, link: str | None = None) -> None:
    page.goto(link or live.link_to(AMIRA))
    page.get_by_label("I’m happy to take part").check()
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("About you")


def go_on(page: Page) -> None:
    """To the next page, drawn whole: the one left behind has no questions, or others."""
    with page.expect_navigation():
        page.get_by_role("button", name="Continue").click()


def begin(live: Live, page: Page) -> None:
    start(live, page)
    go_on(page)


def questions(page: Page) -> list[Locator]:
    return page.locator("fieldset.q:not(#q-help)").all()


def answer(question: Locator, level: int) -> None:
    question.get_by_role("radio").nth(level).check()


def answer_all(page: Page, level: int = 3) -> int:
    found = questions(page)
    for question in found:
        answer(question, level)
    return len(found)


def expect_part(page: Page, number: int) -> None:
    expect(page).to_have_url(re.compile(rf"/part/{number}$"))
    expect(page.locator("form#part")).to_be_visible()


def expect_status(page: Page, words: str) -> None:
    expect(page.get_by_role("status").last).to_contain_text(words)


def eventually(page: Page, is_so: Callable[[], bool]) -> None:
    for _ in range(200):
        if is_so():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it did not come to pass")


def walk_through(page: Page) -> int:
    """Every part, from the first to check and send."""
    done = 0
    for number in range(1, PARTS + 1):
        expect_part(page, number)
        done += answer_all(page, level=number % 5)
        go_on(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Check and send")
    return done


@pytest.mark.parametrize("has_script", [True, False])
def test_from_the_mail_to_her_profile(live, open_page: OpenPage, has_script):
    page = open_page(java_script_enabled=has_script)
    begin(live, page)
    assert walk_through(page) == 60
    assert answered(live) == 60
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    receipt = page.locator(".big-code").last.inner_text()
    page.get_by_role("link", name="See my profile").click()
    expect(page.get_by_role("heading", name="What comes easily")).to_be_visible()
    page.goto(f"{live.address}/receipt")
    page.get_by_label("The receipt").fill(receipt.upper())
    page.get_by_role("button", name="Check it").click()
    expect(page.get_by_role("heading", name="Yes, this was kept")).to_be_visible()


def test_her_profile_is_there_after_my_practice_and_sends_nothing(live, open_page):
    page = open_page()
    begin(live, page)
    for number in range(1, 5):
        expect_part(page, number)
        answer_all(page)
        go_on(page)
    expect_part(page, 5)
    answer_all(page)
    page.get_by_role("button", name="See my profile now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My profile")
    assert not amiras(live).is_sent


def test_every_tap_is_saved_at_once(live, open_page):
    page = open_page()
    begin(live, page)
    answer(questions(page)[0], 2)
    expect_status(page, "Saved.")
    assert amiras(live).sheet[0] == 2


def test_an_answer_can_be_taken_back(live, open_page):
    page = open_page()
    begin(live, page)
    answer(questions(page)[0], 2)
    expect_status(page, "Saved.")
    questions(page)[0].get_by_label("Leave this one blank").check()
    eventually(page, lambda: amiras(live).sheet[0] == BLANK)


def test_many_taps_on_one_statement_end_with_the_last(live, open_page):
    page = open_page()
    begin(live, page)
    for level in (0, 3, 1, 3, 0, 4, 2):
        answer(questions(page)[0], level)
    go_on(page)
    expect(page).to_have_url(re.compile("blanks=yes"))
    assert amiras(live).sheet[0] == 2


def test_an_answer_whose_arrival_was_never_heard_of_is_no_clash(live, open_page):
    page = open_page(service_workers="block")
    begin(live, page)

    def arrive_and_tell_nobody(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/save/*", arrive_and_tell_nobody, times=1)
    answer(questions(page)[0], 1)
    expect_status(page, "Not sent yet")
    assert amiras(live).sheet[0] == 1
    answer(questions(page)[0], 3)
    expect_status(page, "Saved.")
    assert amiras(live).sheet[0] == 3


def test_on_a_shared_phone_nobodys_answers_go_off_as_somebody_elses(live, open_page):
    page = open_page()
    start(live, page)
    wait_until_held(page)
    go_on(page)
    deles_link = live.link_to(DELE)
    live.stop()
    answer_all(page)
    expect_status(page, "Not sent yet")
    page.goto("about:blank")
    live.start()
    start(live, page, deles_link)
    wait_until_held(page)
    go_on(page)
    expect(page.locator("form#part input:checked")).to_have_count(0)
    answer(questions(page)[0], 2)
    expect_status(page, "Saved.")
    assert answered(live) == 0


def test_blanks_are_named_once_and_then_left(live, open_page):
    page = open_page()
    begin(live, page)
    for question in questions(page)[2:]:
        answer(question, 3)
    go_on(page)
    expect(page.get_by_role("heading", name="You left two blank")).to_be_visible()
    expect(page.get_by_role("link", name="I check my own decisions")).to_be_visible()
    go_on(page)
    expect_part(page, 2)


HELD = """async () => {
    if (!navigator.serviceWorker.controller) return 0;
    const names = await caches.keys();
    const held = await Promise.all(names.map(async (each) => (await caches.open(each)).keys()));
    return held.flat().filter((each) => each.url.includes("/part/")).length;
}"""


def wait_until_held(page: Page) -> None:
    """The phone has the pages to come, and its worker looks after this one."""
    eventually(page, lambda: page.evaluate(HELD) == PARTS)


def test_two_parts_without_signal_lose_nothing(live, open_page):
    page = open_page()
    start(live, page)
    wait_until_held(page)
    go_on(page)
    done = answer_all(page)
    expect_status(page, "Saved.")
    go_on(page)
    live.stop()
    for number in (2, 3):
        expect_part(page, number)
        done += answer_all(page, level=number)
        expect_status(page, "Not sent yet")
        go_on(page)
    expect_part(page, 4)
    live.start()
    eventually(page, lambda: answered(live) == done)
    sheet = amiras(live).sheet
    assert (sheet.count(3), sheet.count(2)) == (13, 7)
    expect_status(page, "Saved.")


def test_reloading_without_signal_shows_what_was_answered(live, open_page):
    page = open_page()
    start(live, page)
    wait_until_held(page)
    go_on(page)
    for question in questions(page)[:3]:
        answer(question, 1)
    eventually(page, lambda: answered(live) == 3)
    live.stop()
    for question in questions(page)[3:5]:
        answer(question, 4)
    expect_status(page, "Not sent yet")
    page.reload()
    expect(page.locator("form#part input:checked")).to_have_count(5)
    live.start()
    eventually(page, lambda: answered(live) == 5)
    page.reload()
    expect(page.locator("form#part input:checked")).to_have_count(5)


def test_past_the_last_page_without_signal_the_phone_says_what_is_up(live, open_page):
    page = open_page()
    start(live, page)
    wait_until_held(page)
    page.goto(page.url.replace("about-you", "part/11"))
    answer_all(page)
    live.stop()
    go_on(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Waiting for signal")
    live.start()
    page.get_by_role("link", name="Try again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome back")
    eventually(page, lambda: answered(live) == 4)


@pytest.mark.parametrize("button", ["Save and come back later", "See my profile now"])
def test_stopping_without_signal_leads_to_no_other_part(live, open_page, button):
    page = open_page()
    start(live, page)
    wait_until_held(page)
    page.goto(page.url.replace("about-you", "part/5"))
    done = answer_all(page)
    expect_status(page, "Saved.")
    live.stop()
    answer(questions(page)[0], 1)
    expect_status(page, "Not sent yet")
    page.get_by_role("button", name=button).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Waiting for signal")
    expect(page.locator("main")).to_contain_text("come back on this phone by the same link")
    live.start()
    page.get_by_role("link", name="Try again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome back")
    eventually(page, lambda: (answered(live), amiras(live).sheet.count(1)) == (done, 1))


def test_nothing_stays_on_the_phone_once_the_answers_are_sent(live, open_page):
    page = open_page()
    start(live, page)
    wait_until_held(page)
    go_on(page)
    answer_all(page)
    expect_status(page, "Saved.")
    page.goto(re.sub(r"/part/\d+", "/check", page.url))
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    eventually(page, lambda: page.evaluate("async () => (await caches.keys()).length") == 0)
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_two_tabs_are_both_shown_what_the_other_answered(live, open_page):
    first = open_page()
    begin(live, first)
    second = first.context.new_page()
    second.goto(first.url)
    answer(questions(first)[0], 1)
    answer(questions(first)[1], 1)
    expect_status(first, "Saved.")
    answer(questions(second)[0], 4)
    expect_status(second, "Answered differently in another tab")
    answer(questions(second)[2], 4)
    go_on(second)
    expect(second.get_by_role("heading", level=1)).to_have_text("Which answer do you mean?")
    expect(second.get_by_label("Some of the time from the other place")).to_be_visible()
    assert list(amiras(live).sheet[:3]) == [1, 1, 4]
    second.get_by_label("Always or nearly always from here").check()
    second.get_by_role("button", name="Keep what I chose").click()
    expect_part(second, 2)
    assert list(amiras(live).sheet[:3]) == [4, 1, 4]
    answer(questions(second)[0], 2)
    expect_status(second, "Saved.")


def test_another_device_asks_for_the_code_and_then_shows_the_answers(live, open_page):
    phone, laptop = open_page(), open_page()
    begin(live, phone)
    answer(questions(phone)[0], 2)
    expect_status(phone, "Saved.")
    laptop.goto(live.link_to(AMIRA))
    laptop.get_by_label("I’m happy to take part").check()
    laptop.get_by_role("button", name="Start").click()
    expect(laptop.get_by_role("heading", level=1)).to_have_text("Carry on in this browser")
    laptop.get_by_label("Your code").fill("bcdf ghjk")
    laptop.get_by_role("button", name="Carry on").click()
    expect(laptop.get_by_role("alert")).to_be_visible()
    laptop.get_by_label("Your code").fill(live.code_to(AMIRA).upper())
    laptop.get_by_role("button", name="Carry on").click()
    expect(laptop.get_by_role("heading", level=1)).to_have_text("Welcome back")
    laptop.get_by_role("link", name="My practice").click()
    expect(laptop.locator("form#part input:checked")).to_have_count(1)


def test_going_back_shows_what_was_answered_and_asks_nothing(live, open_page):
    page = open_page()
    begin(live, page)
    answer_all(page, level=1)
    go_on(page)
    expect_part(page, 2)
    page.go_back()
    expect_part(page, 1)
    answer(questions(page)[0], 4)
    expect_status(page, "Saved.")
    page.go_forward()
    expect_part(page, 2)
    assert list(amiras(live).sheet[:2]) == [4, 1]


def test_change_leads_to_the_statement_and_straight_back(live, open_page):
    page = open_page()
    begin(live, page)
    statements = walk.parts(live.world.app.state.library.newest, live.world.joint.blocks)[0].statements
    answer(questions(page)[1], 1)
    page.goto(re.sub(r"/part/\d+", "/check", page.url))
    page.get_by_role("link", name=f"Change your answer to: {statements[1].text}").click()
    expect(page).to_have_url(re.compile(rf"back=check#q-{re.escape(statements[1].code)}$"))
    answer(questions(page)[1], 3)
    go_on(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Check and send")
    assert amiras(live).sheet[1] == 3
