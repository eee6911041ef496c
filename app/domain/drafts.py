"""A draft: an assessment that somebody is setting up, in five steps, each with something sensible in it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.domain.assessments import BLOCKS_OF_AN_ORGANISATION, FEWEST_ANSWERS_SHOWN
from app.domain.charter import Block
from app.domain.message_plan import REMINDERS, Occasion, PlannedMessage, usual_plan
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
    left_out: frozenset[int]  # of the usual reminders, by number from 1
    steps_done: int
    scheduled_by: int | None  # the person who wants it opened on its day

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
        left_out=frozenset(),
        steps_done=0,
        scheduled_by=None,
    )


def usual_promise(closes_on: date, nation: Nation) -> date:
    return working_day_from(nation, closes_on + timedelta(days=DAYS_UNTIL_PEOPLE_HEAR))


def reminders_offered(draft: Draft, *, opens_on: date | None = None) -> list[PlannedMessage]:
    """All of the usual ones, whether or not they are left out."""
    return _usual(draft, opens_on or draft.opens_on)[1:]


def plan_of(draft: Draft, *, opens_on: date | None = None) -> list[PlannedMessage]:
    """The invitation and the reminders that are left in, numbered anew."""
    opens_on = opens_on or draft.opens_on
    usual = _usual(draft, opens_on)
    kept = [each for number, each in enumerate(usual[1:], 1) if number not in draft.left_out]
    reminders = [PlannedMessage(name, each.on) for name, each in zip(REMINDERS, kept, strict=False)]
    return [PlannedMessage(Occasion.INVITATION, opens_on), *reminders]


def _usual(draft: Draft, opens_on: date) -> list[PlannedMessage]:
    return usual_plan(opens_on, draft.closes_on, is_working_day=working_days_of(draft.nation))


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
