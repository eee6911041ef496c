"""Each rule broken once, on a copy of the charter: exactly that fault is found, on the right line."""

import pytest

from app import charter_check
from tests.content.breaking import change

SP, SA, VERSION = "themes/SP.yaml", "themes/SA.yaml", "versions/0.1.yaml"
ASKED = "I check my own decisions against the outcome we agreed with our partners."
STATEMENT = """\
          - code: {code}
            block: {block}
            text: {text}
            scale: {scale}
            provenance: written for this platform
"""
BEFORE = "        things_to_try:\n"  # the first is that of SP1.1
NEW_CODE = "SP1.1.practice.2"


def add_statement(folder, text, *, code=NEW_CODE, block="practice", scale="frequency5", more=""):
    """One that no version asks, so that nothing but its own faults is found. Says on which line it begins."""
    written = STATEMENT.format(code=code, block=block, text=text, scale=scale) + more
    place = change(folder, SP, BEFORE, written + BEFORE)
    file, _, line = place.rpartition(":")
    return file, int(line)


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        (SP, "title: Start from the people we serve", "title:", "This principle has no title."),
        (SP, "provenance: written for this platform", "provenance:", "This statement has no provenance."),
        (SP, "provenance: written for this platform", "provenance: folklore", "“folklore” is not a"),
        (SP, 'source: "004"', 'source: "009"', "There is no source 009 in sources.yaml."),
        (SP, 'source: "004"', "source:", "This drawn_from has no source."),
        (SP, "shape: square", "shape: star", "“star” is not a table's shape"),
        (SP, "short: Shared purpose", "short: A shared purpose for all", "more than four words"),
        (SP, "short: People in the room", "short: Shared purpose", "same short title as SP1.1"),
        (
            SA,
            "prompt: Which of your plans only works if nothing goes wrong?",
            "prompt: Think.",
            "not a question",
        ),
        ("scales.yaml", "labels:\n      - Never\n", "labels:\n", "five labels; this has 4"),
        ("sources.yaml", "author: bassac", "author:", "This source has no author."),
        (VERSION, "published_on:", "published_on: # ", "This version has no published_on."),
        (VERSION, "SP1.1.practice:", "SP1.9.practice:", "asks SP1.9.practice, which is in no theme file"),
        (SP, ASKED, "I check my own plans against the outcome we agreed.", "is not what version 0.1 asked"),
    ],
)
def test_a_fault_is_found_on_its_line(folder, check, file, old, new, sentence):
    place = change(folder, file, old, new)
    [fault] = check()
    assert fault.startswith(f"{place}: ")
    assert sentence in fault


def test_a_code_of_another_shape_is_a_fault(folder, check):
    place = change(folder, SP, "code: SP\n", "code: sp\n")
    assert f"{place}: “sp” does not look like the code of a theme." in check()


def test_a_field_that_is_not_there_is_missed_where_its_thing_begins(folder, check):
    beginning = "- code: SP1.1\n        title: Shared purpose and outcomes\n"
    place = change(folder, SP, f"{beginning}        short: Shared purpose\n", beginning)
    assert check() == [f"{place}: This competency has no short."]


def test_a_misspelt_field_is_missed_and_pointed_out(folder, check):
    place = change(folder, SP, "short: Shared purpose", "shrot: Shared purpose")
    assert f"{place}: This competency has a field “shrot” that nothing reads. Is it misspelt?" in check()


def test_a_field_given_twice_is_a_fault(folder, check):
    change(folder, SP, "short: Shared purpose", "short: Our purpose\n        short: Shared purpose")
    [fault] = check()
    assert "says “short” twice" in fault


def test_one_thing_to_try_is_too_few(folder, check):
    key, thing = "things_to_try:\n", "          - Ask one partner what a good month looks like for them.\n"
    place = change(folder, SA, key + thing, key)
    assert check() == [f"{place}: SA2.1 has 1 things to try; it needs two."]


def test_the_same_thing_to_try_twice_is_a_fault(folder, check):
    once = "In your next meeting, let two other people speak before you do."
    place = change(folder, SA, once, "Ask one partner what a good month looks like for them.")
    assert check() == [f"{place}: SA3.2 has the same thing to try as SA2.1."]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("opening", "We check our own decisions."),
        ("length", "I " + "ask " * 20 + "them."),
        ("negative", "I do not forget the outcome we agreed."),
        ("unseen", "I try to check my own work."),
        ("frequency", "I often check my own work."),
        ("joined", "I check my work and yours."),
        ("jargon", "I check my work against the MoU."),
        ("grade", "I communicate organisational interdependencies explicitly."),
    ],
)
class TestWording:
    def test_a_statement_that_breaks_a_rule_is_a_fault(self, folder, check, rule, text):
        file, line = add_statement(folder, text)
        [fault] = check()
        assert fault.startswith(f"{file}:{line + 2}: {NEW_CODE} ({rule}): ")

    def test_a_rule_may_be_broken_with_a_reason(self, folder, check, rule, text):
        leave = (
            f"            allows:\n              - rule: {rule}\n                reason: We asked people.\n"
        )
        add_statement(folder, text, more=leave)
        assert check() == []

    def test_leave_without_a_reason_is_a_fault(self, folder, check, rule, text):
        file, line = add_statement(folder, text, more=f"            allows:\n              - rule: {rule}\n")
        assert check() == [f"{file}:{line + 6}: This allows has no reason."]


