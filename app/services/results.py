"""What a closed assessment shows an organisation, and partners. Reads released cells and nothing else."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from app.domain.access import require_organisation, require_partnership
from app.domain.assessments import Assessment, picked, previous
from app.domain.cells import GroupKind
from app.domain.charter import CharterLibrary
from app.domain.dashboards.closed import Closed, organisation_group
from app.domain.help_wanted import HelpCell
from app.domain.linked_changes import LinkedChange
from app.domain.people import Organisation, Partner, Partnership, Seat, WhenSmall
from app.storage import (
    assessments,
    help_cells,
    linked_changes,
    organisations,
    partnerships,
    releases,
    ways_in,
)


@dataclass(frozen=True)
class OrganisationResults:
    """`closed` is None until there are results; `before` is the one before it, if there was one.

    `sees_together` is whether partners have pages about it that it sees: not when it has left them.
    """

    organisation: Organisation
    assessment: Assessment
    closed: Closed | None
    before: Closed | None
    open_places: int  # how many an open link could let in; none where there was none
    sees_together: bool


@dataclass(frozen=True)
class PartnershipResults:
    partnership: Partnership
    partners: tuple[Partner, ...]
    assessment: Assessment
    closed: Closed | None
    before: Closed | None
    had_open_link: bool  # one of the partners, or several


def organisation_results(
    session: Session,
    library: CharterLibrary,
    slug: str,
    code: str,
    *,
    by: Seat,
    with_before: bool = False,
) -> OrganisationResults:
    """Of its own assessment, or its part of a joint one."""
    organisation = organisations.get_organisation(session, slug)
    require_organisation(organisation, by=by)
    known = assessments.assessments_of_organisation(session, organisation.id)

    def closed(each: Assessment) -> Closed:
        charter = library.get(each.charter_version)
        return releases.closed_for_organisation(session, charter, each, organisation.slug)

    results = _results(known, code, closed, with_before=with_before)
    entrance = ways_in.find_entrance(session, results[0].id, organisation.id)
    open_places = entrance.open_places if entrance else 0
    return OrganisationResults(
        organisation, *results, open_places, _sees_together(session, results[0], organisation)
    )


def _sees_together(session: Session, assessment: Assessment, organisation: Organisation) -> bool:
    return assessment.is_joint and assessment.partnership_id in partnerships.partnership_ids_of(
        session, organisation.id
    )


def linked_of_organisation(session: Session, found: OrganisationResults) -> list[LinkedChange]:
    """How far those in it have moved who gave their return code of the time before."""
    group = organisation_group(found.organisation.slug)
    return linked_changes.linked_changes(session, found.assessment.id, [group])


def help_wanted_in(session: Session, found: OrganisationResults) -> list[HelpCell]:
    """What its people would like help with."""
    return help_cells.help_cells(session, found.assessment.id, found.organisation.slug)


def partnership_results(
    session: Session,
    library: CharterLibrary,
    slug: str,
    code: str,
    *,
    by: Seat,
    with_before: bool = False,
) -> PartnershipResults:
    partnership = partnerships.get_partnership(session, slug)
    partners = partnerships.partners(session, partnership.id)
    require_partnership(partnership, by=by, partners=frozenset(each.organisation.id for each in partners))
    known = assessments.assessments_of_partnership(session, partnership.id)

    def closed(each: Assessment) -> Closed:
        return releases.closed_for_partnership(session, library.get(each.charter_version), each)

    results = _results(known, code, closed, with_before=with_before)
    had_open_link = any(each.is_open for each in ways_in.entrances_of(session, results[0].id))
    there = _partners_in(session, results[1], partners)
    return PartnershipResults(partnership, there, *results, had_open_link)


def _results(
    known: Sequence[Assessment], code: str, closed: Callable[[Assessment], Closed], *, with_before: bool
) -> tuple[Assessment, Closed | None, Closed | None]:
    """The assessment, its results if it has any, and those of the one before."""
    assessment = picked(known, code)
    if not assessment.has_results:
        return assessment, None, None
    earlier = previous(assessment, known) if with_before else None
    return assessment, closed(assessment), closed(earlier) if earlier else None


def _partners_in(session: Session, closed: Closed | None, now: Sequence[Partner]) -> tuple[Partner, ...]:
    """Those that it was about: who has left since is among them, and who has joined since is not."""
    groups = closed.cells.groups(GroupKind.ORGANISATION) if closed else []
    if not groups:
        return tuple(now)
    then = {each.organisation for each in groups if each.organisation}
    known = [each for each in now if each.organisation.slug in then]
    gone = then - {each.organisation.slug for each in known}
    if gone:
        left = organisations.organisations_called(session, gone)
        known += [Partner(each, WhenSmall.OWN_WORDS, "") for each in left]
    return tuple(sorted(known, key=lambda each: each.organisation.name))
