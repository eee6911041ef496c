"""A closed assessment: all that a page of results is made from."""

from dataclasses import dataclass

from app.domain.assessments import Assessment, AssessmentState
from app.domain.charter import Block, Charter
from app.domain.pictures.rows import Cells
from app.domain.pictures.topics import Topic, blocks_of_organisation, theme_topics


@dataclass(frozen=True)
class Closed:
    assessment: Assessment
    charter: Charter  # the version it was opened with
    cells: Cells  # only those that whoever looks may see

    @property
    def own_blocks(self) -> tuple[Block, ...]:
        return blocks_of_organisation(self.assessment.blocks)

    def asks_the_same(self, topic: Topic, other: "Closed") -> bool:
        """Whether a theme was made of the same statements: otherwise its two figures are of two things."""
        asked = [
            [each.code for each in closed.charter.statements_of(topic.theme, topic.block)]
            for closed in (self, other)
        ]
        return asked[0] == asked[1] and topic in theme_topics(other.charter, topic.block)


TWO_PARTNERS = (
    "Two partners only: either could take its own figures away and see the other’s. "
    "So what is shown is shown for both together."
)


def organisation_group(slug: str) -> str:
    return f"org/{slug}"


def level_group(slug: str, level: str) -> str:
    return f"org/{slug}/{level}"


def why_no_results(assessment: Assessment) -> str | None:
    """The reason there is nothing to see yet, or None."""
    if assessment.has_results:
        return None
    if assessment.state is AssessmentState.OPEN:
        return "Results open when the assessment closes, so nobody’s answer can be worked out."
    return "This assessment has closed, and its results are being worked out."


def why_nothing(closed: Closed, group: str) -> str | None:
    """The reason that not one figure of a group can be shown, or None if there is one."""
    own = closed.cells.of_group(group)
    if not own:
        return TWO_PARTNERS
    return None if any(cell.is_released for cell in own) else own[0].decision
