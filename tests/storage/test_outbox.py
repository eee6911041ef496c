"""Messages that wait, the audit trail, and the post."""

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import Session

from app.domain.messages import Message, Purpose
from app.storage import audit, outbox, post
from app.storage.tables import AUDIT
from tests import cast
from tests.cast import NOW

FROM = "Good Partners <hello@goodpartners.example>"
LETTER = Message(
    cast.AMIRA, "Your views – five minutes", "Hello Amira,\n\nhttp://example/i/1\n", "Dele Okonjo"
)


def test_a_message_waits_until_it_is_removed(session: Session) -> None:
    outbox.put_all(session, [LETTER])
    [waiting] = outbox.waiting(session)
    assert (waiting.message, waiting.tries) == (LETTER, 0)
    outbox.remove(session, [waiting.id])
    assert outbox.waiting(session) == []


def test_what_failed_before_waits_behind_the_rest(session: Session) -> None:
    outbox.put(session, "wrong@nowhere.example", "First", "…")
    [wrong] = outbox.waiting(session)
    outbox.count_a_try(session, [wrong.id], until=NOW)
    outbox.put(session, cast.AMIRA, "Second", "…")
    taken = outbox.take(session, now=NOW, until=NOW, most=10, purposes=(Purpose.DEED,))
    assert [(each.message.subject, each.tries) for each in taken] == [("Second", 0), ("First", 1)]


@pytest.mark.parametrize("break_", ["\n", "\r", "\r\n", "\u2028", "\0"])
@pytest.mark.parametrize("field", ["to_address", "subject", "from_name"])
def test_a_header_is_one_line(field: str, break_: str) -> None:
    headers = {"to_address": "a@b.example", "subject": "Hello", "from_name": ""}
    headers[field] = f"Hello{break_}Bcc: everyone@lantern.example"
    with pytest.raises(ValueError, match="one line"):
        Message(body="…", **headers)


def test_mail_in_the_folder_reads_as_it_was_written(tmp_path: Path) -> None:
    with post.make_post(smtp_url="", mail_folder=tmp_path / "mail", mail_from=FROM)() as deliver:
        deliver(LETTER)
        deliver(Message(cast.DELE, "Second", "…"))
    first, second = sorted((tmp_path / "mail").iterdir())
    assert first.read_text(encoding="utf-8") == (
        "From: Dele Okonjo via Good Partners <hello@goodpartners.example>\n"
        "To: amira@lantern.example\n"
        "Subject: Your views – five minutes\n"
        "\n"
        "Hello Amira,\n\nhttp://example/i/1\n"
    )
    assert second.read_text(encoding="utf-8").startswith("From: Good Partners <hello@goodpartners.example>\n")


def test_a_mail_server_that_is_not_there_is_an_os_error() -> None:
    with (
        post.make_post(smtp_url="smtp://127.0.0.1:9", mail_folder=Path(), mail_from=FROM)() as deliver,
        pytest.raises(OSError, match="refused"),
    ):
        deliver(LETTER)


def test_the_trail_says_who_did_what_from_which_seat(session: Session) -> None:
    everyone = cast.gather(session)
    audit.record(session, by=everyone.dele, at=NOW, action="opened an assessment", subject="jointone")
    audit.record(session, by=None, at=NOW, action="closed an assessment", subject="jointone")
    by_dele, by_the_clock = session.execute(select(AUDIT).order_by(AUDIT.c.id)).all()
    assert (by_dele.person_id, by_dele.seat) == (everyone.dele.person_id, "HR director, Northway Homes")
    assert (by_dele.at, by_dele.action, by_dele.subject) == (NOW, "opened an assessment", "jointone")
    assert (by_the_clock.person_id, by_the_clock.seat) == (None, "")
