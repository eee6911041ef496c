"""What the templates of an organisation's results are given: their place on the site, and their cards."""

from collections.abc import Sequence
from typing import Any

from app.domain.charter import Block, Theme
from app.domain.comparisons import Verdict
from app.domain.dashboards import organisation
from app.domain.dashboards.closed import Closed, organisation_group
from app.domain.dashboards.organisation import DotPanel, PairPanel, TeamPanel
from app.domain.dashboards.statement import StatementPage
from app.domain.linked_changes import LinkedChange
from app.domain.pictures.rows import Dot
from app.domain.pictures.topics import BLOCK_NAMES, Topic
from app.domain.ways_in import unverified
from app.services.results import OrganisationResults
from app.web import result_cards as cards
from app.web import result_rows as rows
from app.web.answer_cards import answers_card, statement_cards, who_is_higher, without_answers
from app.web.linked_rows import linked_tables
from app.web.result_cards import Card
from app.web.words import count, listed

Context = dict[str, Any]

OVERVIEW_QUESTIONS = {
    Block.PRACTICE: "How do people here work with partners?",
    Block.ORGANISATION: "How do people see our organisation as a partner?",
}
TEAM_QUESTIONS = {
    Block.PRACTICE: "How do teams work with partners, and who could help whom?",
    Block.ORGANISATION: "How do teams see our organisation as a partner?",
}
LEVEL_QUESTIONS = {
    Block.PRACTICE: "Do strategic and operational colleagues work alike?",
    Block.ORGANISATION: "Do strategic and operational colleagues see the same organisation?",
}
TREND_QUESTIONS = {
    Block.PRACTICE: "Has our own practice moved?",
    Block.ORGANISATION: "Has our organisation moved?",
}
OFTEN_QUESTIONS = {
    Block.PRACTICE: "Which habits come easily, and which don’t yet?",
    Block.ORGANISATION: "What does our organisation do, and how often?",
}
IN_PLACE_QUESTION = "What is in place here, and how firmly?"
LOWEST_FIRST, HIGHEST_FIRST = ", most room to grow first", ", highest first"


def place(found: OrganisationResults, *, at: str) -> Context:
    return {
        "place": found.organisation,
        "home": f"/org/{found.organisation.slug}",
        "assessment": found.assessment,
        "at": at,
        "counts_people": False,
        "sees_together": found.sees_together,
        "unverified": unverified(found.open_places),
        "chapters": [
            ("overview", "Overview", at),
            ("competencies", "Competencies", f"{at}/competencies"),
            ("teams", "Teams", f"{at}/teams"),
            ("levels", "Strategic and operational", f"{at}/levels"),
            ("trend", "Since last time", f"{at}/trend"),
            ("help", "Help asked for", f"{at}/help"),
            ("training", "Training needs", f"{at}/training"),
            ("report", "Report", f"{at}/report"),
        ],
    }


def overview(found: organisation.Overview, themes: Sequence[Theme], *, at: str) -> Context:
    def theme_page(topic: Topic) -> str:
        return f"{at}/themes/{topic.theme}"

    answered = rows.who_answered(found.answered)
    return {
        "tiles": tiles(found),
        "change": found.change,
        "themes": themes,
        "cards": [
            cards.dot_card(
                panel.block,
                panel,
                OVERVIEW_QUESTIONS[panel.block],
                answered,
                address_of=theme_page,
                order=HIGHEST_FIRST,
            )
            for panel in found.panels
        ],
    }


def tiles(found: organisation.Overview) -> list[tuple[str, str]]:
    """Words first. What comes more easily is named only where it stands apart."""
    told = []
    if found.answered:
        people, invited = found.answered
        share = rows.percent_of(people, invited)
        told.append((f"{count(people)} of {count(invited)}", f"people answered ({share}%)"))
    if found.ends and found.ends.verdict is Verdict.CLEAR:
        told.append((_titles(found.ends.tops), "where good habits come more easily"))
        told.append((_titles(found.ends.lows), "where there is more room to grow"))
    elif found.ends:
        told.append(("Too close to call", "between the themes of My practice"))
    return told


