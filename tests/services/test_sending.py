"""The outbox is emptied by sending; what fails stays for another try."""

from sqlmodel import Session

from app.domain.messages import Message
from app.services import outbox as sending
from app.storage import outbox
from tests import cast


def test_what_is_sent_leaves_no_row(session: Session) -> None:
    outbox.put(session, cast.AMIRA, "First", "…")
    outbox.put(session, cast.DELE, "Second", "…")
    delivered: list[Message] = []
    assert sending.send_waiting(session, delivered.append) == 2
    assert [message.subject for message in delivered] == ["First", "Second"]
    assert outbox.waiting(session) == []


def test_one_that_fails_stays_and_the_others_go(session: Session) -> None:
    outbox.put(session, "wrong@nowhere.example", "First", "…")
    outbox.put(session, cast.DELE, "Second", "…")

    def deliver(message: Message) -> None:
        if message.subject == "First":
            raise ConnectionRefusedError

    assert sending.send_waiting(session, deliver) == 1
    [left] = outbox.waiting(session)
    assert (left.message.subject, left.tries) == ("First", 1)


def test_only_so_many_go_at_once(session: Session) -> None:
    for number in range(5):
        outbox.put(session, cast.AMIRA, f"Message {number}", "…")
    assert sending.send_waiting(session, lambda _: None, most=3) == 3
    assert len(outbox.waiting(session)) == 2
