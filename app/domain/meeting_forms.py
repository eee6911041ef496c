"""The meeting form: what a person says of herself beside what her colleagues see, and what she is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from app.domain.actions import LOOK_AGAIN
from app.domain.agreement import Agreement, within_group
from app.domain.answers import LEVELS, Skipped
from app.domain.assessments import FEWEST_IN_DISTRIBUTION
from app.domain.errors import Invalid
from app.domain.short_forms import MeetingForm, MeetingSkill

OPEN_FOR = timedelta(days=28)
FEWEST_COLLEAGUES = 5
MOST_COLLEAGUES = 30
ANSWERS = (*LEVELS, int(Skipped.DID_NOT_COME_UP))
NOTHING_ANSWERED = "Answer at least one statement. “It didn’t come up” is an answer too."
APART = 1.0  # in levels; closer than that, two people who see the same may have ticked next to each other

Counts = Mapping[str, Sequence[int]]  # by statement: how many colleagues gave each level, the lowest first


@dataclass(frozen=True)
class Tally:
    """Of colleagues: how many have answered, and how many gave what."""

    answered: int
    counts: Counts

    @property
    def is_full(self) -> bool:
        return self.answered >= MOST_COLLEAGUES

    def with_one_more(self, given: Mapping[str, int]) -> "Tally":
        """`given` may hold answers off the scale, which are not counted."""
        counts = {
            code: [people + (given.get(code) == level) for level, people in enumerate(counted)]
            for code, counted in self.counts.items()
        }
        return Tally(self.answered + 1, counts)


@dataclass(frozen=True)
class SkillResult:
    """`typical` is the middle answer in levels, by halves; None where fewer than five could say.

    `spread` is None below ten.
    """

    typical: float | None = None
    spread: Agreement | None = None


@dataclass(frozen=True)
class MeetingResult:
    """All that is left of what colleagues answered. Empty where fewer than five did."""

    is_shown: bool
    is_from_ten: bool
    skills: Mapping[str, SkillResult]  # by competency


@dataclass(frozen=True)
class OwnForm:
    """One person's. `closes_on` is the last day of the link, None before there is one.

    Where `is_unopened` no secret of the site opens it: there are no answers in it, and no result.
    """

    id: int
    person_id: int
    own: Mapping[str, int]  # her answers, by statement
    closes_on: date | None
    result: MeetingResult | None
    is_unopened: bool = False

    @property
    def is_open(self) -> bool:
        """Colleagues may answer, or their time is over and nobody has worked it out yet."""
        return self.closes_on is not None and self.result is None

    def takes_answers(self, today: date) -> bool:
        return self.result is None and self.closes_on is not None and today <= self.closes_on


@dataclass(frozen=True)
class Beside:
    """A skill, hers and theirs: middle answers in levels."""

    skill: MeetingSkill
    own: float | None
    theirs: SkillResult

    @property
    def more(self) -> float:
        """How much more often colleagues see it than she does, in levels; 0 where either is not known."""
        return 0.0 if self.own is None or self.theirs.typical is None else self.theirs.typical - self.own


def read_answers(form: MeetingForm, typed: Mapping[str, str]) -> dict[str, int]:
    """By statement; what was left blank is left out. Refuses what is no answer, and nothing at all."""
    known = {str(each): each for each in ANSWERS}
    codes = [each.code for each in form.statements()]
    given = {code: typed[code] for code in codes if typed.get(code)}
    problems = {code: "Choose one of these answers." for code, said in given.items() if said not in known}
    if not given:
        problems = {codes[0]: NOTHING_ANSWERED}
    if problems:
        raise Invalid(LOOK_AGAIN, problems)
    return {code: known[said] for code, said in given.items()}


def middle(levels: Sequence[int]) -> float | None:
    """The median, in levels."""
    return float(np.median(levels)) if levels else None


def own_middle(skill: MeetingSkill, own: Mapping[str, int]) -> float | None:
    return middle([own[each.code] for each in skill.statements if own.get(each.code) in LEVELS])


def nobody_yet(form: MeetingForm) -> Tally:
    return Tally(0, {each.code: [0] * len(LEVELS) for each in form.statements()})


def work_out(form: MeetingForm, tally: Tally) -> MeetingResult:
    """What she may see, once."""
    if tally.answered < FEWEST_COLLEAGUES:
        return MeetingResult(is_shown=False, is_from_ten=False, skills={})
    found = {skill.competency: _skill(skill, tally.counts) for skill in form.skills}
    return MeetingResult(True, tally.answered >= FEWEST_IN_DISTRIBUTION, found)


def _skill(skill: MeetingSkill, counts: Counts) -> SkillResult:
    """Of its two statements together. At least as many people as gave a level to one of them."""
    given = [_levels(each.code, counts) for each in skill.statements]
    if max(len(levels) for levels in given) < FEWEST_COLLEAGUES:
        return SkillResult()
    together = [level for levels in given for level in levels]
    return SkillResult(
        middle(together), _spread([each for each in given if len(each) >= FEWEST_IN_DISTRIBUTION])
    )


def _levels(code: str, counts: Counts) -> list[int]:
    return [level for level, people in enumerate(counts.get(code, ())) for _ in range(people)]


def _spread(columns: Sequence[Sequence[int]]) -> Agreement | None:
    if not columns:
        return None
    # Who gave which two answers is not known, and agreement is worked out a statement at a time anyway.
    matrix = np.full((max(len(each) for each in columns), len(columns)), np.nan)
    for place, levels in enumerate(columns):
        matrix[: len(levels), place] = levels
    found = within_group(matrix)
    return found.agreement if found else None


def beside(form: MeetingForm, own: Mapping[str, int], result: MeetingResult) -> list[Beside]:
    return [
        Beside(skill, own_middle(skill, own), result.skills.get(skill.competency, SkillResult()))
        for skill in form.skills
    ]
