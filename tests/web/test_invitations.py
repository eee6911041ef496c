"""From the link in a mail to the first page: what a link shows, and to whom it opens what."""

import re

import pytest
from sqlalchemy import update
from sqlmodel import Session, select

from app.storage import outbox
from app.storage.schema import AnsweringRow, InvitationRow, OpenResponseRow
from app.storage.tables import INVITATION
from tests.cast import AMIRA, DELE
from tests.front_door import leave_mail_waiting
from tests.respondent import amira_answers, text_of
from tests.world import World

CODE = re.compile(r"^[2-9a-z]{4}-[2-9a-z]{4}$", re.MULTILINE)


@pytest.fixture
def link(world: World) -> str:
    leave_mail_waiting(world)
    return world.path_in_mail_to(AMIRA)


def rows(world: World) -> int:
    """Responses, and browsers that were let in."""
    with Session(world.engine) as session:
        return len(session.exec(select(OpenResponseRow)).all()) + len(
            session.exec(select(AnsweringRow)).all()
        )


def code_mailed_to_amira(world: World) -> str:
    with Session(world.engine) as session:
        waiting = sorted(outbox.waiting(session, most=1_000), key=lambda each: each.id)
    mine = [each.message.body for each in waiting if each.message.to_address == AMIRA]
    return [found[0] for body in mine if (found := CODE.search(body))][-1]


def without_an_address(world: World) -> None:
    with Session(world.engine) as session, session.begin():
        session.execute(update(INVITATION).where(INVITATION.c.email == AMIRA).values(email=None))


def test_the_page_says_who_asks_and_who_sees_what(world, link):
    page = text_of(world.browser().get(link))
    for words in (
        "Millbrook Prevention Partnership",
        "Tell us how it is.",
        "about twelve minutes, and the first five give you a profile of your own practice",
        "Nobody else sees what you answered, or whether you did.",
        "It closes on 26 October 2026.",
        "I’m happy to take part",
    ):
        assert words in page


def test_the_page_names_nobody_and_looks_the_same_whether_or_not_somebody_answered(world, link):
    before = world.browser().get(link)
    assert "Amira" not in before.text
    respondent = amira_answers(world)
    respondent.fill_in(1, {0: 3})
    assert world.browser().get(link).text == before.text
    respondent.post("/send")
    assert world.browser().get(link).text == before.text


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_looking_ten_times_uses_nothing_up_and_sets_no_cookie(world, link, method):
    browser = world.browser()
    for _ in range(10):
        reply = browser.request(method, link)
        assert reply.status_code == 200
        assert "set-cookie" not in reply.headers
    assert rows(world) == 0
    assert browser.post(f"{link}/start", data={"consent": "yes"}).status_code == 303


def test_nothing_starts_without_consent(world, link):
    reply = world.browser().post(f"{link}/start", data={})
    assert reply.status_code == 422
    assert "<title>Error: " in reply.text
    assert 'href="#consent"' in reply.text
    assert rows(world) == 0


def test_start_lets_this_browser_in_and_leaves_the_token_behind(world, link):
    browser = world.browser()
    reply = browser.post(f"{link}/start", data={"consent": "yes"})
    assert reply.headers["location"] == f"/answer/{world.joint.code}/about-you"
    cookie = reply.headers["set-cookie"]
    assert cookie.startswith(f"answering-{world.joint.code}=")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert browser.get(reply.headers["location"]).status_code == 200


def test_the_code_for_another_browser_goes_to_the_invited_address(world, link):
    amira_answers(world).fill_in(1, {0: 3})
    other = world.browser()
    started = other.post(f"{link}/start", data={"consent": "yes"})
    assert started.headers["location"] == f"{link}/code"
    wrong = other.post(f"{link}/code", data={"code": "bcdf-ghjk"})
    assert wrong.status_code == 422
    assert other.get(f"/answer/{world.joint.code}/part/1").status_code == 404
    right = other.post(f"{link}/code", data={"code": code_mailed_to_amira(world).upper()})
    assert right.headers["location"] == f"/answer/{world.joint.code}"
    assert 'value="3" checked' in other.get(f"/answer/{world.joint.code}/part/1").text


def test_who_has_no_address_is_shown_the_code_in_this_browser(world, link):
    without_an_address(world)
    respondent = amira_answers(world)
    [shown] = re.findall(r'<p class="code">([^<]+)</p>', respondent.get("/about-you").text)
    respondent.fill_in(1, {0: 3})
    other = world.browser()
    assert other.post(f"{link}/code", data={"code": shown}).status_code == 303


def test_who_has_an_address_is_not_shown_the_code(world, link):
    assert 'class="code"' not in amira_answers(world).get("/about-you").text


