"""The charter as somebody wrote it, right or wrong, with the line that each thing stands on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Fault:
    """Something to mend, and where."""

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.sentence}"


@dataclass(frozen=True)
class Written:
    """One thing in a file: some text, a list of things, or named things."""

    file: str
    line: int
    text: str = ""
    entries: tuple["Written", ...] = ()
    fields: Mapping[str, "Written"] = field(default_factory=dict)
    repeated: tuple[str, ...] = ()  # names given twice, of which a YAML reader would keep only the last

    def said(self, name: str) -> str:
        """What the field says, or nothing when it is not there."""
        return self.fields[name].text.strip() if name in self.fields else ""

    def under(self, name: str) -> tuple["Written", ...]:
        return self.fields[name].entries if name in self.fields else ()

    def is_empty(self) -> bool:
        return not (self.text.strip() or self.entries or self.fields)

    def at(self, name: str) -> "Written":
        """The field, or the whole thing when the field is not there: where to point a finger."""
        return self.fields.get(name, self)

    def fault(self, sentence: str) -> Fault:
        return Fault(self.file, self.line, sentence)


@dataclass(frozen=True)
class CharterDraft:
    themes: tuple[Written, ...]
    scales: Written
    sources: Written
    retired: Written
    versions: tuple[Written, ...]  # oldest first

    def principles(self) -> Iterator[tuple[Written, Written]]:
        """Each theme with each of its principles."""
        for theme in self.themes:
            for principle in theme.under("principles"):
                yield theme, principle

    def competencies(self) -> Iterator[tuple[Written, Written]]:
        for _, principle in self.principles():
            for competency in principle.under("competencies"):
                yield principle, competency

    def statements(self) -> Iterator[tuple[Written, Written]]:
        for _, competency in self.competencies():
            for statement in competency.under("statements"):
                yield competency, statement
