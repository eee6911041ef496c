"""Conversations worth having, among all partners: what is listed and why, and every statement on a map."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.cells import Cell, Counting, GroupKind
from app.domain.charter import Block
from app.domain.conversations import STRONG_FROM, TopicFigures, agreed, conversations
from app.domain.dashboards.closed import Closed
from app.domain.dashboards.partnership import EVERYONE, gap_within
from app.domain.pictures import rows
from app.domain.pictures.conversations import About, Listed, Mark, Place
from app.domain.pictures.topics import Topic, by_scale, statement_topics, theme_topics
from app.domain.takeaways.conversations import (
    BUILD_QUESTION,
    KEEP_QUESTION,
    both_views,
    of_build,
    of_conversations,
    of_keep,
    of_map,
    question,
    what_differs,
)

FEWEST_ON_THE_MAP = 3  # organisations that can be shown


@dataclass(frozen=True)
class Card:
    """`views` is empty where there is nothing to say them with."""

    about: About
    what: str
    views: str
    question: str


@dataclass(frozen=True)
class ConversationsPage:
    """`strong` and `weak` are what we agree on, if anything; `marks` are of one scale, widest apart first."""

    takeaway: str
    talk: tuple[Card, ...]
    strong: Card | None
    weak: Card | None
    marks: tuple[Mark, ...]
    map_takeaway: str


def conversations_page(closed: Closed, counting: Counting) -> ConversationsPage:
    if Block.PARTNERSHIP not in closed.assessment.blocks:
        return ConversationsPage(of_conversations(()), (), None, None, (), "")
    statements = statement_topics(closed.charter, Block.PARTNERSHIP)
    known = {topic.code: _about(closed, topic, counting) for topic in statements}
    themes = theme_topics(closed.charter, Block.PARTNERSHIP)
    every = known | {topic.code: _about_theme(closed, topic) for topic in themes}
    found = conversations([about.figures for about in every.values()])
    listed = tuple(Listed(each, every[each.measure]) for each in found)
    most_alike = max(by_scale(statements), key=len, default=())
    quiet = agreed([known[topic.code].figures for topic in most_alike])
    marks = _marks(closed, [known[topic.code] for topic in most_alike], listed, counting)
    return ConversationsPage(
        of_conversations(listed),
        tuple(Card(each.about, what_differs(each), both_views(each), question(each)) for each in listed),
        _agreed(known, quiet.strong, of_keep, KEEP_QUESTION),
        _agreed(known, quiet.weak, of_build, BUILD_QUESTION),
        marks,
        of_map(marks),
    )


def _agreed(
    known: Mapping[str, About], code: str | None, told: Callable[[About], str], asked: str
) -> Card | None:
    return Card(known[code], told(known[code]), "", asked) if code else None


def _about(closed: Closed, topic: Topic, counting: Counting) -> About:
    groups = closed.cells.groups(GroupKind.ORGANISATION)
    everyone = closed.cells.find(EVERYONE, topic)
    whole = closed.cells.find(EVERYONE, topic, counting)
    spread = rows.spread(closed.cells, topic, groups, fewest=FEWEST_ON_THE_MAP)
    within = everyone.within_group if everyone else None
    counts = everyone.distribution if everyone else None
    figures = TopicFigures(
        topic.code,
        mean=whole.mean if whole else None,
        partners=spread.shown if spread else (),
        average_deviation=within.average_deviation if within else None,
        cannot_say=counts.cannot_say_share if counts else None,
    )
    return About(topic, figures, everyone, spread)


def _about_theme(closed: Closed, topic: Topic) -> About:
    """Of a theme the gap between role levels alone: statements are not shown by level inside partners."""
    return About(topic, TopicFigures(topic.code, role_level_gap=gap_within(closed, topic)), None, None)


def _marks(
    closed: Closed, every: Sequence[About], listed: Sequence[Listed], counting: Counting
) -> tuple[Mark, ...]:
    numbers = {each.conversation.measure: number for number, each in enumerate(listed, start=1)}
    marks = []
    for about in every:
        whole = closed.cells.find(EVERYONE, about.topic, counting)
        if about.spread and whole and whole.is_released:
            number = numbers.get(about.topic.code)
            marks.append(Mark(about.topic, whole, about.spread, _place(whole, number), number))
    return tuple(sorted(marks, key=lambda mark: -mark.spread.reach))


def _place(whole: Cell, number: int | None) -> Place:
    if number:
        return Place.TALK
    return Place.KEEP if (whole.mean or 0) >= STRONG_FROM else Place.BUILD
