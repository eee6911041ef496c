"""Taking answers back: gone is gone from everywhere, nobody is told, and what was published stays."""

import random
from http.cookiejar import Cookie

import pytest
from sqlalchemy import delete, select
from sqlmodel import Session, SQLModel

from app.domain.answers import BLANK
from app.domain.assessments import Assessment
from app.storage.tables import ATTEMPT, SEALED_RESPONSE, WITHDRAWAL
from tests.attack.conftest import close
from tests.attack.journey import Phone, phones
from tests.attack.loot import bytes_of, fingerprint, listening, selector_of
from tests.attack.once import once
from tests.attack.shown import places_of
from tests.attack.test_closing import NORTHWAY, count, finish, hold_back_what_follows, open_own
from tests.attack.test_races import same_phone
from tests.attack.town import Town
from tests.respondent import text_of
from tests.world import Browser

PEOPLE = 12
NOTE = "the heron flew off in the rain"
UNKNOWN = "bcdf-ghjk-mnpq-rstv-wxyz"


@pytest.fixture
def own(millbrook: Town) -> Assessment:
    return open_own(millbrook)


@pytest.fixture
def people(millbrook: Town, own: Assessment) -> list[Phone]:
    """They have sent, each with a note."""

    def send() -> list[tuple[str, list[Cookie]]]:
        sent = some_send(millbrook, own)
        return [(phone.link, list(phone.browser.cookies.jar)) for phone in sent]

    some = []
    for link, cookies in once(millbrook, "people have sent", send):
        some.append(Phone(millbrook.browser(), own, link))
        for cookie in cookies:
            some[-1].browser.cookies.jar.set_cookie(cookie)
    return some


def some_send(town: Town, own: Assessment) -> list[Phone]:
    some = phones(town, own)[:PEOPLE]
    for number, phone in enumerate(some):
        answer(town, phone, number)
    return some


def answer(town: Town, phone: Phone, number: int = 0) -> None:
    assert phone.start().status_code == 303
    seen = fingerprint(phone.browser.get(f"{phone.home}/profile").text)
    phone.browser.post(f"{phone.home}/profile/note", data={"note": NOTE, "seen": seen})
    chance = random.Random(f"answers {number}")
    sheet = {code: chance.randrange(5) for code in town.asked(phone.assessment)[:14]}
    for part in (1, 2):
        assert phone.save(part, sheet).status_code == 303
    assert phone.send().status_code == 303


def contents(town: Town) -> dict[str, list[str]]:
    """Every row of every table."""
    with Session(town.engine) as session:
        return {
            table.name: sorted(map(str, session.execute(select(table)).all()))
            for table in SQLModel.metadata.sorted_tables
        }


Looking = list[tuple[Browser, str]]


def everything_published(town: Town, assessment: Assessment) -> Looking:
    """Every page, file and reply of the API, with somebody who may see it."""
    found: Looking = []
    for place in places_of(town, assessment):
        browser = town.browser(place.seat)
        found += [(browser, f"{place.address}{page}") for page in (*place.pages, "/cells.csv")]
        found.append((browser, f"/api/v1/assessments/{assessment.code}/cells?scope={place.scope}"))
    return found


def fetch(looking: Looking) -> list[bytes]:
    replies = [browser.get(address) for browser, address in looking]
    assert {reply.status_code for reply in replies} == {200}
    return [reply.content for reply in replies]


def with_code(town: Town, code: str) -> Browser:
    browser = town.browser()
    assert browser.post("/my-results", data={"code": code}).status_code == 303
    return browser


def forget_tries(town: Town) -> None:
    with Session(town.engine) as session, session.begin():
        session.execute(delete(ATTEMPT))


# While it is open


def test_what_is_deleted_leaves_the_database_as_if_she_had_never_come(millbrook, own):
    first, second = phones(millbrook, own)[:2]
    answer(millbrook, first)
    before = contents(millbrook)
    answer(millbrook, second, 1)
    receipt, code = second.receipt(), second.return_code()
    assert contents(millbrook) != before

    assert second.delete().status_code == 303

    assert contents(millbrook) == before
    checked = millbrook.browser().post("/receipt", data={"receipt": receipt})
    assert "We know no such receipt" in checked.text
    assert millbrook.browser().post("/my-results", data={"code": code}).status_code == 422


def test_afterwards_her_link_begins_afresh(millbrook, own, people):
    phone = people[0]
    phone.delete()
    assert phone.browser.get(phone.link).status_code == 200
    assert phone.start().headers["location"] == f"{phone.home}/about-you"
    assert set(phone.seen(1)) <= {"-", str(BLANK)}
    assert NOTE not in phone.browser.get(f"{phone.home}/profile").text
    assert phone.browser.get(f"{phone.home}/sent").headers["location"] == phone.home


