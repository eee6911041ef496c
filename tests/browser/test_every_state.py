"""Pages that a walk along links does not come by: coming in, answering, and with nothing to show."""

import json
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page
from sqlalchemy import text
from sqlmodel import Session

from app.services import admins
from tests.browser import who_looks
from tests.browser.looking import Eyes
from tests.cast import AMIRA, DELE, NOW

pytestmark = pytest.mark.browser

ANSWER_ALL_AND_SEND = """() => {
    const form = document.getElementById("part")
    form.querySelectorAll(".q").forEach((statement, place) => {
        const answers = statement.querySelectorAll("input[type=radio]")
        answers[place % (answers.length - 1)].checked = true
    })
    form.submit()
}"""
ANSWER_AND_SEND = """([name, value]) => {
    const form = document.getElementById("part")
    form.elements[name].value = value
    form.submit()
}"""


def test_pages_on_the_way_in(own_eyes):
    own_eyes.open("/sign-in")
    own_eyes.page.get_by_label("Your work email address").fill("dele at northway")
    own_eyes.press("Send me a link")
    own_eyes.look()
    own_eyes.page.get_by_label("Your work email address").fill(DELE)
    own_eyes.press("Send me a link")
    own_eyes.look()
    own_eyes.page.get_by_label("Six-digit code").fill("12345")
    own_eyes.press("Sign in")
    own_eyes.look()
    own_eyes.open(f"/sign-in/link/{'0' * 64}", status=404)
    own_eyes.open(own_eyes.newest_link_to(DELE, "/sign-in/link/"))
    own_eyes.press("Carry on as")
    own_eyes.open("/sign-in")
    own_eyes.open("/sign-out")
    own_eyes.press("Sign out")
    own_eyes.look()
    assert own_eyes.seen >= who_looks.COMING_IN


def test_pages_of_an_invitation(own_eyes):
    link = own_eyes.newest_link_to(AMIRA, "/i/")
    own_eyes.open(link)
    own_eyes.press("Start")
    own_eyes.look()
    own_eyes.open(f"{link}/code")
    own_eyes.page.get_by_label("Your code").fill("nothing like it")
    own_eyes.press("Carry on")
    own_eyes.look()
    own_eyes.open(f"{link}/code?mailed=yes")
    own_eyes.open(f"{link}/no-thanks")
    own_eyes.press("I’d rather not")
    own_eyes.look()
    own_eyes.open(f"/i/{'0' * 64}", status=404)
    assert own_eyes.seen == who_looks.INVITED


def test_kits_and_sheets(eyes):
    home = eyes.sit_down("dele")
    three = "SA1.1=yes&SP3.2=yes&RP3.1=yes"
    eyes.open(f"{home}/recruit/kit?level=both&{three}&VA1.1=yes&VA4.2=yes")
    eyes.open(f"{home}/recruit/kit?SA1.1=yes", status=422)
    eyes.open(f"{home}/supervision/sheet?use=supervision&{three}")
    eyes.open(f"{home}/supervision/sheet?use=appraisal&{three}")
    eyes.open(f"{home}/supervision/sheet", status=422)
    assert eyes.seen >= who_looks.MADE_OF_A_CHOICE


def test_every_part(own_eyes):
    home = own_eyes.begin_answering()
    for number in range(1, 12):
        own_eyes.open(f"{home}/part/{number}")
    assert own_eyes.seen == {"answering.part"}


