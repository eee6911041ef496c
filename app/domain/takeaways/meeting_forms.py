"""What a meeting form tells: where colleagues see somebody do more than she says, and where less."""

from collections.abc import Mapping, Sequence

from app.domain.meeting_forms import APART, Beside
from app.domain.takeaways.sentences import listed

MOST_NAMED = 3


def of_skills(pairs: Sequence[Beside], titles: Mapping[str, str]) -> list[str]:
    """What they see more of comes first. `titles` are those of competencies."""
    more = sorted((each for each in pairs if each.more >= APART), key=lambda each: -each.more)
    less = sorted((each for each in pairs if each.more <= -APART), key=lambda each: each.more)
    said = []
    if more:
        said.append(f"Your colleagues see this more often than you do: {_named(more, titles)}.")
    if less:
        said.append(
            f"You see this more often than they do: {_named(less, titles)}. Worth asking one of them."
        )
    if not said and any(each.own is not None and each.theirs.typical is not None for each in pairs):
        said.append("You and your colleagues see much the same.")
    return said


def _named(chosen: Sequence[Beside], titles: Mapping[str, str]) -> str:
    return listed([f"“{titles[each.skill.competency]}”" for each in chosen[:MOST_NAMED]])
