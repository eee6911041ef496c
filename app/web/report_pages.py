"""The report: what is on the pages of results, as one paper, with the sections that are asked for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.domain.cells import Counting, GroupKind
from app.domain.dashboards import organisation, partnership
from app.domain.dashboards.closed import Closed
from app.domain.dashboards.help_wanted import help_page
from app.domain.dashboards.organisation import PairPanel
from app.domain.dashboards.shared_trend import shared_statement_changes
from app.domain.dashboards.statement_changes import StatementChange, of_group
from app.domain.dashboards.withheld import Withheld, withheld
from app.domain.help_wanted import HelpCell
from app.domain.linked_changes import LinkedChange
from app.domain.people import Partner
from app.domain.pictures.topics import BLOCK_NAMES, organisation_topics, partnership_topics
from app.domain.takeaways.changes import of_changes
from app.services.results import OrganisationResults, PartnershipResults
from app.web import help_pages, partnership_pages, result_pages
from app.web import result_cards as cards
from app.web import result_rows as rows
from app.web.paper_cards import PaperCard, paper_card
from app.web.result_cards import Card
from app.web.result_pages import Context
from app.web.words import listed, plural

OWN_SECTIONS = {
    "takeaways": "What stands out",
    "themes": "Themes",
    "competencies": "Habits, one by one",
    "teams": "Teams",
    "levels": "Strategic and operational",
    "trend": "Since last time",
    "help": "Help people asked for",
    "withheld": "What is not shown, and why",
    "method": "How the figures are made",
}
SHARED_SECTIONS = {
    "takeaways": "What stands out",
    "themes": "Themes",
    "competencies": "Habits, one by one",
    "agreement": "Where we agree",
    "size": "Smaller and larger partners",
    "levels": "Strategic and operational",
    "shared-teams": "Shared teams",
    "trend": "Since last time",
    "withheld": "What is not shown, and why",
    "method": "How the figures are made",
}
CHOSEN = "chosen"  # says in an address that it names the sections; without it a report has them all
TICKED = "yes"
REWORDED = "Asked in other words this time, so the line breaks here. Last time: “{}”"
NEW = "Asked for the first time."


@dataclass(frozen=True)
class Section:
    """`more` is what a section has besides cards; templates know each by the section's name."""

    name: str
    title: str
    cards: Sequence[PaperCard] = ()
    more: Any = None


def chosen_sections(asked: Mapping[str, str], sections: Mapping[str, str]) -> list[str]:
    """In the paper's own order. What there is no such section of is left out."""
    if CHOSEN not in asked:
        return list(sections)
    return [name for name in sections if asked.get(name) == TICKED]


def address_of(chosen: Sequence[str], sections: Mapping[str, str], suffix: str) -> str:
    """The part after the question mark that leads to the same report again, or nothing for all of it."""
    names = [] if len(chosen) == len(sections) else [CHOSEN, *chosen]
    told = [*(f"{name}={TICKED}" for name in names), *([suffix.removeprefix("?")] if suffix else [])]
    return f"?{'&'.join(told)}" if told else ""


def of_organisation(
    found: OrganisationResults,
    closed: Closed,
    wanted: Sequence[HelpCell],
    linked: Sequence[LinkedChange],
    chosen: Sequence[str],
) -> Context:
    slug = found.organisation.slug
    overview = organisation.overview(closed, slug, found.before)
    themes = result_pages.overview(overview, (), at="")["cards"]
    made = {
        "takeaways": lambda: _takeaways(themes, result_pages.tiles(overview), overview.change),
        "themes": lambda: (themes, None),
        "competencies": lambda: (
            result_pages.competencies(organisation.competencies(closed, slug), closed, slug, at="")["cards"],
            None,
        ),
        "teams": lambda: (result_pages.teams(organisation.teams(closed, slug))["cards"], None),
        "levels": lambda: (result_pages.levels(organisation.levels(closed, slug))["cards"], None),
        "trend": lambda: _own_trend(closed, found.before, slug, linked),
        "help": lambda: ((), help_pages.help_wanted(help_page(closed, slug, wanted), rows.no_address)),
        "withheld": lambda: (
            (),
            _withheld(closed, organisation_topics(closed.charter, closed.assessment.blocks), {}),
        ),
        "method": lambda: ((), None),
    }
    return _paper(made, OWN_SECTIONS, chosen, rows.who_answered(overview.answered))