def test_pages_around_the_parts(own_eyes):
    home = own_eyes.begin_answering()
    own_eyes.open(f"{home}/about-you")
    own_eyes.send(f"{home}/about-you", 422, correction="Another team. " * 400, seen="")
    own_eyes.open(f"{home}/profile")
    own_eyes.page.goto(f"{own_eyes.site.address}{home}/part/1")
    own_eyes.press("Continue")
    own_eyes.look()
    assert own_eyes.page.get_by_text("You left").count() == 1
    for number in range(1, 12):
        own_eyes.page.goto(f"{own_eyes.site.address}{home}/part/{number}")
        with own_eyes.page.expect_navigation():
            own_eyes.page.evaluate(ANSWER_ALL_AND_SEND)
    for page in ("later", "waiting", "check", "delete", ""):
        own_eyes.open(f"{home}/{page}".rstrip("/"))
    own_eyes.page.goto(f"{own_eyes.site.address}{home}/check")
    own_eyes.press("Send my answers")
    own_eyes.look()
    own_eyes.open(f"{home}/profile")
    own_eyes.open(f"{home}/delete")
    own_eyes.press("Delete my answers")
    own_eyes.look()
    assert own_eyes.seen == who_looks.ANSWERING


def test_ones_own_pages_with_something_wrong(own_eyes):
    own_eyes.sit_down("amira")
    for address, button in (
        ("/me/journal/new", "Keep it"),
        ("/me/step?another=yes", "That’s my step"),
        ("/me/cpd", "Make the record"),
    ):
        own_eyes.open(address)
        own_eyes.press(button)
        own_eyes.look()
    own_eyes.page.locator("input[type=checkbox]").first.check(force=True)
    own_eyes.press("Make the record")
    own_eyes.look()
    own_eyes.open("/me/meeting?change=yes")
    own_eyes.page.get_by_label("Keep it for the next meeting").uncheck(force=True)
    own_eyes.press("Make my card")
    own_eyes.look()
    own_eyes.open("/me/journal/new")
    own_eyes.page.get_by_label("What happened?").fill("Words that are not lost.")
    own_eyes.page.context.clear_cookies(name="sign-in")
    own_eyes.press("Keep it")
    own_eyes.look()


def test_an_answer_that_was_given_twice(own_eyes):
    home = own_eyes.begin_answering()
    here, there = own_eyes.page, own_eyes.page.context.new_page()
    for page in (here, there):
        page.goto(f"{own_eyes.site.address}{home}/part/1")
    for page, answer in ((there, "0"), (here, "4")):
        with page.expect_navigation() as reply:
            page.evaluate(ANSWER_AND_SEND, ["SP1.1.practice", answer])
    own_eyes.expect(reply.value, 409)
    own_eyes.look()


def test_ones_own_results_and_a_receipt(own_eyes):
    codes = json.loads(own_eyes.site.world.app.state.demo_codes_file.read_text())
    own_eyes.page.goto(f"{own_eyes.site.address}/my-results")
    for code in ("not a code", codes["return_codes"][-1]["code"]):
        own_eyes.page.get_by_label("Your return code").fill(code)
        own_eyes.press("Open my results")
        own_eyes.look()
    for code in ("not a code", codes["return_codes"][0]["code"]):
        own_eyes.page.get_by_label("The return code you kept from then").fill(code)
        own_eyes.press("See what has shifted")
        own_eyes.look()
    own_eyes.open("/my-results/themes/SA")
    own_eyes.open("/my-results/supervision")
    own_eyes.open("/my-results/supervision?strengths=yes&room=yes&steps=yes&habits=yes&views=yes")
    for state in ("released", "sealed"):
        with Session(own_eyes.site.world.engine) as session, session.begin():
            session.execute(
                text("UPDATE assessment SET state = :state WHERE state <> 'open'"), {"state": state}
            )
        own_eyes.open("/my-results/delete")
    own_eyes.press("Delete my answers")
    own_eyes.look()
    own_eyes.page.goto(f"{own_eyes.site.address}/receipt")
    own_eyes.page.get_by_label("The receipt").fill("2345-6789-bcdf-ghjk")
    own_eyes.press("Check it")
    own_eyes.look()
    assert own_eyes.seen == who_looks.WITH_A_RETURN_CODE | {"my_results.ask", "receipts.ask"}


