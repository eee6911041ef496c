"""Conversations worth having, as rows: a topic with all that is released of it, and its place on a map."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.cells import Cell
from app.domain.conversations import Conversation, TopicFigures
from app.domain.pictures.rows import Spread
from app.domain.pictures.topics import Topic


class Place(StrEnum):
    """What a statement is for on the map."""

    TALK = "talk"
    BUILD = "build"
    KEEP = "keep"


@dataclass(frozen=True)
class About:
    """A topic: what everyone says of it together, each person counting once, and how partners spread."""

    topic: Topic
    figures: TopicFigures
    everyone: Cell | None
    spread: Spread | None


@dataclass(frozen=True)
class Listed:
    """A conversation, with all that is released about its topic."""

    conversation: Conversation
    about: About


@dataclass(frozen=True)
class Mark:
    """A statement on the map. `number` is its place in the list of conversations, if it is there."""

    topic: Topic
    whole: Cell
    spread: Spread
    place: Place
    number: int | None
