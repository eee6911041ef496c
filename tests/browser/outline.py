"""What a browser would go by in a page: its elements and what they are to each other.

Words count only by being there, and names and addresses by which of them are the same. Pages of one shape
look alike but for the length of their words, so a longer word than any before makes a page worth opening.
"""

from dataclasses import dataclass, field
from hashlib import sha256
from html.parser import HTMLParser

LITERAL = frozenset(
    {"aria-current", "aria-hidden", "aria-live", "autocomplete", "checked", "class", "colspan", "disabled"}
    | {"hidden", "lang", "method", "open", "role", "rowspan", "scope", "style", "tabindex", "type"}
)
OPAQUE = frozenset({"svg", "script", "style"})  # only that they are there


@dataclass
class Outline:
    shape: str
    longest_word: int
    title: str
    links: list[str]  # addresses on this site, without fragments


def outline_of(html: str) -> Outline:
    reader = _Reader()
    reader.feed(html)
    shape = sha256("".join(reader.shape).encode()).hexdigest()
    return Outline(shape, reader.longest_word, "".join(reader.title), reader.links)


@dataclass
class _Reader(HTMLParser):
    shape: list[str] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    longest_word: int = 0
    _known: dict[str, int] = field(default_factory=dict)
    _opaque: str = ""
    _is_title: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get("href") or ""
        if tag == "a" and address.startswith("/"):
            self.links.append(address.partition("#")[0])
        if self._opaque:
            return
        self._is_title = tag == "title"
        self.shape.append(f"<{tag} {' '.join(sorted(self._attribute(*each) for each in attrs))}>")
        if tag in OPAQUE:
            self._opaque = tag

    def handle_endtag(self, tag: str) -> None:
        self._is_title = False
        if tag == self._opaque:
            self._opaque = ""
        if not self._opaque:
            self.shape.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self._is_title:
            self.title.append(data)
        elif not self._opaque and data.strip():
            self.shape.append("words")
            self.longest_word = max(self.longest_word, *map(len, data.split()))

    def _attribute(self, name: str, value: str | None) -> str:
        if name in LITERAL or not value:
            return f"{name}={value}"
        return f"{name}=#{[self._known.setdefault(word, len(self._known)) for word in value.split()]}"
