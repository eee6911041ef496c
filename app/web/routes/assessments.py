"""Looking ahead in an open assessment, closing and extending it: as an organisation, or as a partnership."""

from datetime import datetime

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from app.domain.people import Seat, Whose
from app.services import closing, forecasting, watching
from app.services.watching import Watch
from app.web.assessment_pages import (
    extend_until,
    finish_closing,
    show_close,
    show_extend,
    show_forecast,
    to_watch,
)
from app.web.dependencies import CurrentSeat, Form, Now, Reading, Transaction
from app.web.whose import Theirs, home

router = APIRouter()

OURS, SHARED = "/org/{slug}/assessments/{code}", "/p/{slug}/assessments/{code}"


def watch(session: Session, whose: Whose, code: str, *, by: Seat, now: datetime) -> Watch:
    look = watching.watch_partnership if whose.is_shared else watching.watch_organisation
    return look(session, whose.slug, code, by=by, now=now)


@router.get(OURS + "/forecast", name="organisations.forecast")
@router.get(SHARED + "/forecast", name="partnerships.forecast")
def forecast(request: Request, whose: Theirs, code: str, seat: CurrentSeat, session: Reading) -> Response:
    of_theirs = (
        forecasting.forecast_for_partnership if whose.is_shared else forecasting.forecast_for_organisation
    )
    return show_forecast(request, of_theirs(session, whose.slug, code, by=seat), home=home(whose))


@router.get(OURS + "/close", name="organisations.confirm_close")
@router.get(SHARED + "/close", name="partnerships.confirm_close")
def confirm_close(
    request: Request, whose: Theirs, code: str, seat: CurrentSeat, session: Reading, now: Now
) -> Response:
    return show_close(request, watch(session, whose, code, by=seat, now=now), home=home(whose))


@router.post(OURS + "/close", name="organisations.close")
@router.post(SHARED + "/close", name="partnerships.close")
def close(
    request: Request, whose: Theirs, code: str, seat: CurrentSeat, session: Transaction, now: Now
) -> Response:
    seen = watch(session, whose, code, by=seat, now=now)
    closed = closing.close(session, by=seat, assessment_code=seen.assessment.code, now=now)
    return to_watch(closed, home=home(whose), then=finish_closing(request, closed))


@router.get(OURS + "/extend", name="organisations.confirm_extend")
@router.get(SHARED + "/extend", name="partnerships.confirm_extend")
def confirm_extend(
    request: Request, whose: Theirs, code: str, seat: CurrentSeat, session: Reading, now: Now
) -> Response:
    seen = watch(session, whose, code, by=seat, now=now)
    return show_extend(request, seen, home=home(whose), by=seat, now=now, session=session)


@router.post(OURS + "/extend", name="organisations.extend")
@router.post(SHARED + "/extend", name="partnerships.extend")
def extend(
    request: Request, whose: Theirs, code: str, form: Form, seat: CurrentSeat, session: Transaction, now: Now
) -> Response:
    seen = watch(session, whose, code, by=seat, now=now)
    return extend_until(request, seen, form, home=home(whose), session=session, by=seat, now=now)
