"""One person's profile of her own practice, in words and strips: never a number, a grade or a comparison."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain import profile_words as words
from app.domain.answers import Answers, Skipped, is_level, unpack
from app.domain.charter import Block, Charter, Competency, Scale, Statement, Theme
from app.domain.scoring import is_thin

USUAL = 3  # most of the time, or more
SELDOM = 1
SKETCHY = 10  # with fewer answers than this a profile is a sketch
MOST_STRENGTHS = 2
MOST_ROOM = 2
MOST_STEPS = 3
MOST_VIEWS = 2
STANDS_OUT_SHARE = 0.25  # so much more of a theme's habits must be usual than of the next theme's
STANDS_OUT_HABITS = 2
FEWEST_TO_STAND_OUT = 4
FEWEST_THEMES_TO_COMPARE = 2
FEWEST_TO_BE_ALIKE = 4
ALIKE_SHARE = 0.9
ALIKE = "You answered nearly everything alike. Pick the one you would enjoy changing."

SKIPPED_WORDS = {Skipped.DID_NOT_COME_UP: "It didn’t come up", Skipped.CANNOT_SAY: "I can’t say"}
BLANK_WORDS = "Left blank"


@dataclass(frozen=True)
class Habit:
    """One statement about her own practice; `level` is None where there was no answer on the scale."""

    competency: Competency
    statement: Statement
    level: int | None
    words: str  # as she answered

    @property
    def is_usual(self) -> bool:
        return self.level is not None and self.level >= USUAL


@dataclass(frozen=True)
class ThemeHabits:
    theme: Theme
    habits: tuple[Habit, ...]

    @property
    def is_empty(self) -> bool:
        return all(habit.level is None for habit in self.habits)

    @property
    def is_thin(self) -> bool:
        return is_thin(sum(habit.level is not None for habit in self.habits), len(self.habits))


@dataclass(frozen=True)
class Strength:
    habit: Habit
    sentence: str
    what_it_does: str


@dataclass(frozen=True)
class Room:
    habit: Habit
    sentence: str


@dataclass(frozen=True)
class Step:
    """Two small things to try for one competency."""

    competency: Competency
    theme: Theme
    asked_for: bool


@dataclass(frozen=True)
class View:
    """How an organisation or a partnership looks from where she sits: (statement, answer in words)."""

    block: Block
    mostly: tuple[tuple[Statement, str], ...]
    hardly: tuple[tuple[Statement, str], ...]


@dataclass(frozen=True)
class Profile:
    """`answered` counts habits with a level; with none there is nothing but the skeleton."""

    answered: int
    opening: str
    strengths: tuple[Strength, ...]
    room: tuple[Room, ...]
    balance: str
    themes: tuple[ThemeHabits, ...]
    steps: tuple[Step, ...]
    prompt: str
    views: tuple[View, ...]

    @property
    def is_sketch(self) -> bool:
        return 0 < self.answered < SKETCHY


def make_profile(charter: Charter, sheet: bytes, help_wanted: Sequence[str] = ()) -> Profile:
    answers = unpack(sheet, charter.asked)
    themes = tuple(ThemeHabits(theme, _habits(charter, theme, answers)) for theme in charter.themes)
    answered = [habit for each in themes for habit in each.habits if habit.level is not None]
    common = _common_level(answered)
    first = _first_said(answered) if common is None else None
    others = [habit for habit in answered if habit is not first]
    asked_for = [code.rpartition(".")[0] for code in help_wanted]
    room = _room(others, asked_for, common)
    steps = _steps(charter, [*asked_for, *(each.habit.competency.code for each in room)], asked_for, answered)
    return Profile(
        answered=len(answered),
        opening=_opening(answered, first),
        strengths=_strengths(others, first, common),
        room=room,
        balance=_balance(themes),
        themes=tuple(each for each in themes if each.habits),
        steps=steps,
        prompt=steps[0].competency.prompt if steps else "",
        views=tuple(_views(charter, answers)),
    )


def _habits(charter: Charter, theme: Theme, answers: Answers) -> tuple[Habit, ...]:
    return tuple(
        _habit(charter, statement, answers.get(statement.code))
        for statement in charter.statements_of(theme.code, Block.PRACTICE)
    )


def _habit(charter: Charter, statement: Statement, answer: int | None) -> Habit:
    level = answer if is_level(answer) else None
    said = answer_in_words(charter.scales[statement.scale], answer)
    return Habit(charter.by_competency[statement.competency], statement, level, said)


def answer_in_words(scale: Scale, answer: int | None) -> str:
    if answer is None:
        return BLANK_WORDS
    return scale.labels[answer] if is_level(answer) else SKIPPED_WORDS[Skipped(answer)]


def _common_level(answered: Sequence[Habit]) -> int | None:
    """The level of nearly all answers, if there is one."""
    if len(answered) < FEWEST_TO_BE_ALIKE:
        return None
    [(level, times)] = Counter(habit.level for habit in answered).most_common(1)
    return level if times >= ALIKE_SHARE * len(answered) else None


def _first_said(answered: Sequence[Habit]) -> Habit | None:
    """The most usual habit, for the opening line; it isn't said again further down."""
    return max((habit for habit in answered if habit.level), key=lambda habit: habit.level or 0, default=None)


