"""Asking for a link, following it, typing its code: the way in, and how often one may try."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from sqlalchemy import select
from sqlmodel import Session

from app.storage import people, staff_lists
from app.storage.tables import ATTEMPT, AUDIT, OUTGOING_MESSAGE, SIGN_IN, SIGN_IN_REQUEST
from tests.cast import AMIRA, DELE, OWEN, RHIANNON, SORCHA
from tests.front_door import ask, code_in_mail_to, forget_mail, leave_mail_waiting, rows, sign_in_link
from tests.world import World

UNKNOWN = "nobody@northway.example"
EVERYBODY = (AMIRA, DELE, RHIANNON, SORCHA, OWEN)


@pytest.fixture(autouse=True)
def keep_mail_waiting(world: World) -> None:
    leave_mail_waiting(world)


# Asking


def test_dele_comes_in_by_the_link_in_her_mail(world):
    browser = world.browser()
    assert ask(browser).headers["location"] == "/sign-in/sent"
    assert "Check your mail" in browser.get("/sign-in/sent").text
    link = sign_in_link(world)
    assert "d…@northway.example" in browser.get(link).text
    response = browser.post(link)
    assert (response.status_code, response.headers["location"]) == (303, "/org/northway-homes")
    assert browser.get("/org/northway-homes").status_code == 200


def test_dele_comes_in_by_the_code_in_her_mail(world):
    browser = world.browser()
    ask(browser)
    code = code_in_mail_to(world, DELE)
    response = browser.post("/sign-in/code", data={"code": f" {code.replace(' ', '-')} "})
    assert (response.status_code, response.headers["location"]) == (303, "/org/northway-homes")


@pytest.mark.parametrize(
    ("who", "home"),
    [("dele", "/org/northway-homes"), ("rhiannon", "/p/millbrook"), ("sorcha", "/me"), ("amira", "/me")],
)
def test_everyone_arrives_at_the_home_of_their_seat(world, who, home):
    browser = world.browser()
    address = {"dele": DELE, "rhiannon": "rhiannon@millbrook.example", "sorcha": "sorcha@fellows.example"}
    ask(browser, address.get(who, AMIRA))
    response = browser.post(sign_in_link(world, address.get(who, AMIRA)))
    assert response.headers["location"] == home


def test_an_address_is_known_in_any_case(world):
    ask(world.browser(), "  Dele@Northway.EXAMPLE ")
    assert sign_in_link(world)


def test_a_known_and_an_unknown_address_get_the_same_reply(world):
    known, unknown = ask(world.browser()), ask(world.browser(), UNKNOWN)
    assert known.status_code == unknown.status_code
    assert known.content == unknown.content

    def headers(response) -> dict[str, str]:
        return {name: re.sub(r"[0-9a-f]{64}", "…", value) for name, value in response.headers.items()}

    assert headers(known) == headers(unknown)


def test_a_known_and_an_unknown_address_cost_the_same_statements(
    world, count_statements: Callable[[], AbstractContextManager[list[str]]]
):
    ask(world.browser(), "first@warms.example")
    with count_statements() as known:
        ask(world.browser())
    with count_statements() as unknown:
        ask(world.browser(), UNKNOWN)
    assert known == unknown


def test_an_unknown_address_is_sent_nothing(world):
    forget_mail(world)
    ask(world.browser(), UNKNOWN)
    assert rows(world, OUTGOING_MESSAGE) == 0


def test_somebody_who_was_asked_and_is_on_no_list_any_more_has_no_account(world):
    colleague = f"colleague-{world.cast.northway}-repairs-1@places.example"
    with Session(world.engine) as session, session.begin():
        listed = people.find_person_by_email(session, colleague)
        staff_lists.take_off(session, world.cast.northway, [listed.id])
    forget_mail(world)
    ask(world.browser(), colleague)
    assert rows(world, OUTGOING_MESSAGE) == 0


@pytest.mark.parametrize("email", ["", "dele", "dele@", "@northway.example", "de le@northway.example", "a@b"])
def test_what_is_no_address_is_named_and_kept(world, email):
    response = ask(world.browser(), email)
    assert response.status_code == 422
    assert "Enter an email address" in response.text
    assert "Error: " in response.text
    assert f'value="{email}"' in response.text


def test_no_address_and_no_token_is_kept_as_it_is(world):
    browser = world.browser()
    ask(browser)
    token = sign_in_link(world).rpartition("/")[2]
    browser.post(sign_in_link(world))
    forget_mail(world)
    secrets = {token, browser.cookies["sign-in"], DELE}
    with Session(world.engine) as session:
        for table in (SIGN_IN, SIGN_IN_REQUEST, ATTEMPT, AUDIT):
            for row in session.execute(select(table)):
                assert not secrets & {str(value) for value in row}


# The link


def test_looking_at_a_link_uses_nothing_up(world):
    ask(world.browser())
    link, scanner = sign_in_link(world), world.browser()
    for _ in range(20):
        assert scanner.get(link).status_code == 200
        assert scanner.head(link).status_code == 200
    assert not scanner.cookies
    assert world.browser().post(link).status_code == 303


def test_a_link_works_once(world):
    ask(world.browser())
    link = sign_in_link(world)
    assert world.browser().post(link).status_code == 303
    again = world.browser().post(link)
    assert again.status_code == 404
    assert "has had its day" in again.text
    assert "sign-in" not in again.cookies


def test_a_used_expired_or_invented_link_looks_the_same(world):
    pages = set()
    ask(world.browser())
    used = sign_in_link(world)
    world.browser().post(used)
    pages.add(world.browser().get(used).text)
    ask(world.browser())
    old = sign_in_link(world)
    world.clock.forward(minutes=15)
    for link in (
        old,
        "/sign-in/link/" + "0" * 64,
        "/sign-in/link/x",
        "/sign-in/link/é",
        "/sign-in/link/%F0%9F",
    ):
        response = world.browser().get(link)
        assert response.status_code == 404
        if "%" not in link:
            pages.add(re.sub(r"/sign-in/link/[^\"]*", "", response.text))
    assert len(pages) == 1
    assert world.browser().post(old).status_code == 404


def test_a_link_lasts_fifteen_minutes(world):
    ask(world.browser())
    link = sign_in_link(world)
    world.clock.forward(minutes=14, seconds=59)
    assert world.browser().post(link).status_code == 303


# The code


def test_a_code_opens_nothing_in_another_browser(world):
    ask(world.browser())
    response = world.browser().post("/sign-in/code", data={"code": code_in_mail_to(world, DELE)})
    assert response.status_code == 422
    assert "Ask for a new one" in response.text


def test_a_code_may_be_mistyped_four_times(world):
    browser = world.browser()
    ask(browser)
    code = code_in_mail_to(world, DELE)
    wrong = "000 000" if code != "000 000" else "111 111"
    for left in ("4 more times", "3 more times", "2 more times", "1 more time"):
        assert left in browser.post("/sign-in/code", data={"code": wrong}).text
    assert browser.post("/sign-in/code", data={"code": code}).status_code == 303


def test_after_five_wrong_codes_the_right_one_is_dead(world):
    browser = world.browser()
    ask(browser)
    code = code_in_mail_to(world, DELE)
    wrong = "000 000" if code != "000 000" else "111 111"
    for _ in range(5):
        response = browser.post("/sign-in/code", data={"code": wrong})
    assert "Ask for a new one" in response.text
    assert browser.post("/sign-in/code", data={"code": code}).status_code == 422


def test_a_code_dies_with_its_link(world):
    browser = world.browser()
    ask(browser)
    code = code_in_mail_to(world, DELE)
    world.browser().post(sign_in_link(world))
    assert browser.post("/sign-in/code", data={"code": code}).status_code == 422


def test_the_code_of_an_unknown_address_is_refused_in_the_same_words(world):
    known, unknown = world.browser(), world.browser()
    ask(known)
    ask(unknown, UNKNOWN)
    wrong = {"code": "12345"}
    assert known.post("/sign-in/code", data=wrong).text == unknown.post("/sign-in/code", data=wrong).text


# Limits


def test_the_eleventh_link_in_five_minutes_is_refused(world):
    for _ in range(10):
        assert ask(world.browser()).status_code == 303
    refused = ask(world.browser())
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "300")
    assert ask(world.browser(), "rhiannon@millbrook.example").status_code == 303
    world.clock.forward(minutes=5)
    assert ask(world.browser()).status_code == 303


def test_the_limit_is_the_same_for_an_unknown_address(world):
    for _ in range(10):
        assert ask(world.browser(), UNKNOWN).status_code == 303
    assert ask(world.browser(), UNKNOWN).status_code == 429


def test_new_codes_bring_no_new_guesses(world):
    """Ten wrong codes in five minutes are enough for one account, however many codes were asked for."""
    for _ in range(2):
        browser = world.browser()
        ask(browser)
        for _ in range(5):
            assert browser.post("/sign-in/code", data={"code": "nonsense"}).status_code == 422
    browser = world.browser()
    ask(browser)
    assert browser.post("/sign-in/code", data={"code": code_in_mail_to(world, DELE)}).status_code == 429


def test_thirty_invented_links_from_one_place_are_enough(world):
    for number in range(30):
        assert world.browser().post(f"/sign-in/link/{number:064}").status_code == 404
    assert world.browser().post(f"/sign-in/link/{31:064}").status_code == 429


@pytest.mark.parametrize("by", ["link", "code"])
def test_fifty_colleagues_behind_one_address_all_come_in(world, by):
    """What succeeds is no guess."""
    for number in range(50):
        address = EVERYBODY[number % len(EVERYBODY)]
        browser = world.browser()
        ask(browser, address)
        if by == "link":
            response = browser.post(sign_in_link(world, address))
        else:
            response = browser.post("/sign-in/code", data={"code": code_in_mail_to(world, address)})
        assert response.status_code == 303
        forget_mail(world)
