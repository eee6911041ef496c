"""What an organisation sees: overview, a theme, competencies, teams, role levels, since last time."""

from dataclasses import dataclass

from app.domain.cells import GroupKind
from app.domain.charter import Block, Theme
from app.domain.dashboards.closed import Closed, level_group, organisation_group
from app.domain.people import RoleLevel
from app.domain.pictures import rows
from app.domain.pictures.rows import Dot, Heat, Pair
from app.domain.pictures.topics import Topic, by_scale, statement_topics, theme_topics
from app.domain.takeaways.changes import of_changes
from app.domain.takeaways.levels import of_levels
from app.domain.takeaways.standings import Ends, ends, of_statements, of_themes
from app.domain.takeaways.teams import of_teams


@dataclass(frozen=True)
class DotPanel:
    block: Block
    says: str  # what the figures mean
    rows: tuple[Dot, ...]
    takeaway: str


@dataclass(frozen=True)
class PairPanel:
    block: Block
    says: str
    rows: tuple[Pair, ...]
    takeaway: str


@dataclass(frozen=True)
class TeamPanel:
    block: Block
    says: str
    heat: Heat
    takeaway: str


@dataclass(frozen=True)
class Overview:
    """`ends` is about My practice. `change` is None where there was no time before."""

    answered: tuple[int, int] | None
    panels: tuple[DotPanel, ...]
    ends: Ends | None
    change: str | None


@dataclass(frozen=True)
class ThemePage:
    theme: Theme
    figures: tuple[Dot, ...]  # the theme's own, a block each
    panels: tuple[DotPanel, ...]


def overview(closed: Closed, slug: str, before: Closed | None) -> Overview:
    panels = tuple(_themes(closed, slug, block) for block in closed.own_blocks)
    own = next((panel for panel in panels if panel.block is Block.PRACTICE), None)
    changes = _changes(closed, before, slug) if before else ()
    since = of_changes(changes, before.assessment.title) if before else None
    answered = closed.cells.answered(organisation_group(slug))
    return Overview(answered, panels, ends(own.rows) if own else None, since)


def _themes(closed: Closed, slug: str, block: Block) -> DotPanel:
    topics = theme_topics(closed.charter, block)
    found = rows.highest_first(rows.dots(closed.cells, organisation_group(slug), topics))
    return DotPanel(block, says(topics), found, of_themes(found, block))


def says(topics: tuple[Topic, ...]) -> str:
    """What the figures of a panel mean: as much as holds for all of them."""
    return next(iter({topic.says for topic in topics}), "") if len(by_scale(topics)) == 1 else "out of 100"


def theme(closed: Closed, slug: str, code: str) -> ThemePage:
    """Of a theme that the charter has."""
    themes = [topic for block in closed.own_blocks for topic in theme_topics(closed.charter, block)]
    own = [topic for topic in themes if topic.theme == code]
    panels = [panel for block in closed.own_blocks for panel in _statements(closed, slug, block, theme=code)]
    return ThemePage(
        closed.charter.by_theme[code], rows.dots(closed.cells, organisation_group(slug), own), tuple(panels)
    )


def competencies(closed: Closed, slug: str) -> tuple[DotPanel, ...]:
    """How often and how firmly in place never share a panel."""
    return tuple(panel for block in closed.own_blocks for panel in _statements(closed, slug, block))


def _statements(closed: Closed, slug: str, block: Block, theme: str | None = None) -> list[DotPanel]:
    topics = [each for each in statement_topics(closed.charter, block) if theme in (None, each.theme)]
    panels = []
    for alike in sorted(by_scale(topics), key=lambda each: _place_of_scale(closed, each[0])):
        found = rows.dots(closed.cells, organisation_group(slug), alike)
        if found:
            panels.append(DotPanel(block, says(alike), rows.lowest_first(found), of_statements(found)))
    return panels


def _place_of_scale(closed: Closed, topic: Topic) -> int:
    return min(list(closed.charter.scales).index(scale) for scale in topic.scales)


def teams(closed: Closed, slug: str) -> tuple[TeamPanel, ...]:
    """Teams A to Z, and the organisation they are part of."""
    whole = next(
        (each for each in closed.cells.groups(GroupKind.ORGANISATION) if each.organisation == slug), None
    )
    own = [each for each in closed.cells.groups(GroupKind.TEAM) if each.organisation == slug]
    panels = []
    for block in closed.own_blocks:
        topics = theme_topics(closed.charter, block)
        heat = rows.heat(closed.cells, topics, own, whole)
        panels.append(TeamPanel(block, says(topics), heat, of_teams(heat, block)))
    return tuple(panels)


def levels(closed: Closed, slug: str) -> tuple[PairPanel, ...]:
    """Strategic first, operational second."""
    panels = []
    for block in closed.own_blocks:
        topics = theme_topics(closed.charter, block)
        found = rows.pairs(
            closed.cells,
            topics,
            level_group(slug, RoleLevel.STRATEGIC),
            level_group(slug, RoleLevel.OPERATIONAL),
        )
        panels.append(PairPanel(block, says(topics), rows.widest_first(found), of_levels(found)))
    return tuple(panels)


def trend(closed: Closed, slug: str, before: Closed) -> tuple[PairPanel, ...]:
    """Now first, then second."""
    changes = _changes(closed, before, slug)
    panels = []
    for block in closed.own_blocks:
        found = tuple(row for row in changes if row.topic.block is block)
        if found:
            takeaway = of_changes(found, before.assessment.title)
            meaning = says(tuple(row.topic for row in found))
            panels.append(PairPanel(block, meaning, rows.moved_first(found), takeaway))
    return tuple(panels)


def _changes(closed: Closed, before: Closed, slug: str) -> tuple[Pair, ...]:
    """In the charter's order, over the themes that were asked alike both times."""
    group = organisation_group(slug)
    topics = [topic for block in closed.own_blocks for topic in theme_topics(closed.charter, block)]
    made = (
        rows.change(topic, closed.cells.find(group, topic), before.cells.find(group, topic))
        for topic in topics
        if closed.asks_the_same(topic, before)
    )
    return tuple(each for each in made if each)
