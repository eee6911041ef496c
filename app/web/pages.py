"""Jinja, set up once: strict about names, escaping everything; and what every page is given."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.domain.people import Seat, SeatKind
from app.web import words
from app.web.static_files import static

TEMPLATES = Path(__file__).parents[2] / "templates"

environment = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
environment.filters.update(words.FILTERS)
environment.globals["static"] = static

VISITORS_LINKS = (("Charter", "/charter"), ("How it works", "/how-it-works"), ("My results", "/my-results"))


def render(
    request: Request,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    status_code: int = 200,
    headers: Mapping[str, str] | None = None,
) -> HTMLResponse:
    html = environment.get_template(template).render({**about_the_request(request), **(context or {})})
    return HTMLResponse(html, status_code=status_code, headers=dict(headers or {}))


def about_the_request(request: Request) -> dict[str, Any]:
    """What the skeleton of every page needs."""
    seat: Seat | None = getattr(request.state, "seat", None)
    site = request.app.state.site
    path = request.url.path
    return {
        "seat": seat,
        "nav": [(label, href, path.startswith(href)) for label, href in links_for(seat, site.demo)],
        "demo": site.demo,
        "path": path,
    }


def links_for(seat: Seat | None, demo: bool) -> list[tuple[str, str]]:
    """The header's links: only ones that this seat may follow. The demo's strip leads to its seats."""
    if seat is None:
        return [*VISITORS_LINKS] if demo else [*VISITORS_LINKS, ("Sign in", "/sign-in")]
    if seat.kind is SeatKind.HR_DIRECTOR:
        return [("Results", f"/org/{seat.organisation_slug}"), ("Charter", "/charter")]
    if seat.kind is SeatKind.CONVENOR:
        return [("Results", f"/p/{seat.partnership_slug}"), ("Charter", "/charter")]
    if seat.kind is SeatKind.ADMIN:
        return [("Organisations", "/admin/organisations"), ("Partnerships", "/admin/partnerships")]
    return [("My table", "/me"), ("Charter", "/charter"), ("My results", "/my-results")]