def test_her_other_browsers_are_shut_out_with_her(millbrook, own, people):
    [other] = same_phone(millbrook, people[0], 1)
    people[0].delete()
    assert other.browser.get(other.home).status_code == 404
    assert other.browser.post(f"{other.home}/part/1", data={"seen": ""}).status_code == 419


def test_the_browser_keeps_no_cookie_that_was_for_answering(own, people):
    phone = people[0]
    assert {each.partition("-")[0] for each in phone.browser.cookies} >= {"answering", "return"}
    phone.delete()
    assert set(phone.browser.cookies) == {f"deleted-{own.code}"}


def test_pressed_twice_it_shows_the_same_page(millbrook, people):
    phone, [finger] = people[0], same_phone(millbrook, people[0], 1)
    shown = []
    for each in (phone, phone, finger):
        reply = each.delete()
        assert (reply.status_code, reply.headers["location"]) == (303, f"{phone.home}/deleted")
        shown.append(text_of(each.browser.get(reply.headers["location"])))
    assert "Your answers are deleted" in shown[0]
    assert len(set(shown)) == 1


def test_nobody_who_holds_no_cookie_is_told_that_answers_are_deleted(millbrook, own, people):
    stranger = Phone(millbrook.browser(), own, people[0].link)
    before = contents(millbrook)
    assert stranger.delete().status_code == 419
    assert stranger.browser.get(f"{stranger.home}/deleted").status_code == 404
    assert contents(millbrook) == before


def test_a_cookie_of_another_assessment_deletes_nothing_here(millbrook, own, people):
    joint = millbrook.open(millbrook.convenor)
    before = contents(millbrook)
    stranger = Phone(millbrook.browser(), joint, "")
    stranger.browser.cookies.set(
        f"answering-{joint.code}", people[0].browser.cookies[f"answering-{own.code}"]
    )
    stranger.delete()
    assert contents(millbrook) == before


def test_a_return_code_deletes_as_well_while_it_is_open(millbrook, own):
    first, second = phones(millbrook, own)[:2]
    answer(millbrook, first)
    before = contents(millbrook)
    answer(millbrook, second, 1)
    browser = with_code(millbrook, second.return_code())
    assert "Its link lets you start again" in browser.get("/my-results/delete").text
    assert browser.post("/my-results/delete").headers["location"] == "/my-results/deleted"
    forget_tries(millbrook)
    assert contents(millbrook) == before | {"attempt": []}


def test_counts_do_not_move_before_the_day_is_over(millbrook, own, people):
    before = everything_watched(millbrook, own)
    assert f"{PEOPLE} of 22" not in before
    millbrook.clock.forward(days=1)
    before = everything_watched(millbrook, own)
    assert f"{PEOPLE} of 22" in before

    people[0].delete()
    assert everything_watched(millbrook, own) == before
    answer(millbrook, people[0])
    people[0].delete()
    assert everything_watched(millbrook, own) == before

    millbrook.clock.forward(days=1)
    people[1].delete()
    assert f"{PEOPLE - 1} of 22" in everything_watched(millbrook, own)


def everything_watched(town: Town, own: Assessment) -> str:
    dele, watch = town.browser(town.directors[NORTHWAY]), f"/org/{NORTHWAY}/assessments/{own.code}"
    return text_of(dele.get(watch)) + text_of(dele.get(f"{watch}/close"))


def test_of_the_count_nothing_outlives_the_seal(millbrook, own, people):
    people[0].delete()
    assert count(millbrook, WITHDRAWAL) == 0  # it had not been counted
    millbrook.clock.forward(days=1)
    people[1].delete()
    assert count(millbrook, WITHDRAWAL) == 1
    close(millbrook, own)
    assert count(millbrook, WITHDRAWAL) == 0


# While it closes


def test_a_closing_is_quicker_and_nothing_is_half_deleted(millbrook, own, people):
    phone = people[0]
    browser = with_code(millbrook, phone.return_code())
    hold_back_what_follows(millbrook)
    close(millbrook, own)
    before = contents(millbrook)

    for refused in (phone.delete(), browser.post("/my-results/delete")):
        assert refused.status_code == 409
        assert "come back in a few minutes" in text_of(refused)
    asked = browser.get("/my-results/delete")
    assert "come back in a few minutes" in text_of(asked)
    assert 'action="/my-results/delete"' not in asked.text
    assert contents(millbrook) == before

    finish(millbrook, own)
    late = phone.delete()
    assert (late.status_code, "your return code deletes them" in text_of(late)) == (409, True)
    assert browser.post("/my-results/delete").status_code == 303


