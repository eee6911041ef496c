"""The one thing that most needs somebody who looks after assessments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.assessments import Assessment, AssessmentState, is_owner
from app.domain.people import Seat

RESULTS_ARE_NEWS_FOR = timedelta(days=14)


class Step(StrEnum):
    CLOSE = "close"  # its day has come
    WAIT = "wait"  # it is closing
    READ = "read"  # its results are there
    WATCH = "watch"  # people are answering
    NOTHING = "nothing"


@dataclass(frozen=True)
class NextStep:
    """`assessment` is None where there is nothing to do."""

    step: Step
    assessment: Assessment | None = None


def next_step(assessments: Sequence[Assessment], *, by: Seat, now: datetime) -> NextStep:
    """The most pressing step; among equals, the assessment that opened last."""
    order = list(Step)
    steps = [NextStep(_step(each, by, now), each) for each in _latest_first(assessments)]
    news = [each for each in steps if each.step is not Step.READ or _is_news(each.assessment, now)]
    return min(news or steps, key=lambda each: order.index(each.step), default=NextStep(Step.NOTHING))


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
