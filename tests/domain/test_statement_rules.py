import pytest

from app.domain.charter import Block
from app.domain.statement_rules import Rule, breaches, reading_grade

GOOD = {
    Block.PRACTICE: "I thank partners for what they do.",
    Block.ORGANISATION: "My organisation keeps its promises to partners.",
    Block.PARTNERSHIP: "In this partnership, we raise problems early.",
}


@pytest.mark.parametrize(("block", "text"), GOOD.items())
def test_a_plain_statement_breaks_no_rule(block, text):
    assert breaches(text, block, "frequency5") == {}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("We thank partners for what they do.", Rule.OPENING),
        (GOOD[Block.PARTNERSHIP], Rule.OPENING),
        ("I " + "ask " * 19 + "them.", Rule.LENGTH),
        ("I do not talk over partners.", Rule.NEGATIVE),
        ("I don’t talk over partners.", Rule.NEGATIVE),
        ("I never talk over partners.", Rule.NEGATIVE),
        ("I try to thank partners.", Rule.UNSEEN),
        ("I understand what partners need.", Rule.UNSEEN),
        ("I appreciate what partners do.", Rule.UNSEEN),
        ("I often thank partners.", Rule.FREQUENCY),
        ("I thank partners every time.", Rule.FREQUENCY),
        ("I thank partners and help them.", Rule.JOINED),
        ("I thank or help partners.", Rule.JOINED),
        ("I keep our MoU up to date.", Rule.JARGON),
        ("I tell the accountable body what I need.", Rule.JARGON),
        ("I communicate organisational interdependencies explicitly.", Rule.GRADE),
    ],
)
def test_each_rule_is_broken_alone(text, rule):
    assert set(breaches(text, Block.PRACTICE, "frequency5")) == {rule}


def test_a_maturity_statement_may_say_how_often():
    text = "My organisation asks partners weekly what they need."
    assert breaches(text, Block.ORGANISATION, "maturity5") == {}
    assert set(breaches(text, Block.ORGANISATION, "frequency5")) == {Rule.FREQUENCY}


def test_twenty_words_are_allowed_and_twenty_one_are_not():
    twenty = "I " + "ask " * 18 + "them."
    assert breaches(twenty, Block.PRACTICE, "frequency5") == {}
    assert Rule.LENGTH in breaches(twenty.replace("ask ", "ask ask ", 1), Block.PRACTICE, "frequency5")


def test_a_word_within_another_breaks_no_rule():
    text = "I hand notes about another tried order to partners."
    assert breaches(text.replace("tried ", ""), Block.PRACTICE, "frequency5") == {}


def test_partnership_and_organisation_are_let_off_the_reading_grade():
    assert reading_grade("My organisation helps.") == reading_grade("My house helps.")
    assert reading_grade("My federation helps.") > reading_grade("My organisation helps.")


def test_longer_words_and_longer_sentences_read_harder():
    assert reading_grade("I ask partners questions.") < reading_grade(
        "I interrogate collaborators extensively."
    )
    assert reading_grade("I ask.") < reading_grade("I ask what each of them wants to do here.")
    assert reading_grade("") == 0
