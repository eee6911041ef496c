"""The words of a list that stand for teams and role levels, and what each of them means from now on."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from app.domain.errors import Invalid
from app.domain.job_titles import guessed_level
from app.domain.people import RoleLevel, folded
from app.domain.staff_list_columns import plain, role_level
from app.domain.staff_lists import Choice, Line

MOST_TEAMS = 1_000
MOST_LEVELS = 100
MOST_PAIRS_COMPARED = 100_000  # of names of teams; more take longer than anybody waits
ALIKE = 0.85  # of two names of teams: two letters of seven may be swapped
OWN_WORDS = frozenset({"", *RoleLevel})  # ours, which need no explaining


@dataclass(frozen=True)
class TeamDoubt:
    written: str
    rows: int
    suggestion: str


@dataclass(frozen=True)
class LevelWord:
    """What somebody calls a role level; `level` is None until it is said what it counts as."""

    written: str
    rows: int
    level: RoleLevel | None

    @property
    def guess(self) -> RoleLevel | None:
        """What it may be, for somebody to say so."""
        return self.level or guessed_level(plain(self.written))


# Teams


def closest(name: str, others: Sequence[str]) -> str | None:
    """Which of the `others`, all folded, may be the same team misspelt. A number makes it another one."""
    close = get_close_matches(folded(name), others, n=3, cutoff=ALIKE)
    return next((each for each in close if _digits(each) == _digits(name)), None)


def _digits(words: str) -> str:
    return "".join(each for each in words if each.isdigit())


def teams_called(
    of_rows: Sequence[str], choices: Mapping[str, Choice], teams: Sequence[str]
) -> tuple[dict[str, str], list[TeamDoubt]]:
    """What each team is called, by how it was written in the rows. Those in doubt are not in it.

    Raises Invalid when there are too many to be teams.
    """
    rows = Counter(of_rows)
    if len(rows) > MOST_TEAMS:
        words = f"There are more than {MOST_TEAMS:,} teams in this column. Is it another one?"
        raise Invalid("These do not look like teams.", {"columns": words})
    known = {folded(each): each for each in teams}
    called: dict[str, str] = {"": ""}
    unknown: list[str] = []
    for written, _ in rows.most_common():  # the spelling that most rows have is the one for all
        if folded(written) in known:
            called[written] = known[folded(written)]
        elif written:
            unknown.append(written)
            known[folded(written)] = called[written] = written
    if len(unknown) * len(known) > MOST_PAIRS_COMPARED:
        return called, []
    return called, _doubtful(unknown, rows, choices, known, called)


def _doubtful(
    unknown: Sequence[str],
    rows: Mapping[str, int],
    choices: Mapping[str, Choice],
    known: Mapping[str, str],
    called: dict[str, str],
) -> list[TeamDoubt]:
    """Takes out of `called` what looks misspelt, or calls it as was chosen."""
    doubts: list[TeamDoubt] = []
    places = {each: place for place, each in enumerate(known)}
    for written in unknown:
        before = [each for each in known if places[each] < places[folded(written)]]
        meant = closest(written, before)
        choice = choices.get(written, Choice.NONE)
        if meant is None or choice is Choice.OTHER:
            continue
        suggestion = known[meant]
        same = [each for each in called if folded(each) == folded(written)]
        for each in same:
            called.pop(each)
        if choice is Choice.SAME and suggestion in called.values():
            called.update(dict.fromkeys(same, suggestion))
        else:
            doubts.append(TeamDoubt(written, sum(rows[each] for each in same), suggestion))
    return doubts


# Role levels


def meanings(lines: Iterable[Line], choices: Mapping[str, RoleLevel]) -> dict[str, RoleLevel | None]:
    """What each word counts as; None until somebody says. `choices` go by the plain word."""
    written = {each.role_level for each in lines}
    return {each: choices.get(plain(each), role_level(each)) for each in written}


def level_words(lines: Iterable[Line], levels: Mapping[str, RoleLevel | None]) -> list[LevelWord]:
    """All that are not our own, the unexplained first and then by how many rows have them.

    Raises Invalid when there are too many to be role levels.
    """
    rows = Counter(each.role_level for each in lines if each.choice is not Choice.LEFT_OUT)
    spelt: dict[str, list[str]] = {}
    for written, _ in rows.most_common():
        spelt.setdefault(plain(written), []).append(written)
    found = [
        LevelWord(spellings[0], sum(rows[each] for each in spellings), levels[spellings[0]])
        for word, spellings in spelt.items()
        if word not in OWN_WORDS or levels[spellings[0]] != role_level(word)
    ]
    if sum(each.level is None for each in found) > MOST_LEVELS:
        words = f"There are more than {MOST_LEVELS} role levels in this column. Is it another one?"
        raise Invalid("These do not look like role levels.", {"columns": words})
    return sorted(found, key=lambda each: (each.level is not None, -each.rows))
