"""A list that arrives, beside the one there is: who is new, changed, leaving, in doubt, or cannot be read."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from app.domain.gaps import Gaps, gaps
from app.domain.people import Post, RoleLevel, email_as_kept, folded
from app.domain.staff_list_columns import Column
from app.domain.staff_list_words import LevelWord, TeamDoubt, level_words, meanings, teams_called
from app.domain.staff_lists import Arriving, Choice, Entry, Line, OnList, problems_but_level, says_total


@dataclass(frozen=True)
class Fault:
    """`problems` maps fields to sentences."""

    line: Line
    problems: dict[str, str]


class Question(StrEnum):
    SAME_PERSON = "same person"
    WHICH_PLACE = "which place"
    IS_A_TOTAL = "is a total"


@dataclass(frozen=True)
class Doubt:
    """Is this line `person`, who is on the list, or the same as an `earlier` line, and where does she work?

    Or is it about nobody, and counts those above it?
    """

    line: Line
    question: Question
    person: OnList | None = None
    earlier: Line | None = None


@dataclass(frozen=True)
class Change:
    """`fields` are what, before, after."""

    entry: Entry
    person: OnList
    fields: tuple[tuple[str, str, str], ...]


@dataclass
class Check:
    """`held` counts the lines that wait for a word about their team or role level.

    `placed` is everybody whom the list is sure about, new, changed or as before; `after` is the whole staff
    list as it would be, if nobody left.
    """

    new: list[Entry] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    unchanged: int = 0
    repeated: int = 0
    left_out: int = 0
    held: int = 0
    leaving: list[OnList] = field(default_factory=list)
    staying: list[OnList] = field(default_factory=list)  # not in the list that arrives, and look after it
    doubts: list[Doubt] = field(default_factory=list)
    team_doubts: list[TeamDoubt] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    new_teams: list[str] = field(default_factory=list)
    level_words: list[LevelWord] = field(default_factory=list)
    placed: list[Entry] = field(default_factory=list)
    after: Gaps = field(default_factory=lambda: gaps(()))

    @property
    def without_address(self) -> int:
        return sum(each.email is None for each in self.placed)

    @property
    def doubtful(self) -> int:
        return len(self.doubts) + self.held

    @property
    def ready(self) -> int:
        return len(self.new) + len(self.changed)


def check(arriving: Arriving, staff: Sequence[OnList], teams: Sequence[str]) -> Check:
    """Raises Invalid where the columns of teams or role levels cannot be that."""
    found = Check()
    understood, held = _understood(arriving, found)
    written = [each.team for each in understood] + [each.team for each in held]
    written += [each.line.team for each in found.faults if "team" not in each.problems]
    called, found.team_doubts = teams_called(written, arriving.team_choices, teams)
    ready = [_in_team(each, called[each.team]) for each in understood if each.team in called]
    held += [each.line for each in understood if each.team not in called]
    found.held = len(held)
    comparison = _Comparison(arriving.columns, staff, found)
    comparison.know_certain(understood)
    for entry in _once(ready, found):
        comparison.place(entry)
    comparison.see_who_leaves(held)
    known = {folded(each) for each in teams}
    needed = [each.team for each in found.new] + [each.entry.team for each in found.changed]
    found.new_teams = sorted({each for each in needed if each and folded(each) not in known})
    found.after = gaps(comparison.posts_after())
    return found


def _in_team(entry: Entry, team: str) -> Entry:
    return entry if entry.team == team else replace(entry, team=team)


def _understood(arriving: Arriving, found: Check) -> tuple[list[Entry], list[Line]]:
    """And the lines whose role level nobody has explained yet."""
    entries: list[Entry] = []
    held: list[Line] = []
    levels = meanings(arriving.lines, arriving.level_choices)
    found.level_words = level_words(arriving.lines, levels)
    for line in arriving.lines:
        if line.choice is Choice.LEFT_OUT:
            found.left_out += 1
        elif line.choice is not Choice.OTHER and is_a_total(line):
            found.doubts.append(Doubt(line, Question.IS_A_TOTAL))
        elif problems := problems_but_level(line):
            found.faults.append(Fault(line, problems))
        elif (level := levels[line.role_level]) is None:
            held.append(line)
        else:
            email = email_as_kept(line.email) or None
            entries.append(Entry(line, line.name, email, line.team, level))
    return entries, held


def is_a_total(line: Line) -> bool:
    """“Total: 420”, below the people. Whoever has an address is a person."""
    return "@" not in line.email and says_total(line.name or line.team)


def _once(entries: Iterable[Entry], found: Check) -> list[Entry]:
    """A row that says the same again is passed over; one address for two people is a fault."""
    kept: dict[str | int, Entry] = {}
    for entry in entries:
        key = entry.email or entry.line.number
        earlier = kept.setdefault(key, entry)
        if earlier is entry:
            continue
        if folded(entry.name) != folded(earlier.name):
            words = f"Row {earlier.line.number} has this address too. Two people can’t share one."
            found.faults.append(Fault(entry.line, {"email": words}))
        elif (both := _together(earlier, entry)) or entry.line.choice is not Choice.NONE:
            kept[key] = both or (entry if entry.line.choice is Choice.OTHER else earlier)
            found.repeated += 1
        else:
            found.doubts.append(Doubt(entry.line, Question.WHICH_PLACE, earlier=earlier.line))
    return list(kept.values())


def _together(one: Entry, other: Entry) -> Entry | None:
    """What two rows about one person say; None where they do not agree on where she works."""
    levels = {one.role_level, other.role_level} - {RoleLevel.UNDECLARED}
    teams = {one.team, other.team} - {""}
    if len(levels) > 1 or len(teams) > 1:
        return None
    return replace(one, team="".join(teams), role_level=next(iter(levels), RoleLevel.UNDECLARED))


# People


def loosely(email: str) -> str:
    """One spelling for addresses that are probably one person's."""
    local, _, domain = folded(email).replace(" ", "").rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


