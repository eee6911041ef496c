import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.answers import BLANK, MEANINGFUL, Skipped, blank_sheet, is_level, pack, unpack

CODES = tuple(f"SP1.{number}.practice" for number in range(1, 11))
some_answers = st.dictionaries(st.sampled_from(CODES), st.sampled_from(sorted(MEANINGFUL)))


@given(some_answers)
def test_answers_read_back_as_they_were_kept(answers):
    assert unpack(pack(answers, CODES), CODES) == answers


@given(st.binary(min_size=len(CODES), max_size=len(CODES)))
def test_any_bytes_at_all_read_as_answers_or_blanks(sheet):
    answers = unpack(sheet, CODES)
    assert set(answers.values()) <= MEANINGFUL
    assert all(sheet[CODES.index(code)] == answer for code, answer in answers.items())


def test_a_sheet_has_a_byte_a_statement():
    assert len(pack({CODES[3]: 2}, CODES)) == len(CODES)
    assert pack({CODES[3]: 2}, CODES)[3] == 2


def test_a_new_sheet_is_all_blank():
    assert unpack(blank_sheet(len(CODES)), CODES) == {}
    assert pack({}, CODES) == blank_sheet(len(CODES))


def test_the_numbers_that_are_kept_never_change():
    assert (Skipped.DID_NOT_COME_UP, Skipped.CANNOT_SAY, BLANK) == (5, 6, 7)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (0, True),
        (4, True),
        (5, False),
        (Skipped.CANNOT_SAY, False),
        (BLANK, False),
        (None, False),
        (-1, False),
    ],
)
def test_only_nought_to_four_are_levels(answer, expected):
    assert is_level(answer) is expected


def test_a_sheet_of_another_length_is_refused():
    with pytest.raises(ValueError, match="zip"):
        unpack(blank_sheet(3), CODES)
