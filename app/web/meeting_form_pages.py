"""What the pages of the meeting form are given: her own, laid beside her colleagues', and behind the link."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from fastapi import Request, Response
from starlette.background import BackgroundTask

from app.domain.answers import Skipped
from app.domain.charter import Charter
from app.domain.meeting_forms import Beside, OwnForm, beside, own_middle
from app.domain.profile import SKIPPED_WORDS
from app.domain.short_forms import MeetingForm, MeetingSkill
from app.domain.takeaways.meeting_forms import of_skills
from app.services.meeting_forms import ForColleague
from app.web.cookies import read_cookie
from app.web.form_data import Fields
from app.web.pages import render
from app.web.refusals import NOT_REFUSED, Refusal

AT = "/me/meeting-form"
ANSWERED_FOR_MINUTES = 35 * 24 * 60
SPREADS = {
    "together": "They see it alike.",
    "mixed": "They see it somewhat differently.",
    "split": "They see it very differently.",
}
NOT_SHOWN = "Too few could say"
FOR_COLLEAGUES = {"X-Robots-Tag": "noindex"}


def show_mine(
    request: Request, charter: Charter, form: MeetingForm, found: OwnForm | None, today: date
) -> Response:
    context: dict[str, Any] = {"found": found, "at": AT, "rows": [], "takes_answers": False, "problems": {}}
    if found is not None:
        context["takes_answers"] = found.takes_answers(today)
        context["rows"] = _own_rows(charter, form, found)
        if found.result is not None and found.result.is_shown:
            pairs = beside(form, found.own, found.result)
            context["rows"] = [_row(charter, form, each) for each in pairs]
            titles = {code: each.title for code, each in charter.by_competency.items()}
            context["takeaways"] = of_skills(pairs, titles)
    return render(request, "meeting_forms/mine.html", context)


def _own_rows(charter: Charter, form: MeetingForm, found: OwnForm) -> list[dict[str, Any]]:
    return [
        {
            "skill": charter.by_competency[skill.competency].title,
            "own": _in_words(charter, form, own_middle(skill, found.own)) or "No answer",
        }
        for skill in form.skills
    ]


def _row(charter: Charter, form: MeetingForm, each: Beside) -> dict[str, Any]:
    return {
        "skill": charter.by_competency[each.skill.competency].title,
        "own": _in_words(charter, form, each.own) or "No answer",
        "theirs": _in_words(charter, form, each.theirs.typical) or NOT_SHOWN,
        "spread": SPREADS[each.theirs.spread] if each.theirs.spread else "",
    }


def _in_words(charter: Charter, form: MeetingForm, level: float | None) -> str:
    """A middle answer may lie between two labels."""
    if level is None:
        return ""
    labels = charter.scales[form.scale].labels
    if level == int(level):
        return labels[int(level)]
    lower, upper = labels[int(level)], labels[int(level) + 1]
    return f"Between “{lower}” and “{upper}”"


def show_own(
    request: Request,
    charter: Charter,
    form: MeetingForm,
    chosen: Mapping[str, str],
    refused: Refusal = NOT_REFUSED,
) -> Response:
    context = {
        **_questions(charter, form),
        "at": AT,
        "chosen": chosen,
        "problems": refused.problems,
    }
    return render(request, "meeting_forms/own.html", context, status_code=refused.status_code)


def chosen_before(found: OwnForm | None) -> dict[str, str]:
    return {code: str(said) for code, said in found.own.items()} if found else {}


def show_colleague(
    request: Request,
    charter: Charter,
    form: MeetingForm,
    seen: ForColleague,
    token: str,
    typed: Fields | None = None,
    refused: Refusal = NOT_REFUSED,
) -> Response:
    context = {
        **_questions(charter, form),
        "seen": seen,
        "token": token,
        "has_answered": has_answered(request, seen),
        "chosen": typed or {},
        "problems": refused.problems,
    }
    template = "meeting_forms/colleague.html"
    return render(request, template, context, status_code=refused.status_code, headers=FOR_COLLEAGUES)


def cookie_of(seen: ForColleague) -> str:
    return f"meeting-form-{seen.mark}"


def has_answered(request: Request, seen: ForColleague) -> bool:
    """In this browser: nobody else can know."""
    return read_cookie(request, cookie_of(seen)) is not None


def forget_later(request: Request) -> BackgroundTask:
    """Give it to the response. By the time it runs the deed is committed."""
    return BackgroundTask(request.app.state.forget_counts)


def _questions(charter: Charter, form: MeetingForm) -> dict[str, Any]:
    scale = charter.scales[form.scale]
    labels = zip(range(len(scale.labels)), scale.labels, scale.proportions, strict=True)
    did_not = Skipped.DID_NOT_COME_UP
    return {
        "skills": [_skill(charter, each) for each in form.skills],
        "stem": scale.stem,
        "options": [(str(level), label, proportion) for level, label, proportion in labels],
        "asides": [(str(int(did_not)), SKIPPED_WORDS[did_not])],
    }


def _skill(charter: Charter, skill: MeetingSkill) -> dict[str, Any]:
    return {"title": charter.by_competency[skill.competency].title, "statements": skill.statements}
