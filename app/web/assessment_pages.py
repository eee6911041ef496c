"""Pages about an assessment that organisations and partnerships both have: to watch, extend and close it."""

from collections.abc import Sequence
from datetime import date, datetime

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session
from starlette.background import BackgroundTask

from app.domain import letters
from app.domain.assessments import Assessment, AssessmentState
from app.domain.cells import Decision
from app.domain.extending import a_week_more, last_day_of, latest_day, why_not_extend
from app.domain.forecast import SHARES, Outlook
from app.domain.people import Organisation, Seat
from app.domain.reaching import huddle_script, short_text
from app.services import extending
from app.services.forecasting import Forecast
from app.services.watching import Watch
from app.services.ways_in import Ways
from app.web.draft_forms import read_day
from app.web.form_data import Fields
from app.web.pages import render
from app.web.qr import qr_code
from app.web.refusals import NOT_REFUSED, Refusal, refusable
from app.web.words import day

MOST_REMINDERS = 3

# Why, in as few words as a column has room for.
HELD_BACK = {
    Decision.TOO_FEW: "too few",
    Decision.WOULD_REVEAL: "would give others away",
    Decision.ONE_ORGANISATION: "nearly all one partner",
    Decision.TOO_FEW_ORGANISATIONS: "too few partners",
}


def show_watch(
    request: Request,
    watch: Watch,
    *,
    home: str,
    groups: str,
    ways: Ways | None = None,
    done: str = "",
    too_late: Sequence[str] = (),
) -> Response:
    """`groups` is what the counts are by; `ways` an organisation's own; `too_late` are days of
    reminders that could not go on them.
    """
    read = [read_day(each) for each in too_late[:MOST_REMINDERS]]
    context = {"groups": groups, "ways": ways, "done": done, "too_late": [each for each in read if each]}
    return render(request, "assessments/watch.html", _of_watch(watch, home) | context)


def show_forecast(request: Request, forecast: Forecast, *, home: str) -> Response:
    """Once it has closed, results say what is shown."""
    if forecast.assessment.state is not AssessmentState.OPEN:
        return to_watch(forecast.assessment, home=home)
    return render(request, "assessments/forecast.html", _of_forecast(forecast, home))


def show_close(request: Request, watch: Watch, *, home: str) -> Response:
    """What closing will do, before it is done. Once it has begun there is nothing left to decide."""
    if watch.assessment.state is not AssessmentState.OPEN:
        return to_watch(watch.assessment, home=home)
    return render(request, "assessments/close.html", _of_watch(watch, home))


def show_extend(
    request: Request,
    watch: Watch,
    *,
    home: str,
    by: Seat,
    now: datetime,
    session: Session,
    typed: Fields | None = None,
    refused: Refusal = NOT_REFUSED,
) -> Response:
    """By a week, or until a day, as it was typed."""
    if watch.assessment.state is not AssessmentState.OPEN:
        return to_watch(watch.assessment, home=home)
    a_week = a_week_more(watch.assessment, now=now)
    context = {
        **_of_watch(watch, home),
        "why_not": why_not_extend(watch.assessment, by),
        "a_week": a_week,
        "reminders": sorted(extending.reminders_after(session, watch.assessment, a_week).values()),
        "moves": typed is None or bool(typed.get("reminders")),
        "latest": latest_day(watch.assessment),
        "last_day": last_day_of(watch.assessment),
        "until": (typed or {}).get("until", ""),
        "problems": refused.problems,
    }
    return render(request, "assessments/extend.html", context, status_code=refused.status_code)


def extend_until(
    request: Request, watch: Watch, form: Fields, *, home: str, session: Session, by: Seat, now: datetime
) -> Response:
    a_week = form.get("by") == "week"
    until = a_week_more(watch.assessment, now=now) if a_week else read_day(form.get("until", ""))
    moves = bool(form.get("reminders"))
    with refusable(session) as refused:
        extending.extend(session, watch.assessment, by=by, until=until, moves_reminders=moves, now=now)
    if refused:
        return show_extend(
            request, watch, home=home, by=by, now=now, session=session, typed=form, refused=refused
        )
    return to_watch(watch.assessment, home=home, done="extended")


def show_poster(
    request: Request,
    watch: Watch,
    *,
    home: str,
    ask: str,
    subject: str,
    promised_on: date | None,
    base_url: str,
    ways: Ways,
) -> Response:
    """And words to go with it; `ask` is the name of the person to turn to. Only while it is open."""
    assessment = watch.assessment
    if assessment.state is not AssessmentState.OPEN:
        return to_watch(assessment, home=home)
    until = day(assessment.closes_at)
    hear_by = None if promised_on is None else day(promised_on)
    open_link = f"{base_url}/r/{ways.entrance.code}" if ways.entrance and ways.is_open else ""
    address = open_link or f"{base_url}/join"
    context = {
        **_of_watch(watch, home),
        "minutes": letters.NUMBER_WORDS[letters.minutes(assessment.blocks)],
        "qr": qr_code(address),
        "address": address.partition("://")[2],
        "is_open": ways.is_open,
        "has_codes": bool(ways.with_code),
        "subject": subject,
        "ask": ask,
        "hear_by": hear_by,
        "script": huddle_script(
            blocks=assessment.blocks,
            until=until,
            hear_by=hear_by,
            fewest_shown=assessment.fewest_shown,
            ask=ask,
            subject=subject,
        ),
        "text": short_text(place=watch.place.name, blocks=assessment.blocks, until=until),
    }
    return render(request, "assessments/poster.html", context)


def to_watch(
    assessment: Assessment, *, home: str, done: str = "", then: BackgroundTask | None = None
) -> Response:
    said = f"?done={done}" if done else ""
    return RedirectResponse(f"{home}/assessments/{assessment.code}{said}", status_code=303, background=then)


def finish_closing(request: Request, assessment: Assessment) -> BackgroundTask:
    """Once the reply is on its way: figures and seal take longer than anybody should look at a blank page."""
    return BackgroundTask(request.app.state.run_closing, assessment.id)


def _of_watch(watch: Watch, home: str) -> dict[str, object]:
    return {
        "watch": watch,
        "assessment": watch.assessment,
        "place": watch.place,
        "home": home,
        "tells": isinstance(watch.place, Organisation),
    }


def _of_forecast(forecast: Forecast, home: str) -> dict[str, object]:
    return {
        "forecast": forecast,
        "assessment": forecast.assessment,
        "place": forecast.place,
        "home": home,
        **about_outlooks(forecast.outlooks),
    }


def about_outlooks(outlooks: Sequence[Outlook]) -> dict[str, object]:
    """The groups, how many could be shown at each share of replies, and why the others could not."""
    at_each = list(zip(*(each.decisions for each in outlooks), strict=True))
    found = {decision for decisions in at_each for decision in decisions}
    return {
        "outlooks": outlooks,
        "shares": SHARES,
        "counts": [
            (decisions.count(Decision.RELEASED), len(decisions) - decisions.count(None))
            for decisions in at_each
        ],
        "reasons": {decision: words for decision, words in HELD_BACK.items() if decision in found},
        "may_give_way": Decision.WOULD_REVEAL in found,
        "has_gaps": None in found,
    }
