"""Every route of the site, however it is included; a walk over `app.routes` alone would find next to none."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import RouteContext, iter_route_contexts

from app.web.plain_routes import PlainRoute


@dataclass(frozen=True)
class Route:
    name: str
    method: str
    path: str
    needs: Dependant = field(default_factory=Dependant)
    is_plain: bool = False  # and so has no needs that FastAPI knows of


def routes_of(app: FastAPI) -> list[Route]:
    """However deep they are included. Mounted applications answer for themselves."""
    return [
        _route(context, method)
        for context in iter_route_contexts(app.routes)
        if context.methods
        for method in sorted(context.methods)
    ]


def _route(context: RouteContext, method: str) -> Route:
    name, path = str(context.name), str(context.path)
    if isinstance(context.original_route, PlainRoute):
        return Route(name, method, path, is_plain=True)
    return Route(name, method, path, context.dependant)


def mounted_in(app: FastAPI) -> list[str]:
    return [str(context.path) for context in iter_route_contexts(app.routes) if not context.methods]


def everything_needed(needs: Dependant) -> Iterator[Dependant]:
    for each in needs.dependencies:
        yield each
        yield from everything_needed(each)
