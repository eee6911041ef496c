"""Sending the mail that a deed has left in the outbox, once the reply is on its way."""

from fastapi import Request
from sqlmodel import Session
from starlette.background import BackgroundTask

from app.services.outbox import send_waiting


def send_mail_later(request: Request) -> BackgroundTask:
    """Give it to the response. By the time it runs the deed is committed, and so is its message."""
    return BackgroundTask(_send, request)


def _send(request: Request) -> None:
    state = request.app.state
    with Session(state.engine) as session, session.begin():
        send_waiting(session, state.deliver)