def test_a_new_code_is_mailed_to_the_invited_address_and_ends_the_one_before(world, link):
    amira_answers(world).fill_in(1, {0: 3})
    old = code_mailed_to_amira(world)
    other = world.browser()
    assert other.post(f"{link}/new-code").headers["location"] == f"{link}/code?mailed=yes"
    assert code_mailed_to_amira(world) != old
    assert other.post(f"{link}/code", data={"code": old}).status_code == 422
    assert other.post(f"{link}/code", data={"code": code_mailed_to_amira(world)}).status_code == 303


def test_no_code_is_mailed_for_answers_that_nobody_began(world, link):
    world.browser().post(f"{link}/new-code")
    with pytest.raises(IndexError):
        code_mailed_to_amira(world)


def test_the_browser_that_was_let_in_can_show_a_new_code(world, link):
    respondent = amira_answers(world)
    respondent.fill_in(1, {0: 3})
    assert respondent.post("/resume-code").headers["location"] == f"{respondent.home}/later"
    [shown] = re.findall(r'<p class="code">([^<]+)</p>', respondent.get("/later").text)
    assert world.browser().post(f"{link}/code", data={"code": shown}).status_code == 303


def test_codes_cannot_be_guessed_for_long(world, link):
    amira_answers(world).fill_in(1, {0: 3})
    other = world.browser()
    replies = [other.post(f"{link}/code", data={"code": "bcdf-ghjk"}).status_code for _ in range(11)]
    assert replies == [422] * 10 + [429]
    assert other.post(f"{link}/code", data={"code": code_mailed_to_amira(world)}).status_code == 429
    world.clock.forward(minutes=6)
    assert other.post(f"{link}/code", data={"code": code_mailed_to_amira(world)}).status_code == 303


def test_the_right_code_never_uses_tries_up(world, link):
    amira_answers(world).fill_in(1, {0: 3})
    right = code_mailed_to_amira(world)
    for _ in range(31):
        assert world.browser().post(f"{link}/code", data={"code": right}).status_code == 303


def test_the_same_browser_carries_on_at_once(world, link):
    respondent = amira_answers(world)
    for reply in (
        respondent.browser.get(link),
        respondent.browser.post(f"{link}/start", data={"consent": "yes"}),
    ):
        assert reply.headers["location"] == respondent.home


def test_one_persons_browser_does_not_carry_on_for_another(world, link):
    dele = world.answering_browser(world.path_in_mail_to(DELE))
    reply = dele.get(link)
    assert reply.status_code == 200
    assert "I’m happy to take part" in reply.text


@pytest.mark.parametrize("token", ["x", "0" * 64, "%F0%9F%92%A9", "a" * 1_000, "..%5c"])
@pytest.mark.parametrize("path", ["", "/code", "/no-thanks"])
def test_a_link_that_is_none_gets_one_neutral_page(world, token, path):
    reply = world.browser().get(f"/i/{token}{path}")
    assert reply.status_code == 404
    assert "ask whoever sent it to you. If the assessment has closed" in text_of(reply)
    assert 'action="/my-results"' in reply.text


def test_a_link_to_what_has_closed_gets_the_same_neutral_page(world, link):
    unknown = world.browser().get(f"/i/{'0' * 64}").text
    world.clock.forward(days=30)
    for path in ("", "/code", "/no-thanks"):
        reply = world.browser().get(link + path)
        assert (reply.status_code, reply.text) == (404, unknown)
    assert world.browser().post(f"{link}/start", data={"consent": "yes"}).status_code == 404
    assert rows(world) == 0


def test_she_may_rather_not_and_change_her_mind(world, link):
    browser = world.browser()

    def has_declined() -> bool:
        with Session(world.engine) as session:
            return any(each.declined for each in session.exec(select(InvitationRow)))

    assert "You need no reason" in text_of(browser.get(f"{link}/no-thanks"))
    assert not has_declined()
    assert browser.post(f"{link}/no-thanks").headers["location"] == f"{link}/no-thanks"
    assert has_declined()
    assert "nobody is told" in text_of(browser.get(f"{link}/no-thanks"))
    assert browser.post(f"{link}/undo").headers["location"] == link
    assert not has_declined()


def test_the_token_is_on_no_page_that_comes_after(world, link):
    respondent = amira_answers(world)
    token = link.rpartition("/")[2]
    for path in ("", "/about-you", "/part/1", "/check", "/later", "/profile"):
        assert token not in respondent.get(path).text


def test_a_mail_programs_one_click_stops_reminders_and_a_look_does_not(world, link):
    def has_declined() -> bool:
        with Session(world.engine) as session:
            return any(each.declined for each in session.exec(select(InvitationRow)))

    mail_program = world.browser()
    del mail_program.headers["Sec-Fetch-Site"]
    mail_program.get(f"{link}/no-reminders")
    assert not has_declined()
    reply = mail_program.post(f"{link}/no-reminders", data={"List-Unsubscribe": "One-Click"})
    assert (reply.status_code, reply.content) == (204, b"")
    assert has_declined()
    assert mail_program.post(f"{link}/undo").status_code == 403
