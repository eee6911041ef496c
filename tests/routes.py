"""Every route of the site, however it is included; a walk over `app.routes` alone would find next to none."""

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts


@dataclass(frozen=True)
class Route:
    name: str
    method: str
    path: str
    needs: Dependant


def routes_of(app: FastAPI) -> list[Route]:
    """However deep they are included. Mounted applications answer for themselves."""
    return [
        Route(str(context.name), method, str(context.path), context.dependant)
        for context in iter_route_contexts(app.routes)
        if context.methods
        for method in sorted(context.methods)
    ]


def mounted_in(app: FastAPI) -> list[str]:
    return [str(context.path) for context in iter_route_contexts(app.routes) if not context.methods]


def everything_needed(needs: Dependant) -> Iterator[Dependant]:
    for each in needs.dependencies:
        yield each
        yield from everything_needed(each)