def _titles(figures: Sequence[Dot]) -> str:
    return listed([row.topic.title if at == 0 else row.topic.phrase for at, row in enumerate(figures)])


def theme(page: organisation.ThemePage, closed: Closed, slug: str, *, at: str) -> Context:
    return {
        "theme": page.theme,
        "themes": closed.charter.themes,
        "figures": [
            {"block": BLOCK_NAMES[row.topic.block], "says": row.topic.says, **rows.figure(row.cell)}
            for row in page.figures
        ],
        "cards": _statements(page.panels, closed, slug, at=at),
    }


def competencies(panels: Sequence[DotPanel], closed: Closed, slug: str, *, at: str) -> Context:
    return {"cards": _statements(panels, closed, slug, at=at)}


def _statements(panels: Sequence[DotPanel], closed: Closed, slug: str, *, at: str) -> list[Card]:
    answered = rows.who_answered(closed.cells.answered(organisation_group(slug)))
    return [
        statements_card(
            panel,
            IN_PLACE_QUESTION if rows.is_maturity(panel.says) else OFTEN_QUESTIONS[panel.block],
            answered,
            closed,
            address_of=statement_pages(at),
        )
        for panel in panels
    ]


def statements_card(
    panel: DotPanel, question: str, answered: str, closed: Closed, *, address_of: rows.AddressOf
) -> Card:
    """With how many gave which answer, as soon as that is shown of one statement."""
    name = f"{panel.block}-{'in-place' if rows.is_maturity(panel.says) else 'often'}"
    if not any(row.cell.distribution for row in panel.rows):
        return cards.dot_card(name, panel, question, answered, address_of=address_of, order=LOWEST_FIRST)
    [scale] = panel.rows[0].topic.scales
    labels = closed.charter.scales[scale].labels
    return answers_card(name, panel, question, answered, labels, address_of=address_of, order=LOWEST_FIRST)


def statement_pages(at: str, suffix: str = "") -> rows.AddressOf:
    return lambda topic: f"{at}/statements/{topic.code}{suffix}"


def statement(page: StatementPage, *, at: str, suffix: str = "") -> Context:
    here = page.others.index(page.topic)
    return {
        "topic": page.topic,
        "competency": page.competency,
        "block": BLOCK_NAMES[page.topic.block],
        "figure": rows.figure(page.panels[0].cell),
        "cards": statement_cards(page),
        "withheld": without_answers(page),
        "higher": None if page.higher is None else who_is_higher(page.higher),
        "others": [
            (rows.labels([topic])[0], statement_pages(at, suffix)(topic))
            for topic in page.others[here + 1 :] + page.others[:here]
        ],
    }


def teams(panels: Sequence[TeamPanel]) -> Context:
    return {"cards": [cards.team_card(each.block, each, TEAM_QUESTIONS[each.block]) for each in panels]}


def levels(panels: Sequence[PairPanel]) -> Context:
    return {
        "cards": [cards.own_levels_card(each.block, each, LEVEL_QUESTIONS[each.block]) for each in panels]
    }


def trend(closed: Closed, before: Closed | None, slug: str, linked: Sequence[LinkedChange] = ()) -> Context:
    if before is None:
        return {"before": None, "cards": [], "linked": {}}
    then, now = before.assessment.title, closed.assessment.title
    counts = [each.cells.answered(organisation_group(slug)) for each in (before, closed)]
    people = [count(each[0]) if each else "too few" for each in counts]
    answered = (
        f"{people[0]} people answered in {then}, {people[1]} in {now}. They are compared as two groups."
    )
    return {
        "before": before.assessment,
        "linked": linked_tables(closed, linked),
        "cards": [
            cards.change_card(each.block, each, TREND_QUESTIONS[each.block], answered, now, then)
            for each in organisation.trend(closed, slug, before)
        ],
    }
