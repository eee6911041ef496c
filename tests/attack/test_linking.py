"""Linking with a return code of the time before: what it takes, what it leaves, and nobody else's."""

import re
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

import pytest
from sqlalchemy import String, column, select
from sqlmodel import Session

from app.closing_job import close_what_is_due
from app.domain import codes
from app.domain.assessments import Assessment, AssessmentState
from app.services import answering, linking, withdrawing
from app.storage.seals import forget_erased
from app.storage.tables import LINKED_CHANGE, OPEN_RESPONSE, SEALED_RESPONSE
from tests.attack import killed
from tests.attack.conftest import close
from tests.attack.journey import Phone, letters
from tests.attack.loot import bytes_of
from tests.attack.once import once
from tests.attack.test_closing import NORTHWAY, count, hold_back_what_follows, state
from tests.attack.test_races import A_MOMENT, at_once
from tests.attack.test_withdrawing import forget_tries, with_code
from tests.attack.town import Town
from tests.respondent import SEEN, text_of

PEOPLE, LINKED = 14, 7
UNKNOWN = "bcdf-ghjk-mnpq-rstv-wxyz"
COPY = ("earlier_assessment_id", "earlier_selector", "earlier_levels")
NO_COPY = (None, None, None)


@dataclass
class Spring:
    """An assessment that has closed; `codes` are what those who sent were shown, by address.

    `links` are those of the letters that came last.
    """

    town: Town
    assessment: Assessment
    links: dict[str, str]
    codes: dict[str, str] = field(default_factory=dict)

    def phone(self, assessment: Assessment, address: str) -> Phone:
        phone = Phone(self.town.browser(), assessment, self.links[address])
        assert phone.start().status_code == 303
        return phone


@pytest.fixture
def spring(millbrook: Town) -> Spring:
    return held_before(millbrook, NORTHWAY, PEOPLE)


@pytest.fixture
def elsewhere(millbrook: Town) -> Spring:
    return held_before(millbrook, "lantern-trust", 2)


def held_before(town: Town, place: str, people: int) -> Spring:
    return replace(once(town, f"spring at {place}", lambda: hold(town, place, people)), town=town)


def hold(town: Town, place: str, people: int) -> Spring:
    assessment = town.open(town.directors[place], announce=True, title="Spring 2026")
    before = Spring(town, assessment, letters(town))
    for number, address in enumerate(sorted(each for each in before.links if place in each)[:people]):
        phone = before.phone(assessment, address)
        answer(town, phone, level=number % 3)
        before.codes[address] = phone.return_code()
    close(town, assessment)
    town.clock.forward(days=60)
    return before


@pytest.fixture
def autumn(spring: Spring) -> Assessment:
    def open_it() -> tuple[Assessment, dict[str, str]]:
        opened = spring.town.open(spring.town.directors[NORTHWAY], announce=True)
        return opened, letters(spring.town)

    opened, spring.links = once(spring.town, "autumn is open", open_it)
    return opened


def answer(town: Town, phone: Phone, *, level: int) -> None:
    first, second = (dict.fromkeys(town.asked(phone.assessment)[:14], level) for _ in range(2))
    for part, sheet in ((1, first), (2, second)):
        assert phone.save(part, sheet).status_code == 303
    assert phone.send().status_code == 303


def give(phone: Phone, code: str, **fields: str) -> object:
    """The code, on the page about her."""
    page = phone.browser.get(f"{phone.home}/about-you")
    seen = SEEN.search(page.text)
    data = {"seen": seen[1] if seen else "", "correction": "", "code": code, **fields}
    return phone.browser.post(f"{phone.home}/about-you", data=data)


def about_you(phone: Phone) -> str:
    return text_of(phone.browser.get(f"{phone.home}/about-you"))


def copies(town: Town) -> list[tuple[object, ...]]:
    with Session(town.engine) as session:
        rows = session.execute(select(*(OPEN_RESPONSE.c[name] for name in COPY)).order_by(OPEN_RESPONSE.c.id))
        return [tuple(row) for row in rows]


def selector_of(code: str) -> str:
    found = codes.read_return_code(code)
    assert found
    return found.selector


def first_of(spring: Spring) -> tuple[str, str]:
    return next(iter(spring.codes.items()))


# What she sees


def test_her_code_links_and_she_can_take_it_away(spring, autumn):
    address, code = first_of(spring)
    phone = spring.phone(autumn, address)
    assert "I answered before and kept my return code" in about_you(phone)

    reply = give(phone, code.upper().replace("-", " "), correction="I am in Repairs now.")

    assert reply.headers["location"] == f"{phone.home}/about-you#before"
    shown = about_you(phone)
    assert "Linked with Spring 2026" in shown
    assert "five or more people" in shown
    assert "I am in Repairs now." in shown
    [copy] = copies(spring.town)
    assert copy[:2] == (spring.assessment.id, selector_of(code))

    assert give(phone, "", unlink="yes").status_code == 303
    assert copies(spring.town) == [NO_COPY]
    assert "Linked with" not in about_you(phone)


