"""How many have answered so far, without saying so of any small group, not even by taking away."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.takeaways.sentences import listed

FEWEST_INVITED_COUNTED = 10
SMALLER_TEAMS = "Smaller teams together"
MOST_NAMED = 3
SMALLER_PARTNERS = "Smaller partners together"


@dataclass(frozen=True)
class Line:
    name: str
    invited: int
    sent: int


@dataclass(frozen=True)
class Turnout:
    """Responses sent before `as_of`. Where too few were invited there is no total, and no lines either."""

    as_of: date
    total: Line | None
    lines: tuple[Line, ...]
    leaves_out_small_ones: bool = False  # then the total is of those counted, not of everyone
    pooled: tuple[Line, ...] = ()  # those counted as one in the last of the lines, the smallest first

    @property
    def small_ones(self) -> tuple[Line, ...]:
        return tuple(line for line in self.pooled if line.invited < FEWEST_INVITED_COUNTED)

    @property
    def taken_in(self) -> tuple[Line, ...]:
        """Large enough by themselves, but then what is left over of the total would be about a few."""
        return self.pooled[len(self.small_ones) :]


def of_teams(lines: Iterable[Line], *, as_of: date) -> Turnout:
    """The total is of everyone: other pages have it too, so nothing may be missing from the lines."""
    by_size = _by_size(lines)
    if _invited(by_size) < FEWEST_INVITED_COUNTED:
        return Turnout(as_of, None, ())
    small = [line for line in by_size if line.invited < FEWEST_INVITED_COUNTED]
    # A small remainder would be the total less everything shown, so it takes the next team in.
    while small and _invited(small) < FEWEST_INVITED_COUNTED:
        small = by_size[: len(small) + 1]
    lines = _listed(by_size[len(small) :], small, _name_of_teams(small))
    return Turnout(as_of, together("Everyone", by_size), lines, pooled=tuple(small))


def _name_of_teams(pooled: Sequence[Line]) -> str:
    """By their names where a large one is among them: it would be looked for."""
    if all(line.invited < FEWEST_INVITED_COUNTED for line in pooled):
        return SMALLER_TEAMS
    *small, largest = pooled
    if len(pooled) <= MOST_NAMED:
        return f"{listed([largest.name, *(line.name for line in small)])} together"
    return f"{largest.name} and smaller teams together"


def of_partners(lines: Iterable[Line], *, as_of: date) -> Turnout:
    """A small remainder is left out: in with another partner, that partner could take itself away."""
    by_size = _by_size(lines)
    small = [line for line in by_size if line.invited < FEWEST_INVITED_COUNTED]
    large = by_size[len(small) :]
    leaves_out = 0 < _invited(small) < FEWEST_INVITED_COUNTED
    counted = large if leaves_out else by_size
    return Turnout(
        as_of,
        together("Everyone", counted) if counted else None,
        _listed(large, [] if leaves_out else small, SMALLER_PARTNERS),
        leaves_out,
        () if leaves_out else tuple(small),
    )


def with_enough(turnout: Turnout, fewest_shown: int, *, apart_from: Collection[str]) -> tuple[int, int]:
    """How many of the groups listed by themselves have the answers it takes to be shown, and of how many.

    From counts that are shown beside it, and so no more than they say.
    """
    by_themselves = turnout.lines[:-1] if turnout.pooled else turnout.lines
    alone = [line for line in by_themselves if line.name not in apart_from]
    return sum(line.sent >= fewest_shown for line in alone), len(alone)


def _by_size(lines: Iterable[Line]) -> list[Line]:
    return sorted((line for line in lines if line.invited), key=lambda line: (line.invited, line.name))


def _invited(lines: Sequence[Line]) -> int:
    return sum(line.invited for line in lines)


def _listed(large: Sequence[Line], small: Sequence[Line], name_of_small: str) -> tuple[Line, ...]:
    rest = [together(name_of_small, small)] if small else []
    return (*sorted(large, key=lambda line: line.name), *rest)


def together(name: str, lines: Sequence[Line]) -> Line:
    return Line(name, _invited(lines), sum(line.sent for line in lines))
