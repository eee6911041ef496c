"""A partnership's pages, for its convenor and its partners: home, watching and closing assessments."""

from fastapi import APIRouter, Request, Response

from app.services import closing, forecasting, homes, watching
from app.web.action_pages import table
from app.web.assessment_pages import (
    extend_until,
    finish_closing,
    show_close,
    show_extend,
    show_forecast,
    show_watch,
    to_watch,
)
from app.web.dependencies import CurrentSeat, Form, Now, Reading, Transaction
from app.web.pages import render

router = APIRouter(prefix="/p/{slug}")


@router.get("", name="partnerships.home")
def home(request: Request, slug: str, seat: CurrentSeat, session: Reading, now: Now) -> Response:
    found = homes.partnership_home(session, slug, by=seat, now=now)
    left = request.query_params.get("done") == "left"
    context = {"home": found, "at": f"/p/{slug}", "table": table(found.actions, now.date()), "left": left}
    return render(request, "partnerships/home.html", context)


@router.get("/assessments/{code}", name="partnerships.watch")
def watch(
    request: Request, slug: str, code: str, seat: CurrentSeat, session: Reading, now: Now, done: str = ""
) -> Response:
    seen = watching.watch_partnership(session, slug, code, by=seat, now=now)
    return show_watch(request, seen, home=f"/p/{slug}", groups="Partner", done=done)


@router.get("/assessments/{code}/forecast", name="partnerships.forecast")
def forecast(request: Request, slug: str, code: str, seat: CurrentSeat, session: Reading) -> Response:
    ahead = forecasting.forecast_for_partnership(session, slug, code, by=seat)
    return show_forecast(request, ahead, home=f"/p/{slug}")


@router.get("/assessments/{code}/close", name="partnerships.confirm_close")
def confirm_close(
    request: Request, slug: str, code: str, seat: CurrentSeat, session: Reading, now: Now
) -> Response:
    seen = watching.watch_partnership(session, slug, code, by=seat, now=now)
    return show_close(request, seen, home=f"/p/{slug}")


@router.post("/assessments/{code}/close", name="partnerships.close")
def close(
    request: Request, slug: str, code: str, seat: CurrentSeat, session: Transaction, now: Now
) -> Response:
    seen = watching.watch_partnership(session, slug, code, by=seat, now=now)
    closed = closing.close(session, by=seat, assessment_code=seen.assessment.code, now=now)
    return to_watch(closed, home=f"/p/{slug}", then=finish_closing(request, closed))


@router.get("/assessments/{code}/extend", name="partnerships.confirm_extend")
def confirm_extend(
    request: Request, slug: str, code: str, seat: CurrentSeat, session: Reading, now: Now
) -> Response:
    seen = watching.watch_partnership(session, slug, code, by=seat, now=now)
    return show_extend(request, seen, home=f"/p/{slug}", by=seat, now=now, session=session)


@router.post("/assessments/{code}/extend", name="partnerships.extend")
def extend(
    request: Request, slug: str, code: str, form: Form, seat: CurrentSeat, session: Transaction, now: Now
) -> Response:
    seen = watching.watch_partnership(session, slug, code, by=seat, now=now)
    return extend_until(request, seen, form, home=f"/p/{slug}", session=session, by=seat, now=now)
