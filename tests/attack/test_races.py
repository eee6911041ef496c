"""Things at once: what is acknowledged is kept and counts, the rest is refused, and nothing is twice."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from secrets import token_bytes
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import Session

from app.domain import codes
from app.domain.assessments import Assessment
from app.services import answering, withdrawing
from app.storage import receipts
from app.storage.tables import ANSWERING, OPEN_RESPONSE, RECEIPT, SEALED_RESPONSE
from app.web.dependencies import Transaction
from tests.attack.conftest import close
from tests.attack.journey import Phone, phones
from tests.attack.test_closing import count, finish, hold_back_what_follows, open_own
from tests.attack.town import Town
from tests.cast import NOW

A_MOMENT = 0.6  # seconds in which something that does not have to wait is over
KEY = "made up for tests, and as long as it has to be"


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """All begin in the same instant, each in a thread of its own."""
    together = threading.Barrier(len(deeds))

    def do(deed: Callable[[], Any]) -> Any:
        together.wait()
        return deed()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(do, deeds))


@pytest.fixture
def own(millbrook: Town) -> Assessment:
    return open_own(millbrook)


def ready(town: Town, own: Assessment, so_many: int) -> list[Phone]:
    """People who have started and answered something."""
    some = phones(town, own)[:so_many]
    for phone in some:
        assert phone.start().status_code == 303
        assert phone.save(1, {town.asked(own)[0]: 2}).status_code == 303
    return some


def same_phone(town: Town, phone: Phone, so_many: int) -> list[Phone]:
    """One browser that does several things at once."""
    copies = [Phone(town.browser(), phone.assessment, phone.link) for _ in range(so_many)]
    for copy in copies:
        copy.browser.cookies.update(phone.browser.cookies)
    return copies


def test_sending_thirty_times_at_once_is_sending_once(millbrook, own):
    """Which is more at once than the site has connections to its database."""
    [phone] = ready(millbrook, own, 1)
    fingers = same_phone(millbrook, phone, 30)

    replies = at_once(*(finger.send for finger in fingers))

    assert {reply.status_code for reply in replies} == {303}
    assert len({finger.receipt() for finger in fingers}) == 1
    assert len([reply for reply in replies if "set-cookie" in reply.headers]) == 1  # the return code, once
    assert (count(millbrook, OPEN_RESPONSE), count(millbrook, RECEIPT)) == (1, 1)


def test_starting_ten_times_at_once_makes_one_response(millbrook, own):
    link = phones(millbrook, own)[0].link
    starters = [Phone(millbrook.browser(), own, link) for _ in range(10)]

    replies = at_once(*(starter.start for starter in starters))

    assert {reply.status_code for reply in replies} == {303}
    assert (count(millbrook, OPEN_RESPONSE), count(millbrook, ANSWERING)) == (1, 1)
    let_in = [starter for starter in starters if starter.browser.get(starter.home).status_code == 200]
    assert len(let_in) == 1


def test_what_is_sent_while_it_closes_counts_or_is_refused(millbrook, own):
    people = ready(millbrook, own, 12)
    hold_back_what_follows(millbrook)
    for phone in people[:2]:
        assert phone.send().status_code == 303

    *replies, _ = at_once(*(phone.send for phone in people[2:]), lambda: close(millbrook, own))

    assert {reply.status_code for reply in replies} <= {303, 409}
    acknowledged = 2 + [reply.status_code for reply in replies].count(303)
    finish(millbrook, own)
    assert count(millbrook, SEALED_RESPONSE) == count(millbrook, RECEIPT) == acknowledged


def test_a_close_waits_for_whoever_is_saving_and_nobody_passes_it(millbrook, own):
    first, second = ready(millbrook, own, 2)
    code = millbrook.asked(own)[1]
    seen = second.seen(1)
    hold_back_what_follows(millbrook)
    with ThreadPoolExecutor(2) as threads:
        with Session(millbrook.engine) as session, session.begin():
            held = answering.hold_answering(
                session, cookie=first.browser.cookies[f"answering-{own.code}"], assessment_code=own.code
            )
            closing = threads.submit(close, millbrook, own)
            wait_in_vain(closing)
            late = threads.submit(second.save, 1, {code: 4}, seen=seen)
            wait_in_vain(late)
            answering.save_part(
                session, millbrook.charter, answering=held, number=1, seen={}, sent={1: 3}, now=NOW
            )
        closing.result()
        refused = late.result().status_code == 409

    assert refused or millbrook.engine.dialect.name == "sqlite"  # there, who comes next is up to chance
    assert kept(millbrook, place=1) == sorted([3, 7 if refused else 4])


def wait_in_vain(future: Any) -> None:
    with pytest.raises(TimeoutError):
        future.result(timeout=A_MOMENT)


def kept(town: Town, *, place: int) -> list[int]:
    with Session(town.engine) as session:
        return sorted(sheet[place] for sheet in session.execute(select(OPEN_RESPONSE.c.answers)).scalars())


class Pausing:
    """Randomness that makes its caller wait in the middle of a deed, when it asks for so many bytes."""

    def __init__(self, asked: int) -> None:
        self.asked = asked
        self.reached, self.go_on = threading.Event(), threading.Event()

    def __call__(self, asked: int) -> bytes:
        if asked == self.asked:
            self.reached.set()
            assert self.go_on.wait(timeout=5)
        return token_bytes(asked)


def close_in_the_middle_of(town: Town, assessment: Assessment, deed: Callable[..., Any], asked: int) -> None:
    """The close comes while the deed is under way, and has to wait for it; figures and seal follow."""
    randomness = Pausing(asked)
    hold_back_what_follows(town)

    def do() -> None:
        with Session(town.engine) as session, session.begin():
            deed(session, randomness=randomness, now=NOW)

    with ThreadPoolExecutor(2) as threads:
        doing = threads.submit(do)
        assert randomness.reached.wait(timeout=5)
        closing = threads.submit(close, town, assessment)
        wait_in_vain(closing)
        randomness.go_on.set()
        doing.result()
        closing.result()
    finish(town, assessment)


def test_whoever_starts_while_it_closes_leaves_nothing_behind(millbrook, own):
    start = partial(answering.start, charter=millbrook.charter, invitation=millbrook.invited(own)[0], key=KEY)
    close_in_the_middle_of(millbrook, own, start, asked=2 * answering.RESUME_LETTERS)
    assert (count(millbrook, OPEN_RESPONSE), count(millbrook, ANSWERING)) == (0, 0)


def test_whoever_resumes_while_it_closes_leaves_nothing_behind(millbrook, own):
    [invitation, *_] = millbrook.invited(own)
    with Session(millbrook.engine) as session, session.begin():
        started = answering.start(
            session, millbrook.charter, invitation=invitation, now=NOW, randomness=token_bytes, key=KEY
        )
    resume = partial(answering.resume, invitation=invitation, typed=started.resume_code, key=KEY)
    close_in_the_middle_of(millbrook, own, resume, asked=codes.TOKEN_BYTES)
    assert (count(millbrook, OPEN_RESPONSE), count(millbrook, ANSWERING)) == (0, 0)


def test_what_is_being_sent_when_it_closes_counts(millbrook, own):
    [phone] = ready(millbrook, own, 1)
    with Session(millbrook.engine) as session:
        found = answering.get_answering(
            session, cookie=phone.browser.cookies[f"answering-{own.code}"], assessment_code=own.code
        )
    send = partial(answering.send, answering=found, hash_cost=4)
    close_in_the_middle_of(millbrook, own, send, asked=2 * codes.RECEIPT_LETTERS)
    assert count(millbrook, SEALED_RESPONSE) == count(millbrook, RECEIPT) == 1


def test_two_of_which_there_can_be_one_are_told_so(millbrook):
    def keep_twice(session: Transaction) -> None:
        receipts.add_receipt(session, "the same")
        receipts.add_receipt(session, "the same")

    millbrook.app.add_api_route("/probe", keep_twice, name="public.home")
    page = millbrook.browser().get("/probe")
    assert (page.status_code, "counts once" in page.text) == (409, True)
    assert count(millbrook, RECEIPT) == 0


def cookie_of(phone: Phone) -> str:
    return phone.browser.cookies[f"answering-{phone.assessment.code}"]


def nothing_is_left(town: Town) -> bool:
    return not any(count(town, table) for table in (OPEN_RESPONSE, ANSWERING, RECEIPT, SEALED_RESPONSE))


def test_what_is_being_sent_when_it_is_withdrawn_leaves_nothing_behind(millbrook, own):
    [phone] = ready(millbrook, own, 1)

    with ThreadPoolExecutor(1) as threads:
        with Session(millbrook.engine) as session, session.begin():
            found = answering.get_answering(session, cookie=cookie_of(phone), assessment_code=own.code)
            answering.send(session, answering=found, now=NOW, randomness=token_bytes, hash_cost=4)
            waiting = threads.submit(phone.delete)
            wait_in_vain(waiting)
        assert waiting.result().status_code == 303
    assert nothing_is_left(millbrook)


def test_whoever_resumes_while_she_withdraws_leaves_nothing_behind(millbrook, own):
    [phone] = ready(millbrook, own, 1)
    with Session(millbrook.engine) as session, session.begin():
        found = answering.get_answering(session, cookie=cookie_of(phone), assessment_code=own.code)
        mine = found.response.invitation_id
        code = answering.new_resume_code(session, invitation_id=mine, randomness=token_bytes, key=KEY)
    [invitation] = [each for each in millbrook.invited(own) if each.id == mine]

    randomness = Pausing(codes.TOKEN_BYTES)

    def resume() -> None:
        with Session(millbrook.engine) as session, session.begin():
            answering.resume(
                session, invitation=invitation, typed=code or "", now=NOW, randomness=randomness, key=KEY
            )

    with ThreadPoolExecutor(2) as threads:
        resuming = threads.submit(resume)
        assert randomness.reached.wait(timeout=5)
        waiting = threads.submit(phone.delete)
        wait_in_vain(waiting)
        randomness.go_on.set()
        resuming.result()
        assert waiting.result().status_code == 303
    assert nothing_is_left(millbrook)


def test_sending_and_withdrawing_at_once_end_with_nothing_kept(millbrook, own):
    people = ready(millbrook, own, 6)
    others = [same_phone(millbrook, phone, 1)[0] for phone in people]

    replies = at_once(*(phone.send for phone in people), *(other.delete for other in others))

    assert {reply.status_code for reply in replies[:6]} <= {303, 404, 419}
    assert {reply.status_code for reply in replies[6:]} == {303}
    assert nothing_is_left(millbrook)


def test_what_is_withdrawn_while_it_closes_is_gone_or_counts(millbrook, own):
    people = ready(millbrook, own, 12)
    for phone in people:
        assert phone.send().status_code == 303
    hold_back_what_follows(millbrook)

    *replies, _ = at_once(*(phone.delete for phone in people[2:]), lambda: close(millbrook, own))

    assert {reply.status_code for reply in replies} <= {303, 409}
    refused = 2 + [reply.status_code for reply in replies].count(409)
    finish(millbrook, own)
    assert count(millbrook, SEALED_RESPONSE) == count(millbrook, RECEIPT) == refused


def test_a_close_waits_for_whoever_is_withdrawing(millbrook, own):
    first, second = ready(millbrook, own, 2)
    for phone in (first, second):
        phone.send()
    hold_back_what_follows(millbrook)
    with ThreadPoolExecutor(1) as threads:
        with Session(millbrook.engine) as session, session.begin():
            withdrawing.withdraw(session, cookie=cookie_of(first), assessment_code=own.code, now=NOW)
            closing = threads.submit(close, millbrook, own)
            wait_in_vain(closing)
        closing.result()
    finish(millbrook, own)
    assert count(millbrook, SEALED_RESPONSE) == count(millbrook, RECEIPT) == 1
