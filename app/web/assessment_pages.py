"""Pages about an assessment that organisations and partnerships both have: to watch, look ahead and close."""

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from starlette.background import BackgroundTask

from app.domain.assessments import Assessment, AssessmentState
from app.domain.cells import Decision
from app.domain.forecast import SHARES
from app.domain.people import Organisation
from app.services.forecasting import Forecast
from app.services.watching import Watch
from app.web.pages import render

# Why, in as few words as a column has room for.
HELD_BACK = {
    Decision.TOO_FEW: "too few",
    Decision.WOULD_REVEAL: "would give others away",
    Decision.ONE_ORGANISATION: "nearly all one partner",
    Decision.TOO_FEW_ORGANISATIONS: "too few partners",
}


def show_watch(request: Request, watch: Watch, *, home: str, groups: str) -> Response:
    """`groups` is what the counts are by, as the head of a column."""
    return render(request, "assessments/watch.html", {**_of_watch(watch, home), "groups": groups})


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


def to_watch(assessment: Assessment, *, home: str, then: BackgroundTask | None = None) -> Response:
    return RedirectResponse(f"{home}/assessments/{assessment.code}", status_code=303, background=then)


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
    at_each = list(zip(*(each.decisions for each in forecast.outlooks), strict=True))
    found = {decision for decisions in at_each for decision in decisions}
    return {
        "forecast": forecast,
        "assessment": forecast.assessment,
        "place": forecast.place,
        "home": home,
        "shares": SHARES,
        "counts": [
            (decisions.count(Decision.RELEASED), len(decisions) - decisions.count(None))
            for decisions in at_each
        ],
        "reasons": {decision: words for decision, words in HELD_BACK.items() if decision in found},
        "may_give_way": Decision.WOULD_REVEAL in found,
        "has_gaps": None in found,
    }
