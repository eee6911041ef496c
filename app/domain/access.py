"""Who may see what. Tenancy comes from the object; another organisation's object does not exist."""

from app.domain.assessments import Assessment
from app.domain.errors import NO_SUCH_PAGE, NotAllowed, NotFound
from app.domain.people import Organisation, Partnership, Seat, SeatKind


def require_organisation(organisation: Organisation, *, by: Seat) -> None:
    """Only its own HR director looks at an organisation's pages."""
    if by.organisation_id != organisation.id:
        raise NotFound(NO_SUCH_PAGE)  # nobody learns which organisations there are
    if by.kind is not SeatKind.HR_DIRECTOR:
        raise NotAllowed("This page is for the HR director of your organisation.")


def require_partnership(partnership: Partnership, *, by: Seat, partners: frozenset[int]) -> None:
    """The convenor and every partner's HR director see the same partnership pages.

    `partners` holds the ids of the partnership's organisations.
    """
    convenes = by.kind is SeatKind.CONVENOR and by.partnership_id == partnership.id
    leads = by.kind is SeatKind.HR_DIRECTOR and by.organisation_id in partners
    if not (convenes or leads):
        raise NotFound(NO_SUCH_PAGE)


def require_assessment_of_organisation(
    assessment: Assessment, organisation: Organisation, *, partnerships: frozenset[int]
) -> None:
    """Its own, or a joint one of a partnership it belongs to (`partnerships` holds their ids)."""
    own = assessment.organisation_id == organisation.id
    joint = assessment.partnership_id is not None and assessment.partnership_id in partnerships
    if not (own or joint):
        raise NotFound(NO_SUCH_PAGE)


def require_assessment_of_partnership(assessment: Assessment, partnership: Partnership) -> None:
    if assessment.partnership_id != partnership.id:
        raise NotFound(NO_SUCH_PAGE)
