"""Cards that show how many gave which answer: of a list of statements, and of one."""

from dataclasses import dataclass, field
from typing import Any

from app.domain.cells import GroupKind
from app.domain.dashboards.organisation import DotPanel
from app.domain.dashboards.statement import AnswersPanel, StatementPage
from app.domain.distributions import widths
from app.domain.pictures.topics import BLOCK_NAMES
from app.domain.points import whole
from app.web import answer_rows
from app.web import result_rows as rows
from app.web.result_cards import DOT_KEY, Card, Key, Shape, caption, numbers_of
from app.web.words import count

FEWEST_TIMES_APART = 5  # from even, in 100: less is not worth a word
PROMPT_ON_SPLIT = "Ask both sides what they have that the other doesn’t."


@dataclass(frozen=True)
class AnswersCard(Card):
    """`answers` are the five labels; `sides` the words over the bars; `lanes` None where no row has any."""

    answers: tuple[str, ...] = ()
    sides: tuple[str, str, str] = ("", "", "")
    lanes: answer_rows.Lanes | None = None
    answers_key: Key = ()
    answer_numbers: list[dict[str, Any]] = field(default_factory=list)


def answers_card(
    id: str,
    panel: DotPanel,
    question: str,
    answered: str,
    labels: tuple[str, ...],
    *,
    address_of: rows.AddressOf,
    order: str,
) -> AnswersCard:
    """Bars on wide screens and on paper, dots on phones; a table with all numbers behind both."""
    shares = [widths(row.cell.distribution) for row in panel.rows if row.cell.distribution]
    where = answer_rows.lanes(shares)
    return AnswersCard(
        id=id,
        shape=Shape.ANSWERS,
        question=question,
        takeaway=panel.takeaway,
        answered=answered,
        caption=caption(panel.block, panel.says, order),
        rows=answer_rows.answers_rows(panel.rows, address_of, where, panel.says),
        first="Habit",
        ends=rows.ends_of(panel.says),
        key=DOT_KEY,
        numbers=numbers_of(panel.rows),
        answers=labels,
        sides=answer_rows.sides(panel.says, labels[2]),
        lanes=where,
        answers_key=tuple((f"level-{level}", label) for level, label in enumerate(labels)),
        answer_numbers=answer_rows.answer_numbers(panel.rows),
    )


def statement_cards(page: StatementPage) -> list[AnswersCard]:
    """One for each group of which it is shown how many gave which answer."""
    return [_statement_card(page, panel) for panel in page.panels if panel.takeaway]


def _statement_card(page: StatementPage, panel: AnswersPanel) -> AnswersCard:
    takeaway = panel.takeaway or ""
    return AnswersCard(
        shape=Shape.FIVE,
        id=panel.cell.group.code.replace("/", "-"),
        question=_who(panel),
        takeaway=takeaway,
        answered=_answered(page, panel),
        caption=f"{BLOCK_NAMES[page.topic.block]}: how many gave which answer",
        rows=answer_rows.five_bars(panel, page.labels),
        first="Answer",
        prompt=PROMPT_ON_SPLIT if takeaway.startswith("People split") else "",
        answers=page.labels,
    )


def who_is_higher(share: float) -> str:
    """`share` is 0 to 1, of pairs in which the strategic one answered higher."""
    picked = "If you picked one strategic and one operational colleague at random,"
    times = whole(100 * share)
    if abs(times - 50) < FEWEST_TIMES_APART:
        return f"{picked} either would be about as likely to have given the higher answer."
    level = "strategic" if times > 50 else "operational"
    return (
        f"{picked} the {level} one would have given the higher answer about {max(times, 100 - times)} times "
        "in 100, ties shared between them."
    )


def without_answers(page: StatementPage) -> list[tuple[str, str]]:
    """The other groups, each with the reason; not the first, if its figure is not shown and says why."""
    return [
        (panel.cell.group.name, _why_not(panel))
        for panel in page.panels
        if not panel.takeaway and (panel.cell.is_released or panel is not page.panels[0])
    ]


def _who(panel: AnswersPanel) -> str:
    group = panel.cell.group
    if group.kind is GroupKind.EVERYONE:
        return "What did everyone answer?"
    if group.kind is GroupKind.ROLE_LEVEL:
        return f"What did {group.name.lower()} colleagues answer?"
    return "What lies behind the figure?"


def _why_not(panel: AnswersPanel) -> str:
    cell = panel.cell
    return answer_rows.why_no_answers(cell) if cell.is_released else cell.decision.value


def _answered(page: StatementPage, panel: AnswersPanel) -> str:
    found = panel.cell.distribution
    if not found:
        return ""
    invited = max(panel.cell.invited or 0, found.people)
    told = (
        f"{count(found.people)} of {count(invited)} people gave one of the five answers.",
        answer_rows.upper_two(found, page.labels),
        answer_rows.who_gave_none(found),
    )
    return " ".join(each for each in told if each)
