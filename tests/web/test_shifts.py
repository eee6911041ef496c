"""Two return codes of one person side by side: what it takes, and that nothing is kept of it."""

from dataclasses import dataclass, replace

import pytest
from sqlmodel import Session, SQLModel

from app.domain.shifts import SAME_ASSESSMENT, STILL_OPEN
from app.storage.tables import ATTEMPT
from tests.respondent import Respondent, amira_answers, text_of
from tests.world import Browser, World, open_assessment

NOTHING = "That code opens nothing."
FIRST = "I check my own decisions against the outcome we agreed with our partners."


@dataclass
class Twice:
    """Amira answered in autumn, which has closed, and in spring, which is open. With the code of each."""

    world: World
    phone: Respondent  # on which she answered in spring
    autumn_code: str
    spring_code: str

    def close_spring(self) -> None:
        self.world.close(self.phone.world.joint, by=self.world.cast.rhiannon)

    def results(self, code: str) -> Browser:
        browser = self.world.browser()
        assert browser.post("/my-results", data={"code": code}).status_code == 303
        return browser

    def beside(self, first: str, second: str) -> Browser:
        browser = self.results(first)
        assert lay_beside(browser, second).headers["location"] == "/my-results/shifted"
        return browser


def lay_beside(browser: Browser, code: str):
    return browser.post("/my-results/earlier", data={"code": code})


def answer(respondent: Respondent, levels: dict[int, object]) -> str:
    respondent.fill_in(1, levels)
    respondent.post("/send")
    return respondent.browser.cookies[f"return-code-{respondent.world.joint.code}"]


@pytest.fixture
def twice(world: World) -> Twice:
    autumn_code = answer(amira_answers(world), {0: 1, 1: 3, 2: 4, 3: 5})
    world.close(world.joint, by=world.cast.rhiannon)
    world.clock.forward(days=60)
    with Session(world.engine, expire_on_commit=False) as session, session.begin():
        joint = open_assessment(session, world.app, world.cast.rhiannon, "Spring 2027", now=world.clock.now)
    phone = amira_answers(replace(world, joint=joint))
    return Twice(world, phone, autumn_code, answer(phone, {0: 3, 1: 2, 2: 4, 3: 2}))


@pytest.mark.parametrize("first", ["the earlier", "the later"])
def test_both_times_stand_side_by_side_in_the_order_they_closed(twice, first):
    twice.close_spring()
    pair = (twice.autumn_code, twice.spring_code)
    browser = twice.beside(*(pair if first == "the earlier" else reversed(pair)))
    words = text_of(browser.get("/my-results/shifted"))
    assert "From Autumn 2026, Millbrook Prevention Partnership, to Spring 2027" in words
    assert f"{FIRST} Some of the time, now most of the time" in words
    assert "About the same: most of the time, now about half the time" in words
    assert "The same: always or nearly always" in words
    assert "has moved from “some of the time” to “most of the time”." in words


def test_what_came_up_only_once_is_left_out(twice):
    page = twice.beside(twice.spring_code, twice.autumn_code).get("/my-results/shifted")
    assert page.text.count('<tr role="row" class="t-') == 3


def test_answers_just_sent_may_stand_beside_those_of_last_time(twice):
    browser = twice.beside(twice.spring_code, twice.autumn_code)
    assert "What has shifted?" in text_of(browser.get("/my-results/profile"))
    assert "to Spring 2027" in text_of(browser.get("/my-results/shifted"))


def test_the_code_of_an_open_assessment_is_asked_for_first(twice):
    reply = lay_beside(twice.results(twice.autumn_code), twice.spring_code)
    assert (reply.status_code, STILL_OPEN in text_of(reply)) == (422, True)


def test_the_same_code_twice_is_told_apart_from_a_wrong_one(twice):
    browser = twice.results(twice.autumn_code)
    for code, sentence in ((twice.autumn_code, SAME_ASSESSMENT), ("bcdf-ghjk", NOTHING), ("", NOTHING)):
        reply = lay_beside(browser, code)
        assert (reply.status_code, sentence in text_of(reply)) == (422, True)
        assert browser.get("/my-results/shifted").headers["location"] == "/my-results/profile"


def test_a_code_whose_answers_were_deleted_opens_nothing(twice):
    twice.results(twice.autumn_code).post("/my-results/delete")
    reply = lay_beside(twice.results(twice.spring_code), twice.autumn_code)
    assert f"{NOTHING} Check it against what you wrote down or printed. If you have deleted" in text_of(reply)


def test_answers_deleted_since_are_no_longer_beside_the_others(twice):
    browser = twice.beside(twice.spring_code, twice.autumn_code)
    twice.results(twice.autumn_code).post("/my-results/delete")
    assert browser.get("/my-results/shifted").headers["location"] == "/my-results/profile"
    assert "my-results-beside" not in browser.cookies


def test_whoever_opens_her_own_results_next_sees_nobody_elses_beside_them(twice):
    browser = twice.beside(twice.spring_code, twice.autumn_code)
    browser.post("/my-results", data={"code": twice.spring_code})
    assert browser.get("/my-results/shifted").headers["location"] == "/my-results/profile"


@pytest.mark.parametrize("address", ["/my-results/close", "/my-results/delete"])
def test_closing_or_deleting_forgets_both(twice, address):
    browser = twice.beside(twice.spring_code, twice.autumn_code)
    assert browser.post(address).status_code == 303
    assert "my-results-beside" not in browser.cookies
    assert browser.get("/my-results/shifted").headers["location"] == "/my-results"


def test_whoever_leaves_a_shared_browser_leaves_no_results_open_in_it(twice):
    browser = twice.phone.browser
    browser.post("/my-results", data={"code": twice.spring_code})
    lay_beside(browser, twice.autumn_code)
    assert "From Autumn 2026" in text_of(browser.get("/my-results/shifted"))
    twice.phone.post("/leave")
    assert not {"my-results", "my-results-beside"} & set(browser.cookies)


def test_no_table_says_which_two_times_are_one_persons(twice):
    twice.close_spring()
    before = kept(twice.world)
    browser = twice.beside(twice.autumn_code, twice.spring_code)
    browser.get("/my-results/shifted")
    assert kept(twice.world) == before


def kept(world: World) -> dict[str, list[tuple[object, ...]]]:
    """All that is in the database but the tries, which say from which place and not with what."""
    with world.engine.connect() as connection:
        return {
            name: [tuple(row) for row in connection.execute(table.select())]
            for name, table in SQLModel.metadata.tables.items()
            if table is not ATTEMPT
        }


def test_codes_cannot_be_guessed_here_either(twice):
    browser = twice.results(twice.autumn_code)
    replies = [lay_beside(browser, "bcdf").status_code for _ in range(31)]
    assert replies == [422] * 30 + [429]
    assert browser.post("/my-results", data={"code": twice.autumn_code}).status_code == 429


def test_without_results_open_there_is_nothing_to_lay_beside(twice):
    browser = twice.world.browser()
    assert lay_beside(browser, twice.autumn_code).headers["location"] == "/my-results"
    assert browser.get("/my-results/shifted").headers["location"] == "/my-results"
