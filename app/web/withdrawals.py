"""Clearing what was withdrawn out of the database's files, once the reply is on its way."""

from fastapi import Request
from starlette.background import BackgroundTask


def forget_later(request: Request, *, is_sealed: bool = False) -> BackgroundTask:
    """Give it to the response. By the time it runs the deed is committed."""
    return BackgroundTask(request.app.state.forget_withdrawn, is_sealed)
