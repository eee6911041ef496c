"""A pulse: two questions to those concerned, a month after an action. When, whom, and what may be shown."""

from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from app.domain.actions import LOOK_AGAIN, Action, ActionStatus
from app.domain.answers import LEVELS, Skipped
from app.domain.distributions import FEW, UPPER_LEVELS, drawn_in, fewest_in_distribution
from app.domain.errors import Invalid
from app.domain.short_forms import PulseForm, PulseQuestion

OPEN_FOR = timedelta(days=14)
OFFERED_FOR = timedelta(days=60)
NEWS_FOR = timedelta(days=30)
FEWEST_ASKED = 10  # people with an address
FEWEST_SHOWN = 5
ANSWERS = (*LEVELS, int(Skipped.CANNOT_SAY))
LEANS_LOW, LEANS_HIGH = 1.5, 2.5  # means in levels, between which a few lean neither way

TOO_FEW_ASKED = (
    "A pulse goes to ten people or more with an email address, so that nobody’s answer can be guessed. "
    "This would go to {count}: add a team, or ask everyone who was invited."
)
NEARLY_THE_SAME = (
    "Another pulse is open to nearly the same people: fewer than five are in one and not in the other, "
    "and the two results side by side could point at them. Ask the same people, or wait until {ends_on}."
)

Counts = Mapping[tuple[str, int], int]  # of a question's code and an answer: how many gave it


class Leaning(IntEnum):
    """Where a few lean: all that is said of five to nine, whose counts would say too much."""

    LOW = 0
    MIDDLE = 1
    HIGH = 2


@dataclass(frozen=True)
class QuestionResult:
    """`levels` and `upper` are counts as distributions keep them, out of `people`; None below ten.

    `leaning` is None from ten on, and where nothing may be shown.
    """

    code: str
    people: int | None = None
    levels: tuple[int, ...] | None = None
    upper: int | None = None
    leaning: Leaning | None = None


@dataclass(frozen=True)
class PulseResult:
    """All that is left of a pulse. `answered` is None where fewer than may be shown have answered."""

    answered: int | None
    questions: tuple[QuestionResult, ...]


@dataclass(frozen=True)
class Pulse:
    """`asked` is how many got a link, `whom` says who in words. `result` is None until it has ended."""

    id: int
    action_id: int
    whom: str
    asked: int
    fewest_shown: int
    closes_on: date  # the last day
    result: PulseResult | None

    def is_open(self, today: date) -> bool:
        return self.result is None and today <= self.closes_on


def planned_on(action: Action) -> date | None:
    """A month after it was done, or else was due; None for what is parked."""
    if action.status is ActionStatus.PARKED:
        return None
    if action.status is not ActionStatus.DONE:
        return a_month_after(action.plan.due_on)
    done_on = action.history[-1].noted_on
    for note in reversed(action.history):
        if note.status is not ActionStatus.DONE:
            break
        done_on = note.noted_on
    return a_month_after(done_on)


def a_month_after(day: date) -> date:
    """The same day of the next month, or its last."""
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def is_offered(action: Action, pulse: Pulse | None, today: date) -> bool:
    """Whether it stands on the home page that somebody could ask."""
    planned = planned_on(action)
    return pulse is None and planned is not None and planned <= today <= planned + OFFERED_FOR


def is_news(pulse: Pulse | None, today: date) -> bool:
    """Whether its result stands on the home page."""
    return pulse is not None and pulse.result is not None and today <= pulse.closes_on + NEWS_FOR


def is_due(action: Action, today: date) -> bool:
    planned = planned_on(action)
    return planned is not None and planned <= today


def why_not_ask(asked: Collection[int], open_now: Iterable[tuple[Pulse, frozenset[int]]]) -> str | None:
    """The reason that these people, by id, cannot be asked; beside the pulses that are open to others."""
    if len(asked) < FEWEST_ASKED:
        return TOO_FEW_ASKED.format(count=len(asked))
    wanted = frozenset(asked)
    for pulse, others in open_now:
        apart = (len(wanted - others), len(others - wanted))
        if wanted & others and any(0 < count < FEWEST_SHOWN for count in apart):
            ends_on = f"{pulse.closes_on.day} {pulse.closes_on:%B}"
            return NEARLY_THE_SAME.format(ends_on=ends_on)
    return None


def read_answers(form: PulseForm, typed: Mapping[str, str]) -> dict[str, int]:
    """An answer for each question; refuses with a sentence for each that has none."""
    known = {str(each): each for each in ANSWERS}
    problems = {
        question.code: f"{question.short} Choose an answer: “{form.cannot_say}” is one."
        for question in form.questions
        if typed.get(question.code, "") not in known
    }
    if problems:
        raise Invalid(LOOK_AGAIN, problems)
    return {question.code: known[typed[question.code]] for question in form.questions}


def work_out(codes: Sequence[str], counts: Counts, *, fewest_shown: int) -> PulseResult:
    """What may be shown of exact counts; of questions by these codes, which everybody answered."""
    answered = sum(counts.get((codes[0], answer), 0) for answer in ANSWERS)
    if answered < fewest_shown:
        return PulseResult(None, tuple(QuestionResult(code) for code in codes))
    return PulseResult(answered, tuple(_question(code, counts, fewest_shown) for code in codes))


def _question(code: str, counts: Counts, fewest_shown: int) -> QuestionResult:
    levels = [counts.get((code, level), 0) for level in LEVELS]
    people = sum(levels)
    if people < fewest_shown:
        return QuestionResult(code)
    if people < fewest_in_distribution(fewest_shown):
        mean = sum(level * count for level, count in zip(LEVELS, levels, strict=True)) / people
        leaning = Leaning.LOW if mean < LEANS_LOW else Leaning.HIGH if mean > LEANS_HIGH else Leaning.MIDDLE
        return QuestionResult(code, leaning=leaning)
    upper = drawn_in(sum(levels[level] for level in UPPER_LEVELS), people)
    return QuestionResult(code, people, tuple(drawn_in(each, people) for each in levels), upper)


def in_a_sentence(question: PulseQuestion, result: QuestionResult) -> str:
    if result.leaning is not None:
        return question.few[result.leaning]
    if result.people is None or result.upper is None:
        return "Too few could say, so nothing is shown."
    return f"{_how_many(result.upper, result.people)} {question.upper}."


def _how_many(count: int, people: int) -> str:
    if count >= people - 1:
        return "Almost all"
    if count <= FEW:
        return "Fewer than five"
    return "Most" if 2 * count > people else f"{count} of {people}"
