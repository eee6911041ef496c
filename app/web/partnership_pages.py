"""What the templates of a partnership's results are given: their place on the site, and their cards."""

from collections.abc import Sequence

from app.domain.cells import Counting
from app.domain.charter import Block
from app.domain.dashboards import partnership
from app.domain.dashboards.closed import Closed
from app.domain.dashboards.organisation import DotPanel, TeamPanel
from app.domain.dashboards.partnership import LevelsPage, OtherWays, SizesPage, SpreadPanel
from app.domain.dashboards.shared_trend import shared_trend
from app.domain.groups import SMALLER_STAFF
from app.domain.people import Partner
from app.domain.pictures.rows import WithinGap
from app.domain.pictures.topics import BLOCK_NAMES
from app.domain.points import in_points
from app.domain.ways_in import UNVERIFIED_AMONG_PARTNERS
from app.services.results import PartnershipResults
from app.web import result_cards as cards
from app.web import result_rows as rows
from app.web.result_pages import HIGHEST_FIRST, Context, statements_card
from app.web.words import likely_range, listed, score, small_number

HEADLINE = {
    Block.PARTNERSHIP: "How are we doing together",
    Block.ORGANISATION: "How do our organisations look from inside",
    Block.PRACTICE: "How do our skills look",
}
SIDE_BY_SIDE = {
    Block.PARTNERSHIP: "How does the partnership look from each organisation?",
    Block.ORGANISATION: "How do people see their own organisation?",
    Block.PRACTICE: "Which skills do people bring to the table?",
}
SIZES = {
    Block.PARTNERSHIP: "Does size change how the partnership looks?",
    Block.ORGANISATION: "Does size change how organisations look from inside?",
    Block.PRACTICE: "Does size change which skills people bring?",
}
COUNTED = {
    Counting.ORGANISATIONS: "each organisation counting once",
    Counting.PEOPLE: "each person counting once",
}
CLOSEST = "closest"  # as an address asks for it
CLOSEST_FIRST, FURTHEST_FIRST = ", closest together first", ", furthest apart first"
TREND_QUESTIONS = {
    Block.PARTNERSHIP: "Has the partnership moved?",
    Block.ORGANISATION: "Have our organisations moved?",
    Block.PRACTICE: "Have our skills moved?",
}
SHARED_TEAMS = {
    Block.PARTNERSHIP: "How does the partnership look from shared teams?",
    Block.ORGANISATION: "How do people in shared teams see their own organisation?",
    Block.PRACTICE: "Which skills do shared teams have?",
}
A_TO_Z = "Organisations stand A to Z. ▲ and ▼ mark what differs clearly from the partnership as a whole."


def place(found: PartnershipResults, counting: Counting, *, at: str) -> Context:
    """Whoever counts people goes on counting people from page to page."""
    suffix = suffix_for(counting)
    return {
        "place": found.partnership,
        "home": f"/p/{found.partnership.slug}",
        "assessment": found.assessment,
        "at": at,
        "counts_people": counting is Counting.PEOPLE,
        "sees_together": False,  # this is where they do
        "unverified": UNVERIFIED_AMONG_PARTNERS if found.had_open_link else "",
        "chapters": [
            ("overview", "Overview", f"{at}{suffix}"),
            ("conversations", "Conversations", f"{at}/conversations{suffix}"),
            ("competencies", "Competencies", f"{at}/competencies{suffix}"),
            ("agreement", "Where we agree", f"{at}/agreement{suffix}"),
            ("size", "Smaller and larger", f"{at}/size{suffix}"),
            ("levels", "Strategic and operational", f"{at}/levels{suffix}"),
            ("shared-teams", "Shared teams", f"{at}/shared-teams{suffix}"),
            ("trend", "Since last time", f"{at}/trend{suffix}"),
            ("report", "Report", f"{at}/report{suffix}"),
        ],
    }


def suffix_for(counting: Counting) -> str:
    return "?count=people" if counting is Counting.PEOPLE else ""


def overview(found: partnership.Overview, partners: Sequence[Partner], counting: Counting) -> Context:
    by_group = rows.by_group(partners)
    headline = found.headline
    return {
        "ways": [_way(each) for each in found.other_ways],
        "largest": found.largest.name if found.largest else "",
        "headline": cards.dot_card(
            "headline",
            headline,
            f"{HEADLINE[headline.block]}, {COUNTED[counting]}?",
            rows.who_answered(found.answered, over_several=counting is Counting.PEOPLE)
            if found.answered
            else "",
            address_of=rows.no_address,
            order=HIGHEST_FIRST,
        ),
        "tables": [
            cards.partner_card(
                panel.block,
                panel,
                SIDE_BY_SIDE[panel.block],
                A_TO_Z,
                rows.partner_rows(panel.heat, by_group, counting, in_full=panel is found.tables[0]),
            )
            for panel in found.tables
        ],
    }


