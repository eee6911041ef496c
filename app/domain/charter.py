"""The charter: what good partnership looks like, and the statements that ask about it.

A charter has themes, a theme has principles, a principle has competencies, and statements
measure a competency. Codes are for ever: stored answers point at them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from app.domain.errors import NotFound
from app.domain.people import RoleLevel


class Block(StrEnum):
    """Who a statement is about."""

    PRACTICE = "practice"
    ORGANISATION = "organisation"
    PARTNERSHIP = "partnership"


class Provenance(StrEnum):
    IN_SOURCE = "in the source"
    DRAWN = "drawn from the source"
    OURS = "written for this platform"


@dataclass(frozen=True)
class Source:
    """A document the content comes from."""

    code: str
    title: str
    author: str
    published: str  # as the document gives it: a year, a month, or "undated"
    gave: str  # what it contributed
    lacks: str = ""  # what people expect of it that is not in it


@dataclass(frozen=True)
class Drawn:
    """Where something comes from, and what the source says there, in our words."""

    source: str
    where: str
    says: str


@dataclass(frozen=True)
class Scale:
    """Five labels for levels 0 to 4; `proportions` pins those that need it."""

    code: str
    stem: str
    labels: tuple[str, str, str, str, str]
    proportions: tuple[str, str, str, str, str]
    measures: str  # what its mean says: "how often, out of 100"


@dataclass(frozen=True)
class Statement:
    code: str  # "SP1.1.practice"; a second wording of the same is "SP1.1.practice.2"
    block: Block
    text: str
    scale: str
    provenance: Provenance

    @property
    def competency(self) -> str:
        return ".".join(self.code.split(".")[:2])

    @property
    def theme(self) -> str:
        return self.code[:2]


class Cost(StrEnum):
    """What a piece of support takes of an organisation."""

    NOTHING = "nothing"
    TIME = "staff time"
    MONEY = "money"


@dataclass(frozen=True)
class Support:
    """Something that an organisation or a team leader can give."""

    what: str
    costs: Cost


@dataclass(frozen=True)
class InterviewQuestion:
    """What to ask somebody who applies, and what to listen for in the answer."""

    ask: str
    strong: tuple[str, ...]
    weak: tuple[str, ...]


@dataclass(frozen=True)
class Guide:
    """What a competency brings to those who hire, support and appraise people."""

    advert: str  # goes on from “In this role you will”
    at_level: Mapping[RoleLevel, str]  # how it looks in an operational and in a strategic role
    support: tuple[Support, ...]  # the first costs nothing
    would_not_see: tuple[str, ...]
    questions: tuple[InterviewQuestion, InterviewQuestion]
    provenance: Provenance
    suggested_for: RoleLevel | None = None  # one of the three that a recruitment kit suggests


@dataclass(frozen=True)
class Competency:
    code: str  # "SP1.1"
    title: str
    short: str  # at most four words, for a chart's row
    definition: str
    behaviours: tuple[str, ...]
    drawn_from: tuple[Drawn, ...]
    provenance: Provenance
    statements: tuple[Statement, ...]
    things_to_try: tuple[str, str]
    prompt: str  # one reflective question
    guide: Guide
    skill_in_source: int | None = None  # its number in the source's list of eleven


@dataclass(frozen=True)
class Principle:
    code: str  # "SP1"
    title: str
    provenance: Provenance
    competencies: tuple[Competency, ...]


@dataclass(frozen=True)
class Theme:
    code: str  # "SP"
    title: str
    short: str  # one word, for a phone's table heading
    shape: str  # of its table: square, round, oval, hexagon
    means: str  # what the theme is about, in two or three sentences
    provenance: Provenance
    principles: tuple[Principle, ...]

    def competencies(self) -> Iterator[Competency]:
        for principle in self.principles:
            yield from principle.competencies


@dataclass(frozen=True, eq=False)  # one object a version, so identity is enough and it can be hashed
class Charter:
    """One version. `asked` lists the codes of its statements in the order that answers are kept in."""

    version: str
    published_on: str
    summary: str
    themes: tuple[Theme, ...]
    scales: dict[str, Scale]
    sources: tuple[Source, ...]
    asked: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        counts = Counter(statement.code for statement in self._every_statement())
        repeated = sorted(code for code, count in counts.items() if count > 1)
        if repeated:
            raise ValueError(f"statement codes used more than once: {', '.join(repeated)}")
        unknown = sorted(set(self.asked) - counts.keys())
        if unknown or len(set(self.asked)) != len(self.asked):
            raise ValueError(f"version {self.version} asks statements that do not exist or twice: {unknown}")

    def _every_statement(self) -> Iterator[Statement]:
        for competency in self.competencies():
            yield from competency.statements

    def competencies(self) -> Iterator[Competency]:
        for theme in self.themes:
            yield from theme.competencies()

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """What this version asks, in the order that answers are kept in."""
        by_code = {statement.code: statement for statement in self._every_statement()}
        return tuple(by_code[code] for code in self.asked)

    @cached_property
    def place(self) -> dict[str, int]:
        """Statement code → its byte in a response's answers."""
        return {code: index for index, code in enumerate(self.asked)}

    @cached_property
    def by_competency(self) -> dict[str, Competency]:
        return {competency.code: competency for competency in self.competencies()}

    @cached_property
    def by_principle(self) -> dict[str, Principle]:
        return {principle.code: principle for theme in self.themes for principle in theme.principles}

    @cached_property
    def by_theme(self) -> dict[str, Theme]:
        return {theme.code: theme for theme in self.themes}

    def statements_of(self, theme: str, block: Block) -> tuple[Statement, ...]:
        return tuple(each for each in self.statements if each.theme == theme and each.block is block)


@dataclass(frozen=True, eq=False)
class CharterLibrary:
    """Every version there has been, oldest first. An assessment keeps to the one it was opened with."""

    charters: tuple[Charter, ...]

    def __post_init__(self) -> None:
        if not self.charters:
            raise ValueError("a library needs at least one version of the charter")

    def get(self, version: str) -> Charter:
        for charter in self.charters:
            if charter.version == version:
                return charter
        raise NotFound("There is no such version of the charter.")

    @property
    def newest(self) -> Charter:
        return self.charters[-1]