def of_partnership(
    found: PartnershipResults, closed: Closed, counting: Counting, own: str | None, chosen: Sequence[str]
) -> Context:
    """`own` is the slug of the organisation that looks, if one does."""
    overview = partnership.overview(closed, counting)
    page = partnership_pages.overview(overview, found.partners, counting)
    themes = [page["headline"], *page["tables"]]
    shared_teams = partnership.shared_teams(closed)
    made = {
        "takeaways": lambda: _takeaways(themes, [], None),
        "themes": lambda: (themes, {"ways": page["ways"], "largest": page["largest"]}),
        "competencies": lambda: (
            partnership_pages.competencies(
                partnership.competencies(closed), closed, address_of=rows.no_address
            )["cards"],
            None,
        ),
        "agreement": lambda: (
            partnership_pages.agreement(partnership.agreement(closed), own, "", address_of=rows.no_address)[
                "cards"
            ],
            None,
        ),
        "size": lambda: _sizes(closed, found.partners, counting),
        "levels": lambda: _shared_levels(closed, counting),
        "shared-teams": lambda: (partnership_pages.shared_teams(shared_teams, home="")["cards"], None),
        "trend": lambda: _shared_trend(closed, found.before),
        "withheld": lambda: (
            (),
            _withheld(
                closed,
                partnership_topics(closed.charter, closed.assessment.blocks),
                {each.organisation.slug: each.organisation.name for each in found.partners},
            ),
        ),
        "method": lambda: ((), None),
    }
    there = [each for each in chosen if shared_teams or each != "shared-teams"]
    return _paper(made, SHARED_SECTIONS, there, rows.who_answered(overview.answered))


def _paper(
    made: Mapping[str, Any], titles: Mapping[str, str], chosen: Iterable[str], answered: str
) -> Context:
    """Only sections that were asked for are worked out."""
    sections = []
    for name in chosen:
        found, more = made[name]()
        sections.append(Section(name, titles[name], [paper_card(card) for card in found], more))
    return {"sections": sections, "answered": answered}


def _takeaways(
    themes: Sequence[Card], tiles: Sequence[tuple[str, str]], change: str | None
) -> tuple[Any, Any]:
    told = [(card.question, card.takeaway) for card in themes]
    if change:
        told.append(("Since last time", change))
    return (), {"tiles": tiles, "told": told}


def _own_trend(
    closed: Closed, before: Closed | None, slug: str, linked: Sequence[LinkedChange]
) -> tuple[Any, Any]:
    page = result_pages.trend(closed, before, slug, linked)
    if before is None:
        return (), {"before": None}
    statements = of_group(closed, before, f"org/{slug}")
    return page["cards"], {
        "before": before.assessment,
        "statements": [paper_card(each) for each in statement_cards(closed, before, statements)],
        "sets": [],
    }


def _shared_trend(closed: Closed, before: Closed | None) -> tuple[Any, Any]:
    page = partnership_pages.trend(closed, before)
    if before is None:
        return (), {"before": None}
    statements = shared_statement_changes(closed, before)
    return page["cards"], {
        "before": before.assessment,
        "statements": [paper_card(each) for each in statement_cards(closed, before, statements)],
        "sets": page["sets"],
    }


def statement_cards(closed: Closed, before: Closed, changes: Sequence[StatementChange]) -> list[Card]:
    """A card a block, of all its statements; how often and how firmly in place each say what they are."""
    names = (closed.assessment.title, before.assessment.title)
    return [
        _statements_card([each for each in changes if each.topic.block is block], *names)
        for block in dict.fromkeys(each.topic.block for each in changes)
    ]


def _statements_card(changes: Sequence[StatementChange], now: str, then: str) -> Card:
    pairs = tuple(each.pair for each in changes if each.pair)
    block = changes[0].topic.block
    panel = PairPanel(block, "out of 100", pairs, of_changes(pairs, then))
    card = cards.change_card(f"{block}-statements", panel, "And habit by habit?", "", now, then)
    compared = dict(zip((pair.topic.code for pair in pairs), card.rows, strict=True))
    every = [compared.get(each.topic.code) or _broken(each) for each in changes]
    return replace(card, rows=every, drawn=None)


def _broken(change: StatementChange) -> rows.Row:
    reason = REWORDED.format(change.earlier.statement) if change.earlier else NEW
    return {"label": change.topic.short, "note": change.topic.statement, "reason": reason}


def _sizes(closed: Closed, partners: Sequence[Partner], counting: Counting) -> tuple[Any, Any]:
    page = partnership_pages.sizes(partnership.sizes(closed, counting), partners, counting)
    return page["cards"], page["reasons"]


def _shared_levels(closed: Closed, counting: Counting) -> tuple[Any, Any]:
    page = partnership_pages.levels(partnership.levels(closed, counting), counting)
    return [page["together"]], page["within"]


def _withheld(closed: Closed, topics: Sequence[Any], names: Mapping[str, str]) -> list[tuple[str, str]]:
    """A line a group and reason."""
    return [(_group_name(each, names), _sentence(each)) for each in withheld(closed, topics)]


def _group_name(found: Withheld, names: Mapping[str, str]) -> str:
    """A role level's own name does not say where it is."""
    group = found.group
    where = names.get(group.organisation or "")
    if group.kind is GroupKind.ORGANISATION_LEVEL and where:
        return f"{where}, {group.name.lower()}"
    return group.name


def _sentence(found: Withheld) -> str:
    if not found.topics:
        return found.reason
    themes = [
        f"{listed([topic.phrase for topic in found.topics if topic.is_theme and topic.block is block])} "
        f"in {BLOCK_NAMES[block].lower()}"
        for block in dict.fromkeys(topic.block for topic in found.topics if topic.is_theme)
    ]
    statements = len(found.topics) - len(themes)
    told = [
        *themes,
        *([plural(statements, "single statement")] if statements else []),
    ]
    told_of = "; ".join(told)
    return f"{told_of[:1].upper()}{told_of[1:]}: {found.reason}"