def test_giving_it_twice_is_giving_it_once(spring, autumn):
    address, code = first_of(spring)
    phone = spring.phone(autumn, address)
    assert [give(phone, code).status_code for _ in range(2)] == [303, 303]
    assert len([each for each in copies(spring.town) if each != NO_COPY]) == 1


def test_whoever_linked_has_started_and_nobody_starts_over_her(spring, autumn):
    address, code = first_of(spring)
    phone = spring.phone(autumn, address)
    give(phone, code)
    stranger = Phone(spring.town.browser(), autumn, phone.link)
    assert stranger.start().headers["location"] == f"{phone.link}/code"
    assert [each[1] for each in copies(spring.town)] == [selector_of(code)]


def test_without_a_time_before_nobody_is_asked(millbrook):
    first = millbrook.open(millbrook.directors[NORTHWAY], announce=True)
    phone = Phone(millbrook.browser(), first, next(iter(letters(millbrook).values())))
    phone.start()
    assert "return code" not in about_you(phone)
    assert give(phone, UNKNOWN).status_code == 422


def test_once_she_has_sent_the_link_stays_as_it_is(spring, autumn):
    address, code = first_of(spring)
    phone = spring.phone(autumn, address)
    answer(spring.town, phone, level=2)
    assert give(phone, code).status_code == 409
    assert copies(spring.town) == [NO_COPY]


# What links nothing


def test_whatever_is_wrong_with_a_code_the_page_is_the_same(elsewhere, spring, autumn, millbrook):
    (taken_by, taken), (address, hers) = list(spring.codes.items())[:2]
    give(spring.phone(autumn, taken_by), taken)
    _, of_another_place = first_of(elsewhere)
    phone = spring.phone(autumn, address)
    colleague = spring.phone(autumn, list(spring.codes)[2])
    answer(millbrook, colleague, level=1)
    wrong = (UNKNOWN, "no code", f"{hers[:-1]}?", taken, of_another_place, colleague.return_code())
    shown = []
    for code in wrong:
        reply = give(phone, code, correction="I am in Repairs now.")
        assert reply.status_code == 422
        assert "I am in Repairs now." in reply.text
        shown.append(re.sub(r'(id="code" value=")[^"]*', r"\1", reply.text))
    assert len(set(shown)) == 1
    assert "That code links nothing here." in shown[0]
    assert give(phone, hers).status_code == 303


def test_tries_are_limited(spring, autumn):
    address, hers = first_of(spring)
    phone = spring.phone(autumn, address)
    forget_tries(spring.town)
    replies = [give(phone, UNKNOWN).status_code for _ in range(31)]
    assert replies == [422] * 30 + [429]
    assert give(phone, hers).status_code == 429
    assert copies(spring.town) == [NO_COPY]


def test_two_who_give_the_same_code_at_once_are_not_both_linked(spring, autumn):
    one, other = list(spring.codes)[:2]
    both = [spring.phone(autumn, each) for each in (one, other)]
    replies = at_once(*(lambda phone=phone: give(phone, spring.codes[one]) for phone in both))
    assert sorted(reply.status_code for reply in replies) == [303, 422]
    assert len([each for each in copies(spring.town) if each != NO_COPY]) == 1


# What is left of it


@pytest.fixture
def linked_autumn(spring: Spring, autumn: Assessment) -> Assessment:
    once(spring.town, "half are linked", lambda: link_half(spring, autumn))
    return autumn


def link_half(spring: Spring, autumn: Assessment) -> None:
    """As many are linked as are not. Those who are have moved up a level."""
    for number, (address, code) in enumerate(spring.codes.items()):
        phone = spring.phone(autumn, address)
        if number % 2 == 0:
            assert give(phone, code).status_code == 303
        answer(spring.town, phone, level=number % 3 + 1)


def copies_in_the_files(town: Town, spring: Spring) -> int:
    """Of selectors with the levels behind them: sealed responses have them the other way round."""
    with Session(town.engine) as session:
        of_spring = SEALED_RESPONSE.c.assessment_id == spring.assessment.id
        wanted = select(SEALED_RESPONSE.c.return_selector, SEALED_RESPONSE.c.levels).where(of_spring)
        sealed = session.execute(wanted).all()
    files = bytes_of(town)
    copy = [each.return_selector.encode() + b".{0,4}" + re.escape(each.levels) for each in sealed]
    return sum(bool(re.search(each, files, re.DOTALL)) for each in copy)


def test_after_the_seal_no_copy_is_anywhere(spring, autumn):
    forget_erased(spring.town.engine)  # other tests' copies of the same spring
    link_half(spring, autumn)
    assert copies_in_the_files(spring.town, spring) == LINKED
    close(spring.town, autumn)
    assert copies_in_the_files(spring.town, spring) == 0
    assert count(spring.town, OPEN_RESPONSE) == 0


