"""A staff list on its way in: columns are matched, it is looked through and mended, and then it counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from app.domain import codes, staff_list_check, staff_list_files
from app.domain.codes import Randomness
from app.domain.errors import NO_SUCH_PAGE, Conflict, Invalid, NotFound
from app.domain.file_kinds import looks_like
from app.domain.people import Organisation, Person, RoleLevel, Seat, folded
from app.domain.staff_list_check import Change, Check
from app.domain.staff_list_columns import Column, Layout, find_layout, plain, require_columns
from app.domain.staff_list_files import MOST_ROWS, Row
from app.domain.staff_lists import Arriving, Choice, Entry, Line, OnList, address, take_columns
from app.storage import assessments, audit, organisations, staff_imports, staff_lists, teams, workbooks
from app.storage.staff_imports import Staged

MENDED_ELSEWHERE = "This list was mended from somewhere else a moment ago. Look at it again and carry on."


@dataclass(frozen=True)
class Preview:
    """`list_version` is that of the staff list it was compared with."""

    organisation: Organisation
    staged: Staged
    check: Check
    list_version: int
    is_frozen: bool

    @property
    def waits_until(self) -> datetime:
        return self.staged.made_at + staff_imports.KEPT


@dataclass(frozen=True)
class Mends:
    """What rows should say in all their cells, and choices: about rows, by number, teams and role levels."""

    cells: Mapping[int, Mapping[str, str]]
    choices: Mapping[int, Choice]
    teams: Mapping[str, Choice]
    levels: Mapping[str, RoleLevel]

    def applied_to(self, line: Line) -> Line:
        choice = self.choices.get(line.number, line.choice)
        cells = self.cells.get(line.number)
        if cells is None:
            return replace(line, choice=choice)
        return Line(
            line.number, cells["name"], address(cells["email"]), cells["team"], cells["role_level"], choice
        )


@dataclass(frozen=True)
class Done:
    """How many people came, changed and went, and the new teams."""

    new: int
    changed: int
    gone: int
    teams: int


# Reading


def require_own(session: Session, slug: str, *, by: Seat) -> None:
    """Before anything that somebody sent is looked at."""
    organisations.get_own_organisation(session, slug, by=by)


def read(pasted: str, content: bytes) -> list[Row]:
    """What was pasted, or else the file. Raises Invalid when there is nothing to read."""
    if pasted.strip() or not content:
        return staff_list_files.read_text(pasted)
    return read_file(content)


def read_file(content: bytes) -> list[Row]:
    """CSV in any encoding, or the first sheet of a spreadsheet."""
    if not workbooks.is_workbook(content) and (other := looks_like(content)):
        raise workbooks.no_list(other)
    if workbooks.is_workbook(content):
        return staff_list_files.clean(workbooks.first_sheet(content))
    return staff_list_files.read_text(staff_list_files.decode(content))


def lay_out(rows: Sequence[Row]) -> Layout:
    layout = find_layout(rows)
    if not layout.people:
        raise Invalid("There is only a heading.", {"pasted": "Bring in the rows below it as well."})
    if layout.people > MOST_ROWS:
        raise staff_list_files.too_much()
    return layout


# Looking through


def prepare(
    looking: Session,
    slug: str,
    rows: Sequence[Row],
    chosen: Sequence[Column],
    *,
    by: Seat,
    left_out: Sequence[str] = (),
) -> Arriving:
    """What is to be looked through. Raises Invalid where the columns cannot be right."""
    organisation = organisations.get_own_organisation(looking, slug, by=by)
    require_columns(chosen)
    arriving = take_columns(rows, chosen, left_out)
    if not arriving.lines:
        raise Invalid("Nobody is in this list.", {"columns": "Choose the columns that hold the people."})
    _compare(looking, organisation, arriving)
    return arriving


def stage(
    session: Session, slug: str, arriving: Arriving, *, by: Seat, now: datetime, randomness: Randomness
) -> str:
    """The id under which it waits."""
    content = staff_imports.pack(arriving)  # before the first statement: others wait from then on
    organisation = organisations.get_own_organisation(session, slug, by=by)
    import_id = codes.opaque_id(randomness)
    staff_imports.put(session, import_id, organisation.id, content, now=now)
    return import_id


def preview(session: Session, slug: str, import_id: str, *, by: Seat, now: datetime) -> Preview:
    organisation, staged = _staged(session, slug, import_id, by=by, now=now)
    version = staff_lists.version(session, organisation.id)
    check = _compare(session, organisation, staged.arriving)
    is_frozen = assessments.is_one_going_on(session, organisation.id)
    return Preview(organisation, staged, check, version, is_frozen)


def _staged(
    session: Session, slug: str, import_id: str, *, by: Seat, now: datetime
) -> tuple[Organisation, Staged]:
    organisation = organisations.get_own_organisation(session, slug, by=by)
    staged = staff_imports.find(session, import_id, organisation.id, now=now)
    if staged is None:
        raise NotFound(NO_SUCH_PAGE)
    return organisation, staged


def _compare(session: Session, organisation: Organisation, arriving: Arriving) -> Check:
    known = [each.name for each in teams.team_sizes(session, organisation.id)]
    return staff_list_check.check(arriving, staff_lists.staff(session, organisation.id), known)


# Mending


def mend(
    session: Session, looking: Session, slug: str, import_id: str, mends: Mends, *, by: Seat, now: datetime
) -> None:
    """Raises Conflict when it was mended from somewhere else meanwhile."""
    _, staged = _staged(looking, slug, import_id, by=by, now=now)
    written = {each.team for each in staged.arriving.lines}
    chosen = {team: choice for team, choice in mends.teams.items() if team in written}
    levels = {plain(word) for word in {each.role_level for each in staged.arriving.lines}}
    said = {plain(word): level for word, level in mends.levels.items() if plain(word) in levels}
    mended = replace(
        staged.arriving,
        lines=tuple(mends.applied_to(each) for each in staged.arriving.lines),
        team_choices={**staged.arriving.team_choices, **chosen},
        level_choices={**staged.arriving.level_choices, **said},
    )
    if not staff_imports.replace_content(session, staged, staff_imports.pack(mended)):
        raise Conflict(MENDED_ELSEWHERE)


def discard(session: Session, slug: str, import_id: str, *, by: Seat) -> None:
    organisation = organisations.get_own_organisation(session, slug, by=by)
    if not staff_imports.remove(session, import_id, organisation.id):
        raise NotFound(NO_SUCH_PAGE)


# Counting


def carry_out(
    session: Session, seen: Preview, *, list_version: int, whole: bool, by: Seat, now: datetime
) -> Done | None:
    """All that is ready, or nothing: None where the list or the import is not what was looked at.

    `seen` was read before, so that nothing slow is done while others wait to write. With `whole`, who is not
    in the list goes.
    """
    place = seen.organisation
    if seen.list_version != list_version or not staff_lists.begin_change(
        session, place.id, seen=list_version
    ):
        return None
    if not staff_imports.remove(session, seen.staged.id, place.id, version=seen.staged.version):
        return None
    check = seen.check
    gone = staff_lists.take_off(session, place.id, _ids(check.leaving)) if whole else 0
    team_ids = _team_ids(session, place.id, check)
    _change(session, place.id, check.changed, team_ids)
    staff_lists.add(session, [_row(each, place.id, team_ids) for each in check.new])
    done = Done(len(check.new), len(check.changed), gone, len(check.new_teams))
    subject = f"{place.slug}: {done.new} new, {done.changed} changed, {done.gone} taken off"
    audit.record(session, by=by, at=now, action="imported a staff list", subject=subject)
    return done


def _ids(people: Sequence[OnList]) -> list[int]:
    return [each.id for each in people]


def _change(
    session: Session, organisation_id: int, changes: Sequence[Change], team_ids: Mapping[str, int]
) -> None:
    """Most lists move people and change nothing else of them, which takes a statement for each place."""
    places: dict[tuple[int | None, RoleLevel], list[int]] = {}
    others: list[Person] = []
    moved: list[int] = []  # to another address
    for each in changes:
        entry, person = each.entry, each.person
        team_id = team_ids.get(entry.team)
        if (entry.name, entry.email) == (person.name, person.email):
            places.setdefault((team_id, entry.role_level), []).append(person.id)
            continue
        others.append(Person(person.id, entry.name, entry.email, organisation_id, team_id, entry.role_level))
        if entry.email != person.email:
            moved.append(person.id)
    staff_lists.place(session, organisation_id, places)
    staff_lists.change(session, organisation_id, others, new_address=moved)


def _team_ids(session: Session, organisation_id: int, check: Check) -> dict[str, int]:
    """By each team's name as the list has it."""
    for each in check.new_teams:
        teams.find_or_add(session, organisation_id, each)
    known = {folded(each.name): each.id for each in teams.team_sizes(session, organisation_id)}
    called = {each.team for each in check.new} | {each.entry.team for each in check.changed}
    return {each: known[folded(each)] for each in called if each}


def _row(entry: Entry, organisation_id: int, team_ids: Mapping[str, int]) -> dict[str, object]:
    return {
        "organisation_id": organisation_id,
        "team_id": team_ids.get(entry.team),
        "name": entry.name,
        "email": entry.email,
        "role_level": str(entry.role_level),
    }
