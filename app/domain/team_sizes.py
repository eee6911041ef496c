"""What a team's size lets it show, and which small teams might stand together."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.own_settings import AS_EVERYWHERE, Thresholds


class Outlook(StrEnum):
    """If everybody in it answers."""

    NOTHING = "nothing"
    FIGURES = "figures"
    COUNTS = "counts"


@dataclass(frozen=True)
class Merge:
    """A small team, the smallest other it would be shown with, and how many they would be together."""

    small_id: int
    small: str
    into_id: int
    into: str
    people: int


def outlook(people: int, least: Thresholds = AS_EVERYWHERE) -> Outlook:
    if people < least.fewest_shown:
        return Outlook.NOTHING
    return Outlook.FIGURES if people < least.fewest_in_distribution else Outlook.COUNTS


def merges(teams: Sequence[tuple[int, str, int]], least: Thresholds = AS_EVERYWHERE) -> list[Merge]:
    """For each team that is too small, by (id, name, people): the smallest with which it can be shown.

    Each team is suggested once, so that all suggestions can be taken one after the other.
    """
    found: list[Merge] = []
    spoken_for: set[int] = set()
    by_size = sorted((each for each in teams if each[2]), key=lambda each: (each[2], each[1]))
    for team, name, people in by_size:
        if people >= least.fewest_shown or team in spoken_for:
            continue
        others = (each for each in by_size if each[0] != team and each[0] not in spoken_for)
        fit = next((each for each in others if each[2] + people >= least.fewest_shown), None)
        if fit:
            found.append(Merge(team, name, fit[0], fit[1], fit[2] + people))
            spoken_for |= {team, fit[0]}
    return found
