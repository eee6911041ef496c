"""What the templates of actions are given, an organisation's and those of partners together."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from fastapi import Request, Response

from app.domain.actions import Action, ActionStatus, TypedPlan
from app.domain.people import Whose
from app.domain.takeaways.actions import of_actions
from app.services.actions import Actions, Choices
from app.web.form_data import Fields
from app.web.pages import render
from app.web.refusals import NOT_REFUSED, Refusal
from app.web.whose import home
from app.web.words import day

SHAPES = {
    ActionStatus.NOT_STARTED: "○",
    ActionStatus.UNDER_WAY: "◐",
    ActionStatus.DONE: "●",
    ActionStatus.PARKED: "◇",
}


def read_typed(form: Fields) -> TypedPlan:
    return TypedPlan(**{name: form.get(name, "") for name in TypedPlan.__dataclass_fields__})


def typed_of(action: Action) -> TypedPlan:
    """An action as its form shows it."""
    plan = asdict(action.plan) | {"due_on": action.plan.due_on.isoformat()}
    plan["finding"] = plan.pop("finding_code")
    return TypedPlan(**plan)


def table(actions: Sequence[Action], today: date) -> dict[str, Any]:
    """With its takeaway; a home page shows it too."""
    return {"takeaway": of_actions(actions, today), "rows": [_row(each, today) for each in actions]}


def _row(action: Action, today: date) -> dict[str, Any]:
    return {
        "code": action.code,
        "what": action.plan.what,
        "led_by": action.plan.led_by,
        "due": day(action.plan.due_on),
        "shape": SHAPES[action.status],
        "status": action.status.value,
        "is_overdue": action.is_overdue(today),
    }


def show_list(request: Request, whose: Whose, found: Actions) -> Response:
    context = {"found": found, "home": home(whose), "table": table(found.actions, found.today)}
    return render(request, "actions/list.html", context)


def show_form(
    request: Request,
    whose: Whose,
    found: Actions,
    offered: Choices,
    typed: TypedPlan,
    *,
    action: Action | None = None,
    refused: Refusal = NOT_REFUSED,
) -> Response:
    """For a new action, or for one that is there."""
    context = {
        "found": found,
        "home": home(whose),
        "offered": offered,
        "typed": typed,
        "action": action,
        "problems": refused.problems,
        "kept_finding": _kept_finding(offered, action),
    }
    return render(request, "actions/form.html", context, status_code=refused.status_code)


def _kept_finding(offered: Choices, action: Action | None) -> tuple[str, str] | None:
    """Code and words of the one it has, where newer results no longer offer it."""
    if action is None or not action.plan.finding_code:
        return None
    known = {each.code for group in offered.findings for each in group.findings}
    plan = action.plan
    return None if plan.finding_code in known else (plan.finding_code, plan.finding)


def show_one(
    request: Request,
    whose: Whose,
    found: Actions,
    action: Action,
    *,
    panel: Mapping[str, Any] | None = None,
    typed: Fields | None = None,
    refused: Refusal = NOT_REFUSED,
) -> Response:
    context = {
        "found": found,
        "home": home(whose),
        "action": action,
        "panel": panel,
        "shapes": {status.value: shape for status, shape in SHAPES.items()},
        "chosen": (typed or {}).get("status", action.status.value),
        "typed_note": (typed or {}).get("note", ""),
        "problems": refused.problems,
    }
    return render(request, "actions/one.html", context, status_code=refused.status_code)
