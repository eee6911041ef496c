"""What the pages of a pulse are given: on an action, at home, on the form that sends it, behind its link."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from fastapi import Request, Response
from sqlmodel import Session

from app.domain.actions import Action
from app.domain.answers import LEVELS, Skipped
from app.domain.distributions import in_words
from app.domain.pulses import (
    Pulse,
    QuestionResult,
    in_a_sentence,
    is_due,
    is_news,
    is_offered,
    planned_on,
)
from app.domain.short_forms import PulseForm, PulseQuestion
from app.services import pulses
from app.services.actions import Actions
from app.services.pulses import Offer, Opened, Wanted
from app.web.form_data import Fields
from app.web.pages import render
from app.web.refusals import NOT_REFUSED, Refusal

TEAM = "team-"
FOR_ONE_PERSON = {"X-Robots-Tag": "noindex"}


def panel(session: Session, form: PulseForm, found: Actions, action: Action) -> dict[str, Any] | None:
    """Of one action; partners together have none."""
    if found.is_shared:
        return None
    pulse = pulses.pulses_of(session, [action]).get(action.id)
    return {**_result(form, pulse), "planned_on": planned_on(action), "is_due": is_due(action, found.today)}


def on_home(session: Session, form: PulseForm, chosen: Sequence[Action], today: date) -> list[dict[str, Any]]:
    """What could be asked now, and what was answered lately."""
    known = pulses.pulses_of(session, chosen)
    return [
        {"action": action, **_result(form, known.get(action.id))}
        for action in chosen
        if is_offered(action, known.get(action.id), today) or is_news(known.get(action.id), today)
    ]


def _result(form: PulseForm, pulse: Pulse | None) -> dict[str, Any]:
    result = pulse.result if pulse else None
    pairs = zip(form.questions, result.questions, strict=True) if result and result.answered else ()
    return {"pulse": pulse, "answers": [_answers(question, said) for question, said in pairs]}


def _answers(question: PulseQuestion, result: QuestionResult) -> dict[str, Any]:
    """In a sentence, and from ten on how many gave which answer."""
    rows = zip(question.labels, result.levels or (), strict=False)
    return {
        "text": question.text,
        "short": question.short,
        "sentence": in_a_sentence(question, result),
        "rows": [(label, in_words(count, result.people)) for label, count in rows],
    }


def read_wanted(form: Fields) -> Wanted:
    ticked = (name.removeprefix(TEAM) for name in form if name.startswith(TEAM))
    return Wanted(form.get("whom", ""), frozenset(int(each) for each in ticked if _is_id(each)))


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def show_ask(
    request: Request,
    form: PulseForm,
    found: Offer,
    wanted: Wanted,
    refused: Refusal = NOT_REFUSED,
) -> Response:
    context = {
        "found": found,
        "at": f"/org/{found.organisation.slug}/actions/{found.action.code}",
        "questions": form.questions,
        "wanted": wanted,
        "problems": refused.problems,
    }
    return render(request, "pulses/ask.html", context, status_code=refused.status_code)


def show_questions(
    request: Request,
    form: PulseForm,
    opened: Opened,
    token: str,
    typed: Fields | None = None,
    refused: Refusal = NOT_REFUSED,
) -> Response:
    context = {
        "opened": opened,
        "token": token,
        "questions": form.questions,
        "options": {each.code: [*zip(map(str, LEVELS), each.labels, strict=True)] for each in form.questions},
        "cannot_say": (str(int(Skipped.CANNOT_SAY)), form.cannot_say),
        "typed": typed or {},
        "problems": refused.problems,
    }
    status = refused.status_code
    return render(request, "pulses/answer.html", context, status_code=status, headers=FOR_ONE_PERSON)
