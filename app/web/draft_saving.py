"""What the five set-up pages send: kept if it is in order; otherwise the page comes back and says why."""

from datetime import datetime
from typing import Any

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from app.domain.drafting import Drafting
from app.domain.drafts import STEPS, Draft, Step
from app.domain.errors import Invalid
from app.domain.people import Seat
from app.domain.working_days import day_in_the_uk
from app.services import drafting
from app.web.draft_forms import (
    read_blocks,
    read_day,
    read_nation,
    read_number,
    read_reminders,
    read_teams,
)
from app.web.draft_pages import Problems, show_check, show_dates, show_line, show_messages, show_who
from app.web.form_data import Fields

LOOK, LEAVE = "look", "leave"  # what else than going on somebody may press


def save(
    request: Request, found: Drafting, step: Step, form: Fields, *, session: Session, by: Seat, now: datetime
) -> Response:
    """Somebody who changes a page of a complete draft is led back to the last, where she came from."""
    then = form.get("then", "")
    if step is Step.DATES and then == LOOK:
        return show_dates(request, found, typed_dates(form))
    try:
        draft = read(found, step, form, now=now)
    except Invalid as wrong:
        return show_again(request, found, step, form, wrong.problems, by=by, now=now)
    drafting.keep(session, draft, step=step)
    home = f"/org/{found.organisation.slug}"
    if then == LEAVE:
        return RedirectResponse(f"{home}?done=kept", 303)
    return RedirectResponse(f"{home}/set-up/{draft.code}/{_onward(found.draft, draft, step)}", 303)


def _onward(before: Draft, after: Draft, step: Step) -> str:
    """Reminders that were chosen are looked at once more where their dates have moved."""
    if before.reminders is not None and after.reminders is None:
        return f"{Step.MESSAGES}?done=moved"
    if not before.is_complete:
        return STEPS[min(STEPS.index(step) + 1, len(STEPS) - 1)]
    return f"{Step.CHECK}?done=changed" if step is not Step.CHECK else Step.CHECK


def typed_dates(form: Fields) -> dict[str, Any]:
    return {
        "title": form.get("title", ""),
        "nation": read_nation(form.get("nation", "")),
        "opens_on": form.get("opens_on", ""),
        "closes_on": form.get("closes_on", ""),
    }


def read(found: Drafting, step: Step, form: Fields, *, now: datetime) -> Draft:
    """The draft with what was entered; nothing is kept yet."""
    draft = found.draft
    if step is Step.DATES:
        return drafting.with_dates(
            draft,
            title=form.get("title", ""),
            nation=read_nation(form.get("nation", "")),
            opens_on=read_day(form.get("opens_on", "")),
            closes_on=read_day(form.get("closes_on", "")),
            today=day_in_the_uk(now),
        )
    if step is Step.WHO:
        return drafting.with_who(found, teams=read_teams(form, found.choices), blocks=read_blocks(form))
    if step is Step.LINE:
        promised_on = read_day(form.get("promised_on", ""))
        return drafting.with_line(draft, leaders_line=form.get("leaders_line", ""), promised_on=promised_on)
    if step is Step.MESSAGES:
        return drafting.with_reminders(draft, read_reminders(form, draft))
    return drafting.with_fewest(found, read_number(form.get("fewest_shown", "")))


def show_again(
    request: Request,
    found: Drafting,
    step: Step,
    form: Fields,
    problems: Problems,
    *,
    by: Seat,
    now: datetime,
) -> Response:
    """With what was entered."""
    if step is Step.DATES:
        return show_dates(request, found, typed_dates(form), problems)
    if step is Step.WHO:
        teams = read_teams(form, found.choices)
        return show_who(request, found, teams=teams, blocks=read_blocks(form), problems=problems)
    if step is Step.LINE:
        line, promised_on = form.get("leaders_line", ""), form.get("promised_on", "")
        return show_line(request, found, line, promised_on, problems)
    if step is Step.MESSAGES:
        return show_messages(request, found, by=by, typed=form, problems=problems)
    return show_check(request, found, now=now, fewest=form.get("fewest_shown", ""), problems=problems)
