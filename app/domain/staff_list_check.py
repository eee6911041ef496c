"""A list that arrives, beside the one there is: who is new, changed, leaving, in doubt, or cannot be read."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from app.domain.errors import Invalid
from app.domain.people import RoleLevel, email_as_kept, folded
from app.domain.staff_list_columns import Column, role_level
from app.domain.staff_lists import Arriving, Choice, Line, OnList, problems_of

MOST_TEAMS = 1_000
MOST_PAIRS_COMPARED = 100_000  # of names of teams; more take longer than anybody waits
ALIKE = 0.85  # of two names of teams: two letters of seven may be swapped


@dataclass(frozen=True, slots=True)
class Entry:
    """A line, understood."""

    line: Line
    name: str
    email: str | None
    team: str
    role_level: RoleLevel


@dataclass(frozen=True)
class Fault:
    """`problems` maps fields to sentences."""

    line: Line
    problems: dict[str, str]


@dataclass(frozen=True)
class Doubt:
    """Is this line `person`, who is on the list, or the same as an `earlier` line?"""

    line: Line
    person: OnList | None = None
    earlier: Line | None = None


@dataclass(frozen=True)
class TeamDoubt:
    written: str
    rows: int
    suggestion: str


@dataclass(frozen=True)
class Change:
    """`fields` are what, before, after."""

    entry: Entry
    person: OnList
    fields: tuple[tuple[str, str, str], ...]


@dataclass
class Check:
    """`held` counts the lines that wait for a word about their team."""

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

    @property
    def doubtful(self) -> int:
        return len(self.doubts) + self.held

    @property
    def ready(self) -> int:
        return len(self.new) + len(self.changed)


def check(arriving: Arriving, staff: Sequence[OnList], teams: Sequence[str]) -> Check:
    """Raises Invalid where the column of teams cannot be one."""
    found = Check()
    entries = _understood(arriving, found)
    called = _teams(entries, arriving.team_choices, teams, found)
    ready = [replace(each, team=called[each.team]) for each in entries if each.team in called]
    found.held = len(entries) - len(ready)
    comparison = _Comparison(arriving.columns, staff, found)
    comparison.know_certain(entries)
    for entry in _once(ready, found):
        comparison.place(entry)
    comparison.see_who_leaves(each.line for each in entries if each.team not in called)
    known = {folded(each) for each in teams}
    needed = [each.team for each in found.new] + [each.entry.team for each in found.changed]
    found.new_teams = sorted({each for each in needed if each and folded(each) not in known})
    return found


def _understood(arriving: Arriving, found: Check) -> list[Entry]:
    entries: list[Entry] = []
    for line in arriving.lines:
        if line.choice is Choice.LEFT_OUT:
            found.left_out += 1
        elif problems := problems_of(line):
            found.faults.append(Fault(line, problems))
        else:
            level = role_level(line.role_level) or RoleLevel.UNDECLARED
            email = email_as_kept(line.email) or None
            entries.append(Entry(line, line.name, email, line.team, level))
    return entries


def _once(entries: Iterable[Entry], found: Check) -> Iterator[Entry]:
    """A row that says the same again is passed over; one address for two people is a fault."""
    by_email: dict[str, Entry] = {}
    for entry in entries:
        earlier = by_email.setdefault(entry.email, entry) if entry.email else entry
        if earlier is entry:
            yield entry
        elif replace(entry, line=earlier.line) == earlier or folded(entry.name) == folded(earlier.name):
            found.repeated += 1
        else:
            words = f"Row {earlier.line.number} has this address too. Two people can’t share one."
            found.faults.append(Fault(entry.line, {"email": words}))


# Teams


def _teams(
    entries: Sequence[Entry], choices: Mapping[str, Choice], teams: Sequence[str], found: Check
) -> dict[str, str]:
    """What each team is called from now on, by how it was written. Those in doubt are not in it."""
    rows = Counter(each.team for each in entries)
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
    if len(unknown) * len(known) <= MOST_PAIRS_COMPARED:
        _doubt(unknown, rows, choices, known, called, found)
    return called


def _doubt(
    unknown: Sequence[str],
    rows: Mapping[str, int],
    choices: Mapping[str, Choice],
    known: Mapping[str, str],
    called: dict[str, str],
    found: Check,
) -> None:
    """Takes out of `called` what looks misspelt, or calls it as was chosen."""
    places = {each: place for place, each in enumerate(known)}
    for written in unknown:
        before = [each for each in known if places[each] < places[folded(written)]]
        close = get_close_matches(folded(written), before, n=3, cutoff=ALIKE)
        alike = [each for each in close if _digits(each) == _digits(written)]
        choice = choices.get(written, Choice.NONE)
        if not alike or choice is Choice.OTHER:
            continue
        suggestion = known[alike[0]]
        same = [each for each in called if folded(each) == folded(written)]
        for each in same:
            called.pop(each)
        if choice is Choice.SAME and suggestion in called.values():
            called.update(dict.fromkeys(same, suggestion))
        else:
            found.team_doubts.append(TeamDoubt(written, sum(rows[each] for each in same), suggestion))


def _digits(words: str) -> str:
    """Teams that differ by a number are two, however alike the rest is."""
    return "".join(each for each in words if each.isdigit())


# People


def loosely(email: str) -> str:
    """One spelling for addresses that are probably one person's."""
    local, _, domain = folded(email).replace(" ", "").rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


class _Comparison:
    """`seen` holds the ids of the people that some line means, or may mean."""

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
            self.found.new.append(entry)
        else:
            self.seen.add(candidate.id)
            self.found.doubts.append(Doubt(entry.line, person=candidate))

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
            self.found.new.append(entry)
        elif entry.line.choice is Choice.SAME:
            self.found.repeated += 1
        else:
            self.found.doubts.append(Doubt(entry.line, earlier=earlier))

    def _take(self, entry: Entry, person: OnList) -> None:
        self.seen.add(person.id)
        email = entry.email or person.email  # a list without her address does not take it away
        if person.signs_in and email != person.email:
            words = f"{person.name} signs in with {person.email}. It can’t be changed from a list."
            self.found.faults.append(Fault(entry.line, {"email": words}))
            return
        entry = replace(
            entry,
            email=email,
            team=entry.team if Column.TEAM in self.columns else person.team,
            role_level=entry.role_level if Column.ROLE_LEVEL in self.columns else person.role_level,
        )
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