# After the seal


def test_after_the_seal_her_row_goes_and_nothing_else_changes(millbrook, own, people):
    codes = [phone.return_code() for phone in people]
    secret = type("Secret", (), {"return_code": codes[0]})
    close(millbrook, own)
    hers = with_code(millbrook, codes[0])
    forget_tries(millbrook)
    looking = everything_published(millbrook, own)
    shown = fetch(looking)  # first: looks are put on record
    before = contents(millbrook)
    assert "stay as they are" in hers.get("/my-results/delete").text

    assert hers.post("/my-results/delete").headers["location"] == "/my-results/deleted"

    after = contents(millbrook)
    gone = [row for row in before["sealed_response"] if row not in after["sealed_response"]]
    assert len(gone) == 1
    assert selector_of(secret) in gone[0]
    assert after == before | {"sealed_response": sorted(set(before["sealed_response"]) - set(gone))}
    assert fetch(looking) == shown


def test_a_return_code_that_was_used_to_delete_opens_what_an_unknown_one_does(millbrook, own, people):
    code, other = people[0].return_code(), people[1].return_code()
    close(millbrook, own)
    hers = with_code(millbrook, code)
    hers.post("/my-results/delete")

    replies = [millbrook.browser().post("/my-results", data={"code": each}) for each in (code, UNKNOWN)]
    assert [reply.status_code for reply in replies] == [422, 422]
    assert replies[0].text == replies[1].text
    assert hers.get("/my-results/profile").headers["location"] == "/my-results"
    with_code(millbrook, other)


def test_pressed_twice_after_the_seal_it_shows_the_same_page(millbrook, own, people):
    code = people[0].return_code()
    close(millbrook, own)
    one, two = with_code(millbrook, code), with_code(millbrook, code)
    shown = []
    for browser in (one, one, two):
        assert browser.post("/my-results/delete").headers["location"] == "/my-results/deleted"
        shown.append(browser.get("/my-results/deleted").text)
    assert "Nothing is kept under your code any more" in shown[0]
    assert len(set(shown)) == 1


@pytest.mark.parametrize("ticket", ["", "x", "{selector}.", "{selector}." + "0" * 64])
def test_without_the_code_s_secret_nothing_can_be_deleted(millbrook, own, people, ticket):
    secret = type("Secret", (), {"return_code": people[0].return_code()})
    close(millbrook, own)
    before = contents(millbrook)
    forged = ticket.format(selector=selector_of(secret))
    reply = millbrook.browser().post("/my-results/delete", headers={"Cookie": f"my-results={forged}"})
    assert (reply.status_code, reply.headers["location"]) == (303, "/my-results")
    assert contents(millbrook) == before


def test_what_was_deleted_is_gone_from_the_files_too(millbrook, own):
    code = some_send(millbrook, own)[0].return_code()
    secret = type("Secret", (), {"return_code": code})
    close(millbrook, own)
    with Session(millbrook.engine) as session:
        [row] = session.execute(
            select(SEALED_RESPONSE).where(SEALED_RESPONSE.c.return_selector == selector_of(secret))
        ).all()
    traces = [row.levels, row.return_hash.encode(), row.id.encode()]
    assert all(each in bytes_of(millbrook) for each in traces)

    with_code(millbrook, code).post("/my-results/delete")

    assert not [each for each in traces if each in bytes_of(millbrook)]


def test_nothing_is_told_of_who_withdrew(millbrook, own, people, tmp_path):
    before = contents(millbrook)
    mail = sorted((tmp_path / "mail").glob("*"))
    with listening() as log:
        people[0].delete()
        code = people[1].return_code()
        close(millbrook, own)
        with_code(millbrook, code).post("/my-results/delete")
    after = contents(millbrook)
    [recorded] = [each for each in after["audit"] if each not in before["audit"] and "signed in" not in each]
    assert "closed an assessment" in recorded
    assert set(after["outgoing_message"]) <= set(before["outgoing_message"])  # the seal takes what waits
    assert sorted((tmp_path / "mail").glob("*")) == mail
    lines = "\n".join(log.lines)
    assert "/answer/{assessment}/delete" in lines
    for told in (own.code, people[0].link.rpartition("/")[2], code, code.replace("-", "")[:6]):
        assert told not in lines
