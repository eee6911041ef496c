"""What an answering route may ask for: the response that this browser's cookie opens."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Request, Response
from sqlalchemy import Connection
from sqlmodel import Session

from app.domain.charter import Charter
from app.domain.errors import NotFound
from app.domain.responses import Answering
from app.services import answering
from app.web.cookies import clear_cookie, read_cookie
from app.web.dependencies import Reading, Transaction
from app.web.policy import AnsweringNeeded
from app.web.site import Site

LOST = (
    "This browser can’t show these answers. Open the link in your invitation to carry on. "
    "If the assessment has closed, your return code opens your own results."
)


def cookie_name(assessment: str) -> str:
    return f"answering-{assessment}"


def forget_answering(response: Response, site: Site, assessment: str) -> None:
    """From then on the browser opens these answers no more, and shows no code that was given with them."""
    for each in (cookie_name(assessment), f"resume-code-{assessment}", f"return-code-{assessment}"):
        clear_cookie(response, site, each)


def answering_to_see(request: Request, assessment: str, session: Reading) -> Answering:
    return find_answering(request, assessment, session, answering.get_answering)


def answering_to_change(request: Request, assessment: str, session: Transaction) -> Answering:
    return find_answering(request, assessment, session, answering.hold_answering)


def find_answering(
    request: Request, assessment: str, database: Session | Connection, find: Callable[..., Answering]
) -> Answering:
    cookie = read_cookie(request, cookie_name(assessment))
    if cookie is None:
        raise AnsweringNeeded(LOST)
    try:
        return find(database, cookie=cookie, assessment_code=assessment)
    except NotFound:
        raise AnsweringNeeded(LOST) from None


AnsweringToSee = Annotated[Answering, Depends(answering_to_see)]
AnsweringToChange = Annotated[Answering, Depends(answering_to_change)]


def charter_of(request: Request, here: Answering) -> Charter:
    """The version the assessment was opened with."""
    charter: Charter = request.app.state.library.get(here.assessment.charter_version)
    return charter