def test_leave_to_break_a_rule_that_is_kept_is_a_fault(folder, check):
    leave = "            allows:\n              - rule: joined\n                reason: We asked people.\n"
    file, line = add_statement(folder, "I check my own work.", more=leave)
    assert check() == [f"{file}:{line + 6}: {NEW_CODE} has leave to break “joined” and does not."]


@pytest.mark.parametrize(
    ("changes", "below", "sentence"),
    [
        ({"scale": "likert7"}, 3, "There is no scale likert7 in scales.yaml."),
        ({"block": "family"}, 1, f"{NEW_CODE} is about “family”"),
        ({"code": "SP1.1.practice"}, 0, "SP1.1.practice is already used on line"),
        ({"code": "SP1.2.practice.2"}, 0, "SP1.2.practice.2 stands under SP1.1"),
        ({"code": "SP1.1.me"}, 0, "“SP1.1.me” does not look like the code of a statement."),
        ({"code": "SP1.1.partnership.2"}, 1, "SP1.1.partnership.2 says it is about practice"),
    ],
)
def test_a_new_statement_must_fit_in(folder, check, changes, below, sentence):
    file, line = add_statement(folder, ASKED, **changes)
    [fault] = check()
    assert fault.startswith(f"{file}:{line + below}: ")
    assert sentence in fault


def test_a_statement_that_a_version_asks_can_not_be_taken_away(folder, check):
    statement = STATEMENT.format(code="SP1.1.practice", block="practice", text=ASKED, scale="frequency5")
    change(folder, SP, statement, "")
    line = change(folder, VERSION, "  SP1.1.practice:", "  SP1.1.practice:")
    assert check() == [
        f"{line}: Version 0.1 asks SP1.1.practice, which is in no theme file. Codes are for ever."
    ]


@pytest.mark.parametrize(
    ("old", "new"), [("scale: frequency5", "scale: maturity5"), ("block: partnership", "block: practice")]
)
def test_another_scale_or_block_is_another_statement(folder, check, old, new):
    change(folder, SP, old, new)
    assert any("is not what version 0.1 asked" in fault for fault in check())


def test_a_new_code_is_told_its_fingerprint_and_is_then_sound(folder, check):
    add_statement(folder, "I check my plans.")
    place = change(folder, VERSION, "asks:\n", f"asks:\n  {NEW_CODE}:\n").rpartition(":")
    [fault] = check()
    assert fault.startswith(f"{place[0]}:{int(place[2]) + 1}: {NEW_CODE} has no fingerprint yet")
    fingerprint = fault.split("“")[1].split("”")[0]
    change(folder, VERSION, f"{NEW_CODE}:", f'{NEW_CODE}: "{fingerprint}"')
    assert check() == []


def retire(folder, code):
    entry = (
        f"retired_codes:\n  - code: {code}\n    left_in: '0.2'\n    because: People read it in two ways.\n"
    )
    return change(folder, "retired.yaml", "retired_codes: []\n", entry)


def test_a_retired_code_is_never_used_again(folder, check):
    retire(folder, NEW_CODE)
    file, line = add_statement(folder, "I check my plans.")
    assert check() == [f"{file}:{line}: {NEW_CODE} was retired in version 0.2; it is never used again."]


@pytest.mark.parametrize("code", ["SP1.1.practice", "SP1.1"])
def test_the_newest_version_asks_nothing_that_is_retired(folder, check, code):
    retire(folder, code)
    [fault] = check()
    assert fault.startswith("charter/versions/0.1.yaml:")
    assert f"{code} was retired in version 0.2" in fault


def test_what_a_new_version_drops_is_listed_as_retired(folder, check):
    old = (folder / VERSION).read_text(encoding="utf-8")
    lines = [line for line in old.splitlines() if not line.startswith("  SP1.1.practice:")]
    new = "\n".join(lines).replace('version: "0.1"', 'version: "0.2"')
    (folder / "versions/0.2.yaml").write_text(new + "\n", encoding="utf-8")
    line = new.splitlines().index("asks:") + 1
    sentence = "Version 0.2 no longer asks SP1.1.practice: list it in retired.yaml."
    assert check() == [f"charter/versions/0.2.yaml:{line}: {sentence}"]
    retire(folder, "SP1.1.practice")
    assert check() == []


def test_a_code_asked_twice_is_a_fault(folder, check):
    asked = 'SP1.1.practice: "7dd2b4dfe7b0"'
    change(folder, VERSION, asked, f"{asked}\n  {asked}")
    [fault] = check()
    assert "asks SP1.1.practice twice" in fault


def test_a_theme_that_is_not_there_can_not_be_part_of_a_version(folder, check):
    place = change(folder, VERSION, "themes: [SP, VA, RP, SA]", "themes: [SP, VA, RP, SA, XX]")
    assert check() == [f"{place}: There is no theme XX."]


def test_a_file_that_is_not_yaml_is_one_fault_with_its_line(folder, check):
    place = change(folder, SP, "shape: square", "shape: [square")
    [fault] = check()
    assert fault.startswith(place.rpartition(":")[0])
    assert "not YAML that can be read" in fault


@pytest.mark.parametrize("name", ["scales.yaml", "sources.yaml", "retired.yaml"])
def test_a_missing_file_is_a_fault(folder, check, name):
    (folder / name).unlink()
    assert check() == [f"charter/{name}:1: This file is missing."]


def test_an_empty_folder_is_a_fault(tmp_path, capsys):
    assert charter_check.run(tmp_path) == 1
    assert "There is no file here yet." in capsys.readouterr().out
