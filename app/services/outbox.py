"""Sending what waits. A row goes once its message is sent, so that nothing says who was reminded."""

from collections.abc import Callable

from sqlmodel import Session

from app.domain.messages import Message
from app.storage import outbox

MOST_AT_ONCE = 100


def send_waiting(session: Session, deliver: Callable[[Message], None], *, most: int = MOST_AT_ONCE) -> int:
    """How many went. What could not be handed over stays, and counts one more try."""
    sent, failed = [], []
    for waiting in outbox.waiting(session, most=most):
        try:
            deliver(waiting.message)
        except OSError:  # no route, no disc, no mail server: those of smtplib are among them
            failed.append(waiting.id)
        else:
            sent.append(waiting.id)
    outbox.remove(session, sent)
    outbox.count_a_try(session, failed)
    return len(sent)
