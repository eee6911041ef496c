"""What has shifted between two times of one person: in words, and no more than was asked alike."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.answers import BLANK, Skipped
from app.domain.assessments import BLOCKS_OF_A_PARTNERSHIP, Assessment, AssessmentState
from app.domain.charter import Block, Charter
from app.domain.shifts import (
    ASKED_OTHERWISE,
    NOTHING_BOTH_TIMES,
    SAME_ASSESSMENT,
    STILL_OPEN,
    OneTime,
    compare,
    why_not_compare,
)
from app.domain.takeaways.sentences import MOST_WORDS
from tests.released import the_charter

SPRING = datetime(2026, 3, 1, tzinfo=UTC)


def a_time(answers: dict[str, int], *, months: int = 0, charter: Charter | None = None, **changes) -> OneTime:
    """Of a joint assessment that closed so many months after spring; all else is blank."""
    charter = charter or the_charter()
    closed_at = SPRING + timedelta(days=30 * months)
    assessment = Assessment(
        id=months + 1,
        code=f"code{months}",
        title=f"After {months} months",
        charter_version=charter.version,
        blocks=BLOCKS_OF_A_PARTNERSHIP,
        state=AssessmentState.SEALED,
        opened_at=closed_at - timedelta(days=21),
        closes_at=closed_at,
        closed_at=closed_at,
        fewest_shown=5,
        leaders_line="",
        owner_name="Millbrook",
        partnership_id=1,
    )
    sheet = bytes(answers.get(code, BLANK) for code in charter.asked)
    return OneTime(replace(assessment, **changes), charter, sheet)


def practice_takeaway(before: dict[str, int], after: dict[str, int]) -> str:
    return compare(a_time(before), a_time(after, months=6)).panels[0].takeaway


def test_the_furthest_move_is_named_with_both_answers():
    before = {"SP1.1.practice": 1, "VA2.1.practice": 0, "SA1.1.practice": 2}
    after = {"SP1.1.practice": 3, "VA2.1.practice": 3, "SA1.1.practice": 2}
    title = the_charter().by_competency["VA2.1"].title
    assert practice_takeaway(before, after) == (f"“{title}” has moved from “never” to “most of the time”.")


def test_a_move_down_is_told_in_the_same_words():
    title = the_charter().by_competency["SP1.1"].title
    assert practice_takeaway({"SP1.1.practice": 4}, {"SP1.1.practice": 2}) == (
        f"“{title}” has moved from “always or nearly always” to “about half the time”."
    )


def test_single_steps_are_much_the_same():
    asked = [each.code for each in the_charter().statements if each.block is Block.PRACTICE]
    before = dict.fromkeys(asked, 2)
    after = {code: 1 + 2 * (place % 2) for place, code in enumerate(asked)}
    assert practice_takeaway(before, after) == "Much the same as last time. Habits are slow."
    assert not any(
        shift.has_moved for shift in compare(a_time(before), a_time(after, months=1)).panels[0].shifts
    )


def test_every_takeaway_is_short():
    for statement in the_charter().statements:
        for before, after in ((0, 4), (4, 0)):
            shifts = compare(a_time({statement.code: before}), a_time({statement.code: after}, months=1))
            said = [panel.takeaway for panel in shifts.panels if panel.block is statement.block]
            assert said
            assert len(said[0].split()) <= MOST_WORDS


def test_the_furthest_comes_first_and_ties_keep_the_order_they_were_asked_in():
    before = {"SP1.1.practice": 2, "SP1.2.practice": 0, "VA2.1.practice": 4, "SA1.1.practice": 2}
    after = {"SP1.1.practice": 3, "SP1.2.practice": 4, "VA2.1.practice": 0, "SA1.1.practice": 2}
    [panel] = compare(a_time(before), a_time(after, months=1)).panels
    assert [shift.statement.code for shift in panel.shifts] == [
        "SP1.2.practice",
        "VA2.1.practice",
        "SP1.1.practice",
        "SA1.1.practice",
    ]


@pytest.mark.parametrize("skipped", [BLANK, Skipped.DID_NOT_COME_UP, Skipped.CANNOT_SAY])
def test_only_what_was_answered_both_times_is_there(skipped):
    before = {"SP1.1.practice": 1, "SP1.2.practice": skipped, "VA2.1.practice": 3}
    after = {"SP1.1.practice": 1, "SP1.2.practice": 3, "VA2.1.practice": skipped}
    [panel] = compare(a_time(before), a_time(after, months=1)).panels
    assert [shift.statement.code for shift in panel.shifts] == ["SP1.1.practice"]


def test_where_nothing_was_answered_both_times_it_says_so():
    assert practice_takeaway({"SP1.1.practice": 1}, {"SP1.2.practice": 1}) == NOTHING_BOTH_TIMES


def test_the_order_is_that_of_the_closing_whichever_was_opened_first():
    early, late = a_time({"SP1.1.practice": 0}), a_time({"SP1.1.practice": 4}, months=6)
    assert compare(early, late) == compare(late, early)
    [shift] = compare(late, early).panels[0].shifts
    assert (shift.before, shift.after) == (0, 4)


def test_an_open_assessment_is_the_later_one_whenever_it_will_close():
    still_open = a_time({"SP1.1.practice": 4}, months=1, closed_at=None, state=AssessmentState.OPEN)
    sealed = a_time({"SP1.1.practice": 0}, months=6)
    assert compare(still_open, sealed).after is still_open.assessment


def test_what_surrounds_her_is_compared_where_one_owner_asked_both_times():
    answers = {"SP1.1.practice": 1, "SP1.1.organisation": 1, "RP1.1.partnership": 1}
    same = compare(a_time(answers), a_time(answers, months=1))
    other = compare(a_time(answers), a_time(answers, months=1, partnership_id=2))
    asked = {code for code in answers if code in the_charter().asked}
    assert {panel.block.value for panel in same.panels} == {code.rpartition(".")[2] for code in asked}
    assert [panel.block for panel in other.panels] == [Block.PRACTICE]
    assert (same.has_one_owner, other.has_one_owner) == (True, False)


def test_a_block_that_one_of_the_two_left_out_is_not_compared():
    answers = {"SP1.1.practice": 1, "SP1.1.organisation": 1}
    own = a_time(answers, months=1, blocks=(Block.PRACTICE,))
    assert [panel.block for panel in compare(a_time(answers), own).panels] == [Block.PRACTICE]


def test_new_words_under_a_new_code_are_not_compared_with_the_old():
    charter = the_charter()
    newer = Charter(
        version="9.9",
        published_on=charter.published_on,
        summary="",
        themes=charter.themes,
        scales=charter.scales,
        sources=charter.sources,
        asked=charter.asked[1:],
    )
    answers = dict.fromkeys(charter.asked, 2)
    [panel, *_] = compare(a_time(answers), a_time(answers, months=1, charter=newer)).panels
    assert charter.asked[0] not in [shift.statement.code for shift in panel.shifts]
    assert len(panel.shifts) == 30


def test_why_two_times_cannot_stand_side_by_side():
    shown = a_time({})
    assert why_not_compare(shown, a_time({}, months=6)) is None
    assert why_not_compare(shown, a_time({})) == SAME_ASSESSMENT
    assert why_not_compare(shown, a_time({}, months=6, state=AssessmentState.OPEN)) == STILL_OPEN
    no_practice = a_time({}, months=6, blocks=(Block.ORGANISATION,))
    assert why_not_compare(shown, no_practice) == ASKED_OTHERWISE
