"""What may be shown of a family: a theme's figure in one block, and the statements it is made of.

They cannot be judged apart. A person's theme figure is the mean of the levels she gave, so the theme's
mean less its share of every statement's mean leaves only those who left something out, and they may be
two. This is the rule, and why it is enough.

A combination of sums shown has a coefficient A for the theme and B_j for each statement j. Both are
constant on an atom; the Bs even on a wide atom, statements being shown for wide groups only. On the answer
to j of somebody who gave v of the J levels its coefficient is A/v + B_j (B_j alone without a score). We want
the people on whom any coefficient is not zero to be none, or `least`. Pick a *reference* statement, 0, put
b = B_0, and write A = A' − J·b and B_j = B'_j + b. The coefficient becomes

    A'/v + b·(1 − J/v) + B'_j       with B'_0 = 0; those who gave all J levels have v = J and lose the b.

1. b is not zero on some wide atom where somebody gave some of the levels but not all. In a narrow atom
   there, look at the answers to 0. If A' = 0, all who answered 0 but not everything remain. If not, those
   who gave all levels remain, and of the others only those with one particular v may vanish. So at least
   min(part, all + part − most with one v) remain; these are the weights of the reference's own ledger, which
   leaves out wide atoms without such people. The reference is shown only where the theme and all other
   statements are, so that A' and the B'_j are again combinations of sums shown.
2. Otherwise b changes nothing for anybody; take it as zero. If B'_j is not zero on some wide atom, then in a
   narrow atom there: if A' = 0, all who answered j remain; if not, all scored people who answered 0 do.
   The smaller number, summed, is the wide atom's weight in the ledger of statement j.
3. Otherwise A' is left alone: the theme's ledger, by the number of people scored.

So three kinds of ledger, each a plain audit (`release`), make the whole family safe. The reference is the
statement with the most answers; it alone is held back where only a few left something out.
Spreads are safe with them: a theme's sum of squares has a product of two of a person's answers, which no
statement's has, so it cannot be made to vanish on anybody by them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.domain.cells import Decision
from app.domain.groups import PARTNERSHIP_KINDS, Candidate
from app.domain.population import KINDS_WITH_STATEMENTS, Atoms, Marks, Population, Sizes
from app.domain.release import Ledger

MOST_SHARE_OF_ONE_ORGANISATION = 0.8


@dataclass(frozen=True)
class Family:
    """Who has a figure for the theme, and who gave a level to each of its statements (a column each)."""

    scored: Marks
    given: Marks


@dataclass(frozen=True)
class FamilyDecisions:
    """By group code; `statements` has one for each column of the family, for wide groups only."""

    theme: dict[str, Decision]
    statements: tuple[dict[str, Decision], ...]


def decide(population: Population, family: Family) -> FamilyDecisions:
    """Go down the groups in their order and show each figure that gives nobody away."""
    columns = range(family.given.shape[1])
    least = population.snapshot.fewest_shown
    reference = _reference(family, least)
    theme_ledger = Ledger(_theme_weights(population, family), least=least)
    ledgers = [
        Ledger(_statement_weights(population, family, column, reference), least=least) for column in columns
    ]
    scored = population.in_pieces(family.scored)
    answered = [population.in_pieces(family.given[:, column]) for column in columns]
    decisions = FamilyDecisions({}, tuple({} for _ in columns))
    for candidate in population.candidates:
        code = candidate.group.code
        theme = _offer(candidate, population, population.atoms, scored, theme_ledger)
        decisions.theme[code] = theme
        if candidate.kind not in KINDS_WITH_STATEMENTS:
            continue
        may_show_reference = theme is Decision.RELEASED
        for column in sorted(columns, key=lambda each: each == reference):
            if column == reference and not may_show_reference:
                verdict = _held_with(theme)
            else:
                verdict = _offer(
                    candidate, population, population.wide_atoms, answered[column], ledgers[column]
                )
            decisions.statements[column][code] = verdict
            may_show_reference &= verdict is Decision.RELEASED
    return decisions


def _held_with(theme: Decision) -> Decision:
    """Why the reference is held: for the theme's reason, or for the sake of what the others leave over."""
    return Decision.WOULD_REVEAL if theme is Decision.RELEASED else theme


def _reference(family: Family, least: int) -> int | None:
    """Its column; none where so few have a figure for the theme that no group will be shown one."""
    return int(family.given.sum(axis=0).argmax()) if family.scored.sum() >= least else None


def _offer(
    candidate: Candidate, population: Population, atoms: Atoms, in_pieces: Sizes, ledger: Ledger
) -> Decision:
    """Release the mean of the people in a group who have a value, or say why not."""
    code = candidate.group.code
    reason = _why_too_small(candidate, population, population.by_organisation(code, in_pieces))
    if reason:
        return reason
    return Decision.RELEASED if ledger.admit(atoms.within[code]) else Decision.WOULD_REVEAL


def _why_too_small(candidate: Candidate, population: Population, answers: Sizes) -> Decision | None:
    """By the counts alone. Across organisations, each knows its own people: none may be nearly all.

    `answers` has those with a value in each organisation.
    """
    snapshot = population.snapshot
    if candidate.kind not in PARTNERSHIP_KINDS:
        return Decision.TOO_FEW if answers.sum() < snapshot.fewest_shown else None
    return why_not_across(
        answers.tolist(), least=snapshot.fewest_shown, fewest_left=snapshot.fewest_organisations_left
    )


def why_not_across(answers: Sequence[int], *, least: int, fewest_left: int) -> Decision | None:
    """By how many there are in each organisation; `fewest_left` are organisations, once one has gone."""
    people, largest = sum(answers), max(answers, default=0)
    if people < least:
        return Decision.TOO_FEW
    if people - largest < least or largest > MOST_SHARE_OF_ONE_ORGANISATION * people:
        return Decision.ONE_ORGANISATION
    if sum(map(bool, answers)) - 1 < fewest_left:
        return Decision.TOO_FEW_ORGANISATIONS
    return None


def _theme_weights(population: Population, family: Family) -> dict[int, int]:
    return _by_atom(population.atoms.sizes(family.scored))


def _statement_weights(
    population: Population, family: Family, column: int, reference: int | None
) -> dict[int, int]:
    """By wide atom, those left out where nothing of this statement can show."""
    sizes = population.atoms.sizes
    answered = family.given[:, column]
    if reference is None:
        return _by_atom(population.wide_atoms.sizes(answered))
    if column != reference:
        scored = sizes(family.scored & family.given[:, reference])
        return _by_wide_atom(population, answered, np.minimum(sizes(answered), scored))
    counted = family.given.sum(axis=1)
    in_part: Marks = (counted > 0) & (counted < family.given.shape[1])
    part = sizes(in_part & answered)
    alike = [sizes(in_part & answered & family.scored & (counted == number)) for number in np.unique(counted)]
    most_alike: Sizes = np.array(alike).max(axis=0)
    everything = sizes(~in_part & answered)
    return _by_wide_atom(population, in_part, np.minimum(part, everything + part - most_alike))


def _by_atom(sizes: Sizes) -> dict[int, int]:
    return {atom: int(size) for atom, size in enumerate(sizes) if size}


def _by_wide_atom(population: Population, present: Marks, weights: Sizes) -> dict[int, int]:
    """Weights summed into wide atoms, zero ones too, for those where any of `present` are."""
    wide = np.bincount(population.wide_atom_of, weights=weights, minlength=population.wide_atoms.count)
    there = population.wide_atoms.sizes(present)
    return {atom: int(weight) for atom, weight in enumerate(wide) if there[atom]}
