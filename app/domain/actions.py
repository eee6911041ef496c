"""Actions: up to three at a time that an organisation, or partners together, have said they will do."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain.errors import Invalid

MOST_LIVE = 3
LONGEST_NAME = 120  # letters: what is done, and who leads it
LONGEST_TEXT = 2_000
LATEST_DUE = timedelta(days=5 * 365)
THREE_IS_PLENTY = "Three live actions are plenty. Park one or finish one first, and this one has its turn."
AS_BROWSERS_SEND = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
AS_PEOPLE_WRITE = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})", re.ASCII)
LOOK_AGAIN = "Something needs another look."


class ActionStatus(StrEnum):
    NOT_STARTED = "not started"
    UNDER_WAY = "under way"
    DONE = "done"
    PARKED = "parked"


LIVE = frozenset({ActionStatus.NOT_STARTED, ActionStatus.UNDER_WAY})


@dataclass(frozen=True)
class Plan:
    """What is to be done. `cost` and `borne_by` are for partners; `finding` is empty for something else."""

    what: str
    led_by: str
    due_on: date
    finding_code: str = ""
    finding: str = ""
    empty_chair: str = ""
    cost: str = ""
    borne_by: str = ""


@dataclass(frozen=True)
class StatusNote:
    status: ActionStatus
    noted_on: date
    note: str


@dataclass(frozen=True)
class Action:
    """`history` has at least one line, the oldest first."""

    id: int
    code: str  # opaque, in addresses
    plan: Plan
    history: tuple[StatusNote, ...]

    @property
    def status(self) -> ActionStatus:
        return self.history[-1].status

    @property
    def is_live(self) -> bool:
        return self.status in LIVE

    def is_overdue(self, today: date) -> bool:
        return self.is_live and self.plan.due_on < today


@dataclass(frozen=True)
class TypedPlan:
    """An action's form as it was filled in."""

    what: str = ""
    led_by: str = ""
    due_on: str = ""
    finding: str = ""  # a finding's code
    empty_chair: str = ""
    cost: str = ""
    borne_by: str = ""


def read_plan(typed: TypedPlan, *, today: date, known: dict[str, str], is_shared: bool) -> Plan:
    """`known` has the words of each finding by its code. Refuses with a sentence for each field at fault."""
    due_on = read_day(typed.due_on)
    faults = {
        "what": _why_not_line(typed.what, "Say what you will do, in a line."),
        "led_by": _why_not_line(typed.led_by, "Say who leads it."),
        "due_on": _why_not_due(due_on, today),
        "finding": "Choose a finding from the list." if typed.finding not in {"", *known} else None,
        "empty_chair": why_too_long(typed.empty_chair),
        "cost": why_too_long(typed.cost),
        "borne_by": why_too_long(typed.borne_by),
    }
    problems = {field: sentence for field, sentence in faults.items() if sentence}
    if problems or due_on is None:
        raise Invalid(LOOK_AGAIN, problems)
    return Plan(
        " ".join(typed.what.split()),
        " ".join(typed.led_by.split()),
        due_on,
        typed.finding,
        known.get(typed.finding, ""),
        typed.empty_chair.strip(),
        typed.cost.strip() if is_shared else "",
        typed.borne_by.strip() if is_shared else "",
    )


def read_day(typed: str) -> date | None:
    """As browsers send one, 2027-03-04; or as people write one, 4/3/2027."""
    text = typed.strip()
    if found := AS_BROWSERS_SEND.fullmatch(text):
        year, month, day = found.groups()
    elif found := AS_PEOPLE_WRITE.fullmatch(text):
        day, month, year = found.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _why_not_line(typed: str, missing: str) -> str | None:
    if not typed.strip():
        return missing
    if len(" ".join(typed.split())) > LONGEST_NAME:
        return f"Keep this to {LONGEST_NAME} letters."
    return None


def _why_not_due(due_on: date | None, today: date) -> str | None:
    if due_on is None:
        return "Give a day, such as 4/3/2027."
    if due_on > today + LATEST_DUE:
        return "Choose a day within the next five years."
    return None


def why_too_long(typed: str, most: int = LONGEST_TEXT) -> str | None:
    return f"Keep this to {most:,} letters." if len(typed) > most else None


def why_not_another(actions: Sequence[Action]) -> str | None:
    """The reason that one more cannot be live, or None."""
    return THREE_IS_PLENTY if sum(each.is_live for each in actions) >= MOST_LIVE else None


def read_status(typed: str, note: str) -> ActionStatus:
    problem = why_too_long(note)
    if typed not in set(ActionStatus) or problem:
        faults = {"status": None if typed in set(ActionStatus) else "Choose how it stands.", "note": problem}
        raise Invalid(LOOK_AGAIN, {field: fault for field, fault in faults.items() if fault})
    return ActionStatus(typed)


def in_order(actions: Sequence[Action]) -> list[Action]:
    """Live ones first, the soonest due first; then what is done; what is parked last."""
    return sorted(
        actions, key=lambda each: (not each.is_live, each.status is ActionStatus.PARKED, each.plan.due_on)
    )
