"""The five pages on which an assessment is set up: what each of them shows."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from fastapi import Request, Response

from app.domain import letters
from app.domain.charter import Block
from app.domain.drafting import Drafting
from app.domain.drafts import STEPS, Draft, Step, plan_of, reminders_offered
from app.domain.people import Seat
from app.domain.working_days import Nation, day_in_the_uk, end_of
from app.services import drafting
from app.web.assessment_pages import about_outlooks
from app.web.calendar_rows import open_days
from app.web.draft_forms import EVERYONE, TEAMS, read_day, team_field
from app.web.pages import render

Entered = Mapping[str, Any]
Problems = Mapping[str, str]


def home_of(found: Drafting) -> str:
    return f"/org/{found.organisation.slug}/set-up/{found.draft.code}"


def about(found: Drafting) -> dict[str, Any]:
    """What every page of a draft is given."""
    return {
        "drafting": found,
        "draft": found.draft,
        "place": found.organisation,
        "home": f"/org/{found.organisation.slug}",
        "at": home_of(found),
    }


def show(
    request: Request,
    found: Drafting,
    step: Step,
    *,
    by: Seat,
    now: datetime,
    link: str,
    tested: bool = False,
) -> Response:
    """As it was left."""
    draft = found.draft
    if step is Step.DATES:
        return show_dates(request, found, entered_dates(draft))
    if step is Step.WHO:
        return show_who(request, found, teams=draft.teams, blocks=draft.blocks)
    if step is Step.LINE:
        return show_line(request, found, draft.leaders_line, draft.promised_on.isoformat())
    if step is Step.MESSAGES:
        return show_messages(request, found, by=by, link=link, tested=tested)
    return show_check(request, found, now=now)


def entered_dates(draft: Draft) -> Entered:
    return {
        "title": draft.title,
        "nation": draft.nation,
        "opens_on": draft.opens_on.isoformat(),
        "closes_on": draft.closes_on.isoformat(),
    }


def show_dates(
    request: Request, found: Drafting, entered: Entered, problems: Problems | None = None
) -> Response:
    days = open_days(read_day(entered["opens_on"]), read_day(entered["closes_on"]), entered["nation"])
    context = {"entered": entered, "days": days, "nations": list(Nation)}
    return _page(request, found, Step.DATES, context, problems)


def show_who(
    request: Request,
    found: Drafting,
    *,
    teams: frozenset[int | None] | None,
    blocks: Collection[Block],
    problems: Problems | None = None,
) -> Response:
    context = {
        "who": EVERYONE if teams is None else TEAMS,
        "choices": [
            (team_field(each.id), each, teams is not None and each.id in teams) for each in found.choices
        ],
        "blocks": [
            (block, letters.NUMBER_WORDS[letters.MINUTES[block]], block in blocks)
            for block in (Block.PRACTICE, Block.ORGANISATION)
        ],
        "on_paper": sum(each.people for each in found.posts if each.on_paper),
    }
    return _page(request, found, Step.WHO, context, problems)


def show_line(
    request: Request, found: Drafting, leaders_line: str, promised_on: str, problems: Problems | None = None
) -> Response:
    context = {"leaders_line": leaders_line, "promised_on": promised_on}
    return _page(request, found, Step.LINE, context, problems)


def show_messages(request: Request, found: Drafting, *, by: Seat, link: str, tested: bool) -> Response:
    draft = found.draft
    subject, body = drafting.invitation_letter(found, name=by.person_name, by=by, link=link)
    context = {
        "reminders": [
            (number, each, number not in draft.left_out)
            for number, each in enumerate(reminders_offered(draft), 1)
        ],
        "subject": subject,
        "body": body,
        "tested": tested,
    }
    return _page(request, found, Step.MESSAGES, context, None)


def show_check(
    request: Request,
    found: Drafting,
    *,
    now: datetime,
    fewest: str | None = None,
    problems: Problems | None = None,
) -> Response:
    draft = found.draft
    context = {
        **as_invited(found),
        "plan": plan_of(draft),
        "fewest": str(draft.fewest_shown) if fewest is None else fewest,
        "why_not_open": found.why_not_open(now),
        "can_wait": draft.opens_on > day_in_the_uk(now),
        "chosen_teams": [each.name for each in found.choices if draft.teams and each.id in draft.teams],
        "prospect": None,
    }
    if found.invited >= draft.fewest_shown:
        prospect = drafting.prospect(found)
        context |= {"prospect": prospect, **about_outlooks(prospect.outlooks)}
    return _page(request, found, Step.CHECK, context, problems)


def as_invited(found: Drafting) -> dict[str, Any]:
    """What the page behind an invitation's link needs, as if this draft were open."""
    draft = found.draft
    minutes, gift = letters.minutes(draft.blocks), letters.minutes([Block.PRACTICE])
    has_gift = Block.PRACTICE in draft.blocks and minutes > gift
    return {
        **about(found),
        "assessment": {
            "title": draft.title,
            "owner_name": found.organisation.name,
            "leaders_line": draft.leaders_line,
            "is_joint": False,
            "closes_at": end_of(draft.closes_on),
            "first_closes_at": None,
            "fewest_shown": draft.fewest_shown,
        },
        "organisation_name": found.organisation.name,
        "promised_on": draft.promised_on,
        "told_at": "",
        "minutes": letters.NUMBER_WORDS[minutes],
        "gift_minutes": letters.NUMBER_WORDS[gift] if has_gift else "",
    }


def _page(
    request: Request, found: Drafting, step: Step, context: Mapping[str, Any], problems: Problems | None
) -> Response:
    number = STEPS.index(step) + 1
    way = {
        "step": step,
        "number": number,
        "of": len(STEPS),
        "back": f"{home_of(found)}/{STEPS[number - 2]}" if number > 1 else f"/org/{found.organisation.slug}",
        "problems": dict(problems or {}),
    }
    status_code = 422 if problems else 200
    return render(request, f"set_up/{step}.html", {**about(found), **context, **way}, status_code=status_code)
