"""What you told us: what an organisation tells those it invited, and the day it promised to.

The draft is made of released cells and of chosen actions. What somebody types instead is theirs.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta

from app.domain.actions import LOOK_AGAIN, Action, ActionStatus, read_day, why_too_long
from app.domain.assessments import Assessment
from app.domain.cells import GroupKind
from app.domain.charter import Block
from app.domain.comparisons import Verdict, compare
from app.domain.dashboards.closed import Closed, organisation_group
from app.domain.errors import Invalid
from app.domain.nonresponse import is_about_those_who_answered
from app.domain.pictures import rows
from app.domain.pictures.rows import Dot
from app.domain.pictures.topics import by_scale, statement_topics
from app.domain.points import in_points
from app.domain.takeaways.sentences import number

LONGEST_TEXT = 5_000  # letters in each part
MOST_NAMED = 3  # strengths, and as many gaps
DUE_SOON = timedelta(days=7)
PROMISE_AFTER_CLOSING = timedelta(days=21)  # what is proposed
LATEST_PROMISE = timedelta(days=183)

SayDay = Callable[[date], str]  # how a day is written


@dataclass(frozen=True)
class Texts:
    """Plain text. `strengths` and `gaps` are a line each; the others are in paragraphs."""

    thanks: str = ""
    strengths: str = ""
    gaps: str = ""
    unknown: str = ""
    doing: str = ""
    not_doing: str = ""
    next_look: str = ""


@dataclass(frozen=True)
class Version:
    """A draft while `published_at` is None."""

    number: int
    texts: Texts
    published_at: datetime | None


@dataclass(frozen=True)
class Summary:
    """Of one organisation about one assessment. `versions` are the oldest first; the last may be a draft."""

    id: int
    assessment_id: int
    organisation_id: int
    token: str  # in the address that everybody who was invited gets
    promised_on: date | None
    versions: tuple[Version, ...] = ()

    @property
    def draft(self) -> Version | None:
        return next((each for each in self.versions if each.published_at is None), None)

    @property
    def published(self) -> tuple[Version, ...]:
        return tuple(each for each in self.versions if each.published_at is not None)


@dataclass(frozen=True)
class Promise:
    """What a home page says of an assessment whose people have not been told yet."""

    assessment: Assessment
    promised_on: date | None
    is_overdue: bool
    is_due_soon: bool


def promises_to_keep(
    assessments: Sequence[Assessment], summaries: Sequence[Summary], *, today: date
) -> tuple[Promise, ...]:
    """The most pressing first. None of those whose people were told, or that closed long ago unpromised."""
    by_assessment = {each.assessment_id: each for each in summaries}
    found = (_promise_to_keep(each, by_assessment.get(each.id), today) for each in assessments)
    return tuple(sorted(filter(None, found), key=lambda each: each.promised_on or date.max))


def _promise_to_keep(assessment: Assessment, summary: Summary | None, today: date) -> Promise | None:
    if summary and summary.published:
        return None
    closed_at = assessment.closed_at
    if (summary is None or summary.promised_on is None) and (
        closed_at is None or closed_at.date() < today - LATEST_PROMISE
    ):
        return None
    promised_on = summary.promised_on if summary else None
    found = Promise(
        assessment,
        promised_on,
        is_overdue=promised_on is not None and promised_on < today,
        is_due_soon=promised_on is not None and today <= promised_on <= today + DUE_SOON,
    )
    return found if assessment.has_results or found.is_overdue or found.is_due_soon else None


def proposed_promise(assessment: Assessment, *, today: date) -> date:
    """Three weeks after the close, or after today if that has gone by."""
    closing = (assessment.closed_at or assessment.closes_at).date()
    return max(closing, today) + PROMISE_AFTER_CLOSING


def read_promise(typed: str, *, today: date) -> date:
    found = read_day(typed)
    if found is None:
        problem = "Give a day, such as 4/3/2027."
    elif found < today:
        problem = "Choose today or a day to come."
    elif found > today + LATEST_PROMISE:
        problem = "Choose a day within half a year. Later than that, people have stopped waiting."
    else:
        return found
    raise Invalid(LOOK_AGAIN, {"promised_on": problem})


def read_texts(typed: Texts) -> Texts:
    """With its lines tidied. Refuses what is too long, and a thank-you that is missing."""
    tidy = Texts(**{each.name: _tidy(getattr(typed, each.name)) for each in fields(Texts)})
    problems = {
        each.name: fault
        for each in fields(Texts)
        if (fault := why_too_long(getattr(tidy, each.name), LONGEST_TEXT))
    }
    if not tidy.thanks:
        problems["thanks"] = "Begin with a thank-you: people gave their time."
    if problems:
        raise Invalid(LOOK_AGAIN, problems)
    return tidy


def _tidy(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.replace("\r\n", "\n").split("\n")).strip()


def why_not_publish(texts: Texts) -> str | None:
    """The reason it cannot go out yet, or None."""
    if texts.doing or texts.not_doing:
        return None
    return "Say what you’re doing about it; or, under “We’re not doing”, why there is nothing yet."


def draft(closed: Closed, slug: str, actions: Sequence[Action], *, say_day: SayDay) -> Texts:
    """For somebody to edit: it says no more than the pages of results do."""
    group = organisation_group(slug)
    apart = _apart(closed, group)
    news = [each for each in actions if _is_news(each, closed.assessment)]
    return Texts(
        thanks=_thanks(closed.cells.answered(group)),
        strengths="\n".join(_line(row) for row in apart[0]),
        gaps="\n".join(_line(row) for row in apart[1]),
        unknown=_unknown(closed, group, is_too_close=not apart[0]),
        doing="\n\n".join(_doing(each, say_day) for each in news if each.status is not ActionStatus.PARKED),
        not_doing="\n\n".join(_not_doing(each) for each in news if each.status is ActionStatus.PARKED),
    )


def _is_news(action: Action, assessment: Assessment) -> bool:
    """Live, or done or parked since the close."""
    closed_at = assessment.closed_at
    return action.is_live or (closed_at is not None and action.history[-1].noted_on >= closed_at.date())


def _thanks(answered: tuple[int, int] | None) -> str:
    if answered is None:
        return "Thank you to everyone who answered."
    people, invited = answered
    if people == invited:
        return f"Thank you. All {people:,} of you whom we asked told us how you work with partners."
    return f"Thank you. {people:,} of the {invited:,} people we asked told us how they work with partners."


def _apart(closed: Closed, group: str) -> tuple[tuple[Dot, ...], tuple[Dot, ...]]:
    """Up to three at each end, each of which stands apart from each at the other; none if none do."""
    for block in closed.own_blocks:
        alike = max(by_scale(statement_topics(closed.charter, block)), key=len, default=())
        shown = [row for row in rows.dots(closed.cells, group, alike) if row.cell.is_released]
        shown.sort(key=lambda row: -(row.cell.mean or 0))
        for size in range(min(MOST_NAMED, len(shown) // 2), 0, -1):
            tops, lows = tuple(shown[:size]), tuple(reversed(shown[-size:]))
            if all(_stand_apart(top, low) for top in tops for low in lows):
                return tops, lows
        if block is Block.PRACTICE and shown:
            break
    return (), ()


def _stand_apart(top: Dot, low: Dot) -> bool:
    found = compare(top.cell, low.cell)
    return found is not None and found.verdict is not Verdict.TOO_CLOSE


def _line(row: Dot) -> str:
    return f"{row.topic.statement.rstrip('.')}: {in_points(row.cell)} out of 100"


def _unknown(closed: Closed, group: str, *, is_too_close: bool) -> str:
    told = []
    answered = closed.cells.answered(group)
    if not closed.cells.of_group(group):
        told.append("With two partners only, figures are shown for both together, so there are none here.")
    elif answered is None:
        told.append(
            "Too few answered for figures that could be shown without pointing at someone. "
            "So we don’t know yet what people here think."
        )
    else:
        told += _those_who_did_not(*answered)
        if is_too_close:
            told.append("What people said lies too close together to call anything a strength or a gap.")
    teams = [each for each in closed.cells.groups(GroupKind.TEAM) if each.organisation is not None]
    hidden = [
        each for each in teams if not any(cell.is_released for cell in closed.cells.of_group(each.code))
    ]
    if answered and hidden:
        how_many = "One team is" if len(hidden) == 1 else f"{number(len(hidden)).capitalize()} teams are"
        told.append(f"{how_many} not shown apart, so that nobody’s answers can be worked out.")
    return "\n\n".join(told)


def _those_who_did_not(people: int, invited: int) -> list[str]:
    if is_about_those_who_answered(people, invited):
        return ["Fewer than half answered. The others may see things differently, and we don’t know how."]
    if people < invited:
        return ["We don’t know how those who did not answer see it."]
    return []


def _doing(action: Action, say_day: SayDay) -> str:
    plan = action.plan
    said = f"You said: {plan.finding}\n" if plan.finding else ""
    what = plan.what.rstrip(".")
    if action.status is ActionStatus.DONE:
        return f"{said}We’ve done: {what}."
    return f"{said}We’re doing: {what}. {plan.led_by} leads it, to be done by {say_day(plan.due_on)}."


def _not_doing(action: Action) -> str:
    why = action.history[-1].note.strip().rstrip(".")
    because = f", because {why[:1].lower()}{why[1:]}." if why else ", for now."
    return f"We’re not doing: {action.plan.what.rstrip('.')}{because}"
