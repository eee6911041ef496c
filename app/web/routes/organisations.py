"""An organisation's pages for its HR director: home, results, watching an assessment."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from app.services import homes, messaging, summaries, watching, ways_in
from app.web.action_pages import table
from app.web.assessment_pages import show_poster, show_watch
from app.web.dependencies import CurrentSeat, Forms, Now, Reading, SiteHere
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
def results(request: Request, slug: str, seat: CurrentSeat, session: Reading) -> Response:
    found = homes.results_of(session, slug, by=seat)
    return render(request, "organisations/results.html", {"found": found, "at": f"/org/{slug}"})


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
