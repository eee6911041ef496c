"""The record of looks, exports and deeds, for an organisation's directors and for all of a partnership."""

from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from app.domain.working_days import day_in_the_uk
from app.services import looks
from app.services.looks import Activity
from app.web.dependencies import CurrentSeat, Reading
from app.web.pages import render

router = APIRouter()

Number = Annotated[int, Query(alias="page", ge=1, le=10_000)]


@router.get("/org/{slug}/activity", name="looks.of_organisation")
def of_organisation(
    request: Request, slug: str, seat: CurrentSeat, session: Reading, number: Number = 1
) -> Response:
    found = looks.of_organisation(session, slug, number, by=seat)
    return show(request, found, at=f"/org/{slug}", shared=False)


@router.get("/p/{slug}/activity", name="looks.of_partnership")
def of_partnership(
    request: Request, slug: str, seat: CurrentSeat, session: Reading, number: Number = 1
) -> Response:
    found = looks.of_partnership(session, slug, number, by=seat)
    return show(request, found, at=f"/p/{slug}", shared=True)


def show(request: Request, found: Activity, *, at: str, shared: bool) -> Response:
    by_day = groupby(found.lines, key=lambda line: day_in_the_uk(line.at))
    days = [(day, list(lines)) for day, lines in by_day]
    context = {"found": found, "days": days, "at": at, "shared": shared}
    return render(request, "organisations/activity.html", context)
