"""Finding things in the charter by words, whatever their case or accents."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.domain.charter import Charter, Competency, Theme

MOST_CHARACTERS = 200
SHORTEST_WITH_A_PLURAL = 4


@dataclass(frozen=True)
class Hit:
    kind: str  # theme, principle or competency
    code: str
    title: str
    theme: Theme
    excerpt: str


@dataclass(frozen=True)
class Found:
    words: tuple[str, ...]
    hits: tuple[Hit, ...]
    is_too_long: bool = False


@dataclass(frozen=True)
class _Entry:
    """Something that can be found: its texts, the weightiest first."""

    kind: str
    code: str
    title: str
    theme: Theme
    texts: tuple[str, ...]
    words: tuple[frozenset[str], ...]  # of each text


def search(charter: Charter, query: str) -> Found:
    """What has all the words, begun or whole. The nearer the title a word stands, the earlier the hit."""
    if len(query) > MOST_CHARACTERS:
        return Found((), (), is_too_long=True)
    wanted = tuple(_singular(word) for word in _words(query))
    if not wanted:
        return Found((), ())
    ranked = sorted(_ranked(charter, wanted), key=lambda pair: pair[0])
    return Found(wanted, tuple(hit for _, hit in ranked))


def _ranked(charter: Charter, wanted: tuple[str, ...]) -> Iterator[tuple[int, Hit]]:
    for entry in _index(charter):
        places = [_first_place(entry, word) for word in wanted]
        if None in places:
            continue
        deepest = max(place for place in places if place is not None)
        shown = entry.texts[deepest] if deepest else entry.texts[1]
        yield sum(filter(None, places)), Hit(entry.kind, entry.code, entry.title, entry.theme, shown)


def _first_place(entry: _Entry, wanted: str) -> int | None:
    for place, words in enumerate(entry.words):
        if any(word.startswith(wanted) for word in words):
            return place
    return None


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text)
    return re.findall(r"\w+", "".join(each for each in plain if not unicodedata.combining(each)).casefold())


def _singular(word: str) -> str:
    """“partners” finds “partner” as well; the other way round, the beginning of a word is enough."""
    return word[:-1] if len(word) >= SHORTEST_WITH_A_PLURAL and word.endswith("s") else word


@lru_cache(maxsize=8)
def _index(charter: Charter) -> tuple[_Entry, ...]:
    entries = []
    for theme in charter.themes:
        entries.append(_entry("theme", theme.code, theme.title, theme, (theme.means,)))
        for principle in theme.principles:
            under = ", ".join(competency.title for competency in principle.competencies)
            entries.append(_entry("principle", principle.code, principle.title, theme, (under,)))
        entries.extend(_competency_entry(competency, theme, charter) for competency in theme.competencies())
    return tuple(entries)


def _competency_entry(competency: Competency, theme: Theme, charter: Charter) -> _Entry:
    asked = tuple(each.text for each in competency.statements if each.code in charter.place)
    guide = competency.guide
    for_people = (*(each.what for each in guide.support), *(each.ask for each in guide.questions))
    texts = (competency.definition, *competency.behaviours, *asked, *for_people)
    return _entry("competency", competency.code, competency.title, theme, texts)


def _entry(kind: str, code: str, title: str, theme: Theme, texts: tuple[str, ...]) -> _Entry:
    words = (frozenset(_words(f"{code} {title}")), *(frozenset(_words(text)) for text in texts))
    return _Entry(kind, code, title, theme, (title, *texts), words)
