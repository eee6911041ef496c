"""An organisation's pages for its HR director: home, watching an assessment, looking ahead, closing it."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from app.services import closing, forecasting, homes, messaging, summaries, watching, ways_in
from app.web.action_pages import table
from app.web.assessment_pages import (
    extend_until,
    finish_closing,
    show_close,
    show_extend,
    show_forecast,
    show_poster,
    show_watch,
    to_watch,
)
from app.web.dependencies import CurrentSeat, Form, Forms, Now, Reading, SiteHere, Transaction
from app.web.pages import render
from app.web.pulse_pages import on_home

router = APIRouter(prefix="/org/{slug}")

TooLate = Annotated[tuple[str, ...], Query(alias="too-late")]


@router.get("", name="organisations.home")
def home(
    request: Request,
    slug: str,
    seat: CurrentSeat,
    session: Reading,
    forms: Forms,
    now: Now,
    done: str = "",
) -> Response:
    found = homes.organisation_home(session, slug, by=seat, now=now)
    context = {
        "home": found,
        "at": f"/org/{slug}",
        "table": table(found.actions, now.date()),
        "pulses": on_home(session, forms.pulse, found.actions, now.date()),
        "done": done,
    }
    return render(request, "organisations/home.html", context)


@router.get("/results", name="organisations.results")
def results(request: Request, slug: str, seat: CurrentSeat, session: Reading, now: Now) -> Response:
    found = homes.organisation_home(session, slug, by=seat, now=now)
    return render(request, "organisations/results.html", {"home": found, "at": f"/org/{slug}"})


@router.get("/assessments/{code}", name="organisations.watch")
def watch(
    request: Request,
    slug: str,
    code: str,
    seat: CurrentSeat,
    session: Reading,
    now: Now,
    done: str = "",
    too_late: TooLate = (),
) -> Response:
    seen = watching.watch_organisation(session, slug, code, by=seat, now=now)
    ways = ways_in.get_ways(session, slug, code, by=seat)
    return show_watch(
        request, seen, home=f"/org/{slug}", groups="Team", ways=ways, done=done, too_late=too_late
    )


@router.get("/assessments/{code}/forecast", name="organisations.forecast")
def forecast(request: Request, slug: str, code: str, seat: CurrentSeat, session: Reading) -> Response:
    ahead = forecasting.forecast_for_organisation(session, slug, code, by=seat)
    return show_forecast(request, ahead, home=f"/org/{slug}")


@router.get("/assessments/{code}/close", name="organisations.confirm_close")
def confirm_close(
    request: Request, slug: str, code: str, seat: CurrentSeat, session: Reading, now: Now
) -> Response:
    seen = watching.watch_organisation(session, slug, code, by=seat, now=now)
    return show_close(request, seen, home=f"/org/{slug}")


@router.post("/assessments/{code}/close", name="organisations.close")
def close(
    request: Request, slug: str, code: str, seat: CurrentSeat, session: Transaction, now: Now
) -> Response:
    seen = watching.watch_organisation(session, slug, code, by=seat, now=now)
    closed = closing.close(session, by=seat, assessment_code=seen.assessment.code, now=now)
    return to_watch(closed, home=f"/org/{slug}", then=finish_closing(request, closed))


@router.get("/assessments/{code}/extend", name="organisations.confirm_extend")
def confirm_extend(
    request: Request, slug: str, code: str, seat: CurrentSeat, session: Reading, now: Now
) -> Response:
    seen = watching.watch_organisation(session, slug, code, by=seat, now=now)
    return show_extend(request, seen, home=f"/org/{slug}", by=seat, now=now, session=session)


@router.post("/assessments/{code}/extend", name="organisations.extend")
def extend(
    request: Request, slug: str, code: str, form: Form, seat: CurrentSeat, session: Transaction, now: Now
) -> Response:
    seen = watching.watch_organisation(session, slug, code, by=seat, now=now)
    return extend_until(request, seen, form, home=f"/org/{slug}", session=session, by=seat, now=now)


@router.get("/assessments/{code}/poster", name="organisations.poster")
def poster(
    request: Request, slug: str, code: str, seat: CurrentSeat, session: Reading, now: Now, site: SiteHere
) -> Response:
    seen = watching.watch_organisation(session, slug, code, by=seat, now=now)
    return show_poster(
        request,
        seen,
        home=f"/org/{slug}",
        ask=seat.person_name,
        subject=messaging.invitation_subject(session, seen.assessment),
        promised_on=summaries.promised_on(session, seen.assessment, by=seat),
        base_url=site.base_url,
        ways=ways_in.get_ways(session, slug, code, by=seat),
    )
