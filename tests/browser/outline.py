"""What a browser would go by in a page: its elements and what they are to each other.

Words count only by being there, names by which of them are the same, and all else that is said of an
element by being said. Items, options and rows stand one below the other, so it matters of which kinds they
are and not in which order. Pages of one shape look alike but for the length of their words and lists: a
longer word or list than any before makes a page worth opening.
"""

from dataclasses import dataclass, field
from hashlib import sha256
from html.parser import HTMLParser

LITERAL = frozenset(
    {"aria-current", "aria-hidden", "aria-live", "autocomplete", "checked", "class", "colspan", "disabled"}
    | {"hidden", "lang", "method", "open", "role", "rowspan", "scope", "style", "tabindex", "type"}
)
NAMES = frozenset({"for", "form", "headers", "id", "list", "name"})
POINTERS = ("aria-controls", "aria-describedby", "aria-details", "aria-labelledby", "aria-owns", "usemap")
OPAQUE = frozenset({"svg", "script", "style"})  # only that they are there
STACKED = frozenset({"li", "option", "tr"})
VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})


@dataclass
class Outline:
    shape: str
    longest_word: int
    longest_list: int  # items, options or rows
    title: str
    links: list[str]  # addresses on this site, without fragments


def outline_of(html: str) -> Outline:
    reader = _Reader()
    reader.feed(html)
    shape = sha256(reader.shape().encode()).hexdigest()
    return Outline(shape, reader.longest_word, reader.longest_list, "".join(reader.title), reader.links)


@dataclass
class _Element:
    tag: str
    inside: list[str]
    stacked: list[str] = field(default_factory=list)

    @property
    def outline(self) -> str:
        return "".join([*self.inside, *sorted(set(self.stacked))])


@dataclass
class _Reader(HTMLParser):
    title: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    longest_word: int = 0
    longest_list: int = 0
    _open: list[_Element] = field(default_factory=lambda: [_Element("", [])])
    _known: dict[str, int] = field(default_factory=dict)
    _opaque: str = ""
    _is_title: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    def shape(self) -> str:
        while len(self._open) > 1:
            self._close("")
        return self._open[0].outline

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get("href") or ""
        if tag == "a" and address.startswith("/"):
            self.links.append(address.partition("#")[0])
        if self._opaque:
            return
        self._is_title = tag == "title"
        said = " ".join(sorted(self._attribute(*each) for each in attrs if each[0] != "selected"))
        self._open.append(_Element(tag, [f"<{tag} {said}>"]))
        if tag in VOID:
            self._close("")
        if tag in OPAQUE:
            self._opaque = tag

    def handle_endtag(self, tag: str) -> None:
        self._is_title = False
        if tag == self._opaque:
            self._opaque = ""
        if self._opaque:
            return
        if all(each.tag != tag for each in self._open):
            self._open[-1].inside.append(f"</{tag}> of nothing")
            return
        while self._open[-1].tag != tag:
            self._close("")
        self._close(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self._is_title:
            self.title.append(data)
        elif not self._opaque and data.strip():
            self._open[-1].inside.append("words")
            self.longest_word = max(self.longest_word, *map(len, data.split()))

    def _close(self, end: str) -> None:
        closed = self._open.pop()
        around, whole = self._open[-1], closed.outline + end
        if closed.tag in STACKED:
            around.stacked.append(whole)
            self.longest_list = max(self.longest_list, len(around.stacked))
        else:
            around.inside.append(whole)

    def _attribute(self, name: str, value: str | None) -> str:
        if name in LITERAL or not value:
            return f"{name}={value}"
        if name in NAMES or name in POINTERS or value.startswith("#"):
            words = value.removeprefix("#").split()
            return f"{name}=#{[self._known.setdefault(word, len(self._known)) for word in words]}"
        return name
