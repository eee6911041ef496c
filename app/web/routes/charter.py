"""The charter's public pages: themes, principles, competencies, sources, search, and one to print."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeVar

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from app.domain.charter import Charter, Competency, Provenance, Theme
from app.domain.charter_search import search
from app.domain.errors import NotFound
from app.web.addresses import chosen
from app.web.dependencies import CurrentCharter, maybe_seat
from app.web.pages import render
from app.web.words import listed

router = APIRouter(prefix="/charter", dependencies=[Depends(maybe_seat)])

Thing = TypeVar("Thing")

ABOUT = {"practice": "me", "organisation": "my organisation", "partnership": "our partnership"}
ANSWERED_ON = {"frequency5": "how often", "maturity5": "how firmly in place"}
FOLDERS = {"theme": "themes", "principle": "principles", "competency": "competencies"}
ORDERS: dict[str, Callable[[Competency], str | int]] = {
    "theme": lambda _: 0,  # sorting is stable, so they stay as the charter has them
    "title": lambda competency: competency.title.casefold(),
    "origin": lambda competency: list(Provenance).index(competency.provenance),
}


@router.get("", name="charter.show")
def show(request: Request, charter: CurrentCharter) -> HTMLResponse:
    return render(request, "charter/show.html", _about(charter))


@router.get("/search", name="charter.search")
def find(request: Request, charter: CurrentCharter, q: str = "") -> HTMLResponse:
    found = search(charter, q)
    context = {"query": "" if found.is_too_long else q.strip(), "found": found, "folders": FOLDERS}
    return render(request, "charter/search.html", {**_about(charter), **context})


@router.get("/print", name="charter.print_version")
def print_version(request: Request, charter: CurrentCharter) -> HTMLResponse:
    return render(request, "charter/print.html", _about(charter))


@router.get("/sources", name="charter.sources")
def sources(request: Request, charter: CurrentCharter) -> HTMLResponse:
    drawn_on = {
        source.code: [each for each in charter.competencies() if _draws_on(each, source.code)]
        for source in charter.sources
    }
    return render(request, "charter/sources.html", {**_about(charter), "drawn_on": drawn_on})


@router.get("/competencies", name="charter.competencies")
def competencies(request: Request, charter: CurrentCharter, by: str = "theme") -> HTMLResponse:
    order = chosen(by, ORDERS, "theme")
    rows = sorted(charter.competencies(), key=ORDERS[order])
    return render(request, "charter/competencies.html", {**_about(charter), "rows": rows, "order": order})


@router.get("/competencies/{code}", name="charter.competency")
def competency(request: Request, charter: CurrentCharter, code: str) -> HTMLResponse:
    shown = _find(charter.by_competency, code, charter)
    context = {
        "competency": shown,
        "theme": charter.by_theme[code[:2]],
        "principle": charter.by_principle[code.partition(".")[0]],
        "titles": {source.code: source.title for source in charter.sources},
    }
    return render(request, "charter/competency.html", {**_about(charter), **context})


@router.get("/principles/{code}", name="charter.principle")
def principle(request: Request, charter: CurrentCharter, code: str) -> HTMLResponse:
    shown = _find(charter.by_principle, code, charter)
    context = {"principle": shown, "theme": charter.by_theme[code[:2]]}
    return render(request, "charter/principle.html", {**_about(charter), **context})


@router.get("/themes/{code}", name="charter.theme")
def theme(request: Request, charter: CurrentCharter, code: str) -> HTMLResponse:
    shown = _find(charter.by_theme, code, charter)
    return render(request, "charter/theme.html", {**_about(charter), "theme": shown})


def _about(charter: Charter) -> dict[str, object]:
    return {
        "charter": charter,
        "published_on": date.fromisoformat(charter.published_on),
        "about": ABOUT,
        "answered_on": ANSWERED_ON,
    }


def _draws_on(competency: Competency, source: str) -> bool:
    return any(drawn.source == source for drawn in competency.drawn_from)


def _find(things: Mapping[str, Thing], code: str, charter: Charter) -> Thing:
    if code not in things:
        raise NotFound(f"The charter has no such page. Its four themes are {_titles(charter.themes)}.")
    return things[code]


def _titles(themes: Iterable[Theme]) -> str:
    return listed([theme.title for theme in themes])
