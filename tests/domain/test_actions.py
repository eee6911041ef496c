"""What is said of actions, and how their days are read."""

from datetime import date

import pytest

from app.domain.actions import Action, ActionStatus, Plan, StatusNote, in_order, read_day, why_not_another
from app.domain.takeaways.actions import of_actions

TODAY = date(2027, 3, 4)
PAST, AHEAD = date(2027, 3, 3), date(2027, 3, 5)
NOT_STARTED, UNDER_WAY, DONE, PARKED = ActionStatus


def an_action(status: ActionStatus, due_on: date = AHEAD, what: str = "Shadow a partner") -> Action:
    return Action(1, "k7mq2xdn", Plan(what, "Dele", due_on), (StatusNote(status, PAST, ""),))


@pytest.mark.parametrize(
    ("statuses", "told"),
    [
        ([], "No actions chosen yet."),
        ([UNDER_WAY], "The one action here is under way."),
        ([NOT_STARTED, PARKED], "Neither of the two actions is done yet."),
        ([DONE, DONE], "Both actions are done."),
        ([NOT_STARTED, UNDER_WAY, PARKED], "None of three actions is done yet."),
        ([DONE, UNDER_WAY, PARKED], "One of three actions is done."),
        ([DONE, DONE, UNDER_WAY, PARKED, NOT_STARTED], "Two of five actions are done."),
        ([DONE] * 3, "All three actions are done."),
    ],
)
def test_the_takeaway_counts_and_gives_no_percentage(statuses: list[ActionStatus], told: str):
    assert of_actions([an_action(status) for status in statuses], TODAY) == told


def test_what_is_due_today_is_not_overdue_and_what_is_parked_never_is():
    assert not an_action(UNDER_WAY, TODAY).is_overdue(TODAY)
    assert an_action(UNDER_WAY, PAST).is_overdue(TODAY)
    assert not an_action(PARKED, PAST).is_overdue(TODAY)
    assert not an_action(DONE, PAST).is_overdue(TODAY)


def test_one_that_is_overdue_is_named_unless_its_name_is_long():
    late = an_action(UNDER_WAY, PAST, "Ask the night team.")
    assert of_actions([late, an_action(DONE)], TODAY).endswith("One is overdue: Ask the night team.")
    wordy = an_action(UNDER_WAY, PAST, "so " * 30)
    assert of_actions([wordy, an_action(DONE)], TODAY).endswith("One is overdue.")
    assert of_actions([late, wordy], TODAY).endswith("Two are overdue.")


def test_live_ones_come_first_by_their_day_and_parked_ones_last():
    parked, done, later, sooner = (
        an_action(PARKED),
        an_action(DONE),
        an_action(NOT_STARTED, AHEAD),
        an_action(UNDER_WAY, PAST),
    )
    assert in_order([parked, done, later, sooner]) == [sooner, later, done, parked]


def test_what_is_done_or_parked_makes_room():
    assert why_not_another([an_action(UNDER_WAY)] * 2 + [an_action(DONE), an_action(PARKED)]) is None
    assert why_not_another([an_action(UNDER_WAY)] * 3) is not None


@pytest.mark.parametrize("typed", ["2027-03-04", " 4/3/2027 ", "04/03/2027"])
def test_a_day_is_read_as_browsers_send_it_and_as_people_write_it(typed: str):
    assert read_day(typed) == TODAY


@pytest.mark.parametrize(
    "typed", ["", "4.3.27", "31/2/2027", "2027-W10-4", "20270304", "٤/٣/٢٠٢٧", "1/1/99999"]
)
def test_what_is_no_day_is_none(typed: str):
    assert read_day(typed) is None
