"""What the template of conversations worth having is given: a card for each, a map, and a table behind it."""

from typing import Any

from app.domain.cells import Counting
from app.domain.dashboards.conversations import Card, ConversationsPage
from app.domain.distributions import in_words
from app.domain.pictures.conversations import Mark, Place
from app.domain.points import in_points
from app.domain.takeaways.sentences import sentence
from app.web import charts
from app.web import result_rows as rows
from app.web.words import plural

Context = dict[str, Any]

MEANS = {
    Place.TALK: "talk: worth a conversation",
    Place.BUILD: "build: room to grow",
    Place.KEEP: "keep: strong together",
}
COUNTED = {
    Counting.ORGANISATIONS: "Each organisation counts once in the partnership’s figure.",
    Counting.PEOPLE: "Each person counts once in the partnership’s figure.",
}


def conversations(page: ConversationsPage, counting: Counting, address_of: rows.AddressOf) -> Context:
    marks = page.marks
    return {
        "takeaway": page.takeaway,
        "talk": [_card(card, address_of) for card in page.talk],
        "agreed": [_card(card, address_of) for card in (page.strong, page.weak) if card],
        "counted": COUNTED[counting],
        "map_takeaway": page.map_takeaway,
        "key": [(place.value, MEANS[place]) for place in Place if any(mark.place is place for mark in marks)],
        "drawn": charts.map_of(marks, marks[0].topic.says) if marks else None,
        "marks": [_row(mark, address_of) for mark in marks],
    }


def _card(card: Card, address_of: rows.AddressOf) -> Context:
    about = card.about
    return {
        "title": rows.labels([about.topic])[0],
        "statement": about.topic.statement,
        "theme": about.topic.theme,
        "href": None if about.topic.is_theme else address_of(about.topic),
        "what": card.what,
        "views": card.views,
        "question": card.question,
        "known": [] if about.topic.is_theme else _known(card),
    }


def _known(card: Card) -> list[str]:
    """The three things that may set people thinking, where they are shown."""
    spread, everyone = card.about.spread, card.about.everyone
    told = [f"Organisations lie {plural(spread.points_apart, 'point')} apart."] if spread else []
    if everyone and everyone.within_group:
        told.append(f"Among everyone, {rows.AGREEMENT[everyone.within_group.agreement]}.")
    if everyone and everyone.distribution and everyone.distribution.cannot_say is not None:
        told.append(sentence(f"{in_words(everyone.distribution.cannot_say)} can’t say."))
    return told


def _row(mark: Mark, address_of: rows.AddressOf) -> Context:
    return {
        "label": rows.labels([mark.topic])[0],
        "href": address_of(mark.topic),
        "whole": in_points(mark.whole),
        "apart": str(mark.spread.points_apart),
        "place": mark.place.value,
        "number": mark.number,
    }