def test_results_that_are_not_there_yet(own_eyes):
    home = own_eyes.sit_down("dele")
    own_eyes.page.get_by_role("link", name="Autumn 2026, our own").click()
    open_one = urlsplit(own_eyes.page.url).path
    own_eyes.open(open_one.replace("/assessments/", "/results/"))
    with Session(own_eyes.site.world.engine) as session, session.begin():
        session.execute(text("UPDATE assessment SET state = 'closing' WHERE title LIKE 'Northway%'"))
    own_eyes.open(open_one)
    own_eyes.open(home)


def test_setting_an_assessment_up(own_eyes):
    home = own_eyes.sit_down("dele")
    own_eyes.open(f"{home}/set-up")
    own_eyes.press("Continue")
    own_eyes.look()  # it has no name yet
    own_eyes.page.get_by_label("What is it called?").fill("Winter 2027")
    own_eyes.press("Continue")
    own_eyes.look()
    draft = urlsplit(own_eyes.page.url).path.removesuffix("/who")
    own_eyes.page.get_by_label("Only these teams").check()
    own_eyes.press("Continue")
    own_eyes.look()  # and no team is chosen
    for step in ("dates", "line", "messages?done=test", "words/invitation", "check", "preview", "delete"):
        own_eyes.open(f"{draft}/{step}")
    own_eyes.open(f"{draft}/line")
    own_eyes.page.get_by_label("By when").fill("2020-01-01")
    own_eyes.press("Continue")
    own_eyes.look()
    own_eyes.open(home)
    assert own_eyes.seen == who_looks.SETTING_UP | {"setting_up.begin", "organisations.home"}


def test_results_of_too_few(live, open_page: Callable[..., Page], passed_colours):
    world = live.world
    eyes = Eyes(open_page(), live, passed_colours)
    cookie = world.browser(world.cast.owen).cookies["sign-in"]
    eyes.page.context.add_cookies([{"name": "sign-in", "value": cookie, "url": live.address}])
    eyes.open(f"/org/harbour-row-housing/assessments/{world.harbour_row_own.code}/close")
    world.close(world.harbour_row_own, by=world.cast.owen)
    eyes.open(f"/org/harbour-row-housing/results/{world.harbour_row_own.code}")
    eyes.open(f"/org/harbour-row-housing/assessments/{world.harbour_row_own.code}")
    eyes.report()


def test_a_staff_list_and_its_teams(own_eyes):
    org = own_eyes.sit_down("dele")
    for address in ("people", "people?q=zzz", "people?page=2", "people/new", "teams", "people/import"):
        own_eyes.open(f"{org}/{address}")
    own_eyes.press("Read the list")
    own_eyes.look()
    own_eyes.page.get_by_label("Your list").fill(
        "Full name\tE-mail\tDepartment\tGrade\nAda Price\tada\tHousing suport\tManager\n"
        "Bo Reid\tbo@northway.example\tHousing suport\tOps\nTotal: 5\t\t\t\n"
        "Bo Reid\tbo@northway.example\tRepairs\tOps\nCy Shah\t\t\tGrade 7\nDee Webb\t\t\tOps\n"
        "Dele Okonjo\tdele+x@northway.example\tRepairs\tOps\n"
    )
    own_eyes.press("Read the list")
    own_eyes.look()
    own_eyes.press("That’s right")
    own_eyes.look()
    own_eyes.send(f"{org}/people/new", 422, name="")
    own_eyes.open(f"{org}/people?q=dele")
    own_eyes.page.get_by_role("link", name="Dele Okonjo", exact=True).click()
    person = urlsplit(own_eyes.page.url).path
    for address in (person, f"{person}/remove"):
        own_eyes.open(address)
    own_eyes.open(f"{org}/teams")
    own_eyes.page.get_by_role("link", name="Night concierge", exact=True).click()
    team = urlsplit(own_eyes.page.url).path
    own_eyes.open(team)
    own_eyes.send(f"{team}/remove", 422, to="")
    own_eyes.open(f"{team}/remove?to=0")
    own_eyes.press("Take it away")
    own_eyes.look()
    own_eyes.press("Undo")
    own_eyes.look()
    assert own_eyes.seen >= who_looks.OF_A_STAFF_LIST


