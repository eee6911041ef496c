"""The pages about an assessment that organisations and partnerships both have: watching and closing it."""

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from starlette.background import BackgroundTask

from app.domain.assessments import Assessment, AssessmentState
from app.services.watching import Watch
from app.web.pages import render


def show_watch(request: Request, watch: Watch, *, home: str, groups: str) -> Response:
    """`groups` is what the counts are by, as the head of a column."""
    return render(request, "assessments/watch.html", {**_context(watch, home), "groups": groups})


def show_close(request: Request, watch: Watch, *, home: str) -> Response:
    """What closing will do, before it is done. Once it has begun there is nothing left to decide."""
    if watch.assessment.state is not AssessmentState.OPEN:
        return to_watch(watch.assessment, home=home)
    return render(request, "assessments/close.html", _context(watch, home))


def to_watch(assessment: Assessment, *, home: str, then: BackgroundTask | None = None) -> Response:
    return RedirectResponse(f"{home}/assessments/{assessment.code}", status_code=303, background=then)


def finish_closing(request: Request, assessment: Assessment) -> BackgroundTask:
    """Once the reply is on its way: figures and seal take longer than anybody should look at a blank page."""
    return BackgroundTask(request.app.state.run_closing, assessment.id)


def _context(watch: Watch, home: str) -> dict[str, object]:
    return {"watch": watch, "assessment": watch.assessment, "place": watch.place, "home": home}
