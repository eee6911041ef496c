"""From a page about a fault back to where somebody was: read off the address, not off what a browser says."""

from collections.abc import Collection

from fastapi import Request

AGAIN = frozenset({429, 500, 503})  # the same page may well come up the next time
NOWHERE = frozenset({403, 404, 419})  # what lies above it may be as closed


def way_back(request: Request, status: int) -> str | None:
    """The nearest page at or above this address; None where there is none of its own.

    Whether it is there for this seat is for that page to say: nothing is looked up here.
    """
    route = request.scope.get("route")
    if status in NOWHERE or route is None:
        return None
    shape, place = route.path.split("/"), request.url.path.split("/")
    if len(shape) != len(place):
        return None
    looked = request.method in ("GET", "HEAD")
    pages = _pages(request)
    length = len(shape) if not looked or status in AGAIN else len(shape) - 1
    for end in range(length, 1, -1):
        if "/".join(shape[:end]) in pages:
            return "/".join(place[:end])
    return None


def _pages(request: Request) -> Collection[str]:
    """The shapes of addresses that can be opened."""
    return {route.path for route in request.app.routes if "GET" in (getattr(route, "methods", None) or ())}