def test_nothing_says_after_the_seal_which_sealed_responses_were_linked(spring, autumn):
    """Not even by what PostgreSQL notes about a row."""
    town = spring.town
    notes = [column("xmin").cast(String), column("xmax").cast(String)]
    hidden = notes if town.engine.dialect.name == "postgresql" else []

    def sealed() -> list[str]:
        of_spring = SEALED_RESPONSE.c.assessment_id == spring.assessment.id
        with Session(town.engine) as session:
            rows = session.execute(select(SEALED_RESPONSE, *hidden).where(of_spring))
            return sorted(str(row) for row in rows)

    before = sealed()
    link_half(spring, autumn)
    close(town, autumn)
    assert sealed() == before


def test_the_change_is_published_once_and_everybody_entitled_reads_it(spring, linked_autumn):
    town, autumn = spring.town, linked_autumn
    close(town, autumn)
    dele = town.browser(town.directors[NORTHWAY])
    words = text_of(dele.get(f"/org/{NORTHWAY}/results/{autumn.code}/trend"))
    assert "These people gave their return code from Spring 2026" in words
    assert f"up 25 points, clear 8 to 42 {LINKED} of {PEOPLE} (50%)" in words
    cells = dele.get(f"/api/v1/assessments/{autumn.code}/cells").json()["cells"]
    [told] = [each["linked"] for each in cells if each["measure"] == "SP.practice" and each["linked"]]
    assert (told["n"], told["mean"], told["released"]) == (LINKED, 25.0, True)


def test_withdrawing_the_earlier_answers_takes_the_copy_with_them(spring, autumn):
    address, code = first_of(spring)
    phone = spring.phone(autumn, address)
    give(phone, code)
    assert with_code(spring.town, code).post("/my-results/delete").status_code == 303
    assert copies(spring.town) == [NO_COPY]
    assert "Linked with" not in about_you(phone)
    assert give(phone, code).status_code == 422


def test_deleting_the_later_answers_leaves_the_earlier_ones(spring, autumn):
    address, code = first_of(spring)
    phone = spring.phone(autumn, address)
    give(phone, code)
    phone.delete()
    assert copies(spring.town) == []
    assert "Spring 2026" in with_code(spring.town, code).get("/my-results/profile").text


def test_a_copy_waits_for_a_withdrawal_that_has_begun(spring, autumn):
    address, code = first_of(spring)
    phone = spring.phone(autumn, address)
    with ThreadPoolExecutor(1) as threads, Session(spring.town.engine) as slow, slow.begin():
        withdrawing.withdraw_with_code(slow, selector_of(code), now=spring.town.clock.now)
        reply = threads.submit(give, phone, code)
        time.sleep(A_MOMENT)
        slow.commit()
        assert reply.result().status_code == 422
    assert copies(spring.town) == [NO_COPY]


def test_a_withdrawal_waits_for_a_copy_that_has_begun(spring, autumn):
    address, code = first_of(spring)
    phone, hers = spring.phone(autumn, address), with_code(spring.town, code)
    cookie = phone.browser.cookies[f"answering-{autumn.code}"]
    with ThreadPoolExecutor(1) as threads, Session(spring.town.engine) as slow, slow.begin():
        held = answering.hold_answering(slow, cookie=cookie, assessment_code=autumn.code)
        assert linking.link(slow, held, selector_of(code), now=spring.town.clock.now)
        reply = threads.submit(hers.post, "/my-results/delete")
        time.sleep(A_MOMENT)
        slow.commit()
        assert reply.result().status_code == 303
    assert copies(spring.town) == [NO_COPY]


def test_a_closing_that_is_killed_again_and_again_publishes_the_change_once(spring, linked_autumn):
    town, autumn = spring.town, linked_autumn
    hold_back_what_follows(town)
    close(town, autumn)
    for where, left_at in (
        (killed.BEFORE_ANYTHING, AssessmentState.CLOSING),
        (killed.AFTER_THE_RELEASE, AssessmentState.RELEASED),
        (killed.AFTER_THE_SEAL, AssessmentState.SEALED),  # before the files are cleared
    ):
        ended = killed.kill_closing(town, autumn, where)
        assert (ended, state(town, autumn)) == (-signal.SIGKILL, left_at)
    close_what_is_due(town.engine, town.app.state.library, now=town.clock.now)

    with Session(town.engine) as session:
        of_autumn = select(LINKED_CHANGE).where(LINKED_CHANGE.c.assessment_id == autumn.id)
        changes = [(row.group_code, row.measure) for row in session.execute(of_autumn)]
    assert changes
    assert len(set(changes)) == len(changes)
    assert (count(town, OPEN_RESPONSE), count(town, SEALED_RESPONSE)) == (0, 2 * PEOPLE)
