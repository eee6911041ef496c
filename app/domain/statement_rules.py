"""How a statement must be written, so that two people who read it answer the same question."""

import re
from enum import StrEnum

from app.domain.charter import Block

MOST_WORDS = 20
HIGHEST_GRADE = 8.0
COUNTS_EACH_OCCASION = "frequency5"

OPENINGS = {
    Block.PRACTICE: ("I ",),
    Block.ORGANISATION: ("My organisation ", "In my organisation, "),
    Block.PARTNERSHIP: ("In this partnership, ",),
}
NEGATIVES = re.compile(
    r"\b(no|not|never|none|nobody|nothing|neither|nor|without|cannot|\w+n['’]t)\b", re.IGNORECASE
)
UNSEEN = re.compile(
    r"\b(try|tries|trying|aim|aims|aiming|understand|understands|understood|understanding"
    r"|appreciate|appreciates|appreciated)\b",
    re.IGNORECASE,
)
FREQUENCIES = re.compile(
    r"\b(always|usually|often|regularly|frequently|sometimes|occasionally|rarely|seldom|generally|normally"
    r"|daily|weekly|monthly|every time|most of the time)\b",
    re.IGNORECASE,
)
JOINS = re.compile(r"\b(and|or)\b|and/or", re.IGNORECASE)
JARGON = re.compile(
    r"\b(mou|memorandum of understanding|tupe|kpis?|accountable body|stakeholders?|beneficiar(?:y|ies)"
    r"|synerg\w+|leverag\w+|co-?produc\w+|governance|terms of reference|commissioning|silos?|siloed"
    r"|robust\w*|holistic\w*|multi-agency|deliverables?|referents?|service users?)\b",
    re.IGNORECASE,
)
EVERYDAY_HERE = re.compile(r"^(partnership|organisation)s?$")  # long words that everybody who answers uses


class Rule(StrEnum):
    """A rule's name is what `allows` in the content says when a statement has leave to break it."""

    OPENING = "opening"
    LENGTH = "length"
    NEGATIVE = "negative"
    UNSEEN = "unseen"
    FREQUENCY = "frequency"
    JOINED = "joined"
    JARGON = "jargon"
    GRADE = "grade"


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+(?:['’-][a-z]+)*", text.lower())


def _syllables(word: str) -> int:
    """A rough count: runs of vowels, less the endings that are written and not heard."""
    if EVERYDAY_HERE.match(word):
        return 1
    runs = len(re.findall(r"[aeiouy]+", word))
    silent = re.search(r"[^aeiouyl]e$|[^aeioutd]ed$|[^aeiouyscgxzh]es$", word)
    return max(1, runs - 1 if silent else runs)


def reading_grade(text: str) -> float:
    """The Flesch–Kincaid grade of one sentence, the words nobody here can do without taken as short."""
    words = _words(text)
    if not words:
        return 0.0
    return 0.39 * len(words) + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59


def _found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match.group() if match else ""


def _word_breaches(text: str, scale: str) -> dict[Rule, str]:
    """The rules that come down to words which must not be there."""
    frequency = _found(FREQUENCIES, text) if scale == COUNTS_EACH_OCCASION else ""
    sentences = {
        Rule.NEGATIVE: (_found(NEGATIVES, text), "makes it a negative; say what is done"),
        Rule.UNSEEN: (_found(UNSEEN, text), "is nothing a colleague could see; say what is done"),
        Rule.FREQUENCY: (frequency, "says how often, and so does the answer; leave it to the answer"),
        Rule.JOINED: (_found(JOINS, text), "may join two ideas; ask about one"),
        Rule.JARGON: (_found(JARGON, text), "is jargon; find plain words"),
    }
    return {rule: f"“{found}” {why}." for rule, (found, why) in sentences.items() if found}


def breaches(text: str, block: Block, scale: str) -> dict[Rule, str]:
    """Each rule that the statement breaks, with a sentence saying how."""
    broken = _word_breaches(text, scale)
    if not text.startswith(OPENINGS[block]):
        wanted = " or ".join(f"“{opening.strip(' ,')}”" for opening in OPENINGS[block])
        broken[Rule.OPENING] = f"A statement about {block} begins with {wanted}."
    if (count := len(_words(text))) > MOST_WORDS:
        broken[Rule.LENGTH] = f"It has {count} words; {MOST_WORDS} is the most."
    if (grade := reading_grade(text)) > HIGHEST_GRADE:
        broken[Rule.GRADE] = (
            f"Its reading grade is {grade:.1f}; {HIGHEST_GRADE:.0f} is the highest. Use shorter words."
        )
    return broken
