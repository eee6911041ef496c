"""What a competency's guide must hold: how much of each, how long at most, and questions fair to ask."""

import re
from collections import Counter
from collections.abc import Iterator

from app.domain.charter import Cost
from app.domain.charter_draft import CharterDraft, Fault, Written
from app.domain.people import RoleLevel

# A field's name → how many of it there are, at least and at most, and what they are called.
NUMBERS = {
    "support": (2, 3, "pieces of support"),
    "questions": (2, 2, "interview questions"),
    "would_not_see": (1, 2, "things you would not see"),
}
NUMBERS_IN_A_QUESTION = {"strong": (2, 3, "strong signs"), "weak": (2, 2, "weak signs")}
MOST_WORDS = {
    "advert": 30,
    "operational": 25,
    "strategic": 25,
    "what": 30,
    "would_not_see": 25,
    "ask": 30,
    "strong": 20,
    "weak": 20,
}
OPENING = "Tell us about "
SUGGESTED_A_LEVEL = 3
SUGGESTED_FOR = (RoleLevel.OPERATIONAL, RoleLevel.STRATEGIC, RoleLevel.BOTH)
# What nobody may be asked when they apply, and what an answer might give away if they were.
PRIVATE = re.compile(
    r"\b(ages?|aged|young\w*|old(er|est)?|years?|retire\w*|health\w*|ill(ness)?|sick\w*|disab\w+|pregnan\w+"
    r"|marri\w+|husband|wife|famil\w+|parents?|child\w*|religio\w+|faith|nationalit\w+|born|ethnic\w*|accent"
    r"|home|household|gender|trade union)\b",
    re.IGNORECASE,
)


def guide_faults(draft: CharterDraft) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for _, competency in draft.competencies():
        guide = competency.fields.get("guide")
        if guide is None:
            continue
        code = competency.said("code")
        yield from _number_faults(code, guide, NUMBERS)
        yield from _support_faults(code, guide)
        for question in guide.under("questions"):
            yield from _number_faults(code, question, NUMBERS_IN_A_QUESTION)
            yield from _question_faults(code, question)
        yield from _text_faults(code, guide, first)
    yield from _suggestion_faults(draft)


def _number_faults(code: str, thing: Written, numbers: dict[str, tuple[int, int, str]]) -> Iterator[Fault]:
    for name, (fewest, most, called) in numbers.items():
        count = len(thing.under(name))
        if count and not fewest <= count <= most:
            needs = f"{fewest}" if fewest == most else f"{fewest} or {most}"
            yield thing.at(name).fault(f"{code} has {count} {called}; it needs {needs}.")


def _support_faults(code: str, guide: Written) -> Iterator[Fault]:
    for place, support in enumerate(guide.under("support")):
        costs = support.said("costs")
        if costs and costs not in set(Cost):
            yield support.at("costs").fault(f"Support costs “{costs}”: it must be {', '.join(Cost)}.")
        elif costs and place == 0 and costs != Cost.NOTHING:
            yield support.at("costs").fault(f"The first piece of support of {code} must cost nothing.")


def _question_faults(code: str, question: Written) -> Iterator[Fault]:
    ask, place = question.said("ask"), question.at("ask")
    if ask and not ask.startswith(OPENING):
        yield place.fault(f"{code} must ask for what somebody did: begin with “{OPENING.strip()}”.")
    if private := PRIVATE.search(ask):
        yield place.fault(f"{code} asks about “{private.group()}”: nobody may be asked that at an interview.")


def _texts(guide: Written) -> Iterator[tuple[str, Written]]:
    """Every text in a guide that people read, with the name of its field."""
    yield "advert", guide.at("advert")
    yield from guide.at("at_level").fields.items()
    yield from (("would_not_see", text) for text in guide.under("would_not_see"))
    yield from (("what", support.at("what")) for support in guide.under("support"))
    for question in guide.under("questions"):
        yield "ask", question.at("ask")
        for name in ("strong", "weak"):
            yield from ((name, sign) for sign in question.under(name))


def _text_faults(code: str, guide: Written, first: dict[str, str]) -> Iterator[Fault]:
    """`first` is where each text was first said, over all guides so far."""
    for name, place in _texts(guide):
        said = place.text.strip()
        count = len(said.split())
        if count > MOST_WORDS.get(name, count):
            yield place.fault(f"This has {count} words; {MOST_WORDS[name]} is the most here.")
        if said and said.casefold() in first:
            yield place.fault(f"{code} says the same as {first[said.casefold()]}: “{said}”")
        first.setdefault(said.casefold(), code)


def _suggestion_faults(draft: CharterDraft) -> Iterator[Fault]:
    marks = [
        guide.at("suggested_for")
        for _, competency in draft.competencies()
        if (guide := competency.fields.get("guide")) and guide.said("suggested_for")
    ]
    counts = Counter(mark.text for mark in marks)
    for mark in marks:
        if mark.text not in SUGGESTED_FOR:
            yield mark.fault(f"“{mark.text}” is not a role level: {', '.join(SUGGESTED_FOR)}.")
        elif counts[mark.text] > SUGGESTED_A_LEVEL:
            yield mark.fault(f"More than three competencies are suggested for the level “{mark.text}”.")
    for level in SUGGESTED_FOR:
        if draft.themes and counts[level] < SUGGESTED_A_LEVEL:
            has = f"{counts[level]} competencies are suggested for the level “{level}”"
            yield draft.themes[0].fault(f"{has}; it needs three.")
