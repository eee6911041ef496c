"""Actions and their history."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, bindparam, insert, select, update
from sqlmodel import Session

from app.domain.actions import Action, ActionStatus, Plan, StatusNote
from app.domain.people import Organisation, Partnership
from app.storage.tables import ACTION, ACTION_STATUS, ORGANISATION, PARTNERSHIP

_PLAN = tuple(Plan.__dataclass_fields__)
_HISTORY = (
    select(ACTION_STATUS)
    .where(ACTION_STATUS.c.action_id.in_(bindparam("ids", expanding=True)))
    .order_by(ACTION_STATUS.c.id)
)


def _owned_by(owner: Organisation | Partnership) -> dict[str, int]:
    if isinstance(owner, Organisation):
        return {"organisation_id": owner.id}
    return {"partnership_id": owner.id}


def hold_owner(session: Session, owner: Organisation | Partnership) -> None:
    """Whoever else would add to its actions waits until this transaction ends."""
    table = ORGANISATION if isinstance(owner, Organisation) else PARTNERSHIP
    session.execute(select(table.c.id).where(table.c.id == owner.id).with_for_update())


def actions_of(session: Session, owner: Organisation | Partnership) -> list[Action]:
    """In the order in which they were chosen."""
    [(column, owner_id)] = _owned_by(owner).items()
    rows = session.execute(select(ACTION).where(ACTION.c[column] == owner_id).order_by(ACTION.c.id)).all()
    histories: dict[int, list[StatusNote]] = {row.id: [] for row in rows}
    for row in session.execute(_HISTORY, {"ids": list(histories)}) if rows else ():
        histories[row.action_id].append(StatusNote(ActionStatus(row.status), row.noted_on, row.note))
    return [_action(row, histories[row.id]) for row in rows]


def get_action(session: Session, action_id: int) -> tuple[Action, int]:
    """With its organisation's id; only for what is an organisation's."""
    row = session.execute(select(ACTION).where(ACTION.c.id == action_id)).one()
    notes = session.execute(_HISTORY, {"ids": [action_id]})
    history = [StatusNote(ActionStatus(each.status), each.noted_on, each.note) for each in notes]
    return _action(row, history), row.organisation_id


def _action(row: Row[*tuple[Any, ...]], history: list[StatusNote]) -> Action:
    plan = Plan(**{name: getattr(row, name) for name in _PLAN})
    return Action(row.id, row.code, plan, tuple(history))


def add_action(session: Session, owner: Organisation | Partnership, code: str, plan: Plan) -> int:
    values = {"code": code, **_owned_by(owner), **asdict(plan)}
    return int(session.execute(insert(ACTION).values(values).returning(ACTION.c.id)).scalar_one())


def replace_plan(session: Session, action_id: int, plan: Plan) -> None:
    session.execute(update(ACTION).where(ACTION.c.id == action_id).values(asdict(plan)))


def add_status(session: Session, action_id: int, note: StatusNote) -> None:
    session.execute(insert(ACTION_STATUS).values(action_id=action_id, **asdict(note)))
