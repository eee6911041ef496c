"""The cells behind the pages, one a line, for spreadsheets and programs. Never more than the pages show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlmodel import Session

from app.domain.access import (
    require_assessment_of_organisation,
    require_assessment_of_partnership,
    require_organisation,
    require_partnership,
)
from app.domain.assessments import Assessment
from app.domain.cells import Cell, Counting, Group, GroupKind
from app.domain.charter import Charter, CharterLibrary
from app.domain.dashboards.closed import why_no_results
from app.domain.errors import NO_SUCH_PAGE, Conflict, NotAllowed, NotFound
from app.domain.help_wanted import HelpCell
from app.domain.linked_changes import LinkedChange
from app.domain.people import Seat
from app.domain.pictures.topics import Topic, organisation_topics, partnership_topics
from app.domain.ways_in import UNVERIFIED_AMONG_PARTNERS, unverified
from app.storage import (
    assessments,
    help_cells,
    linked_changes,
    organisations,
    partnerships,
    releases,
    ways_in,
)

Linked = dict[tuple[str, str], LinkedChange]  # by group and measure


class Scope(StrEnum):
    """Whose pages the cells are on."""

    ORGANISATION = "organisation"
    PARTNERSHIP = "partnership"


@dataclass(frozen=True)
class Line:
    """`group` is the group's name, with its organisation's where that is not plain from the page."""

    group: str
    topic: Topic
    cell: Cell
    linked: LinkedChange | None  # of those in the group who gave their earlier return code


@dataclass(frozen=True)
class HelpLine:
    """What is left over of a theme, and a theme that is withheld, are about the theme."""

    about: str
    cell: HelpCell


@dataclass(frozen=True)
class Export:
    """`wanted` is for an organisation alone. `unverified` is a sentence, where an open link let people in."""

    assessment: Assessment
    lines: tuple[Line, ...]
    wanted: tuple[HelpLine, ...] = ()
    unverified: str = ""


def of_organisation(session: Session, library: CharterLibrary, slug: str, code: str, *, by: Seat) -> Export:
    organisation = organisations.get_organisation(session, slug)
    require_organisation(organisation, by=by)
    assessment = assessments.get_assessment(session, code)
    require_assessment_of_organisation(
        assessment, organisation, partnerships=partnerships.partnership_ids_of(session, organisation.id)
    )
    _require_results(assessment)
    charter = library.get(assessment.charter_version)
    topics = organisation_topics(charter, assessment.blocks)
    cells = releases.cells_of_organisation(session, assessment.id, organisation.slug, _measures(topics))
    wanted = help_cells.help_cells(session, assessment.id, organisation.slug)
    entrance = ways_in.find_entrance(session, assessment.id, organisation.id)
    return Export(
        assessment,
        _lines(cells, topics, {}, _linked(session, assessment, cells)),
        tuple(HelpLine(_about(each, charter), each) for each in wanted),
        unverified(entrance.open_places if entrance else 0),
    )


def of_partnership(session: Session, library: CharterLibrary, slug: str, code: str, *, by: Seat) -> Export:
    partnership = partnerships.get_partnership(session, slug)
    partners = partnerships.partners(session, partnership.id)
    require_partnership(partnership, by=by, partners=frozenset(each.organisation.id for each in partners))
    assessment = assessments.get_assessment(session, code)
    require_assessment_of_partnership(assessment, partnership)
    _require_results(assessment)
    topics = partnership_topics(library.get(assessment.charter_version), assessment.blocks)
    cells = releases.cells_of_partnership(session, assessment.id, _measures(topics))
    names = {each.organisation.slug: each.organisation.name for each in partners}
    lines = _lines(cells, topics, names, _linked(session, assessment, cells))
    had_open_link = any(each.is_open for each in ways_in.entrances_of(session, assessment.id))
    return Export(assessment, lines, unverified=UNVERIFIED_AMONG_PARTNERS if had_open_link else "")


def of_assessment(
    session: Session, library: CharterLibrary, code: str, scope: Scope | None, *, by: Seat
) -> tuple[Scope, Export]:
    """Without a scope, whatever the seat is about."""
    own = Scope.ORGANISATION if by.organisation_slug else Scope.PARTNERSHIP
    scope = scope or own
    if scope is Scope.ORGANISATION:
        if by.organisation_slug is None:
            raise NotAllowed("A convenor sees what partners share: ask with scope=partnership.")
        return scope, of_organisation(session, library, by.organisation_slug, code, by=by)
    partnership = assessments.get_assessment(session, code).partnership_slug
    if partnership is None:
        raise NotFound(NO_SUCH_PAGE)
    return scope, of_partnership(session, library, partnership, code, by=by)


def _about(cell: HelpCell, charter: Charter) -> str:
    if cell.is_named:
        return charter.by_competency[cell.wanted].title
    return charter.by_theme[cell.theme].title


def _require_results(assessment: Assessment) -> None:
    if reason := why_no_results(assessment):
        raise Conflict(reason)


def _measures(topics: Iterable[Topic]) -> list[str]:
    return [topic.code for topic in topics]


def _linked(session: Session, assessment: Assessment, cells: Iterable[Cell]) -> Linked:
    """Of the groups that have cells here."""
    found = linked_changes.linked_changes(session, assessment.id, {cell.group.code for cell in cells})
    return {(each.group.code, each.measure): each for each in found}


def _lines(
    cells: Iterable[Cell], topics: Sequence[Topic], organisation_names: dict[str, str], linked: Linked
) -> tuple[Line, ...]:
    """By topic in the charter's order, then by group, A to Z within its kind."""
    place = {topic.code: index for index, topic in enumerate(topics)}
    kinds = list(GroupKind)
    lines = (
        Line(
            _name(cell.group, organisation_names),
            topics[place[cell.measure]],
            cell,
            linked.get((cell.group.code, cell.measure)) if cell.counting is Counting.PEOPLE else None,
        )
        for cell in cells
    )
    return tuple(
        sorted(
            lines,
            key=lambda line: (
                place[line.topic.code],
                kinds.index(line.cell.group.kind),
                line.group.casefold(),
                line.cell.counting,
            ),
        )
    )


def _name(group: Group, organisation_names: dict[str, str]) -> str:
    """A role level's own name does not say where it is."""
    if group.kind is GroupKind.ORGANISATION_LEVEL and group.organisation in organisation_names:
        return f"{organisation_names[group.organisation]}, {group.name.lower()}"
    return group.name
