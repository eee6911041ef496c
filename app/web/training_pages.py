"""The page about training needs: each habit with how many ask for help, how people do it, and what helps."""

from typing import Any

from app.domain.dashboards.training import Need, TrainingPage
from app.domain.takeaways.help_wanted import out_of
from app.web.result_rows import AddressOf, figure, who_answered

MOST_IN_FULL = 5  # the others open at a tap


def training(page: TrainingPage | None, address_of: AddressOf, *, assessment: str) -> dict[str, Any]:
    """`assessment` is its code."""
    if page is None or page.reason:
        return {"needs": None, "reason": page.reason if page else None}
    asked_for = [_need(each, address_of, assessment) for each in page.asked_for]
    return {
        "reason": None,
        "needs": {
            "takeaway": page.takeaway,
            "answered": who_answered(page.answered),
            "asked_most": asked_for[:MOST_IN_FULL],
            "asked_too": asked_for[MOST_IN_FULL:],
            "others": [_need(each, address_of, assessment) for each in page.others],
        },
    }


def _need(need: Need, address_of: AddressOf, assessment: str) -> dict[str, Any]:
    return {
        "topic": need.topic,
        "href": address_of(need.topic),
        "asked": out_of(need.asked) if need.asked else None,
        "figure": figure(need.figure) if need.figure else None,
        "helps": need.helps,
        "finding": f"{assessment}/{need.topic.code}" if need.figure else "",
    }
