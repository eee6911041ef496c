"""Each rule about guides broken once, on a copy of the charter: exactly that fault is found, on its line."""

import pytest

from tests.content.breaking import change

SA = "themes/SA.yaml"
ASK = "Tell us about turning down something that other people very much wanted you to do."
STRONG = "                - Said no early and directly, with a reason\n"
FREE = "            - costs: nothing\n              what: >-\n                Practise saying no in pairs"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (f"ask: {ASK}", "ask:", "This interview question has no ask."),
        (f"ask: {ASK}", "ask: When did you last say no?", "begin with “Tell us about”"),
        (f"ask: {ASK}", "ask: Tell us about saying no to your family.", "asks about “family”"),
        (f"ask: {ASK}", "ask: Tell us about your years in this work.", "asks about “years”"),
        (f"ask: {ASK}", "ask: Tell us about " + "saying no " * 14, "This has 31 words; 30 is the most here."),
        ("suggested_for: operational", "suggested_for: senior", "“senior” is not a role level"),
        ("provenance: written for this platform", "provenance: folklore", "“folklore” is not a provenance"),
        ("operational: >-\n", "operative: >-\n", "“operative” that nothing reads"),
        (
            "- A title and a team name do for an introduction",
            "- Three professionals leave a person’s home, each sure that another will make the call",
            "SA1.1 says the same as SA1.1",
        ),
    ],
)
def test_a_fault_is_found_on_its_line(folder, check, old, new, sentence):
    place = change(folder, SA, old, new)
    assert [fault for fault in check() if fault.startswith(f"{place}: ") and sentence in fault]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (STRONG, STRONG + "                - Slept on it\n", "SA1.2 has 4 strong signs; it needs 2 or 3."),
        (
            "            - ‘Leave it with me’ is said in every meeting\n",
            "            - Nobody says no\n            - Nobody says yes\n            - Everybody nods\n",
            "SA1.2 has 4 things you would not see; it needs 1 or 2.",
        ),
        (
            FREE,
            FREE.replace("nothing", "money"),
            "The first piece of support of SA1.2 must cost nothing.",
        ),
        (FREE, FREE.replace("nothing", "a fortune"), "Support costs “a fortune”"),
        (
            "suggested_for: operational",
            "suggested_for: strategic",
            "2 competencies are suggested for the level",
        ),
        (
            "suggested_for: operational",
            "suggested_for: strategic",
            "More than three competencies are suggested",
        ),
    ],
)
def test_how_much_there_is_of_each_is_counted(folder, check, old, new, sentence):
    change(folder, SA, old, new)
    assert any(sentence in fault for fault in check())


def test_a_competency_without_a_guide_is_a_fault(folder, check):
    path = folder / SA
    before, _, after = path.read_text(encoding="utf-8").partition("        guide:\n")
    rest = after[after.index("\n      - code: SA1.2") :]
    path.write_text(before + rest, encoding="utf-8")
    line = before[: before.index("- code: SA1.1")].count("\n") + 1
    assert f"charter/{SA}:{line}: This competency has no guide." in check()


def test_a_guide_may_be_mended_without_a_new_version(folder, check):
    change(folder, SA, ASK, "Tell us about a time when you said no to something.")
    assert check() == []
