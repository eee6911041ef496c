"""Topics: what figures are about, as people read them. A theme in one block, or a single statement."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.domain.assessments import BLOCKS_OF_AN_ORGANISATION
from app.domain.charter import Block, Charter, Statement

OUT_OF_100 = "out of 100"  # all that can be said of a mean over both scales

BLOCK_NAMES = {
    Block.PRACTICE: "My practice",
    Block.ORGANISATION: "My organisation",
    Block.PARTNERSHIP: "Our partnership",
}


@dataclass(frozen=True)
class Topic:
    """`code` is its measure. `scales` are what its statements are answered on, `says` what its mean says."""

    code: str
    theme: str
    block: Block
    title: str
    short: str
    scales: frozenset[str]
    says: str
    statement: str = ""  # in full, for a single statement
    competency: str = ""  # its code, for a single statement

    @property
    def is_theme(self) -> bool:
        return not self.statement

    @property
    def phrase(self) -> str:
        """What it is called inside a sentence."""
        return self.title[:1].lower() + self.title[1:] if self.is_theme else f"“{self.short}”"


@lru_cache(maxsize=64)
def theme_topics(charter: Charter, block: Block) -> tuple[Topic, ...]:
    """In the charter's order; themes that the block does not ask about are left out."""
    return tuple(
        Topic(
            code=f"{theme.code}.{block}",
            theme=theme.code,
            block=block,
            title=theme.title,
            short=theme.short,
            scales=frozenset(each.scale for each in statements),
            says=_says(charter, statements),
        )
        for theme in charter.themes
        if (statements := charter.statements_of(theme.code, block))
    )


@lru_cache(maxsize=64)
def statement_topics(charter: Charter, block: Block) -> tuple[Topic, ...]:
    """In the charter's order."""
    return tuple(_statement_topic(charter, each) for each in charter.statements if each.block is block)


def _statement_topic(charter: Charter, statement: Statement) -> Topic:
    competency = charter.by_competency[statement.competency]
    return Topic(
        code=statement.code,
        theme=statement.theme,
        block=statement.block,
        title=competency.title,
        short=competency.short,
        scales=frozenset({statement.scale}),
        says=_says(charter, [statement]),
        statement=statement.text,
        competency=competency.code,
    )


def _says(charter: Charter, statements: Iterable[Statement]) -> str:
    says = {charter.scales[each.scale].measures for each in statements}
    return says.pop() if len(says) == 1 else OUT_OF_100


def are_alike(topics: Iterable[Topic]) -> bool:
    """Whether their figures may be put in an order: not how often with how firmly in place."""
    return len({topic.scales for topic in topics}) < 2


def by_scale(topics: Sequence[Topic]) -> list[tuple[Topic, ...]]:
    """Apart by what their means say, in the order in which each comes up first."""
    kinds = dict.fromkeys(topic.scales for topic in topics)
    return [tuple(topic for topic in topics if topic.scales == kind) for kind in kinds]


def blocks_of_organisation(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """What its own pages show: what people say of the partnership is shown where all partners see it."""
    return tuple(block for block in BLOCKS_OF_AN_ORGANISATION if block in blocks)


def organisation_topics(charter: Charter, blocks: Sequence[Block]) -> tuple[Topic, ...]:
    """All that an organisation sees of itself."""
    shown = blocks_of_organisation(blocks)
    themes = [topic for block in shown for topic in theme_topics(charter, block)]
    return (*themes, *(topic for block in shown for topic in statement_topics(charter, block)))


def partnership_themes(charter: Charter, blocks: Sequence[Block]) -> dict[Block, tuple[Topic, ...]]:
    """The partnership itself, the organisations, and of My practice only what is asked nowhere else."""
    shared = {block: theme_topics(charter, block) for block in (Block.PARTNERSHIP, Block.ORGANISATION)}
    elsewhere = {topic.theme for topics in shared.values() for topic in topics}
    own = tuple(each for each in theme_topics(charter, Block.PRACTICE) if each.theme not in elsewhere)
    return {block: topics for block, topics in {**shared, Block.PRACTICE: own}.items() if block in blocks}


def partnership_topics(charter: Charter, blocks: Sequence[Block]) -> tuple[Topic, ...]:
    """All that partners see of each other: themes, and the statements about the partnership itself."""
    themes = [topic for topics in partnership_themes(charter, blocks).values() for topic in topics]
    spoken_of = statement_topics(charter, Block.PARTNERSHIP) if Block.PARTNERSHIP in blocks else ()
    return (*themes, *spoken_of)
