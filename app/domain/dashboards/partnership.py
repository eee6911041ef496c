"""What partners see together: overview, where they agree, smaller and larger, role levels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.cells import Cell, Counting, Group, GroupKind
from app.domain.charter import Block
from app.domain.dashboards.closed import Closed, level_group
from app.domain.dashboards.organisation import DotPanel, PairPanel, TeamPanel, says
from app.domain.partnership_means import PartnershipMeans, partnership_means
from app.domain.people import RoleLevel
from app.domain.pictures import rows
from app.domain.pictures.rows import Heat, Pair, Spread, WithinGap
from app.domain.pictures.topics import Topic, by_scale, partnership_themes, statement_topics
from app.domain.role_level_gaps import RoleLevelGap, role_level_gap
from app.domain.takeaways.levels import across, of_levels, of_within
from app.domain.takeaways.partners import of_agreement, of_partners, of_sizes
from app.domain.takeaways.standings import of_statements, of_themes
from app.domain.takeaways.teams import of_shared_teams

EVERYONE = "everyone"
FEWEST_TO_AGREE = 3  # organisations that can be shown
FEWEST_TO_COMPARE = 2


@dataclass(frozen=True)
class PartnerPanel:
    block: Block
    says: str
    heat: Heat
    takeaway: str


@dataclass(frozen=True)
class OtherWays:
    """A topic's figure over the organisations shown, counted otherwise; `floor` is the lowest one's.

    By person and by invited None where one organisation gave nearly all answers.
    """

    topic: Topic
    by_organisation: float
    by_person: float | None
    by_invited: float | None
    floor: Cell


@dataclass(frozen=True)
class Overview:
    """`headline` is about the partnership itself. `tables` are empty where no organisation stands apart.

    `other_ways` are there where two organisations or more are shown; `largest` gave over half of all answers.
    """

    answered: tuple[int, int] | None
    headline: DotPanel
    other_ways: tuple[OtherWays, ...]
    largest: Group | None
    tables: tuple[PartnerPanel, ...]


@dataclass(frozen=True)
class Missing:
    """An organisation that is not shown on some topics though others are."""

    group: Group
    reason: str
    topics: tuple[Topic, ...]


@dataclass(frozen=True)
class SpreadPanel:
    """`left_out` are the topics on which too few organisations can be shown."""

    says: str
    rows: tuple[Spread, ...]
    takeaway: str
    missing: tuple[Missing, ...]
    left_out: tuple[Topic, ...]


@dataclass(frozen=True)
class OrganisationLevels:
    group: Group
    rows: tuple[Pair, ...]
    takeaway: str

    @property
    def reason(self) -> str | None:
        """Why nothing is shown, or None."""
        return None if any(row.difference for row in self.rows) else self.rows[0].reason


@dataclass(frozen=True)
class LevelsPage:
    """Strategic first, operational second, over everybody, inside organisations on average, and in each."""

    together: tuple[Pair, ...]
    together_takeaway: str
    within: tuple[
        WithinGap, ...
    ]  # in the charter's order; none where no organisation is shown at both levels
    within_takeaway: str
    takeaway: str
    organisations: tuple[OrganisationLevels, ...]
    withheld: tuple[tuple[Group, str], ...]  # organisations of which nothing can be shown, and why


@dataclass(frozen=True)
class SizesPage:
    """`counting` is how the figures were made in the end."""

    panels: tuple[PairPanel, ...]
    counting: Counting

    @property
    def is_anything_shown(self) -> bool:
        return any(row.difference for panel in self.panels for row in panel.rows)


def overview(closed: Closed, counting: Counting) -> Overview:
    themes = partnership_themes(closed.charter, closed.assessment.blocks)
    headline = _headline(closed, *next(iter(themes.items())), counting)
    tables = tuple(_side_by_side(closed, block, topics, counting) for block, topics in themes.items())
    ways = [(topic, means) for row in headline.rows if (means := _means(closed, topic := row.topic))]
    largest = {means.largest.group for _, means in ways if means.says_who_is_largest}
    return Overview(
        closed.cells.answered(EVERYONE),
        headline,
        tuple(_other_ways(topic, means) for topic, means in ways),
        largest.pop() if len(largest) == 1 else None,
        tables if _units(closed) else (),
    )


def _means(closed: Closed, topic: Topic) -> PartnershipMeans | None:
    cells = (closed.cells.find(unit.code, topic) for unit in _units(closed))
    return partnership_means([cell for cell in cells if cell])


def _other_ways(topic: Topic, means: PartnershipMeans) -> OtherWays:
    return OtherWays(topic, means.by_organisation.mean, means.by_person, means.by_invited, means.floor)


def _units(closed: Closed) -> list[Group]:
    """The organisations, A to Z, and the smaller ones that stand together."""
    return closed.cells.groups(GroupKind.ORGANISATION) + closed.cells.groups(GroupKind.POOL)


def _headline(closed: Closed, block: Block, topics: tuple[Topic, ...], counting: Counting) -> DotPanel:
    found = rows.highest_first(rows.dots(closed.cells, EVERYONE, topics, counting))
    return DotPanel(block, says(topics), found, of_themes(found, block, counting))


def _side_by_side(
    closed: Closed, block: Block, topics: tuple[Topic, ...], counting: Counting
) -> PartnerPanel:
    whole = next(iter(closed.cells.groups(GroupKind.EVERYONE)), None)
    heat = rows.heat(closed.cells, topics, _units(closed), whole, counting)
    apart = [
        found
        for topic in topics
        if (found := rows.spread(closed.cells, topic, _units(closed), fewest=FEWEST_TO_COMPARE))
    ]
    return PartnerPanel(block, says(topics), heat, of_partners(heat, apart, counting))


def competencies(closed: Closed) -> tuple[DotPanel, ...]:
    """What everyone says of the partnership itself, each person counting once; least first."""
    if Block.PARTNERSHIP not in closed.assessment.blocks:
        return ()
    panels = []
    for topics in by_scale(statement_topics(closed.charter, Block.PARTNERSHIP)):
        found = rows.dots(closed.cells, EVERYONE, topics)
        if found:
            panels.append(
                DotPanel(Block.PARTNERSHIP, says(topics), rows.lowest_first(found), of_statements(found))
            )
    return tuple(panels)


def agreement(closed: Closed, *, closest_first: bool = False) -> tuple[SpreadPanel, ...]:
    """On statements about the partnership only: on the others, organisations speak of different things.

    Furthest apart first, unless asked for otherwise.
    """
    if Block.PARTNERSHIP not in closed.assessment.blocks:
        return ()
    panels = (
        _spreads(closed, topics, closest_first=closest_first)
        for topics in by_scale(statement_topics(closed.charter, Block.PARTNERSHIP))
    )
    return tuple(each for each in panels if each.rows)


def _spreads(closed: Closed, topics: tuple[Topic, ...], *, closest_first: bool) -> SpreadPanel:
    groups = closed.cells.groups(GroupKind.ORGANISATION)
    made = {topic: rows.spread(closed.cells, topic, groups, fewest=FEWEST_TO_AGREE) for topic in topics}
    known = (each for each in made.values() if each)
    found = sorted(known, key=lambda each: each.reach, reverse=not closest_first)
    shown = [topic for topic, each in made.items() if each]
    missing = tuple(each for group in groups for each in _missing(closed, group, shown))
    left_out = tuple(topic for topic, each in made.items() if each is None)
    return SpreadPanel(says(topics), tuple(found), of_agreement(found), missing, left_out)


def _missing(closed: Closed, group: Group, topics: Sequence[Topic]) -> Iterator[Missing]:
    """One for each reason."""
    found = ((topic, closed.cells.find(group.code, topic)) for topic in topics)
    reasons = {topic: cell.decision for topic, cell in found if cell and not cell.is_released}
    for reason in dict.fromkeys(reasons.values()):
        yield Missing(group, reason, tuple(topic for topic in topics if reasons.get(topic) is reason))


def shared_teams(closed: Closed) -> tuple[TeamPanel, ...]:
    """A to Z, and the partnership that they are part of, each person counting once; none without any."""
    groups = closed.cells.groups(GroupKind.SHARED_TEAM)
    if not groups:
        return ()
    whole = next(iter(closed.cells.groups(GroupKind.EVERYONE)), None)
    panels = []
    for block, topics in partnership_themes(closed.charter, closed.assessment.blocks).items():
        heat = rows.heat(closed.cells, topics, groups, whole)
        panels.append(TeamPanel(block, says(topics), heat, of_shared_teams(heat, block)))
    return tuple(panels)


def sizes(closed: Closed, counting: Counting) -> SizesPage:
    """Counts people where fewer than two smaller, or larger, partners can be shown apart."""
    page = SizesPage(_sizes(closed, counting), counting)
    if page.is_anything_shown or counting is Counting.PEOPLE:
        return page
    by_people = SizesPage(_sizes(closed, Counting.PEOPLE), Counting.PEOPLE)
    return by_people if by_people.is_anything_shown else page


def _sizes(closed: Closed, counting: Counting) -> tuple[PairPanel, ...]:
    """Smaller first, larger second; none where the partners are all of one size."""
    panels = []
    for block, topics in partnership_themes(closed.charter, closed.assessment.blocks).items():
        found = rows.pairs(closed.cells, topics, "size/smaller", "size/larger", counting)
        if found:
            panels.append(PairPanel(block, says(topics), rows.widest_first(found), of_sizes(found)))
    return tuple(panels)


def levels(closed: Closed, counting: Counting) -> LevelsPage:
    themes = partnership_themes(closed.charter, closed.assessment.blocks)
    topics = [topic for shown in themes.values() for topic in shown]
    together = rows.pairs(
        closed.cells, topics, f"level/{RoleLevel.STRATEGIC}", f"level/{RoleLevel.OPERATIONAL}", counting
    )
    organisations = [
        OrganisationLevels(group, found, of_levels(found))
        for group in closed.cells.groups(GroupKind.ORGANISATION)
        if (found := _levels_of(closed, group, topics))
    ]
    within = tuple(WithinGap(topic, gap) for topic in topics if (gap := gap_within(closed, topic)))
    return LevelsPage(
        rows.widest_first(together),
        of_levels(together),
        within,
        of_within(within),
        across(each.rows for each in organisations),
        tuple(each for each in organisations if not each.reason),
        tuple((each.group, each.reason) for each in organisations if each.reason),
    )


def gap_within(closed: Closed, topic: Topic) -> RoleLevelGap | None:
    """Strategic less operational, inside each organisation where both are shown."""
    pairs = []
    for group in closed.cells.groups(GroupKind.ORGANISATION):
        slug = group.organisation or ""
        strategic, operational = (
            closed.cells.find(level_group(slug, level), topic)
            for level in (RoleLevel.STRATEGIC, RoleLevel.OPERATIONAL)
        )
        if strategic and operational:
            pairs.append((strategic, operational))
    return role_level_gap(pairs)


def _levels_of(closed: Closed, group: Group, topics: Sequence[Topic]) -> tuple[Pair, ...]:
    slug = group.organisation or ""
    return rows.pairs(
        closed.cells,
        topics,
        level_group(slug, RoleLevel.STRATEGIC),
        level_group(slug, RoleLevel.OPERATIONAL),
    )
