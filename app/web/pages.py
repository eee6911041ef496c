"""Jinja, set up once: strict about names, escaping everything; and what every page is given."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from app.domain.people import Seat, SeatKind
from app.web import words
from app.web.kiosk import kiosk_of
from app.web.static_files import static

TEMPLATES = Path(__file__).parents[2] / "templates"

environment = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=select_autoescape(enabled_extensions=(), disabled_extensions=("txt",), default=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
environment.filters.update(words.FILTERS)
environment.globals["static"] = static
environment.globals["kiosk"] = ""  # a browser of somebody's own, unless a page is told otherwise

Link = tuple[str, ...]  # what it says, where it leads, and other addresses it stands for

VISITORS_LINKS: tuple[Link, ...] = (
    ("Charter", "/charter"),
    ("How it works", "/how-it-works"),
    ("My results", "/my-results"),
)


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
        "nav": navigation(links_for(seat, site.demo), path),
        "demo": site.demo,
        "path": path,
        "kiosk": kiosk_of(request),
    }


def links_for(seat: Seat | None, demo: bool) -> Sequence[Link]:
    """The header's links: only ones that this seat may follow. The demo's strip leads to its seats."""
    if seat is None:
        return [*VISITORS_LINKS] if demo else [*VISITORS_LINKS, ("Sign in", "/sign-in")]
    if seat.kind is SeatKind.HR_DIRECTOR:
        return links_of_organisation(f"/org/{seat.organisation_slug}")
    if seat.kind is SeatKind.CONVENOR:
        home = f"/p/{seat.partnership_slug}"
        return [("Home", home), ("Actions", f"{home}/actions"), ("Charter", "/charter")]
    if seat.kind is SeatKind.ADMIN:
        return [("Organisations", "/admin/organisations"), ("Partnerships", "/admin/partnerships")]
    return [
        ("My table", "/me"),
        ("Journal", "/me/journal"),
        ("My results", "/my-results"),
        ("Charter", "/charter"),
    ]


def links_of_organisation(home: str) -> list[Link]:
    return [
        ("Home", home),
        ("People", f"{home}/people", f"{home}/teams"),
        ("Set up", f"{home}/set-up"),
        ("Results", f"{home}/results"),
        ("Actions", f"{home}/actions"),
        ("Recruit", f"{home}/recruit", f"{home}/supervision"),
        ("Charter", "/charter"),
    ]


def navigation(links: Sequence[Link], path: str) -> list[tuple[str, str, bool]]:
    """With the one that leads nearest to this page marked, if any does."""
    leading = [href for _, *hrefs in links for href in hrefs if path == href or path.startswith(f"{href}/")]
    nearest = max(leading, key=len, default="")
    return [(label, hrefs[0], nearest in hrefs) for label, *hrefs in links]
