"""What a browser holds of a person's own results: a ticket for each return code that was typed in it.

The server keeps neither. Which two tickets are one person's is known to her browser alone.
"""

from fastapi import Request, Response
from sqlmodel import Session

from app.domain.charter import CharterLibrary
from app.domain.errors import NotFound
from app.services import profiles
from app.services.profiles import OwnResults
from app.web.cookies import clear_cookie, read_cookie, set_cookie
from app.web.site import Site

COOKIE = "my-results"
BESIDE = "my-results-beside"


def find_own_results(
    request: Request, session: Session, site: Site, library: CharterLibrary
) -> OwnResults | None:
    try:
        return profiles.get_own_results(session, library, read_cookie(request, COOKIE) or "", key=site.key)
    except NotFound:
        return None


def open_own_results(response: Response, site: Site, ticket: str) -> None:
    """Whatever lay beside the results that were open before may be somebody else's."""
    set_cookie(response, site, COOKIE, ticket)
    clear_cookie(response, site, BESIDE)


def lay_beside(response: Response, site: Site, ticket: str) -> None:
    set_cookie(response, site, BESIDE, ticket)


def ticket_beside(request: Request) -> str:
    return read_cookie(request, BESIDE) or ""


def take_away(response: Response, site: Site) -> None:
    clear_cookie(response, site, BESIDE)


def forget_own_results(response: Response, site: Site) -> None:
    clear_cookie(response, site, COOKIE)
    clear_cookie(response, site, BESIDE)
