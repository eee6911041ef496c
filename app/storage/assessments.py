"""Assessments: whose they are, and the state they are in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, bindparam, exists, func, insert, literal, or_, select, text, update
from sqlmodel import Session

from app.domain.assessments import FEWEST_IN_DISTRIBUTION, Assessment, AssessmentState
from app.domain.charter import Block
from app.domain.dashboards.closed import organisation_group
from app.domain.errors import NO_SUCH_PAGE, NotFound
from app.storage.tables import ASSESSMENT, ORGANISATION, PARTNER, PARTNERSHIP, RELEASED_CELL, can_be_kept

ASSESSMENTS = (
    select(
        ASSESSMENT,
        ORGANISATION.c.slug.label("organisation_slug"),
        PARTNERSHIP.c.slug.label("partnership_slug"),
        func.coalesce(ORGANISATION.c.name, PARTNERSHIP.c.name).label("owner_name"),
    )
    .outerjoin(ORGANISATION, ORGANISATION.c.id == ASSESSMENT.c.organisation_id)
    .outerjoin(PARTNERSHIP, PARTNERSHIP.c.id == ASSESSMENT.c.partnership_id)
)
_LATEST_FIRST = ASSESSMENTS.order_by(ASSESSMENT.c.opened_at.desc(), ASSESSMENT.c.id.desc())
_JOINT_OF_ORGANISATION = select(PARTNER.c.partnership_id).where(
    PARTNER.c.organisation_id == bindparam("organisation_id")
)
# What was released about an organisation stays its own when it is a partner no more.
_ITSELF = ORGANISATION.alias("itself")
_OWN_GROUP = (
    select(literal(organisation_group("")) + _ITSELF.c.slug)
    .where(_ITSELF.c.id == bindparam("organisation_id"))
    .scalar_subquery()
)
_HAS_ITS_CELLS = exists().where(
    RELEASED_CELL.c.assessment_id == ASSESSMENT.c.id, RELEASED_CELL.c.group_code == _OWN_GROUP
)

_BY_CODE = ASSESSMENTS.where(ASSESSMENT.c.code == bindparam("code"))
_BY_ID = ASSESSMENTS.where(ASSESSMENT.c.id == bindparam("assessment_id"))
_OF_ORGANISATION = _LATEST_FIRST.where(
    or_(
        ASSESSMENT.c.organisation_id == bindparam("organisation_id"),
        ASSESSMENT.c.partnership_id.in_(_JOINT_OF_ORGANISATION),
        and_(ASSESSMENT.c.partnership_id.is_not(None), _HAS_ITS_CELLS),
    )
)
_OF_PARTNERSHIP = _LATEST_FIRST.where(ASSESSMENT.c.partnership_id == bindparam("partnership_id"))
_DUE = _LATEST_FIRST.where(
    ASSESSMENT.c.state == AssessmentState.OPEN, ASSESSMENT.c.closes_at <= bindparam("now")
)
_HALF_CLOSED = _LATEST_FIRST.where(
    ASSESSMENT.c.state.in_([AssessmentState.CLOSING, AssessmentState.RELEASED])
)

_LAST_TURN = select(func.max(ASSESSMENT.c.turn)).where(
    or_(
        ASSESSMENT.c.organisation_id == bindparam("organisation_id"),
        ASSESSMENT.c.partnership_id == bindparam("partnership_id"),
    )
)
_CLOSED_SINCE = select(ASSESSMENT.c.id).where(ASSESSMENT.c.closed_at > bindparam("since")).limit(1)

_HELD_STATE = (
    select(ASSESSMENT.c.state).where(ASSESSMENT.c.id == bindparam("assessment_id")).with_for_update(read=True)
)


# One that asks for this waits for those who hold a state, and whoever comes after waits for it. Without it,
# people who keep saving would keep the state from ever changing: holders let each other in.
_LET_HOLDERS_FINISH = text("LOCK TABLE assessment IN EXCLUSIVE MODE")


def read_assessment(row: Row[*tuple[Any, ...]]) -> Assessment:
    return Assessment(
        id=row.id,
        code=row.code,
        title=row.title,
        charter_version=row.charter_version,
        blocks=tuple(Block(each) for each in row.blocks.split(",")),
        state=AssessmentState(row.state),
        opened_at=row.opened_at,
        closes_at=row.closes_at,
        closed_at=row.closed_at,
        fewest_shown=row.fewest_shown,
        fewest_in_distribution=row.fewest_in_distribution,
        leaders_line=row.leaders_line,
        owner_name=row.owner_name,
        organisation_id=row.organisation_id,
        organisation_slug=row.organisation_slug,
        partnership_id=row.partnership_id,
        partnership_slug=row.partnership_slug,
        counts_help=row.counts_help,
        first_closes_at=row.first_closes_at,
        turn=row.turn,
    )


def get_assessment(session: Session, code: str) -> Assessment:
    row = session.execute(_BY_CODE, {"code": code}).one_or_none() if can_be_kept(code) else None
    if row is None:
        raise NotFound(NO_SUCH_PAGE)
    return read_assessment(row)


def get_assessment_by_id(session: Session, assessment_id: int) -> Assessment:
    row = session.execute(_BY_ID, {"assessment_id": assessment_id}).one_or_none()
    if row is None:
        raise NotFound(NO_SUCH_PAGE)
    return read_assessment(row)


def hold_state(session: Session, assessment_id: int) -> AssessmentState:
    """The state, which nobody can change before this transaction ends. SQLite has one writer anyway."""
    return AssessmentState(session.execute(_HELD_STATE, {"assessment_id": assessment_id}).scalar_one())


def let_holders_finish(session: Session) -> None:
    """Before a state is changed that others hold. Keep the transaction short: meanwhile nobody can save."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(_LET_HOLDERS_FINISH)


