"""The takeaway about actions: how many are done, and what is overdue. Never a percentage."""

from collections.abc import Sequence
from datetime import date

from app.domain.actions import Action, ActionStatus
from app.domain.takeaways.sentences import first_that_fits, number, sentence

NONE_YET = "No actions chosen yet."


def of_actions(actions: Sequence[Action], today: date) -> str:
    """Parked ones count as ones that were chosen."""
    if not actions:
        return NONE_YET
    overdue = [each for each in actions if each.is_overdue(today)]
    return f"{_done(actions)} {_overdue(overdue)}".strip()


def _done(actions: Sequence[Action]) -> str:
    done = sum(each.status is ActionStatus.DONE for each in actions)
    if len(actions) == 1:
        return f"The one action here is {actions[0].status}."
    if done == len(actions):
        return "Both actions are done." if done == 2 else f"All {number(done)} actions are done."
    chosen = f"{number(len(actions))} actions"
    if not done:
        return (
            f"Neither of the {chosen} is done yet." if len(actions) == 2 else f"None of {chosen} is done yet."
        )
    return sentence(f"{number(done)} of {chosen} {'is' if done == 1 else 'are'} done.")


def _overdue(overdue: Sequence[Action]) -> str:
    if not overdue:
        return ""
    if len(overdue) == 1:
        what = overdue[0].plan.what.rstrip(".")
        return first_that_fits([f"One is overdue: {what}."], last="One is overdue.")
    return f"{sentence(number(len(overdue)))} are overdue."
