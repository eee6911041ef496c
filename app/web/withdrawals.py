"""A browser that answers were deleted in, or may be; and clearing them out of the database's files."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from starlette.background import BackgroundTask

from app.web.answering_here import LOST, cookie_name
from app.web.cookies import read_cookie
from app.web.policy import AnsweringNeeded


@dataclass(frozen=True)
class BeenAnswering:
    """`cookie` may open answers that are still there. `deleted` is the phone's name for those that were."""

    cookie: str | None
    deleted: str | None


def deleted_cookie(assessment: str) -> str:
    """Holds the name under which the phone kept things, for the page that has them cleared."""
    return f"deleted-{assessment}"


async def been_answering(request: Request, assessment: str) -> BeenAnswering:
    """So that nobody is told that answers are deleted which this browser never held."""
    here = BeenAnswering(
        read_cookie(request, cookie_name(assessment)), read_cookie(request, deleted_cookie(assessment))
    )
    if here == BeenAnswering(None, None):
        raise AnsweringNeeded(LOST)
    return here


BeenAnsweringHere = Annotated[BeenAnswering, Depends(been_answering)]


def forget_later(request: Request, *, is_sealed: bool = False) -> BackgroundTask:
    """Give it to the response. By the time it runs the deed is committed."""
    return BackgroundTask(request.app.state.forget_withdrawn, is_sealed)
