"""Actions: choosing, changing, saying how they stand. An organisation’s, and those of partners together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from app.domain import codes, findings
from app.domain.access import require_organisation, require_partnership
from app.domain.actions import (
    LIVE,
    Action,
    ActionStatus,
    StatusNote,
    TypedPlan,
    in_order,
    read_plan,
    read_status,
    why_not_another,
)
from app.domain.assessments import Assessment
from app.domain.charter import CharterLibrary
from app.domain.codes import Randomness
from app.domain.errors import NO_SUCH_PAGE, Conflict, NotAllowed, NotFound
from app.domain.findings import Findings
from app.domain.people import Organisation, OwnerKind, Partnership, Seat, SeatKind, Whose
from app.storage import actions, assessments, audit, organisations, partnerships, people, releases

MOST_NAMES = 500  # to pick from; where there are more, a name is typed


@dataclass(frozen=True)
class Actions:
    """All of one owner, in the order in which they are shown."""

    owner: Organisation | Partnership
    actions: tuple[Action, ...]
    today: date
    may_change: bool

    @property
    def is_shared(self) -> bool:
        return isinstance(self.owner, Partnership)

    @property
    def why_not_another(self) -> str | None:
        return why_not_another(self.actions)


@dataclass(frozen=True)
class Choices:
    """What an action's form offers: findings of the latest results, and names for who leads it."""

    findings: tuple[Findings, ...]
    names: tuple[str, ...]


def actions_of(session: Session, whose: Whose, *, by: Seat, now: datetime) -> Actions:
    owner = _owner(session, whose, by=by)
    found = in_order(actions.actions_of(session, owner))
    return Actions(owner, tuple(found), now.date(), _may_change(owner, by))


def one_action(
    session: Session, whose: Whose, code: str, *, by: Seat, now: datetime
) -> tuple[Actions, Action]:
    found = actions_of(session, whose, by=by, now=now)
    return found, _pick(found, code)


def choices(session: Session, library: CharterLibrary, whose: Whose, *, by: Seat) -> Choices:
    owner = _owner_to_change(session, whose, by=by)
    return Choices(tuple(_findings(session, library, owner)), _names(session, owner))


def add(
    session: Session,
    library: CharterLibrary,
    whose: Whose,
    typed: TypedPlan,
    *,
    by: Seat,
    now: datetime,
    randomness: Randomness,
) -> str:
    """The new action's code."""
    owner = _owner_to_change(session, whose, by=by)
    known = findings.words_by_code(_findings(session, library, owner))
    plan = read_plan(typed, today=now.date(), known=known, is_shared=isinstance(owner, Partnership))
    actions.hold_owner(session, owner)
    _require_room(actions.actions_of(session, owner))
    code = codes.opaque_id(randomness)
    action_id = actions.add_action(session, owner, code, plan)
    actions.add_status(session, action_id, StatusNote(ActionStatus.NOT_STARTED, now.date(), ""))
    audit.record(session, by=by, at=now, action="chose an action", subject=code)
    return code


def change(
    session: Session,
    library: CharterLibrary,
    whose: Whose,
    code: str,
    typed: TypedPlan,
    *,
    by: Seat,
    now: datetime,
) -> None:
    """The finding that it has stays on offer, also when newer results have come."""
    owner = _owner_to_change(session, whose, by=by)
    found, action = one_action(session, whose, code, by=by, now=now)
    known = findings.words_by_code(_findings(session, library, owner))
    known |= {action.plan.finding_code: action.plan.finding} if action.plan.finding_code else {}
    plan = read_plan(typed, today=now.date(), known=known, is_shared=found.is_shared)
    actions.replace_plan(session, action.id, plan)
    audit.record(session, by=by, at=now, action="changed an action", subject=code)


def say_how_it_stands(
    session: Session, whose: Whose, code: str, *, status: str, note: str, by: Seat, now: datetime
) -> None:
    """One more line of its history; none where nothing has changed and nothing is said."""
    owner = _owner_to_change(session, whose, by=by)
    wanted = read_status(status, note)
    actions.hold_owner(session, owner)
    found, action = one_action(session, whose, code, by=by, now=now)
    if wanted in LIVE and not action.is_live:
        _require_room(found.actions)
    if wanted is action.status and not note.strip():
        return
    actions.add_status(session, action.id, StatusNote(wanted, now.date(), note.strip()))
    audit.record(session, by=by, at=now, action=f"said that an action is {wanted}", subject=code)


def _owner(session: Session, whose: Whose, *, by: Seat) -> Organisation | Partnership:
    if whose.kind is OwnerKind.ORGANISATION:
        organisation = organisations.get_organisation(session, whose.slug)
        require_organisation(organisation, by=by)
        return organisation
    partnership = partnerships.get_partnership(session, whose.slug)
    partners = partnerships.partners(session, partnership.id)
    require_partnership(partnership, by=by, partners=frozenset(each.organisation.id for each in partners))
    return partnership


def _owner_to_change(session: Session, whose: Whose, *, by: Seat) -> Organisation | Partnership:
    owner = _owner(session, whose, by=by)
    if not _may_change(owner, by):
        raise NotAllowed(
            "The convenor writes down what partners do together. You see it as soon as it is there."
        )
    return owner


def _may_change(owner: Organisation | Partnership, by: Seat) -> bool:
    return isinstance(owner, Organisation) or by.kind is SeatKind.CONVENOR


def _require_room(known: Sequence[Action]) -> None:
    if reason := why_not_another(known):
        raise Conflict(reason)


def _pick(found: Actions, code: str) -> Action:
    action = next((each for each in found.actions if each.code == code), None)
    if action is None:
        raise NotFound(NO_SUCH_PAGE)
    return action


def _findings(session: Session, library: CharterLibrary, owner: Organisation | Partnership) -> list[Findings]:
    """Of the latest assessment with a figure that can be shown."""
    if isinstance(owner, Organisation):
        known = assessments.assessments_of_organisation(session, owner.id)
    else:
        known = assessments.assessments_of_partnership(session, owner.id)
    with_results = (each for each in known if each.has_results)
    return next(filter(None, (_findings_of(session, library, owner, each) for each in with_results)), [])


def _findings_of(
    session: Session, library: CharterLibrary, owner: Organisation | Partnership, assessment: Assessment
) -> list[Findings]:
    charter = library.get(assessment.charter_version)
    if isinstance(owner, Organisation):
        closed = releases.closed_for_organisation(session, charter, assessment, owner.slug)
        return findings.of_organisation(closed, owner.slug)
    return findings.of_partnership(releases.closed_for_partnership(session, charter, assessment))


def _names(session: Session, owner: Organisation | Partnership) -> tuple[str, ...]:
    """Its own people's; of partners, the organisations', for nobody sees another's staff list."""
    if isinstance(owner, Partnership):
        return tuple(each.organisation.name for each in partnerships.partners(session, owner.id))
    names = sorted({each.name for each in people.people_of(session, [owner.id])}, key=str.casefold)
    return tuple(names) if len(names) <= MOST_NAMES else ()
