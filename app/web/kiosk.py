"""A tablet that many use in turn: how its pages know, and how it is cleared for the next person."""

from fastapi import Request, Response

from app.domain import codes
from app.web.cookies import read_cookie, set_cookie
from app.web.site import Site

COOKIE = "kiosk"
# What a browser keeps of a site: pages, cookies, storage, and the script that works without signal.
EVERYTHING = '"cache", "cookies", "storage"'


def kiosk_of(request: Request) -> str:
    """The code of the entrance that this tablet stands at; nothing where a browser is somebody's own."""
    letters = codes.read_letters(read_cookie(request, COOKIE) or "")
    return letters if len(letters) == codes.OPAQUE_ID_LETTERS else ""


def become_kiosk(response: Response, site: Site, entrance: str) -> None:
    """Until it is cleared, or the browser is closed."""
    if len(codes.read_letters(entrance)) == codes.OPAQUE_ID_LETTERS:
        set_cookie(response, site, COOKIE, codes.read_letters(entrance))


def clear(request: Request, response: Response) -> None:
    """By name, too: a browser that does not know the header drops the cookies all the same."""
    response.headers["Clear-Site-Data"] = EVERYTHING
    secure = request.app.state.site.is_https
    for name in request.cookies:
        response.delete_cookie(name, path="/", secure=secure, httponly=True, samesite="lax")