def _way(way: OtherWays) -> dict[str, str]:
    counted = {
        "by_organisation": way.by_organisation,
        "by_person": way.by_person,
        "by_invited": way.by_invited,
    }
    return {
        "label": way.topic.title,
        **{name: "not shown" if mean is None else score(mean) for name, mean in counted.items()},
        "floor": in_points(way.floor),
    }


def competencies(panels: Sequence[DotPanel], closed: Closed, *, address_of: rows.AddressOf) -> Context:
    answered = rows.who_answered(closed.cells.answered(partnership.EVERYONE), over_several=True)
    return {
        "cards": [
            statements_card(
                panel,
                "What do we have in place together?"
                if rows.is_maturity(panel.says)
                else "What do we do, and how often?",
                answered,
                closed,
                address_of=address_of,
            )
            for panel in panels
        ]
    }


def agreement(
    panels: Sequence[SpreadPanel], own: str | None, order: str, *, address_of: rows.AddressOf
) -> Context:
    return {
        "closest_first": order == CLOSEST,
        "cards": [
            cards.strip_card(
                f"agreement-{number}",
                panel,
                "What do we all find in place, and what not?"
                if rows.is_maturity(panel.says)
                else "Where do we agree, and where not?",
                _how_many_shown(panel),
                own,
                CLOSEST_FIRST if order == CLOSEST else FURTHEST_FIRST,
                address_of=address_of,
            )
            for number, panel in enumerate(panels, start=1)
        ],
    }


def _how_many_shown(panel: SpreadPanel) -> str:
    """Perhaps not as many in each row."""
    counts = {len(row.shown) for row in panel.rows}
    if len(counts) == 1:
        return f"Each row shows {counts.pop()} organisations."
    return (
        "Each row shows the organisations that can be shown on it: "
        f"at least {min(counts)}, at most {max(counts)}."
    )


def sizes(page: SizesPage, partners: Sequence[Partner], asked: Counting) -> Context:
    smaller = sum(each.organisation.staff < SMALLER_STAFF for each in partners)
    among = f"There are {smaller} smaller and {len(partners) - smaller} larger partners."
    shown = [panel for panel in page.panels if any(row.difference for row in panel.rows)]
    return {
        "cards": [cards.sizes_card(each.block, each, SIZES[each.block], among) for each in shown],
        "reasons": sorted({row.reason for panel in page.panels for row in panel.rows if row.reason}),
        "only_people_count": page.counting is not asked,
    }


def shared_teams(panels: Sequence[TeamPanel], *, home: str) -> Context:
    return {
        "cards": [
            cards.team_card(f"shared-{each.block}", each, SHARED_TEAMS[each.block], "The partnership")
            for each in panels
        ],
        "list": f"{home}/shared-teams",
    }


def levels(page: LevelsPage, counting: Counting) -> Context:
    question = f"Is the gap ours, or everyone’s, {COUNTED[counting]}?"
    return {
        "together": cards.together_card(page, question, over_several=counting is Counting.PEOPLE),
        "within": {
            "takeaway": page.within_takeaway,
            "rows": [_within(each) for each in page.within],
        },
        "apart": cards.by_organisation_card(page, "How does it look in each organisation?"),
        "withheld": [(group.name, reason) for group, reason in page.withheld],
    }


def _within(row: WithinGap) -> dict[str, str]:
    gap = row.gap.difference
    likely = "" if gap.low is None or gap.high is None else likely_range(gap.low, gap.high)
    return {
        "label": f"{row.topic.title} ({BLOCK_NAMES[row.topic.block].lower()})",
        "points": score(gap.points),
        "likely": likely,
        "organisations": str(row.gap.organisations),
        "verdict": gap.verdict.value,
    }


def trend(closed: Closed, before: Closed | None) -> Context:
    if before is None:
        return {"before": None, "cards": []}
    found = shared_trend(closed, before)
    then, now = before.assessment.title, closed.assessment.title
    counts = {row.first.organisations for panel in found.panels for row in panel.rows if row.difference}
    same = small_number(counts.pop() or 0) if len(counts) == 1 else "ones"
    answered = f"Each organisation counts once, and the same {same} both times."
    return {
        "before": before.assessment,
        "cards": [
            cards.change_card(panel.block, panel, TREND_QUESTIONS[panel.block], answered, now, then)
            for panel in found.panels
        ],
        "sets": [
            (words, listed(list(names)))
            for words, names in (
                ("Compared:", found.held),
                ("Not shown both times:", found.not_shown),
                ("Joined since:", found.joined),
                ("Left since:", found.left),
            )
            if names
        ],
    }
