"""The meeting form: a person's own, and her colleagues' middle answers from five on, once it has closed."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import Session

from app.asking_job import end_what_is_over
from app.domain.meeting_forms import Tally
from app.storage import meeting_forms
from app.storage.tables import AUDIT, MEETING_FORM
from tests.front_door import rows
from tests.reading import words_on
from tests.web.test_pulses import all_of
from tests.world import Browser, World

AT = "/me/meeting-form"
NEVER, SOME, HALF, MOST, ALWAYS = map(str, range(5))
ROLE, CRITICAL = ("SA1.1.meeting.1", "SA1.1.meeting.2"), ("SA4.1.meeting.1", "SA4.1.meeting.2")


@pytest.fixture
def amira(world: World) -> Browser:
    return world.browser(world.cast.amira)


def said(skill: tuple[str, str], first: str, second: str = "") -> dict[str, str]:
    return {skill[0]: first, skill[1]: second or first}


def make_link(browser: Browser) -> str:
    found = re.search(r"/m/[0-9a-f]{64}", browser.post(f"{AT}/link").text)
    assert found
    return found[0]


def colleague(world: World, link: str, answers: dict[str, str]) -> Any:
    """In a browser of her own."""
    return world.browser().post(link, data=answers)


def begin(browser: Browser) -> str:
    assert browser.post(f"{AT}/answer", data=said(ROLE, SOME) | said(CRITICAL, MOST)).status_code == 303
    return make_link(browser)


def tally_of(world: World) -> Tally | None:
    [(form_id, *_)] = all_of(world, MEETING_FORM)
    with Session(world.engine) as session:
        return meeting_forms.get_tally(session, form_id, keys=world.keys.secrets)


def test_the_database_tells_nothing_of_what_is_said_nor_how_many_said_it(world: World, amira: Browser):
    link = begin(amira)
    seen = []
    for number in range(11):
        [row] = all_of(world, MEETING_FORM)
        locked = [bytes(each) for each in row if isinstance(each, bytes | memoryview)]
        assert not any(b"SA1.1" in each or b"answered" in each for each in locked)
        seen.append([len(each) for each in locked])
        colleague(world, link, said(ROLE, MOST if number % 2 else NEVER))
    assert len(seen[0]) == 3  # its salt, what she says, what they say
    assert seen == seen[:1] * 11
    assert "SA1.1" not in str(row)


def test_what_no_secret_opens_is_said_to_be_shut_and_can_only_be_deleted(world: World, amira: Browser):
    link = begin(amira)
    site = world.app.state.site
    world.app.state.site = replace(site, notebook_secrets=("another secret, and as long as it must be",))
    assert "can’t be opened" in words_on(amira, AT)
    assert "can’t be opened" in words_on(amira, "/me/data")
    assert amira.get("/me/data/data.json").json()["could_not_be_opened"] == 1
    assert colleague(world, link, said(ROLE, MOST)).status_code == 404
    for deed in ("answer", "link", "close"):
        assert amira.post(f"{AT}/{deed}", data=said(ROLE, MOST)).status_code == 409
    world.clock.forward(days=29)
    end_what_is_over(world.engine, world.app.state.short_forms, keys=world.keys, now=world.clock.now)
    world.app.state.site = site  # the secret is back, and so is everything
    later = world.browser(world.cast.amira)
    assert "The result is being worked out." in words_on(later, AT)
    assert later.post(f"{AT}/delete").status_code == 303
    assert rows(world, MEETING_FORM) == 0


def test_from_five_colleagues_on_she_sees_their_middle_beside_hers_once_it_has_closed(
    world: World, amira: Browser
):
    link = begin(amira)
    for number in range(5):
        given = said(ROLE, MOST, ALWAYS) | (said(CRITICAL, NEVER) if number < 4 else {})
        assert colleague(world, link, given).headers["location"] == "/m/thanks"
    while_open = words_on(amira, AT)
    assert "Nobody sees whether anyone has answered" in while_open
    assert amira.post(f"{AT}/close").status_code == 303
    seen = words_on(amira, AT)
    assert "Five to nine colleagues answered." in seen
    explaining = "Explaining my role and expectations Some of the time Between “Most of the time” and “Always"
    assert explaining in seen
    assert "Being a critical friend Most of the time Too few could say" in seen
    assert "see this more often than you do: “Explaining my role and expectations”." in seen
    assert "alike" not in seen  # a word on how far apart they are takes ten
    assert tally_of(world) is None
    assert colleague(world, link, said(ROLE, MOST)).status_code == 404
    assert amira.post(f"{AT}/answer", data=said(ROLE, ALWAYS)).status_code == 409
    assert amira.post(f"{AT}/link").status_code == 409
    assert amira.get(f"{AT}/answer").headers["location"] == AT  # nobody fills in what can't be kept


def test_with_fewer_than_five_nothing_is_shown_and_what_they_said_is_gone(world: World, amira: Browser):
    link = begin(amira)
    for _ in range(4):
        colleague(world, link, said(ROLE, NEVER))
    world.clock.forward(days=29)
    assert colleague(world, link, said(ROLE, NEVER)).status_code == 404
    later = world.browser(world.cast.amira)
    assert "The result is being worked out." in words_on(later, AT)
    assert later.post(f"{AT}/link").status_code == 409
    end_what_is_over(world.engine, world.app.state.short_forms, keys=world.keys, now=world.clock.now)
    assert "Fewer than five colleagues answered" in words_on(later, AT)
    assert "What colleagues see" not in words_on(later, AT)
    assert tally_of(world) is None
    assert later.get("/me/data/data.json").json()["meeting_form"]["colleagues_middle"] == {}
    assert make_link(later) != link
    assert "Open to colleagues until" in words_on(later, AT)


def test_while_it_is_open_nothing_on_her_pages_changes_with_an_answer(world: World, amira: Browser):
    link = begin(amira)
    pages = [amira.get(AT).text, amira.get(f"{AT}/close").text]
    looks = rows(world, AUDIT)
    for _ in range(6):
        colleague(world, link, said(ROLE, MOST))
        assert [amira.get(AT).text, amira.get(f"{AT}/close").text] == pages
    assert rows(world, AUDIT) == looks


def test_one_answer_a_browser_none_by_herself_and_thirty_at_most(world: World, amira: Browser):
    link = begin(amira)
    hers = world.browser()
    assert hers.post(link, data=said(ROLE, MOST)).status_code == 303
    assert hers.post(link, data=said(ROLE, MOST)).status_code == 303
    again = make_link(amira)
    assert "You have answered already" in words_on(hers, again)  # under a new link as well
    assert world.browser().get(link).status_code == 404
    assert "This is your own link" in words_on(amira, again)
    assert amira.post(again, data=said(ROLE, MOST)).status_code == 409
    with ThreadPoolExecutor(2) as pool:
        replies = list(pool.map(lambda _: colleague(world, again, said(ROLE, MOST)).status_code, range(31)))
    assert sorted(replies) == [303] * 29 + [409] * 2
    tally = tally_of(world)
    assert tally.answered == 30
    assert sum(map(sum, tally.counts.values())) == 60
    assert "Enough colleagues have answered" in words_on(world.browser(), again)


def test_how_far_apart_they_are_is_said_from_ten_on(world: World, amira: Browser):
    link = begin(amira)
    for number in range(10):
        colleague(world, link, said(ROLE, MOST) | said(CRITICAL, NEVER if number % 2 else ALWAYS))
    amira.post(f"{AT}/close")
    seen = words_on(amira, AT)
    assert "Ten or more colleagues answered." in seen
    assert "Most of the time They see it alike." in seen
    assert "They see it very differently." in seen


def test_nobody_elses_and_deleted_whole(world: World, amira: Browser, dele: Browser):
    link = begin(amira)
    colleague(world, link, said(ROLE, MOST))
    assert "Answer it myself" in words_on(dele, AT)
    for page in ("close", "delete"):
        assert dele.get(f"{AT}/{page}").headers["location"] == AT
    assert dele.post(f"{AT}/link").status_code == 409
    assert dele.post(f"{AT}/close").status_code == 404
    assert dele.post(f"{AT}/delete").status_code == 303
    assert rows(world, MEETING_FORM) == 1
    assert link.rpartition("/")[2] not in str(all_of(world, MEETING_FORM))
    assert amira.post(f"{AT}/delete").status_code == 303
    assert rows(world, MEETING_FORM) == 0
    gone, never = (world.browser().get(each) for each in (link, f"/m/{'0' * 64}"))
    assert gone.status_code == never.status_code == 404
    assert gone.text.replace(link, "") == never.text.replace(f"/m/{'0' * 64}", "")


def test_my_data_shows_the_form_but_no_answer_of_an_open_one_and_deletes_it_with_everything(
    world: World, amira: Browser
):
    assert "No meeting form" in words_on(amira, "/me/data")
    link = begin(amira)
    for _ in range(5):
        colleague(world, link, said(ROLE, MOST))
    assert "Meeting form : what you said of 4 statements, open to colleagues" in words_on(amira, "/me/data")
    data = amira.get("/me/data/data.json").json()["meeting_form"]
    assert data["what_i_said"] == {code: int(SOME) for code in ROLE} | {code: int(MOST) for code in CRITICAL}
    assert data["colleagues_middle"] == {}
    amira.post(f"{AT}/close")
    shown = amira.get("/me/data/data.json").json()["meeting_form"]["colleagues_middle"]
    assert shown["SA1.1"] == float(MOST)
    amira.post("/me/data/delete", data={"what": "journal"})
    assert rows(world, MEETING_FORM) == 1
    amira.post("/me/data/delete", data={"what": "everything"})
    assert rows(world, MEETING_FORM) == 0


@pytest.mark.parametrize("answers", [{}, said(ROLE, ""), said(ROLE, "9"), said(ROLE, "6"), {"other": "1"}])
def test_what_is_no_answer_is_refused_with_the_rest_kept(demo: World, answers: dict[str, str]):
    amira = demo.browser(demo.cast.amira)
    link = begin(amira)
    kept = said(CRITICAL, MOST) if answers.get(ROLE[0]) else {}
    for browser, at in ((amira, f"{AT}/answer"), (demo.browser(), link)):
        refused = browser.post(at, data=answers | kept)
        assert refused.status_code == 422
        assert "<title>Error: " in refused.text
        assert f'id="{ROLE[0]}"' in refused.text
        assert refused.text.count(" checked") == len(kept)
