"""Delivers the mail that waits, with no transaction open meanwhile. One of the doors.

A mail server may take seconds over a letter, and in SQLite a transaction keeps everybody else from saving.
So letters are taken in one short transaction and struck off in another. Cut off in between, some go twice:
better a letter twice than never.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Engine
from sqlmodel import Session

from app.domain.messages import Message
from app.services import outbox

MOST_AT_ONCE = 100


def send_waiting(engine: Engine, deliver: Callable[[Message], None], *, most: int = MOST_AT_ONCE) -> int:
    """How many went."""
    with Session(engine) as session, session.begin():
        taken = outbox.take(session, now=datetime.now(UTC), most=most)
    sent, failed = [], []
    for waiting in taken:
        try:
            deliver(waiting.message)
        except OSError:  # no route, no disc, no mail server: those of smtplib are among them
            failed.append(waiting.id)
        else:
            sent.append(waiting.id)
    if taken:
        with Session(engine) as session, session.begin():
            outbox.settle(session, sent=sent, failed=failed)
    return len(sent)
