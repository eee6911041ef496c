"""What somebody writes for herself: journal entries, a small step, her meeting card."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, timedelta
from hashlib import sha256
from json import dumps
from typing import Any, TypeVar

from app.domain.charter import Charter, Theme
from app.domain.codes import Randomness
from app.domain.errors import Invalid
from app.domain.people import folded

LONGEST_TEXT = 4_000  # letters in one box
LONGEST_LINE = 200
MOST_ENTRIES = 3_000
DAYS_KEPT_AFTER_LEAVING = 35
EARLIEST = date(1950, 1, 1)
SUGGESTED = 3
REMINDERS = ("2", "4", "never")  # weeks
OWN_WORDS = "own"
LETTERS_OF_A_TITLE = 70
DOES_NOT_OPEN = (
    "This was locked with a secret that the site no longer has, so it can’t be opened. "
    "Tell the people who run the site: if they put the secret back, so is what you wrote."
)
WHAT_IS_ASKED = ("What happened", "So what", "Now what")


@dataclass(frozen=True)
class Keys:
    """What opens a notebook: the site's secrets, the one to lock with first."""

    secrets: Sequence[str]
    randomness: Randomness


@dataclass(frozen=True)
class Entry:
    """`theme` is a theme's code, or empty. Of the three boxes one at least says something."""

    on: date
    theme: str
    happened: str
    so_what: str
    now_what: str

    @property
    def boxes(self) -> tuple[tuple[str, str], ...]:
        """Those that say something, each with what it was asked."""
        said = (self.happened, self.so_what, self.now_what)
        return tuple((asked, words) for asked, words in zip(WHAT_IS_ASKED, said, strict=True) if words)

    @property
    def title(self) -> str:
        """How it begins."""
        words = " ".join(self.boxes[0][1].split())
        if len(words) <= LETTERS_OF_A_TITLE:
            return words
        return f"{words[:LETTERS_OF_A_TITLE].rpartition(' ')[0] or words[:LETTERS_OF_A_TITLE]} …"


@dataclass(frozen=True)
class KeptEntry:
    """`first_kept` is the moment, in ISO 8601: two of one day stand in the order they were written."""

    code: str
    entry: Entry
    first_kept: str


@dataclass(frozen=True)
class TypedEntry:
    """As the form has it."""

    on: str = ""
    theme: str = ""
    happened: str = ""
    so_what: str = ""
    now_what: str = ""


@dataclass(frozen=True)
class Step:
    """A small thing she means to try. `competency` is empty where it is in her own words."""

    words: str
    competency: str
    chosen_on: date
    weeks: int  # until each reminder; 0 is never
    done_on: date | None = None


@dataclass(frozen=True)
class KeptStep:
    code: str
    step: Step
    remind_on: date | None


@dataclass(frozen=True)
class Suggestion:
    """`code` is what the form sends for it: the competency's, and which of its things to try."""

    code: str
    competency: str
    title: str
    words: str


@dataclass(frozen=True)
class Card:
    """What she says of herself in a meeting of several agencies."""

    role: str = ""
    offer: str = ""
    limits: str = ""
    need: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(asdict(self).values())


Written = TypeVar("Written", Entry, Step, Card)


# As it is kept


