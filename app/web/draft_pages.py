"""The five pages on which an assessment is set up: what each of them shows."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from fastapi import Request, Response

from app.domain import letters
from app.domain.charter import Block
from app.domain.drafting import Drafting
from app.domain.drafts import STEPS, Draft, Step, days_offered, plan_of, reminders_too_late
from app.domain.gaps import gaps
from app.domain.message_plan import USUAL_WORDS, Occasion, PlannedMessage, Words
from app.domain.people import Seat
from app.domain.working_days import Nation, day_in_the_uk, end_of
from app.services import drafting
from app.services.messaging import OWN_LINK
from app.web.assessment_pages import about_outlooks
from app.web.calendar_rows import open_days
from app.web.draft_forms import EVERYONE, TEAMS, read_day, team_field
from app.web.form_data import Fields
from app.web.message_pages import address_of, render_wording
from app.web.pages import render

Entered = Mapping[str, Any]
Problems = Mapping[str, str]

DONE = {
    "test": "A test is on its way to you. Look at it on your phone.",
    "moved": "The dates have changed, so the reminders have new days. Are they right?",
    "changed": "Your change is kept.",
    "words": "Your words are kept.",
    "usual": "The usual words stand again.",
    "day": "It will open by itself.",
    "not-yet": "It won’t open by itself.",
}


def home_of(found: Drafting) -> str:
    return f"/org/{found.organisation.slug}/set-up/{found.draft.code}"


def address_once_open(found: Drafting, code: str, *, now: datetime) -> str:
    """Where it is watched; the page says so if a reminder could not keep its day."""
    too_late = reminders_too_late(found.draft, opens_on=day_in_the_uk(now))
    said = "".join(f"&too-late={each}" for each in too_late)
    return f"/org/{found.organisation.slug}/assessments/{code}?done=opened{said}"


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
    done: str = "",
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
        return show_messages(request, found, by=by, done=done)
    return show_check(request, found, now=now, done=done)


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


def show_messages(
    request: Request,
    found: Drafting,
    *,
    by: Seat,
    done: str = "",
    typed: Fields | None = None,
    problems: Problems | None = None,
) -> Response:
    """Days as they are, or as they were typed."""
    draft = found.draft
    rows = [
        (
            number,
            day if typed is None else read_day(typed.get(f"on-{number}", "")),
            str(day or "") if typed is None else typed.get(f"on-{number}", ""),
            goes if typed is None else bool(typed.get(f"reminder-{number}")),
        )
        for number, (day, goes) in enumerate(days_offered(draft), 1)
    ]
    context = {
        "reminders": rows,
        "letters": [(each, letter_of(found, each.occasion, by=by)) for each in plan_of(draft)],
        "done": DONE.get(done),
    }
    return _page(request, found, Step.MESSAGES, context, problems)


def letter_of(found: Drafting, occasion: Occasion, *, by: Seat, words: Words | None = None) -> letters.Pieces:
    """With a link that is nobody's."""
    return drafting.letter(found, occasion, name="…", by=by, link=OWN_LINK, words=words)


def show_wording(
    request: Request,
    found: Drafting,
    occasion: Occasion,
    *,
    by: Seat,
    typed: Words | None = None,
    problems: Problems | None = None,
) -> Response:
    """One letter as it is, or as it was typed."""
    words = found.draft.words.get(occasion, USUAL_WORDS) if typed is None else typed
    return render_wording(
        request,
        PlannedMessage(occasion, found.draft.opens_on, words),
        letter_of(found, occasion, by=by, words=words),
        {
            **about(found),
            "assessment": found.draft,
            "why_not_change": None,
            "back": f"{home_of(found)}/{Step.MESSAGES}",
            "at": f"{home_of(found)}/words/{address_of(occasion)}",
        },
        problems,
    )


def show_check(
    request: Request,
    found: Drafting,
    *,
    now: datetime,
    fewest: str | None = None,
    problems: Problems | None = None,
    done: str = "",
) -> Response:
    draft = found.draft
    context = {
        "done": DONE.get(done),
        "gaps": gaps(found.posts_in(draft.teams)),
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
