"""Keeps on record who looked at results: by a second, short transaction, once a day for each kind of page."""

import logging
from collections.abc import AsyncIterator
from datetime import date
from typing import Any

from fastapi import Depends, Request
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool

from app.domain.looks import Look
from app.domain.people import SeatKind
from app.domain.working_days import day_in_the_uk
from app.services import looks
from app.web.dependencies import CurrentSeat

# Each route that shows results, and what its page is called on record.
PAGE_OF = {
    "results.overview": "overview",
    "results.theme": "themes",
    "results.competencies": "competencies",
    "results.statement": "statements",
    "results.teams": "teams",
    "results.levels": "levels",
    "results.trend": "trend",
    "results.help_wanted": "help",
    "results.training": "training",
    "results.partnership_overview": "overview",
    "results.conversations": "conversations",
    "results.shared_competencies": "competencies",
    "results.shared_statement": "statements",
    "results.agreement": "agreement",
    "results.size": "size",
    "results.shared_teams": "shared teams",
    "results.partnership_levels": "levels",
    "results.shared_trend": "trend",
    "reports.organisation": "report",
    "reports.organisation_pdf": "report as a PDF",
    "reports.partnership": "report",
    "reports.partnership_pdf": "report as a PDF",
    "pictures.organisation": "picture",
    "pictures.partnership": "picture",
    "exports.organisation_cells": "table",
    "exports.organisation_workbook": "workbook",
    "exports.partnership_cells": "table",
    "exports.partnership_workbook": "workbook",
    "api.cells": "figures by program",
}


class Remembered:
    """What this process has put on record today, so that looking again costs no write."""

    def __init__(self) -> None:
        self._day: date | None = None
        self._seen: set[tuple[Any, ...]] = set()

    def is_new(self, look: Look) -> bool:
        if self._day != day_in_the_uk(look.at):
            self._day, self._seen = day_in_the_uk(look.at), set()
        return self._key(look) not in self._seen

    def keep(self, look: Look) -> None:
        self._seen.add(self._key(look))

    def _key(self, look: Look) -> tuple[Any, ...]:
        return look.person_id, look.assessment_code, look.page, look.is_of_partnership


async def keep_on_record(request: Request, seat: CurrentSeat) -> AsyncIterator[None]:
    """Once the page has been made: who was refused has seen nothing."""
    yield
    route = request.scope["route"].name
    code, now = request.path_params["code"], request.app.state.now()
    of_partnership = _is_of_partnership(request, seat.kind)
    where = ", ".join(part for part in (seat.kind, seat.place) if part)
    look = Look(seat.person_id, where, PAGE_OF[route], now, code, of_partnership, seat.organisation_id)
    remembered: Remembered = request.app.state.remembered_looks
    if remembered.is_new(look):
        await run_in_threadpool(_note, request.app.state.engine, remembered, look)


def _is_of_partnership(request: Request, kind: SeatKind) -> bool:
    scope = request.query_params.get("scope")  # the API's
    if scope:
        return scope == "partnership"
    return request.url.path.startswith("/p/") or kind is SeatKind.CONVENOR


def _note(engine: Engine, remembered: Remembered, look: Look) -> None:
    """A look that could not be noted, because somebody else is writing, is noted with the next one."""
    try:
        with Session(engine) as session, session.begin():
            looks.note(session, look)
    except DBAPIError:
        logging.getLogger(__name__).warning("a look at %s could not be put on record", look.page)
    else:
        remembered.keep(look)


ON_RECORD = Depends(keep_on_record, scope="function")