def test_a_pulse_from_the_letter_to_thanks(own_eyes):
    own_eyes.sit_down("dele")
    own_eyes.page.get_by_role("link", name="Ask them").click()
    asking = urlsplit(own_eyes.page.url).path
    own_eyes.send(asking, 422, whom="teams")
    own_eyes.open(asking)
    own_eyes.page.get_by_label("Everyone on your staff list").check()
    own_eyes.press("Send it to them")
    own_eyes.look()
    own_eyes.open(own_eyes.newest_link_to(DELE, "/pulse/"))
    own_eyes.press("Send")
    own_eyes.look()
    for answer in ("It is a little better", "A great deal"):
        own_eyes.page.get_by_label(answer).check()
    own_eyes.press("Send")
    own_eyes.look()
    own_eyes.open(asking)
    assert own_eyes.seen >= who_looks.ASKED


def test_a_meeting_form_from_nothing_to_a_colleagues_thanks(own_eyes):
    own_eyes.sit_down("amira")
    own_eyes.open("/me/meeting-form/delete")
    own_eyes.press("Delete all of it")
    own_eyes.look()
    own_eyes.open("/me/meeting-form/answer")
    own_eyes.press("Keep this")
    own_eyes.look()
    own_eyes.page.get_by_label("Never").first.check()
    own_eyes.press("Keep this")
    own_eyes.look()
    own_eyes.press("Make a link")
    own_eyes.look()
    link = urlsplit(own_eyes.page.locator(".address").inner_text()).path
    for address in ("/me/meeting-form", "/me/meeting-form/close", link):
        own_eyes.open(address)
    own_eyes.page.context.clear_cookies()
    own_eyes.open(link)
    own_eyes.press("Send")
    own_eyes.look()
    own_eyes.page.get_by_label("Never").first.check()
    own_eyes.press("Send")
    own_eyes.look()
    own_eyes.open(link)
    assert own_eyes.seen >= who_looks.IN_MEETINGS


def test_looking_after_a_place_and_the_platform(own_eyes):
    org = own_eyes.sit_down("dele")
    own_eyes.open(f"{org}/settings")
    own_eyes.send(f"{org}/settings/thresholds", 422, fewest_shown="3", fewest_in_distribution="")
    own_eyes.send(f"{org}/admins", 422, name="", email="nobody")
    own_eyes.open(f"{org}/admins")
    own_eyes.page.get_by_label("Full name").fill("Priya Shah")
    own_eyes.page.get_by_label("Email address").fill("priya@northway.example")
    own_eyes.press("Send the letter")
    own_eyes.look()
    own_eyes.page.get_by_role("link", name="Take back the seat").click()
    own_eyes.look()
    with Session(own_eyes.site.world.engine) as session, session.begin():
        admins.invite_admin(session, "ada@admin.example", now=NOW, base_url="", name="Ada Lund")
    own_eyes.open("/sign-in")
    own_eyes.page.get_by_label("Your work email address").fill("ada@admin.example")
    own_eyes.press("Send me a link")
    own_eyes.open(own_eyes.newest_link_to("ada@admin.example", "/sign-in/link/"))
    own_eyes.press("Carry on as")
    for page in ("organisations", "organisations/northway-homes", "organisations/northway-homes/close"):
        own_eyes.open(f"/admin/{page}")
    own_eyes.send("/admin/organisations", 422, name="")
    own_eyes.open("/admin/partnerships")
    own_eyes.send("/admin/partnerships", 422, name="")
    own_eyes.open("/admin/partnerships/millbrook")
    own_eyes.open("/admin/partnerships/millbrook/partners/lantern-trust/remove")
    assert own_eyes.seen >= who_looks.OF_THE_PLATFORM
