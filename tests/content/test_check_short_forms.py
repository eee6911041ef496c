"""What the check says of the pulse and the meeting form when somebody gets them wrong."""

import pytest

from app.storage.short_form_files import load_short_forms
from tests.content.conftest import REAL

MEETING, PULSE = "meeting_form.yaml", "pulse.yaml"


def test_there_are_two_statements_on_each_of_eleven_skills():
    form = load_short_forms(REAL).meeting
    assert [len(skill.statements) for skill in form.skills] == [2] * 11
    assert form.provenance == "drawn from the source"


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (MEETING, "competency: SA1.1", "competency: SP1.1", "SP1.1 is none of the skills in the source."),
        (MEETING, "competency: SA4.1", "competency: SA1.1", "SA1.1 is here 2 times."),
        (MEETING, "competency: SA4.1", "competency: SA1.1", "There are no statements on SA4.1."),
        (MEETING, "code: SA1.1.meeting.2", "code: SA1.1.meeting.3", "should be SA1.1.meeting.2."),
        (MEETING, "own: I say in", "own: We say in", "(opening)"),
        (MEETING, "own: I say in", "own: I usually say in", "(frequency)"),
        (MEETING, "seen: Says in", "seen: I say in", "What a colleague sees begins with what is done"),
        (MEETING, "Says in plain words", "Says without fuss", "(negative)"),
        (MEETING, 'source: "004"', 'source: "009"', "There is no source 009"),
        (MEETING, "scale: frequency5", "scale: frequency6", "There is no scale frequency6"),
        (MEETING, "    says: The", "    sais: The", "nothing reads"),
        (MEETING, "drawn from the source", "found somewhere", "is not a provenance"),
        (PULSE, "code: helped", "code: assisted", "A pulse asks changed and helped"),
        (PULSE, "      - Not at all\n", "", "This question has 4 labels; it needs 5."),
        (PULSE, "cannot_say: I can’t say\n", "", "This pulse has no cannot_say."),
    ],
)
def test_what_is_wrong_is_told_with_its_line(folder, check, file, old, new, told):
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    found = [fault for fault in check() if told in fault]
    assert found
    assert found[0].startswith(f"charter/{file}:")


@pytest.mark.parametrize("file", [MEETING, PULSE])
def test_a_file_that_is_missing_is_told(folder, check, file):
    (folder / file).unlink()
    assert check() == [f"charter/{file}:1: This file is missing."]