class _Comparison:
    """`seen` holds the ids of the people that some line means, or may mean; `taken`, those it is sure of."""

    def __init__(self, columns: frozenset[Column], staff: Sequence[OnList], found: Check) -> None:
        self.columns = columns
        self.staff = staff
        self.found = found
        self.by_email = {each.email: each for each in staff if each.email}
        self.by_loose = {loosely(each.email): each for each in staff if each.email}
        self.by_name: dict[str, list[OnList]] = {}
        for each in staff:
            self.by_name.setdefault(folded(each.name), []).append(each)
        self.seen: set[int] = set()
        self.taken: set[int] = set()
        self.arrived: dict[str, Line] = {}

    def know_certain(self, entries: Sequence[Entry]) -> None:
        found = (self.by_email.get(each.email) for each in entries if each.email)
        self.seen = {person.id for person in found if person}

    def place(self, entry: Entry) -> None:
        person = self.by_email.get(entry.email) if entry.email else self._by_name_alone(entry)
        if person:
            self._take(entry, person)
            return
        candidate = self._candidate(entry)
        if candidate is None:
            self._see_earlier_lines(entry)
        elif entry.line.choice is Choice.SAME:
            self._take(entry, candidate)
        elif entry.line.choice is Choice.OTHER:
            self._add(entry)
        else:
            self.seen.add(candidate.id)
            self.found.doubts.append(Doubt(entry.line, Question.SAME_PERSON, person=candidate))

    def _by_name_alone(self, entry: Entry) -> OnList | None:
        """One of that name, and in that team if a team is given."""
        namesakes = self._free_namesakes(entry)
        if len(namesakes) != 1:
            return None
        [one] = namesakes
        return one if folded(one.team) == folded(entry.team) or not entry.team or not one.team else None

    def _free_namesakes(self, entry: Entry) -> list[OnList]:
        return [each for each in self.by_name.get(folded(entry.name), ()) if each.id not in self.seen]

    def _candidate(self, entry: Entry) -> OnList | None:
        if entry.email:
            same_address = self.by_loose.get(loosely(entry.email))
            if same_address and same_address.id not in self.seen:
                return same_address
        return next(iter(self._free_namesakes(entry)), None)

    def _see_earlier_lines(self, entry: Entry) -> None:
        key = loosely(entry.email) if entry.email else f"{folded(entry.name)}, {folded(entry.team)}"
        earlier = self.arrived.setdefault(key, entry.line)
        if earlier is entry.line or entry.line.choice is Choice.OTHER:
            self._add(entry)
        elif entry.line.choice is Choice.SAME:
            self.found.repeated += 1
        else:
            self.found.doubts.append(Doubt(entry.line, Question.SAME_PERSON, earlier=earlier))

    def _add(self, entry: Entry) -> None:
        self.found.new.append(entry)
        self.found.placed.append(entry)

    def _take(self, entry: Entry, person: OnList) -> None:
        self.seen.add(person.id)
        email = entry.email or person.email  # a list without her address does not take it away
        if person.signs_in and email != person.email:
            words = f"{person.name} signs in with {person.email}. It can’t be changed from a list."
            self.found.faults.append(Fault(entry.line, {"email": words}))
            return
        team = entry.team if Column.TEAM in self.columns else person.team
        level = entry.role_level if Column.ROLE_LEVEL in self.columns else person.role_level
        if (email, team, level) != (entry.email, entry.team, entry.role_level):
            entry = replace(entry, email=email, team=team, role_level=level)
        self.taken.add(person.id)
        self.found.placed.append(entry)
        pairs = (
            ("name", person.name, entry.name),
            ("email", person.email or "", email or ""),
            ("team", person.team, entry.team),
            ("role level", str(person.role_level), str(entry.role_level)),
        )
        fields = tuple(each for each in pairs if each[1] != each[2])
        if fields:
            self.found.changed.append(Change(entry, person, fields))
        else:
            self.found.unchanged += 1

    def see_who_leaves(self, held: Iterable[Line]) -> None:
        """Whoever a line may mean stays, even a line that waits or could not be read."""
        unclear = [each.line for each in self.found.faults]
        unclear += [each.line for each in self.found.doubts]
        unclear += held
        names = {folded(each.name) for each in unclear}
        emails = {email_as_kept(each.email) for each in unclear}
        for person in self.staff:
            if person.id in self.seen or person.email in emails or folded(person.name) in names:
                continue
            (self.found.staying if person.is_director else self.found.leaving).append(person)

    def posts_after(self) -> list[Post]:
        """Teams are told apart only by whether there is one."""
        counted = Counter((bool(each.team), each.role_level, not each.email) for each in self.found.placed)
        counted.update(
            (bool(each.team), each.role_level, not each.email)
            for each in self.staff
            if each.id not in self.taken
        )
        return [
            Post(1 if has_team else None, level, on_paper, people)
            for (has_team, level, on_paper), people in counted.items()
        ]
