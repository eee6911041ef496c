"""Which groups may be shown how many of them gave which answer to a statement.

The number who gave level l is a sum over people, as a mean is, and only groups whose mean is shown are
offered. So each group brings the same vector over atoms to every level: one ledger a statement, weighted by
those who gave a level and with ten for its least, judges all five. That is enough, and here is why.

Take any combination of all that a family shows: means, spreads, the theme's mean, the numbers at each level.
What it makes of somebody's answer to j is f(l) = D(l) + m·l + q·l² if she gave level l, where m comes of
means, q of spreads, and each D(l) is a sum over the groups whose numbers are shown. Say it tells nothing of
anybody outside some set of fewer than ten who answered j: outside, f is the same for every l.

1. Then D is no more than a square in l outside, so its third differences, D(3) − 3·D(2) + 3·D(1) − D(0)
   and the next, are zero there. They are vectors in the span of this ledger and touch fewer than ten: they
   are zero for all. Of fewer than ten people nothing is told but what a mean and a spread would tell.
2. What is left of f − f(0) is straight and square in l, with coefficients that are sums over groups whose
   means are shown. The family's ledgers see to it that those tell nothing of fewer than five (`families`).

Whatever is worked out from the numbers, “usually” or the deviation, is told with them.

Those for whom a statement didn't come up, and those who can't say, are counted among all who answered in the
group. These two are shown only beside the levels, so for some of the groups of one more ledger: a block's,
weighted by all who answered. Again the difference between f for such an answer and f for a blank is made of
their own sums alone, and is zero unless it touches ten.

Groups are offered only where somebody sees single statements of them: organisations on their own pages, the
partnership and its role levels on the statements about the partnership. What one partner's answers are made
of is no business of another's.
"""

from collections.abc import Mapping

import numpy as np

from app.domain.cells import Decision, GroupKind
from app.domain.charter import Block
from app.domain.distributions import fewest_in_distribution
from app.domain.groups import PARTNERSHIP_KINDS, Candidate
from app.domain.population import Marks, Population, Rows
from app.domain.release import Ledger

KINDS = {
    Block.PRACTICE: frozenset({GroupKind.ORGANISATION}),
    Block.ORGANISATION: frozenset({GroupKind.ORGANISATION}),
    Block.PARTNERSHIP: frozenset({GroupKind.EVERYONE, GroupKind.ROLE_LEVEL}),
}


def groups_with_distribution(
    population: Population, block: Block, given: Marks, means: Mapping[str, Decision]
) -> frozenset[str]:
    """By code; `given` marks who gave the statement a level, `means` is what was decided of its means."""
    shown = [each for each in population.candidates if means.get(each.group.code) is Decision.RELEASED]
    return _admitted(population, block, given, shown)


def groups_with_skipped(population: Population, block: Block) -> frozenset[str]:
    """Where those who gave no level may be counted, if a distribution is shown."""
    everybody = np.ones(len(population.snapshot.answered), dtype=np.bool_)
    return _admitted(population, block, everybody, population.candidates)


def _admitted(
    population: Population, block: Block, marks: Marks, offered: list[Candidate] | tuple[Candidate, ...]
) -> frozenset[str]:
    snapshot = population.snapshot
    least = fewest_in_distribution(snapshot.fewest_shown, snapshot.fewest_in_distribution)
    atoms = population.wide_atoms
    sizes = atoms.sizes(marks)
    ledger = Ledger({atom: int(size) for atom, size in enumerate(sizes) if size}, least=least)
    admitted = []
    for candidate in offered:
        code = candidate.group.code
        rows = population.rows[code]
        if candidate.kind not in KINDS[block] or not _is_enough(
            candidate, population, rows[marks[rows]], least
        ):
            continue
        if ledger.admit(atoms.within[code]):
            admitted.append(code)
    return frozenset(admitted)


def _is_enough(candidate: Candidate, population: Population, rows: Rows, least: int) -> bool:
    """Across organisations, also once any one of them takes its own people away."""
    if candidate.kind not in PARTNERSHIP_KINDS:
        return len(rows) >= least
    answers = np.bincount(population.organisations[rows], minlength=1)
    organisations_left = int(np.count_nonzero(answers)) - 1
    people_left = len(rows) - int(answers.max())
    return people_left >= least and organisations_left >= population.snapshot.fewest_organisations_left