def as_kept(written: Entry | Step | Card) -> dict[str, Any]:
    """What JSON can hold."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in asdict(written).items()
    }


def from_kept(kind: type[Written], content: Mapping[str, Any]) -> Written:
    dates = {
        name: date.fromisoformat(content[name])
        for name in ("on", "chosen_on", "done_on")
        if content.get(name)
    }
    names = {each.name for each in fields(kind)}
    return kind(**{name: value for name, value in {**content, **dates}.items() if name in names})


def fingerprint(entry: Entry | None) -> str:
    """Of what a page showed, so that what was changed elsewhere meanwhile is not lost; empty for nothing."""
    if entry is None:
        return ""
    return sha256(dumps(as_kept(entry)).encode()).hexdigest()[:16]


# Entries


def read_entry(typed: TypedEntry, *, today: date, themes: Collection[str]) -> Entry:
    """Raises Invalid with a sentence for each field at fault."""
    problems: dict[str, str] = {}
    on = _read_day(typed.on, today=today)
    if isinstance(on, str):
        problems["on"] = on
    if typed.theme and typed.theme not in themes:
        problems["theme"] = "Choose one of the four themes, or none."
    texts = {name: _plain(getattr(typed, name)) for name in ("happened", "so_what", "now_what")}
    problems |= _too_long(texts, LONGEST_TEXT)
    if not any(texts.values()):
        problems["happened"] = "Write something in one of the three boxes. Which one is up to you."
    if problems or isinstance(on, str):
        raise Invalid("This can’t be kept yet.", problems)
    return Entry(on, typed.theme, **texts)


def _read_day(typed: str, *, today: date) -> date | str:
    """Or the sentence that says what is wrong with it."""
    try:
        on = date.fromisoformat(typed.strip())
    except ValueError:
        return "Give a date, like 2026-11-05."
    if on > today:
        return "That day is still to come. Give today’s date, or an earlier one."
    return on if on >= EARLIEST else "That is too long ago. Give a later date."


def _plain(words: str) -> str:
    """As a browser sends a line break it is two letters."""
    return words.replace("\r\n", "\n").strip()


def _too_long(texts: Mapping[str, str], most: int) -> dict[str, str]:
    return {
        name: f"Keep this to {most:,} letters. It has {len(words):,} now."
        for name, words in texts.items()
        if len(words) > most
    }


def newest_first(entries: Iterable[KeptEntry]) -> list[KeptEntry]:
    return sorted(entries, key=lambda each: (each.entry.on, each.first_kept), reverse=True)


def matching(entries: Iterable[KeptEntry], words: str, theme: str) -> list[KeptEntry]:
    """Those that have every one of the words, whatever their case and accents."""
    wanted = folded(words).split()
    return [
        each for each in entries if (not theme or each.entry.theme == theme) and _has_all(wanted, each.entry)
    ]


def _has_all(wanted: Sequence[str], entry: Entry) -> bool:
    text = folded(" ".join(words for _, words in entry.boxes))
    return all(word in text for word in wanted)


# Small steps


def suggestions(theme: Theme, turn: int) -> list[Suggestion]:
    """Three of the theme's things to try; others at every turn, until all have been."""
    competencies = list(theme.competencies())
    every = [
        _suggestion(each.code, each.title, each.things_to_try, at) for at in (0, 1) for each in competencies
    ]
    first = turn * SUGGESTED % len(every)
    return (every + every)[first : first + SUGGESTED]


def suggestions_for(charter: Charter, competencies: Iterable[str]) -> list[Suggestion]:
    found = [charter.by_competency[each] for each in competencies if each in charter.by_competency]
    return [_suggestion(each.code, each.title, each.things_to_try, 0) for each in found]


def _suggestion(code: str, title: str, things: Sequence[str], at: int) -> Suggestion:
    return Suggestion(f"{code}-{at + 1}", code, title, things[at])


def read_step(charter: Charter, choice: str, own: str, remind: str, *, today: date) -> Step:
    """Raises Invalid with a sentence for each field at fault."""
    problems: dict[str, str] = {}
    words, competency = own.strip(), ""
    if choice != OWN_WORDS:
        words, competency = _suggested(charter, choice)
    if choice == OWN_WORDS and not words:
        problems["own"] = "Say in a few words what you would like to try."
    elif not words:
        problems["choice"] = "Choose one of these, or write your own."
    problems |= _too_long({"own": own.strip()}, LONGEST_LINE)
    if remind not in REMINDERS:
        problems["remind"] = "Choose two weeks, four weeks or never."
    if problems:
        raise Invalid("This can’t be kept yet.", problems)
    return Step(words, competency, today, 0 if remind == "never" else int(remind))


def _suggested(charter: Charter, choice: str) -> tuple[str, str]:
    """The words and the competency; both empty for what there is not."""
    code, _, at = choice.partition("-")
    if code not in charter.by_competency or at not in ("1", "2"):
        return "", ""
    return charter.by_competency[code].things_to_try[int(at) - 1], code


def remind_again(step: Step, *, today: date) -> date | None:
    return today + timedelta(weeks=step.weeks) if step.weeks and step.done_on is None else None


def done(step: Step, *, today: date) -> Step:
    return replace(step, done_on=today)


# The card


def read_card(typed: Mapping[str, str]) -> Card:
    """Raises Invalid with a sentence for each field at fault."""
    card = Card(**{each.name: _plain(typed.get(each.name, "")) for each in fields(Card)})
    problems = _too_long(asdict(card), LONGEST_LINE)
    if card.is_empty:
        problems["role"] = "Write at least one of the four."
    if problems:
        raise Invalid("There is no card yet.", problems)
    return card
