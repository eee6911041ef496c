"""The one thing that most needs somebody who looks after assessments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.assessments import Assessment, AssessmentState, is_owner
from app.domain.drafts import Draft
from app.domain.people import Seat, SeatKind
from app.domain.working_days import day_in_the_uk

RESULTS_ARE_NEWS_FOR = timedelta(days=14)


class Step(StrEnum):
    CLOSE = "close"  # its day has come
    WAIT = "wait"  # it is closing
    READ = "read"  # its results are there
    OPEN = "open"  # a draft that should have opened by itself, and has not
    FINISH = "finish"  # a draft waits for its next page
    WATCH = "watch"  # people are answering
    BEGIN = "begin"  # nothing is going on, and this seat can set one up
    NOTHING = "nothing"


@dataclass(frozen=True)
class NextStep:
    """`assessment` or `draft` is what it is about, where it is about one."""

    step: Step
    assessment: Assessment | None = None
    draft: Draft | None = None


def next_step(
    assessments: Sequence[Assessment], *, by: Seat, now: datetime, drafts: Sequence[Draft] = ()
) -> NextStep:
    """The most pressing step; among equals, the assessment that opened last, or the draft begun last."""
    order = list(Step)
    steps = [NextStep(_step(each, by, now), each) for each in _latest_first(assessments)]
    waiting = [NextStep(step, draft=each) for each in reversed(drafts) if (step := _step_of(each, now))]
    news = [each for each in steps if each.step is not Step.READ or _is_news(each.assessment, now)]
    otherwise = Step.BEGIN if by.kind is SeatKind.HR_DIRECTOR else Step.NOTHING
    pressing = [*news, *waiting] or steps
    return min(pressing, key=lambda each: order.index(each.step), default=NextStep(otherwise))


def _step_of(draft: Draft, now: datetime) -> Step | None:
    """One that is to open by itself later needs nobody."""
    if draft.scheduled_by is None:
        return Step.FINISH
    return Step.OPEN if draft.opens_on < day_in_the_uk(now) else None


def _latest_first(assessments: Sequence[Assessment]) -> list[Assessment]:
    return sorted(assessments, key=lambda each: each.opened_at, reverse=True)


def _step(assessment: Assessment, by: Seat, now: datetime) -> Step:
    if assessment.has_results:
        return Step.READ
    if assessment.state is AssessmentState.CLOSING:
        return Step.WAIT
    return Step.CLOSE if is_owner(assessment, by) and assessment.closes_at <= now else Step.WATCH


def _is_news(assessment: Assessment | None, now: datetime) -> bool:
    closed_at = assessment.closed_at if assessment else None
    return closed_at is not None and now - closed_at <= RESULTS_ARE_NEWS_FOR
