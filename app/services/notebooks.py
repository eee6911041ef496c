"""What somebody writes for herself, in her own notebook. Nobody else’s can be reached from here."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from app.domain.charter import Charter
from app.domain.codes import is_opaque_id, opaque_id
from app.domain.errors import NO_SUCH_PAGE, Conflict, NotFound
from app.domain.notebooks import (
    MOST_ENTRIES,
    Card,
    Entry,
    KeptEntry,
    KeptStep,
    Keys,
    Step,
    TypedEntry,
    as_kept,
    done,
    fingerprint,
    from_kept,
    newest_first,
    read_entry,
    read_step,
    remind_again,
)
from app.domain.people import Seat
from app.domain.working_days import UK
from app.storage import notebooks, people
from app.storage.notebooks import Kind, Note

FIRST_KEPT = "first_kept"
THE_CARD = "card"  # there is one at most
NO_ADDRESS = "Your own pages need an address to sign in with, and there is none for you on the list."


@dataclass(frozen=True)
class Journal:
    """The newest first. `unopened` says how many there are that no secret of the site opens."""

    entries: tuple[KeptEntry, ...]
    unopened: int


@dataclass(frozen=True)
class Clash:
    """What she typed, and what was kept from another tab or device since she opened the page."""

    typed: Entry
    kept: Entry


@dataclass(frozen=True)
class Steps:
    """The one she means to try now, and those she has done, the newest first."""

    current: KeptStep | None
    done: tuple[KeptStep, ...]
    unopened: int


@dataclass(frozen=True)
class OwnCard:
    card: Card | None
    is_unopened: bool


def _address(session: Session, by: Seat) -> str:
    address = people.get_person(session, by.person_id).email
    if address is None:
        raise Conflict(NO_ADDRESS)
    return address


# The journal


def journal(session: Session, *, by: Seat, keys: Keys) -> Journal:
    found = notebooks.notes(session, _address(session, by), Kind.ENTRY, keys=keys.secrets)
    entries = [_entry(each) for each in found.opened]
    return Journal(tuple(newest_first(entries)), found.unopened)


def get_entry(session: Session, code: str, *, by: Seat, keys: Keys) -> KeptEntry:
    found = _find_entry(session, code, by=by, keys=keys)
    if found is None:
        raise NotFound(NO_SUCH_PAGE)
    return found


def _find_entry(session: Session, code: str, *, by: Seat, keys: Keys) -> KeptEntry | None:
    found = notebooks.find(session, _address(session, by), Kind.ENTRY, code, keys=keys.secrets)
    return None if found is None else _entry(found)


def _entry(note: Note) -> KeptEntry:
    return KeptEntry(note.code, from_kept(Entry, note.content), note.content[FIRST_KEPT])


def save_entry(
    session: Session,
    charter: Charter,
    code: str,
    typed: TypedEntry,
    *,
    seen: str,
    by: Seat,
    keys: Keys,
    now: datetime,
) -> Clash | None:
    """A new one, or in the place of the one with this code, if that is as it was `seen`.

    Sending the same twice keeps it once.
    """
    if not is_opaque_id(code):
        raise NotFound(NO_SUCH_PAGE)
    entry = read_entry(typed, today=now.astimezone(UK).date(), themes=charter.by_theme)
    address = _address(session, by)
    kept = _find_entry(session, code, by=by, keys=keys)
    if kept is not None and kept.entry == entry:
        return None
    if kept is not None and fingerprint(kept.entry) != seen:
        return Clash(entry, kept.entry)
    if kept is None and notebooks.number_of(session, address, Kind.ENTRY) >= MOST_ENTRIES:
        raise Conflict(
            f"A journal holds {MOST_ENTRIES:,} entries. Download it, and delete some of the oldest."
        )
    first_kept = kept.first_kept if kept else now.isoformat()
    _keep(session, address, Kind.ENTRY, Note(code, {**as_kept(entry), FIRST_KEPT: first_kept}), keys)
    return None


def delete_entry(session: Session, code: str, *, by: Seat) -> None:
    """Once it is gone, deleting it again changes nothing."""
    notebooks.remove(session, _address(session, by), Kind.ENTRY, code)


# The small step


def steps(session: Session, *, by: Seat, keys: Keys) -> Steps:
    found = notebooks.notes(session, _address(session, by), Kind.STEP, keys=keys.secrets)
    every = [KeptStep(each.code, from_kept(Step, each.content), each.remind_on) for each in found.opened]
    every.sort(key=lambda each: (each.step.done_on or each.step.chosen_on, each.code), reverse=True)
    current = next((each for each in every if each.step.done_on is None), None)
    return Steps(current, tuple(each for each in every if each.step.done_on), found.unopened)


def choose_step(
    session: Session,
    charter: Charter,
    choice: str,
    own: str,
    remind: str,
    *,
    by: Seat,
    keys: Keys,
    today: date,
) -> None:
    """It takes the place of the one that was chosen before and not done."""
    step = read_step(charter, choice, own, remind, today=today)
    current = steps(session, by=by, keys=keys).current
    code = current.code if current else opaque_id(keys.randomness)
    note = Note(code, as_kept(step), remind_again(step, today=today))
    _keep(session, _address(session, by), Kind.STEP, note, keys)


def did_step(session: Session, *, by: Seat, keys: Keys, today: date) -> None:
    if current := steps(session, by=by, keys=keys).current:
        note = Note(current.code, as_kept(done(current.step, today=today)))
        _keep(session, _address(session, by), Kind.STEP, note, keys)


def not_yet(session: Session, *, by: Seat, keys: Keys, today: date) -> None:
    """If she wanted to be reminded, she will be again."""
    if current := steps(session, by=by, keys=keys).current:
        note = Note(current.code, as_kept(current.step), remind_again(current.step, today=today))
        _keep(session, _address(session, by), Kind.STEP, note, keys)


def delete_step(session: Session, code: str, *, by: Seat) -> None:
    notebooks.remove(session, _address(session, by), Kind.STEP, code)


# The card


def meeting_card(session: Session, *, by: Seat, keys: Keys) -> OwnCard:
    found = notebooks.notes(session, _address(session, by), Kind.CARD, keys=keys.secrets)
    card = next((from_kept(Card, each.content) for each in found.opened), None)
    return OwnCard(card, card is None and found.unopened > 0)


def keep_card(session: Session, card: Card, *, by: Seat, keys: Keys) -> None:
    _keep(session, _address(session, by), Kind.CARD, Note(THE_CARD, as_kept(card)), keys)


def delete_card(session: Session, *, by: Seat) -> None:
    notebooks.remove_all(session, _address(session, by), Kind.CARD)


# All of it


def delete_journal(session: Session, *, by: Seat) -> None:
    """What can't be opened goes as well."""
    notebooks.remove_all(session, _address(session, by), Kind.ENTRY)


def delete_everything(session: Session, *, by: Seat) -> None:
    notebooks.forget(session, _address(session, by))


def _keep(session: Session, address: str, kind: Kind, note: Note, keys: Keys) -> None:
    notebooks.keep(session, address, kind, note, keys=keys.secrets, randomness=keys.randomness)
