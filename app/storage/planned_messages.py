"""The plan of an assessment's messages, and how far each has come. Says nothing of whom they reached."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, select, update
from sqlmodel import Session

from app.domain.assessments import AssessmentState
from app.domain.message_plan import Occasion, PlannedMessage, Words
from app.domain.timeline import TimelineMessage
from app.storage.tables import ASSESSMENT, PLANNED_MESSAGE

_OF_ASSESSMENT = select(PLANNED_MESSAGE).where(PLANNED_MESSAGE.c.assessment_id == bindparam("assessment_id"))
_HELD = _OF_ASSESSMENT.with_for_update()
_ONE = (
    PLANNED_MESSAGE.c.assessment_id == bindparam("assessment"),
    PLANNED_MESSAGE.c.occasion == bindparam("which"),
)
_MOVED = update(PLANNED_MESSAGE).where(*_ONE).values(on=bindparam("day"))
_REWORDED = update(PLANNED_MESSAGE).where(*_ONE).values(subject=bindparam("line"), opening=bindparam("text"))
_REACHED = (
    update(PLANNED_MESSAGE).where(*_ONE).values(reached=bindparam("last"), sent_on=bindparam("finished_on"))
)
_STRUCK_OFF = delete(PLANNED_MESSAGE).where(*_ONE)
_WAITING = (
    select(PLANNED_MESSAGE.c.assessment_id)
    .join(ASSESSMENT, ASSESSMENT.c.id == PLANNED_MESSAGE.c.assessment_id)
    .where(
        ASSESSMENT.c.state == AssessmentState.OPEN,
        PLANNED_MESSAGE.c.sent_on.is_(None),
        PLANNED_MESSAGE.c.on <= bindparam("today"),
    )
    .distinct()
    .order_by(PLANNED_MESSAGE.c.assessment_id)
)


def write(session: Session, assessment_id: int, plan: Sequence[PlannedMessage], *, sender: str = "") -> None:
    """`sender` is the person who signs; without one a letter is signed by the place alone."""
    pinned = {"assessment_id": assessment_id, "sender": sender, "reached": 0}
    if plan:
        session.execute(
            insert(PLANNED_MESSAGE),
            [{"occasion": each.occasion, "on": each.on, **vars(each.words), **pinned} for each in plan],
        )


def timeline(session: Session, assessment_id: int) -> list[TimelineMessage]:
    """In the order of occasions."""
    return _in_order(session.execute(_OF_ASSESSMENT, {"assessment_id": assessment_id}).all())


def hold_timeline(session: Session, assessment_id: int) -> list[TimelineMessage]:
    """Whoever else would change it, or send by it, waits until this transaction ends."""
    return _in_order(session.execute(_HELD, {"assessment_id": assessment_id}).all())


def _in_order(rows: Sequence[Row[*tuple[Any, ...]]]) -> list[TimelineMessage]:
    found = {
        each.occasion: TimelineMessage(
            Occasion(each.occasion),
            each.on,
            each.sender,
            each.reached,
            each.sent_on,
            Words(each.subject, each.opening),
        )
        for each in rows
    }
    return [found[occasion] for occasion in Occasion if occasion in found]


def waiting_assessments(session: Session, *, today: date) -> list[int]:
    """Ids of the open ones with a message whose day has come and that has not gone to all."""
    return list(session.execute(_WAITING, {"today": today}).scalars())


def move(session: Session, assessment_id: int, occasion: Occasion, *, to: date) -> None:
    session.execute(_MOVED, {"assessment": assessment_id, "which": occasion, "day": to})


def reword(session: Session, assessment_id: int, occasion: Occasion, words: Words) -> None:
    values = {"assessment": assessment_id, "which": occasion, "line": words.subject, "text": words.opening}
    session.execute(_REWORDED, values)


def strike_off(session: Session, assessment_id: int, occasion: Occasion) -> None:
    session.execute(_STRUCK_OFF, {"assessment": assessment_id, "which": occasion})


def reach(
    session: Session, assessment_id: int, occasion: Occasion, *, last: int, finished_on: date | None
) -> None:
    values = {"assessment": assessment_id, "which": occasion, "last": last, "finished_on": finished_on}
    session.execute(_REACHED, values)
