"""Setting an assessment up: a draft, the people it could ask, and whether it could open as it stands."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.assessments import FEWEST_ANSWERS_SHOWN, Assessment, AssessmentState
from app.domain.drafts import LONGEST_DAYS_OPEN, NOT_ENOUGH, Draft
from app.domain.own_settings import AS_EVERYWHERE, Thresholds
from app.domain.people import Organisation, Post, Team
from app.domain.working_days import day_in_the_uk

NO_TEAM = "No team given"


@dataclass(frozen=True)
class TeamChoice:
    """`id` is None for people without a team."""

    id: int | None
    name: str
    people: int


@dataclass(frozen=True)
class Drafting:
    """A draft, and whom it could ask. `others` are the assessments that some of them were asked in before."""

    organisation: Organisation
    draft: Draft
    teams: tuple[Team, ...]
    posts: tuple[Post, ...]
    turn: int = 1  # that the assessment takes if it is opened now
    least: Thresholds = AS_EVERYWHERE  # what the organisation asks of all its assessments
    others: tuple[Assessment, ...] = ()

    @property
    def choices(self) -> list[TeamChoice]:
        """Teams with people in them."""
        names: dict[int | None, str] = {None: NO_TEAM, **{team.id: team.name for team in self.teams}}
        in_order = (*(team.id for team in self.teams), None)
        counted = [TeamChoice(each, names[each], people_in(self.posts_in((each,)))) for each in in_order]
        return [choice for choice in counted if choice.people]

    def posts_in(self, teams: Collection[int | None] | None) -> list[Post]:
        return [each for each in self.posts if teams is None or each.team_id in teams]

    @property
    def staff(self) -> int:
        return people_in(self.posts)

    @property
    def invited(self) -> int:
        return people_in(self.posts_in(self.draft.teams))

    @property
    def on_paper(self) -> int:
        """How many of those invited have no email address."""
        return people_in([each for each in self.posts_in(self.draft.teams) if each.on_paper])

    @property
    def overlapping(self) -> list[Assessment]:
        """Those that are open still when this one opens."""
        return [
            each
            for each in self.others
            if each.state is AssessmentState.OPEN and day_in_the_uk(each.closes_at) >= self.draft.opens_on
        ]

    def why_not_open(self, now: datetime) -> str | None:
        """The first reason that it cannot be opened or wait for its day as it stands, or None."""
        if not self.draft.is_complete:
            return "Some of the five pages are still to be looked at."
        if self.invited < FEWEST_ANSWERS_SHOWN:
            return NOT_ENOUGH
        if self.draft.closes_on <= max(day_in_the_uk(now), self.draft.opens_on):
            return "Its last day has passed. Choose other dates."
        return None

    def why_not_open_now(self, now: datetime) -> str | None:
        """Before its day there may be more against it."""
        latest = day_in_the_uk(now) + timedelta(days=LONGEST_DAYS_OPEN)
        if self.draft.closes_on > latest:
            return "Opened now, it would be open for more than eight weeks. Choose other dates."
        return self.why_not_open(now)


def people_in(posts: Iterable[Post]) -> int:
    return sum(each.people for each in posts)