def _opening(answered: Sequence[Habit], first: Habit | None) -> str:
    """Something true and kind to begin with."""
    if not answered:
        return "There is nothing to say here yet, and that is fine."
    if not any(habit.level for habit in answered):
        return "You took the time to look at how you work. That is where a habit starts."
    if first is None:
        return ALIKE
    said = words.to_you(first.statement.text)
    often = "" if first.is_usual else f"{words.HOW_OFTEN[first.level or 0]}, "
    return f"{words.capitalised(often + said)}. {words.what_it_does(first.competency.code)}"


def _strengths(others: Sequence[Habit], first: Habit | None, common: int | None) -> tuple[Strength, ...]:
    """The most usual habits, from different themes if that can be; on a tie, in the questionnaire's order.

    Where nearly all is alike, only what is above the rest.
    """
    usual = [habit for habit in others if habit.is_usual and (common is None or (habit.level or 0) > common)]
    usual.sort(key=lambda habit: -(habit.level or 0))
    themes = {first.statement.theme} if first else set()
    chosen: list[Habit] = []
    for habit in usual:
        if habit.statement.theme not in themes:
            themes.add(habit.statement.theme)
            chosen.append(habit)
    chosen += [habit for habit in usual if habit not in chosen]
    return tuple(_strength(habit) for habit in chosen[:MOST_STRENGTHS])


def _strength(habit: Habit) -> Strength:
    opening = words.OPENINGS[habit.level or USUAL]
    sentence = f"{opening}{words.to_you(habit.statement.text)}."
    return Strength(habit, sentence, words.what_it_does(habit.competency.code))


def _room(others: Sequence[Habit], asked_for: Sequence[str], common: int | None) -> tuple[Room, ...]:
    """What happens less often, whatever she asked for help with first.

    Where nearly all is alike, only what she asked for or what is below the rest.
    """
    growing = sorted(
        (habit for habit in others if not habit.is_usual),
        key=lambda habit: (habit.competency.code not in asked_for, habit.level),
    )
    if common is not None:
        growing = [
            habit for habit in growing if habit.competency.code in asked_for or (habit.level or 0) < common
        ]
    return tuple(_room_of(habit) for habit in growing[:MOST_ROOM])


def _room_of(habit: Habit) -> Room:
    often = words.HOW_OFTEN[habit.level or 0]
    return Room(habit, f"{words.capitalised(words.to_you(habit.statement.text))}: {often}.")


def _steps(
    charter: Charter, wanted: Iterable[str], asked_for: Sequence[str], answered: Sequence[Habit]
) -> tuple[Step, ...]:
    """Asked-for help first, then where there is room; where all is usual, the least usual of it."""
    codes = list(dict.fromkeys(wanted))
    if not codes and answered:
        codes = [min(answered, key=lambda habit: habit.level or 0).competency.code]
    return tuple(
        Step(charter.by_competency[code], charter.by_theme[code[:2]], code in asked_for)
        for code in codes[:MOST_STEPS]
    )


def least_usual_first(habits: ThemeHabits) -> list[Habit]:
    """Those without a level come last."""
    return sorted(habits.habits, key=lambda each: (each.level is None, each.level or 0))


def things_to_try_in(profile: Profile, habits: ThemeHabits) -> list[tuple[Competency, str]]:
    """Three of a theme, each for another habit: those she asked for help with first, then the least usual."""
    asked_for = [each.competency for each in profile.steps if each.asked_for and each.theme is habits.theme]
    others = [each.competency for each in least_usual_first(habits)]
    chosen = list({each.code: each for each in (*asked_for, *others, *habits.theme.competencies())}.values())
    return [(each, each.things_to_try[0]) for each in chosen[:MOST_STEPS]]


def _balance(themes: Sequence[ThemeHabits]) -> str:
    """Whether habits come more easily in one theme than in the others; two near each other are the same."""
    standing = []
    for each in themes:
        answered = [habit for habit in each.habits if habit.level is not None]
        if len(answered) >= FEWEST_TO_STAND_OUT:
            usual = sum(habit.is_usual for habit in answered)
            standing.append((usual / len(answered), usual, each.theme.title))
    standing.sort(key=lambda each: each[0], reverse=True)
    if len(standing) < FEWEST_THEMES_TO_COMPARE:
        return ""
    (share, usual, title), (next_share, *_) = standing[:2]
    if not usual:
        return ""
    if share - next_share >= STANDS_OUT_SHARE and usual >= STANDS_OUT_HABITS:
        return f"{title} is where good habits come most easily to you."
    return "No one theme stands apart: your habits are spread over all of them."


def _views(charter: Charter, answers: Answers) -> Iterable[View]:
    for block in (Block.ORGANISATION, Block.PARTNERSHIP):
        said = [
            (statement, answers[statement.code], charter.scales[statement.scale])
            for statement in charter.statements
            if statement.block is block and is_level(answers.get(statement.code))
        ]
        if said:
            mostly = [each for each in said if each[1] >= USUAL]
            hardly = [each for each in said if each[1] <= SELDOM]
            yield View(block, _outermost(mostly, highest=True), _outermost(hardly, highest=False))


def _outermost(
    said: Sequence[tuple[Statement, int, Scale]], *, highest: bool
) -> tuple[tuple[Statement, str], ...]:
    """A few of each scale: "how often" and "how firmly in place" can't be ranked against each other."""
    chosen: list[tuple[Statement, int, Scale]] = []
    for scale in dict.fromkeys(each[2].code for each in said):
        of_scale = sorted(
            (each for each in said if each[2].code == scale), key=lambda each: each[1], reverse=highest
        )
        chosen += of_scale[:MOST_VIEWS]
    return tuple((statement, scale.labels[level]) for statement, level, scale in chosen)
