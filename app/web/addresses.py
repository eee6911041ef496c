"""Where people are sent, and what an address chooses: the home of a seat, onward to where they were going."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from fastapi import Request

from app.domain.people import Seat, SeatKind


def home_of(seat: Seat) -> str:
    if seat.kind is SeatKind.HR_DIRECTOR:
        return f"/org/{seat.organisation_slug}"
    if seat.kind is SeatKind.CONVENOR:
        return f"/p/{seat.partnership_slug}"
    if seat.kind is SeatKind.ADMIN:
        return "/admin/organisations"
    return "/me"


def own_home(request: Request) -> str:
    """Of the seat that asks; the front page for whoever has none."""
    seat: Seat | None = getattr(request.state, "seat", None)
    return home_of(seat) if seat else "/"


def own_path(wanted: str | None) -> str | None:
    """`wanted` if it is a path on this site and nothing else: browsers take two slashes for another site."""
    if not wanted or not wanted.startswith("/") or wanted.startswith("//"):
        return None
    if "\\" in wanted or not wanted.isascii() or not wanted.isprintable():
        return None
    parts = urlsplit(wanted)
    if parts.scheme or parts.netloc:
        return None
    return wanted


def chosen(asked: str, among: Iterable[str], otherwise: str) -> str:
    """What an address chooses of a page, as `?by=title` or `?count=people`.

    On every page, a choice that there is not is left out: somebody's slip still leads to the page, which says
    what it shows. The API refuses it by name instead, since a program would not notice.
    """
    return asked if asked in among else otherwise
