"""A staff list on its way in: columns are matched, it is looked through and mended, and then it counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from app.domain import codes, staff_list_check, staff_list_files
from app.domain.codes import Randomness
from app.domain.errors import NO_SUCH_PAGE, Conflict, Invalid, NotFound
from app.domain.people import Organisation, Person, Seat, folded
from app.domain.staff_list_check import Check, Entry
from app.domain.staff_list_columns import Column, Layout, find_layout, require_columns
from app.domain.staff_list_files import MOST_ROWS, Row
from app.domain.staff_lists import Arriving, Choice, Line, OnList, address, take_columns
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
    """What rows should say in all their cells, and choices about rows, by number; and about teams."""

    cells: Mapping[int, Mapping[str, str]]
    choices: Mapping[int, Choice]
    teams: Mapping[str, Choice]

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
    if workbooks.is_workbook(content):
        return staff_list_files.clean(workbooks.first_sheet(content))
    return staff_list_files.read_text(staff_list_files.decode(content))


def lay_out(rows: Sequence[Row]) -> Layout:
    layout = find_layout(rows)
    if not layout.people:
        raise Invalid("There is only a heading.", {"pasted": "Paste the rows below it as well."})
    if layout.people > MOST_ROWS:
        raise staff_list_files.too_much()
    return layout


# Looking through


def stage(
    session: Session,
    slug: str,
    rows: Sequence[Row],
    chosen: Sequence[Column],
    *,
    by: Seat,
    now: datetime,
    randomness: Randomness,
) -> str:
    """The id of what is to be looked through. Raises Invalid where the columns cannot be right."""
    organisation = organisations.get_own_organisation(session, slug, by=by)
    require_columns(chosen)
    arriving = take_columns(rows, chosen)
    if not arriving.lines:
        raise Invalid("Nobody is in this list.", {"columns": "Choose the columns that hold the people."})
    _compare(session, organisation, arriving)
    import_id = codes.opaque_id(randomness)
    content = staff_imports.pack(arriving)
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


def mend(session: Session, slug: str, import_id: str, mends: Mends, *, by: Seat, now: datetime) -> None:
    """Raises Conflict when it was mended from somewhere else meanwhile."""
    _, staged = _staged(session, slug, import_id, by=by, now=now)
    written = {each.team for each in staged.arriving.lines}
    chosen = {team: choice for team, choice in mends.teams.items() if team in written}
    mended = replace(
        staged.arriving,
        lines=tuple(mends.applied_to(each) for each in staged.arriving.lines),
        team_choices={**staged.arriving.team_choices, **chosen},
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
    changed = [
        Person(
            each.person.id,
            each.entry.name,
            each.entry.email,
            place.id,
            team_ids.get(folded(each.entry.team)),
            each.entry.role_level,
        )
        for each in check.changed
    ]
    staff_lists.change(session, place.id, changed)
    staff_lists.add(session, [_row(each, place.id, team_ids) for each in check.new])
    done = Done(len(check.new), len(check.changed), gone, len(check.new_teams))
    subject = f"{place.slug}: {done.new} new, {done.changed} changed, {done.gone} taken off"
    audit.record(session, by=by, at=now, action="imported a staff list", subject=subject)
    return done


def _ids(people: Sequence[OnList]) -> list[int]:
    return [each.id for each in people]


def _team_ids(session: Session, organisation_id: int, check: Check) -> dict[str, int]:
    ids = {folded(each): teams.find_or_add(session, organisation_id, each) for each in check.new_teams}
    return ids | {folded(each.name): each.id for each in teams.team_sizes(session, organisation_id)}


def _row(entry: Entry, organisation_id: int, team_ids: dict[str, int]) -> dict[str, object]:
    return {
        "organisation_id": organisation_id,
        "team_id": team_ids.get(folded(entry.team)),
        "name": entry.name,
        "email": entry.email,
        "role_level": str(entry.role_level),
    }
