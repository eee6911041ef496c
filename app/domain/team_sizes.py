"""What a team's size lets it show, and which small teams might stand together."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.own_settings import AS_EVERYWHERE, Thresholds
from app.domain.people import folded
from app.domain.staff_list_words import closest

MOST_COMPARED = 200  # names of teams, each with each; more take longer than a page may

SizedTeam = tuple[int, str, int]  # id, name, people


class Outlook(StrEnum):
    """If everybody in it answers."""

    NOTHING = "nothing"
    FIGURES = "figures"
    COUNTS = "counts"


class Why(StrEnum):
    """The names are nearly the same; or both are small, and together large enough."""

    ALIKE = "alike"
    SMALL = "small"


@dataclass(frozen=True)
class Merge:
    """A team, the other with which it is suggested, and how many they would be together."""

    small_id: int
    small: str
    into_id: int
    into: str
    people: int
    why: Why


def outlook(people: int, least: Thresholds = AS_EVERYWHERE) -> Outlook:
    if people < least.fewest_shown:
        return Outlook.NOTHING
    return Outlook.FIGURES if people < least.fewest_in_distribution else Outlook.COUNTS


def merges(teams: Sequence[SizedTeam], least: Thresholds = AS_EVERYWHERE) -> list[Merge]:
    """First names that look misspelt; then, for teams too small to show, the smallest other that helps.

    Each team is suggested once, so that all suggestions can be taken one after the other.
    """
    found: list[Merge] = []
    spoken_for: set[int] = set()
    by_size = sorted((each for each in teams if each[2]), key=lambda each: (each[2], each[1]))
    for why in (Why.ALIKE, Why.SMALL):
        for each in by_size:
            if each[0] in spoken_for:
                continue
            free = [other for other in by_size if other != each and other[0] not in spoken_for]
            other = _alike(each, free) if why is Why.ALIKE else _smallest(each, free, least.fewest_shown)
            if other:
                found.append(Merge(*each[:2], *other[:2], each[2] + other[2], why))
                spoken_for |= {each[0], other[0]}
    return found


def _alike(team: SizedTeam, others: Sequence[SizedTeam]) -> SizedTeam | None:
    """One as large or larger whose name it nearly has."""
    _, name, people = team
    larger = {folded(other[1]): other for other in others if other[2] >= people}
    if len(others) > MOST_COMPARED:
        return None
    return larger.get(closest(name, list(larger)) or "")


def _smallest(team: SizedTeam, others: Sequence[SizedTeam], fewest_shown: int) -> SizedTeam | None:
    """Of `others`, from small to large, the first with which the team can be shown."""
    if team[2] >= fewest_shown:
        return None
    return next((other for other in others if other[2] + team[2] >= fewest_shown), None)
