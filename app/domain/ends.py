"""A mean at an end of the scale, of fewer than ten people, is shown as "95 or more", or "5 or less".

With its true mean each of five who all answered the same would be known. So it may not come back from others
either: an organisation's sum less its other teams' is the last team's. The audit can't see to that, as it
takes no notice of values. Here figures are gone through again, in the order in which they were offered, and
one is held back where it and those before it, shown as they are, would give a drawn-in mean back.

That tells nobody more than the words "95 or more" do. Whatever is left is safe: it is less than was.
"""

from collections.abc import Sequence

import numpy as np

from app.domain.cells import Decision
from app.domain.families import FamilyDecisions
from app.domain.intervals import is_drawn_in
from app.domain.population import Population
from app.domain.release import Ledger
from app.domain.scoring import Values


def keep_drawn_in(
    decisions: FamilyDecisions, values: Sequence[Values], population: Population
) -> FamilyDecisions:
    """`values` are the theme's, then each statement's: one for each person who answered, or nan."""
    theme, *statements = values
    return FamilyDecisions(
        _kept(decisions.theme, theme, population),
        tuple(
            _kept(decided, own, population)
            for decided, own in zip(decisions.statements, statements, strict=True)
        ),
    )


def _kept(decisions: dict[str, Decision], values: Values, population: Population) -> dict[str, Decision]:
    released = [code for code, decision in decisions.items() if decision is Decision.RELEASED]
    drawn_in = [code for code in released if _is_drawn_in(values[population.rows[code]])]
    if not drawn_in:
        return decisions
    sizes = population.atoms.sizes(~np.isnan(values))
    ledger = Ledger({atom: int(size) for atom, size in enumerate(sizes) if size}, least=1)
    within = population.atoms.within
    kept = dict(decisions)
    for code in released:
        if code in drawn_in:
            continue
        if any(ledger.would_give(within[end], once_shown=within[code]) for end in drawn_in):
            kept[code] = Decision.WOULD_REVEAL
        else:
            ledger.admit(within[code])
    return kept


def _is_drawn_in(values: Values) -> bool:
    own = values[~np.isnan(values)]
    return is_drawn_in(float(own.mean()), len(own))
