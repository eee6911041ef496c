"""A draft: an assessment that somebody is setting up, in five steps, each with something sensible in it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.domain.assessments import BLOCKS_OF_AN_ORGANISATION, FEWEST_ANSWERS_SHOWN
from app.domain.charter import Block
from app.domain.message_plan import (
    FEWEST_DAYS_BETWEEN,
    REMINDERS,
    USUAL_WORDS,
    Occasion,
    PlannedMessage,
    Words,
    usual_plan,
)
from app.domain.opening import MOST_LETTERS_IN_A_TITLE
from app.domain.working_days import Nation, morning_of, working_day_from, working_days_of

USUAL_DAYS = 21
DAYS_UNTIL_PEOPLE_HEAR = 28
LONGEST_DAYS_OPEN = 56  # an answering cookie lasts sixty days
LONGEST_DAYS_AHEAD = 366
MOST_LETTERS_IN_A_LINE = 400
MOST_ANSWERS_ASKED_FOR = 100

NOT_ENOUGH = (
    "Ask at least five people. Nothing is ever shown about fewer than five, so no result could be shown."
)
FEWEST_IS_FIVE = "Nothing is ever shown about fewer than five people. You can ask for more, not for fewer."


class Step(StrEnum):
    """In order; the value is its address."""

    DATES = "dates"
    WHO = "who"
    LINE = "line"
    MESSAGES = "messages"
    CHECK = "check"


STEPS = tuple(Step)


@dataclass(frozen=True)
class Draft:
    """`teams` is None for everyone; None among them stands for people without a team."""

    code: str  # opaque, in addresses
    organisation_id: int
    title: str
    nation: Nation
    opens_on: date
    closes_on: date
    blocks: tuple[Block, ...]
    teams: frozenset[int | None] | None
    leaders_line: str
    promised_on: date  # by when people hear what came of it
    fewest_shown: int
    reminders: tuple[date, ...] | None  # None while nobody has chosen their days: then the usual ones
    steps_done: int
    scheduled_by: int | None  # the person who wants it opened on its day
    words: Mapping[Occasion, Words] = field(default_factory=dict)

    @property
    def next_step(self) -> Step:
        return STEPS[min(self.steps_done, len(STEPS) - 1)]

    @property
    def is_complete(self) -> bool:
        """All that is asked for has been looked at: what is left is to check and open."""
        return self.steps_done >= len(STEPS) - 1

    def opens_at(self) -> datetime:
        return morning_of(self.opens_on)


def fresh_draft(*, code: str, organisation_id: int, today: date, nation: Nation = Nation.ENGLAND) -> Draft:
    """Everything as most would have it; the name is left to them."""
    opens_on = working_day_from(nation, today + timedelta(days=1))
    closes_on = working_day_from(nation, opens_on + timedelta(days=USUAL_DAYS))
    return Draft(
        code=code,
        organisation_id=organisation_id,
        title="",
        nation=nation,
        opens_on=opens_on,
        closes_on=closes_on,
        blocks=BLOCKS_OF_AN_ORGANISATION,
        teams=None,
        leaders_line="",
        promised_on=usual_promise(closes_on, nation),
        fewest_shown=FEWEST_ANSWERS_SHOWN,
        reminders=None,
        steps_done=0,
        scheduled_by=None,
    )


def usual_promise(closes_on: date, nation: Nation) -> date:
    return working_day_from(nation, closes_on + timedelta(days=DAYS_UNTIL_PEOPLE_HEAR))


def reminder_days(draft: Draft) -> tuple[date, ...]:
    """In order."""
    return _usual_days(draft) if draft.reminders is None else draft.reminders


def days_offered(draft: Draft) -> list[tuple[date | None, bool]]:
    """Up to three days for a reminder, and whether one goes: those chosen, and others that would fit."""
    chosen = reminder_days(draft)
    spare = [each for each in _usual_days(draft) if all(_are_apart(each, other) for other in chosen)]
    offered: list[tuple[date | None, bool]] = [
        (each, each in chosen) for each in sorted([*chosen, *spare[: len(REMINDERS) - len(chosen)]])
    ]
    return offered if len(offered) == len(REMINDERS) else [*offered, (None, False)]


def plan_of(draft: Draft, *, opens_on: date | None = None) -> list[PlannedMessage]:
    """The invitation, and the reminders on their days. Opened late, it leaves out what comes too soon."""
    opens_on = opens_on or draft.opens_on
    days = [each for each in reminder_days(draft) if _fits(each, opens_on)]
    plan = [(Occasion.INVITATION, opens_on), *zip(REMINDERS, days, strict=False)]
    return [PlannedMessage(name, on, draft.words.get(name, USUAL_WORDS)) for name, on in plan]


def reminders_too_late(draft: Draft, *, opens_on: date) -> list[date]:
    """Days that were agreed, and that have passed or come too soon after the invitation of that day."""
    return [each for each in reminder_days(draft) if not _fits(each, opens_on)]


def _fits(reminder: date, opens_on: date) -> bool:
    return (reminder - opens_on).days >= FEWEST_DAYS_BETWEEN


def _are_apart(one: date, other: date) -> bool:
    return abs((one - other).days) >= FEWEST_DAYS_BETWEEN


def _usual_days(draft: Draft) -> tuple[date, ...]:
    plan = usual_plan(draft.opens_on, draft.closes_on, is_working_day=working_days_of(draft.nation))
    return tuple(each.on for each in plan[1:])


def faults_in_reminders(draft: Draft, days: Mapping[int, date | None]) -> dict[str, str]:
    """`days` are of those that are to go, by the number of their field."""
    found: dict[str, str | None] = {}
    for number, on in days.items():
        others = [each for other, each in days.items() if other < number and each is not None]
        found[f"on-{number}"] = _why_not_remind(draft, on, others)
    return _faults(found)


def _why_not_remind(draft: Draft, on: date | None, others: Sequence[date]) -> str | None:
    if on is None:
        return "Give a date for this reminder, or untick it."
    if not _fits(on, draft.opens_on):
        return "Choose a day at least three days after the invitation."
    if on >= draft.closes_on:
        return "Choose a day before the last day."
    if not all(_are_apart(on, each) for each in others):
        return "Leave at least three days between two reminders."
    return None


def faults_in_dates(
    *, title: str, opens_on: date | None, closes_on: date | None, today: date
) -> dict[str, str]:
    """A sentence for each field at fault."""
    return _faults(
        {
            "title": _why_not_title(title),
            "opens_on": _why_not_open_on(opens_on, today),
            "closes_on": _why_not_close_on(closes_on, opens_on),
        }
    )


def faults_in_who(
    *, invited: int, chosen: Collection[int | None] | None, blocks: Sequence[Block]
) -> dict[str, str]:
    too_few = None if invited >= FEWEST_ANSWERS_SHOWN else NOT_ENOUGH
    nobody = "Choose at least one team." if chosen is not None and not chosen else None
    return _faults(
        {"who": nobody or too_few, "blocks": None if blocks else "Choose at least one thing to ask about."}
    )


def faults_in_line(*, leaders_line: str, promised_on: date | None, closes_on: date) -> dict[str, str]:
    late = closes_on + timedelta(days=LONGEST_DAYS_AHEAD)
    promise = None
    if promised_on is None:
        promise = "Give a date, such as 4/12/2026."
    elif promised_on <= closes_on:
        promise = "Choose a day after it has closed: before that there is nothing to tell."
    elif promised_on > late:
        promise = "Choose a day within a year of the close."
    too_long = len(leaders_line) > MOST_LETTERS_IN_A_LINE
    return _faults(
        {
            "leaders_line": f"Keep it to {MOST_LETTERS_IN_A_LINE} letters." if too_long else None,
            "promised_on": promise,
        }
    )


def faults_in_fewest(fewest_shown: int | None, least: int = FEWEST_ANSWERS_SHOWN) -> dict[str, str]:
    """`least` is what the organisation has chosen for all its assessments."""
    problem = None
    if fewest_shown is None:
        problem = "Give a whole number, such as 8."
    elif fewest_shown < FEWEST_ANSWERS_SHOWN:
        problem = FEWEST_IS_FIVE
    elif fewest_shown < least:
        problem = f"Your settings ask for {least} or more, and that can’t be lowered."
    elif fewest_shown > max(least, MOST_ANSWERS_ASKED_FOR):
        problem = f"More than {MOST_ANSWERS_ASKED_FOR} would leave little to show. Choose a smaller number."
    return _faults({"fewest_shown": problem})


def _why_not_title(title: str) -> str | None:
    if not title.strip():
        return "Give it a name, such as “Autumn 2026”."
    if len(title.strip()) > MOST_LETTERS_IN_A_TITLE:
        return f"Keep the name to {MOST_LETTERS_IN_A_TITLE} letters."
    return None if title.isprintable() else "Keep the name to one line."


def _why_not_open_on(opens_on: date | None, today: date) -> str | None:
    if opens_on is None:
        return "Give a date, such as 12/10/2026."
    if opens_on < today:
        return "That day has passed. Choose today or a later day."
    if opens_on > today + timedelta(days=LONGEST_DAYS_AHEAD):
        return "Choose a day within a year from now."
    return None


def _why_not_close_on(closes_on: date | None, opens_on: date | None) -> str | None:
    if closes_on is None:
        return "Give a date, such as 2/11/2026."
    if opens_on is None:
        return None
    if closes_on <= opens_on:
        return "Choose a day after it opens. Most organisations allow three weeks."
    if closes_on > opens_on + timedelta(days=LONGEST_DAYS_OPEN):
        return "Eight weeks are the longest it can be open. Most organisations allow three."
    return None


def _faults(found: dict[str, str | None]) -> dict[str, str]:
    return {field: sentence for field, sentence in found.items() if sentence is not None}
