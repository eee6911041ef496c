"""Mail that waits goes out once, nobody waits for the mail server, and what fails stays for another try."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from app.domain.delivery import Refused, Undelivered
from app.domain.messages import Message, Purpose
from app.mail_job import send_all, send_waiting
from app.services import outbox as sending
from app.storage import outbox
from app.storage.post import Deliver, Post
from tests import cast


class CutOff(BaseException):
    """The power goes."""


def now() -> datetime:
    """By the same clock as the job's."""
    return datetime.now(UTC)


def by(deliver: Deliver) -> Post:
    return lambda: nullcontext(deliver)


def put(session: Session, *subjects: str, to: str = cast.AMIRA) -> None:
    for subject in subjects:
        outbox.put(session, to, subject, "…")
    session.commit()


def left(session: Session) -> list[tuple[str, int]]:
    session.rollback()
    found = [(each.message.subject, each.tries) for each in outbox.waiting(session)]
    session.rollback()
    return found


def test_what_is_sent_leaves_no_row(session: Session, engine: Engine) -> None:
    put(session, "First", "Second")
    delivered: list[Message] = []
    assert send_waiting(engine, by(delivered.append)).went == 2
    assert [message.subject for message in delivered] == ["First", "Second"]
    assert left(session) == []


def test_one_that_fails_stays_and_the_others_go(session: Session, engine: Engine) -> None:
    put(session, "First", "Second")

    def deliver(message: Message) -> None:
        if message.subject == "First":
            raise Refused(Undelivered.WOULD_NOT_TAKE_IT, is_final=False)

    assert send_waiting(engine, by(deliver)).went == 1
    assert left(session) == [("First", 1)]
    assert send_waiting(engine, by(deliver)).taken == 0  # it rests
    assert send_waiting(engine, by(lambda _: None), clock=lambda: now() + timedelta(minutes=3)).went == 1


def test_one_that_cannot_be_made_holds_up_nobody(session: Session, engine: Engine) -> None:
    put(session, "First", "Second")

    def deliver(message: Message) -> None:
        if message.subject == "First":
            raise UnicodeError

    assert send_waiting(engine, by(deliver)).went == 1
    assert left(session) == [("First", 1)]


def test_what_is_refused_for_four_days_is_tried_no_more(session: Session, engine: Engine) -> None:
    put(session, "First")

    def refuse(_: Message) -> None:
        raise Refused(Undelivered.WOULD_NOT_TAKE_IT, is_final=False)

    def tries(at: datetime) -> bool:
        return send_waiting(engine, by(refuse), clock=lambda: at).taken > 0

    hours = (now() + timedelta(hours=hour) for hour in range(0, 24 * 6, 6))
    tried_at = [at for at in hours if tries(at)]
    assert left(session) == []
    assert timedelta(days=4) <= tried_at[-1] - tried_at[0] < timedelta(days=6)


def test_what_somebody_waits_for_goes_before_what_goes_to_everybody(session: Session, engine: Engine) -> None:
    outbox.put_all(session, [Message(cast.AMIRA, "To everybody", "…", purpose=Purpose.REMINDER)])
    put(session, "Your code")
    delivered: list[Message] = []
    send_all(engine, by(delivered.append))
    assert [each.subject for each in delivered] == ["Your code", "To everybody"]


def test_only_so_many_go_at_once(session: Session, engine: Engine) -> None:
    put(session, *(f"Message {number}" for number in range(5)))
    assert send_waiting(engine, by(lambda _: None), most=3).went == 3
    assert len(left(session)) == 2


def test_a_slow_mail_server_keeps_nobody_from_saving(session: Session, engine: Engine) -> None:
    put(session, "First")

    def deliver(_: Message) -> None:
        with Session(engine) as meanwhile, meanwhile.begin():
            outbox.put(meanwhile, cast.DELE, "Second", "…")

    assert send_waiting(engine, by(deliver)).went == 1
    assert left(session) == [("Second", 0)]


def test_two_at_once_send_each_letter_once(session: Session, engine: Engine) -> None:
    subjects = [f"Message {number}" for number in range(20)]
    put(session, *subjects)
    delivered: list[str] = []
    together = Barrier(4)

    def work(_: int) -> None:
        together.wait()
        while send_waiting(engine, by(lambda message: delivered.append(message.subject)), most=3).taken:
            pass

    with ThreadPoolExecutor(4) as workers:
        list(workers.map(work, range(4)))
    assert sorted(delivered) == sorted(subjects)
    assert left(session) == []


def test_letters_in_hand_are_passed_by(session: Session, engine: Engine) -> None:
    put(session, "First", "Second")
    with Session(engine) as other, other.begin():
        [first] = sending.take(other, now=now(), most=1)
        assert first.message.subject == "First"
    [second] = sending.take(session, now=now(), most=5)
    assert second.message.subject == "Second"


def test_a_letter_comes_round_again_if_whoever_had_it_was_cut_off(session: Session, engine: Engine) -> None:
    put(session, "First")

    def deliver(_: Message) -> None:
        raise CutOff

    with pytest.raises(CutOff):
        send_waiting(engine, by(deliver))
    assert sending.take(session, now=now(), most=5) == []
    later = now() + timedelta(minutes=sending.MINUTES_HELD + 1)
    assert [each.message.subject for each in sending.take(session, now=later, most=5)] == ["First"]
