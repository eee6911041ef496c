"""From a page about a fault back to where somebody was: read off the address, not off what a browser says."""

from fastapi import Request
from fastapi.routing import iter_route_contexts

AGAIN = frozenset({429, 500, 503})  # the same page may well come up the next time
NOWHERE = frozenset({403, 404, 419})  # what lies above it may be as closed


def way_back(request: Request, status: int) -> str | None:
    """The nearest page at or above this address; None where there is none of its own.

    Whether it is there for this seat is for that page to say: nothing is looked up here.
    """
    if status in NOWHERE:
        return None
    shape, place = _shape(request).split("/"), request.url.path.split("/")
    if len(shape) != len(place):
        return None
    pages = {
        str(each.path) for each in iter_route_contexts(request.app.routes) if "GET" in (each.methods or ())
    }
    asked_to_see = request.method in ("GET", "HEAD")
    longest = len(shape) - 1 if asked_to_see and status not in AGAIN else len(shape)
    for length in range(longest, 1, -1):
        if "/".join(shape[:length]) in pages:
            return "/".join(place[:length])
    return None


def _shape(request: Request) -> str:
    """Such as /org/{slug}/people; empty where no route takes this address."""
    route = request.scope.get("route")
    known = iter_route_contexts(request.app.routes) if route is not None else ()
    return next((str(each.path) for each in known if each.original_route is route), "")
