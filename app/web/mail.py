"""Sending the mail that a deed has left in the outbox, once the reply is on its way."""

from fastapi import Request
from starlette.background import BackgroundTask


def send_mail_later(request: Request) -> BackgroundTask:
    """Give it to the response. By the time it runs the deed is committed, and so is its message."""
    state = request.app.state

    def send() -> None:
        state.send_deeds(state.post)
        state.mail_worker.wake()  # what goes to many people is its work

    return BackgroundTask(send)
