"""A profile in words: true, kind, and never a number or a grade."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import profile_words
from app.domain.answers import BLANK, Skipped
from app.domain.charter import Block
from app.domain.profile import Profile, make_profile
from app.storage.charter_files import load_library

CHARTER = load_library(Path(__file__).parents[2] / "charter").newest
PRACTICE = [each.code for each in CHARTER.statements if each.block is Block.PRACTICE]
BLANK_SHEET = bytes([BLANK]) * len(CHARTER.asked)


def profile(answers: dict[str, int] | int, help_wanted: tuple[str, ...] = ()) -> Profile:
    """Of the given answers, or of the same answer to everything."""
    if isinstance(answers, int):
        answers = dict.fromkeys(CHARTER.asked, answers)
    sheet = bytearray(BLANK_SHEET)
    for code, answer in answers.items():
        sheet[CHARTER.place[code]] = answer
    return make_profile(CHARTER, bytes(sheet), help_wanted)


def said(made: Profile) -> str:
    """All that is written for her alone; names and texts of the charter left out."""
    strengths = [f"{each.sentence} {each.what_it_does}" for each in made.strengths]
    return " ".join([made.opening, *strengths, *(each.sentence for each in made.room), made.balance])


def test_it_opens_with_something_true_about_the_most_usual_habit():
    made = profile({"SA3.2.practice": 4, "SA3.1.practice": 1})
    assert made.opening == (
        "You hold back so that others can put forward their ideas. "
        "The quieter people get room, and the group gets their ideas."
    )


def test_strengths_say_how_often_and_come_from_different_themes():
    answers = {"SA1.1.practice": 4, "SA3.2.practice": 4, "VA4.3.practice": 3, "SP1.1.practice": 0}
    made = profile(answers)
    assert made.opening.startswith("You explain your role clearly to partners.")
    assert [each.sentence for each in made.strengths] == [
        "Most of the time, you thank partners for what they do.",
        "Nearly always, you hold back so that others can put forward their ideas.",
    ]


@given(
    answers=st.dictionaries(st.sampled_from(PRACTICE), st.integers(0, 4)),
    help_wanted=st.lists(st.sampled_from(PRACTICE), max_size=3, unique=True),
)
def test_no_habit_is_spoken_of_twice(answers, help_wanted):
    made = profile(answers, tuple(help_wanted))
    below = [each.habit.statement for each in (*made.strengths, *made.room)]
    texts = [profile_words.to_you(each.text) for each in below]
    assert len(set(texts)) == len(texts)
    assert not [text for text in texts if text.casefold() in made.opening.casefold()]


@pytest.mark.parametrize("answer", [1, 2, 3, 4])
def test_where_nearly_all_is_alike_it_says_so_and_picks_nothing_for_her(answer):
    made = profile(answer)
    assert made.opening == ("You answered nearly everything alike. Pick the one you would enjoy changing.")
    assert (made.strengths, made.room) == ((), ())


def test_where_nearly_all_is_alike_only_what_differs_is_spoken_of():
    answers = {**dict.fromkeys(PRACTICE, 3), "SA3.2.practice": 4, "SP1.1.practice": 1}
    made = profile(answers)
    assert made.opening.startswith("You answered nearly everything alike.")
    assert [each.habit.competency.code for each in made.strengths] == ["SA3.2"]
    assert [each.habit.competency.code for each in made.room] == ["SP1.1"]


def test_where_nearly_all_is_alike_what_she_asked_help_for_still_comes():
    made = profile(2, ("SA4.1.practice",))
    assert [each.habit.competency.code for each in made.room] == ["SA4.1"]


def test_one_answer_in_five_that_differs_is_not_nearly_alike():
    answers = {code: 4 if place % 5 == 0 else 2 for place, code in enumerate(PRACTICE)}
    assert len(profile(answers).strengths) == 2


def test_two_answers_are_too_few_to_be_called_alike():
    assert profile(dict.fromkeys(PRACTICE[:2], 3)).opening.startswith("You check your own decisions")


def test_room_to_grow_begins_with_what_she_asked_help_for():
    answers = {"SP1.1.practice": 0, "SA4.1.practice": 2, "SA1.1.practice": 4}
    made = profile(answers, ("SA4.1.practice",))
    assert [each.habit.competency.code for each in made.room] == ["SA4.1", "SP1.1"]
    assert made.room[0].sentence == "You offer help when you question a partner’s idea: about half the time."


def test_a_habit_is_never_both_a_strength_and_room_to_grow():
    answers = {code: 3 + place % 2 for place, code in enumerate(PRACTICE)}
    made = profile(answers, ("SA4.1.practice",))
    assert made.room == ()
    assert len(made.strengths) == 2


def test_things_to_try_begin_with_what_she_asked_help_for():
    made = profile({"SP1.1.practice": 0}, ("SA4.1.practice",))
    assert [(each.competency.code, each.asked_for) for each in made.steps] == [
        ("SA4.1", True),
        ("SP1.1", False),
    ]
    assert made.prompt == CHARTER.by_competency["SA4.1"].prompt


def test_there_is_something_to_try_even_where_all_is_usual():
    assert len(profile(4).steps) == 1


def test_with_all_at_never_it_is_kind_and_claims_nothing():
    made = profile(0)
    assert made.strengths == ()
    assert made.balance == ""
    assert made.opening.startswith("You took the time")


def test_where_nothing_is_usual_it_says_how_often_that_is():
    made = profile({code: 2 - place % 2 for place, code in enumerate(PRACTICE)})
    assert made.opening.startswith("About half the time, you check your own decisions")
    assert made.strengths == ()


@pytest.mark.parametrize("answer", [BLANK, Skipped.DID_NOT_COME_UP, Skipped.CANNOT_SAY])
def test_without_a_level_there_is_a_skeleton_and_no_claim(answer):
    made = profile(answer)
    assert (made.answered, made.strengths, made.room, made.views) == (0, (), (), ())
    assert not made.is_sketch


def test_a_few_answers_are_called_a_sketch():
    assert profile(dict.fromkeys(PRACTICE[:6], 3)).is_sketch
    assert profile(dict.fromkeys(PRACTICE[:1], 3)).answered == 1
    assert not profile(dict.fromkeys(PRACTICE[:10], 3)).is_sketch


def test_a_theme_stands_out_only_by_a_clear_margin():
    values = {code: 4 if code.startswith("VA") else 1 for code in PRACTICE}
    assert profile(values).balance == "Values is where good habits come most easily to you."
    assert profile(3).balance.startswith("No one theme stands apart")


def test_her_organisation_and_the_partnership_are_views_and_never_habits():
    made = profile({"SP2.1.organisation": 4, "SP4.2.organisation": 1, "SP3.1.partnership": 0})
    assert made.answered == 0
    organisation, partnership = made.views
    assert [words for _, words in organisation.mostly] == ["Always or nearly always"]
    assert [words for _, words in organisation.hardly] == ["Talked about, not agreed"]
    assert [statement.code for statement, _ in partnership.hardly] == ["SP3.1.partnership"]


def test_how_often_and_how_firmly_are_not_ranked_against_each_other():
    answers = dict.fromkeys((code for code in CHARTER.asked if code.endswith(".organisation")), 4)
    [view] = profile(answers).views
    scales = [statement.scale for statement, _ in view.mostly]
    assert [scales.count("frequency5"), scales.count("maturity5")] == [2, 2]


def test_every_habit_has_words_of_its_own_for_what_it_does():
    codes = {code.rpartition(".")[0] for code in PRACTICE}
    assert codes <= profile_words.WHAT_IT_DOES.keys()


def test_every_statement_can_be_said_to_her():
    for code in PRACTICE:
        sentence = profile_words.to_you(CHARTER.statements[CHARTER.place[code]].text)
        assert sentence.startswith("you ")
        assert not re.search(r"\b(I|my|me|we|our|ours|us|am|mine|myself)\b", sentence), sentence


def test_what_is_ours_is_hers_when_it_is_said_to_her():
    text = CHARTER.statements[CHARTER.place["SP1.2.practice"]].text
    assert profile_words.to_you(text) == (
        "you bring the views of people who use your services into meetings with partners"
    )
    assert profile_words.to_you("I say what is mine, and what is ours.") == (
        "you say what is yours, and what is yours"
    )


@given(answers=st.lists(st.integers(0, BLANK), min_size=len(PRACTICE), max_size=len(PRACTICE)))
def test_it_never_has_a_number_a_percentage_or_a_comparison(answers):
    made = profile(dict(zip(PRACTICE, answers, strict=True)))
    assert not re.search(
        r"\d|%|\b(score|average|better than|worse|others answered|rank|out of)\b", said(made)
    )
    assert made == profile(dict(zip(PRACTICE, answers, strict=True)))