def assessments_of_organisation(session: Session, organisation_id: int) -> list[Assessment]:
    """Its own and the joint ones of its partnerships, also of those it has left; the latest first."""
    rows = session.execute(_OF_ORGANISATION, {"organisation_id": organisation_id})
    return [read_assessment(row) for row in rows]


def is_one_going_on(session: Session, organisation_id: int) -> bool:
    """In which everybody stays where she was when it opened."""
    return any(not each.has_results for each in assessments_of_organisation(session, organisation_id))


def assessments_of_partnership(session: Session, partnership_id: int) -> list[Assessment]:
    """The latest first."""
    return [
        read_assessment(row) for row in session.execute(_OF_PARTNERSHIP, {"partnership_id": partnership_id})
    ]


def assessments_of_owner(session: Session, assessment: Assessment) -> list[Assessment]:
    """Those that its owner has opened, itself among them; the latest first."""
    if assessment.partnership_id is not None:
        return assessments_of_partnership(session, assessment.partnership_id)
    known = assessments_of_organisation(session, assessment.organisation_id or 0)
    return [each for each in known if not each.is_joint]


def due_assessments(session: Session, now: datetime) -> list[Assessment]:
    """Open ones whose time is up."""
    return [read_assessment(row) for row in session.execute(_DUE, {"now": now})]


def half_closed_assessments(session: Session) -> list[Assessment]:
    """Those whose closing began and has not come to its end."""
    return [read_assessment(row) for row in session.execute(_HALF_CLOSED)]


def was_one_closed_since(session: Session, since: datetime) -> bool:
    return session.execute(_CLOSED_SINCE, {"since": since}).scalar_one_or_none() is not None


def add_assessment(
    session: Session,
    *,
    code: str,
    title: str,
    charter_version: str,
    blocks: Sequence[Block],
    opened_at: datetime,
    closes_at: datetime,
    fewest_shown: int,
    fewest_in_distribution: int = FEWEST_IN_DISTRIBUTION,
    leaders_line: str,
    organisation_id: int | None = None,
    partnership_id: int | None = None,
) -> int:
    """With the turn that is next."""
    added = insert(ASSESSMENT).values(
        code=code,
        title=title,
        organisation_id=organisation_id,
        partnership_id=partnership_id,
        charter_version=charter_version,
        blocks=",".join(blocks),
        state=AssessmentState.OPEN,
        opened_at=opened_at,
        closes_at=closes_at,
        fewest_shown=fewest_shown,
        fewest_in_distribution=fewest_in_distribution,
        leaders_line=leaders_line,
        counts_help=True,
        turn=next_turn(session, organisation_id=organisation_id, partnership_id=partnership_id),
    )
    return int(session.execute(added.returning(ASSESSMENT.c.id)).scalar_one())


def next_turn(session: Session, *, organisation_id: int | None, partnership_id: int | None) -> int:
    """Of the assessment that this owner opens next."""
    owner = {"organisation_id": organisation_id, "partnership_id": partnership_id}
    return int(session.execute(_LAST_TURN, owner).scalar_one() or 0) + 1


def replace_state(
    session: Session,
    assessment_id: int,
    *,
    before: AssessmentState,
    after: AssessmentState,
    closed_at: datetime | None = None,
) -> bool:
    """Compare and set: False if somebody was quicker. Without `closed_at` the one it has stays."""
    values: dict[str, Any] = {"state": after}
    if closed_at is not None:
        values["closed_at"] = closed_at
    changed = session.exec(
        update(ASSESSMENT)
        .where(ASSESSMENT.c.id == assessment_id, ASSESSMENT.c.state == before)
        .values(values)
    )
    return changed.rowcount == 1


def extend(session: Session, assessment: Assessment, *, closes_at: datetime) -> bool:
    """Compare and set: False if somebody closed or extended it meanwhile."""
    changed = session.exec(
        update(ASSESSMENT)
        .where(
            ASSESSMENT.c.id == assessment.id,
            ASSESSMENT.c.state == AssessmentState.OPEN,
            ASSESSMENT.c.closes_at == assessment.closes_at,
        )
        .values(
            closes_at=closes_at,
            first_closes_at=assessment.first_closes_at or assessment.closes_at,
        )
    )
    return changed.rowcount == 1
