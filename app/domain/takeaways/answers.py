"""The takeaway about one statement: what most people answered, or that they split."""

import math
from collections.abc import Iterator, Sequence
from itertools import combinations

from scipy.special import ndtri

from app.domain.answers import LEVELS
from app.domain.distributions import FEW, Distribution
from app.domain.intervals import LIKELY
from app.domain.points import whole
from app.domain.takeaways.sentences import first_that_fits, number

PEAK = 0.25  # of those who gave a level
SMALLEST_DIP = 0.1  # of them, between two peaks
FEWEST_FOR_PERCENT = 20  # below, people are counted
NO_FIVE_ALIKE = "Answers lie far apart: no answer was given by five people or more."


def of_answers(found: Distribution, labels: Sequence[str], invited: int) -> str:
    """`labels` are the scale's, from level 0 up."""
    return first_that_fits(_of_answers(found, labels, invited))


def _of_answers(found: Distribution, labels: Sequence[str], invited: int) -> Iterator[str]:
    most = max(LEVELS, key=lambda level: found.levels[level])
    count, answer = found.levels[most], _quoted(labels[most])
    tied = [_quoted(labels[level]) for level in LEVELS if found.levels[level] == count]
    split = split_between(found, invited)
    if count <= FEW:
        yield NO_FIVE_ALIKE
    elif count >= found.people - 1:
        yield f"Almost all answered {answer}."
    elif split:
        low, high = (_quoted(labels[level]) for level in split)
        yield f"People split: some answered {high}, others {low}. Find out what differs."
    elif 2 * count > found.people:
        yield f"Most answered {answer}: {share_in_words(count, found.people)}."
    elif len(tied) == 1:
        yield f"The most common answer, {answer}, was given by {share_in_words(count, found.people)}."
    else:
        each = f"given by {share_in_words(count, found.people)} each"
        if len(tied) == 2:
            yield f"The two most common answers, {' and '.join(tied)}, were {each}."
        yield f"No answer stands out: the {number(len(tied))} most common were {each}."


def split_between(found: Distribution, invited: int) -> tuple[int, int] | None:
    """Two levels, each with a quarter of the answers or more, and clearly fewer at one between them.

    Fewer by a tenth of the answers at least: where everybody answered, nobody silent could make up for one.
    """
    peaks = [level for level in LEVELS if found.levels[level] >= PEAK * found.people > 0]
    for low, high in combinations([level for level in peaks if found.levels[level] > FEW], 2):
        between = [found.levels[level] for level in range(low + 1, high)]
        lower_peak = min(found.levels[low], found.levels[high])
        if (
            between
            and lower_peak - min(between) >= SMALLEST_DIP * found.people
            and is_clearly_more(lower_peak, min(between), people=found.people, invited=invited)
        ):
            return low, high
    return None


def is_clearly_more(more: int, fewer: int, *, people: int, invited: int, pairs: int = 1) -> bool:
    """Two counts out of one group: their difference is beyond what chance brings in when some are silent.

    `pairs` is out of how many these two were picked.
    """
    missing_share = 1 - people / max(invited, people)
    variance = more + fewer - (more - fewer) ** 2 / people
    reach = float(ndtri(1 - (1 - LIKELY) / pairs))
    return more - fewer > reach * math.sqrt(variance * missing_share)


def share_in_words(count: int, people: int) -> str:
    """“57%”, or “8 of 14” where there are few."""
    if people < FEWEST_FOR_PERCENT:
        return f"{count} of {people}"
    return f"{whole(100 * count / people)}%"


def _quoted(label: str) -> str:
    return f"“{label[:1].lower()}{label[1:]}”"
