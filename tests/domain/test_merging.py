"""What a page sends, merged with what is kept: two tabs and two devices never overwrite each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.answers import BLANK
from app.domain.merging import Clash, merge

ANSWERS = st.integers(0, BLANK)


@pytest.mark.parametrize(
    ("kept", "seen", "sent", "merged"),
    [
        pytest.param(BLANK, BLANK, 3, 3, id="a first answer is taken"),
        pytest.param(1, 1, 3, 3, id="a changed answer is taken"),
        pytest.param(1, 1, BLANK, BLANK, id="an answer taken back is taken back"),
        pytest.param(4, 1, 1, 4, id="what was not touched here stays as it was changed elsewhere"),
        pytest.param(3, 1, 3, 3, id="the same change in two places is one change"),
    ],
)
def test_one_statement(kept, seen, sent, merged):
    result = merge(bytes([kept]), seen={0: seen}, sent={0: sent})
    assert (list(result.sheet), result.clashes) == ([merged], ())


def test_changed_in_two_places_to_different_answers_is_a_clash_and_changes_nothing():
    result = merge(bytes([4, BLANK]), seen={0: 1, 1: BLANK}, sent={0: 2, 1: 0})
    assert list(result.sheet) == [4, 0]
    assert result.clashes == (Clash(place=0, kept=4, sent=2),)


def test_what_is_not_sent_is_left_alone():
    assert merge(bytes([4, 2]), seen={0: 1, 1: 1}, sent={}).sheet == bytes([4, 2])


def test_without_word_of_what_was_seen_what_is_sent_is_taken():
    assert merge(bytes([4]), seen={}, sent={0: 1}).sheet == bytes([1])


@given(kept=ANSWERS, seen=ANSWERS, sent=ANSWERS)
def test_an_answer_is_lost_only_if_it_was_seen_or_is_told(kept, seen, sent):
    result = merge(bytes([kept]), seen={0: seen}, sent={0: sent})
    after = result.sheet[0]
    if after != kept:
        assert kept == seen
    if after != sent:
        assert sent == seen or result.clashes


@given(kept=ANSWERS, seen=ANSWERS, sent=ANSWERS)
def test_sending_the_same_again_changes_nothing(kept, seen, sent):
    once = merge(bytes([kept]), seen={0: seen}, sent={0: sent})
    assert merge(once.sheet, seen={0: seen}, sent={0: sent}) == once


@given(kept=ANSWERS, sent=ANSWERS)
def test_a_page_that_saw_what_is_kept_never_clashes(kept, sent):
    assert merge(bytes([kept]), seen={0: kept}, sent={0: sent}).sheet == bytes([sent])
