"""What a conversation is about, in sentences: what differs, both views, and a question for a café table.

No organisation is named: who stands where is on the page about agreement, beside every other topic.
"""

from collections import Counter
from collections.abc import Sequence

from app.domain.conversations import Kind
from app.domain.distributions import FEW
from app.domain.pictures.conversations import About, Listed, Mark, Place
from app.domain.points import in_points, whole
from app.domain.takeaways.answers import share_in_words
from app.domain.takeaways.sentences import first_that_fits, joined, number, out_of_100, points, sentence

NOTHING_LISTED = (
    "Nothing here differs by more than chance might have it. Ask at the table what figures can’t show."
)

WHAT = {
    Kind.BETWEEN_PARTNERS: "Partners see {topic} differently, by more than chance.",
    Kind.BETWEEN_ROLE_LEVELS: "Strategic and operational colleagues see {topic} differently.",
    Kind.WITHIN_US: "We answer very differently on {topic}.",
    Kind.WE_DO_NOT_KNOW: "Many of us can’t say how it stands with {topic}.",
}
QUESTIONS = {
    Kind.BETWEEN_PARTNERS: "What does each of us see of this from where we stand that the others can’t see?",
    Kind.BETWEEN_ROLE_LEVELS: "If you swapped places for a week, what would each of you notice first?",
    Kind.WITHIN_US: "When did this go well for you, and what was there that is missing on other days?",
    Kind.WE_DO_NOT_KNOW: "Who among us knows about this, and what would it take for the rest of us to know?",
}
WAYS = {
    Place.TALK: "to talk about",
    Place.BUILD: "with room to grow",
    Place.KEEP: "strong together",
}
KEEP_QUESTION = "What do we do that makes this work, and how would we notice if it began to slip?"
BUILD_QUESTION = "What is the smallest thing we could try together before we next meet?"


def of_conversations(listed: Sequence[Listed]) -> str:
    if not listed:
        return NOTHING_LISTED
    first, count = listed[0].about.topic.phrase, len(listed)
    if count == 1:
        return first_that_fits([f"One topic is worth a conversation: {first}."])
    return first_that_fits(
        [f"{sentence(number(count))} topics are worth a conversation. Start with {first}."]
    )


def of_map(marks: Sequence[Mark]) -> str:
    counts = Counter(mark.place for mark in marks)
    told = [f"{number(counts[place])} {WAYS[place]}" for place in Place if counts[place]]
    return first_that_fits([sentence(f"{joined(told, ' and ')}.")])


def what_differs(listed: Listed) -> str:
    return WHAT[listed.conversation.kind].format(topic=listed.about.topic.phrase)


def question(listed: Listed) -> str:
    return QUESTIONS[listed.conversation.kind]


def both_views(listed: Listed) -> str:
    about = listed.about
    match listed.conversation.kind:
        case Kind.BETWEEN_PARTNERS:
            return _of_partners(about)
        case Kind.BETWEEN_ROLE_LEVELS:
            return _of_role_levels(about)
        case Kind.WITHIN_US:
            return _within(about)
        case Kind.WE_DO_NOT_KNOW:
            return _unknown(about)


def _of_partners(about: About) -> str:
    if about.spread is None:
        return ""
    lowest, highest = about.spread.lowest, about.spread.highest
    return (
        f"From one organisation it looks like {in_points(lowest)}, from another like {out_of_100(highest)}."
    )


def _of_role_levels(about: About) -> str:
    gap = about.figures.role_level_gap
    if gap is None:
        return ""
    who = "strategic" if gap.difference.points > 0 else "operational"
    far = points(whole(abs(gap.difference.points)))
    return f"On average {who} colleagues put it {far} higher than the others in their own organisation do."


def _within(about: About) -> str:
    found = about.everyone.distribution if about.everyone else None
    if found is None or not FEW < found.usually < found.people - FEW:
        return "Answers lie far from each other, whichever organisation they come from."
    usually, others = (
        share_in_words(each, found.people) for each in (found.usually, found.people - found.usually)
    )
    return f"For {usually} of us it is usually so, and for {others} it is not."


def _unknown(about: About) -> str:
    found = about.everyone.distribution if about.everyone else None
    share = found.cannot_say_share if found else None
    if share is None:
        return ""
    told = f"{'' if found and found.is_cannot_say_exact else 'About '}{whole(100 * share)}% can’t say"
    mean = about.figures.mean
    return f"{told}." if mean is None else f"{told}; those who can put it at {whole(mean)} out of 100."


def of_keep(about: About) -> str:
    return f"We agree that {about.topic.phrase} is strong."


def of_build(about: About) -> str:
    return f"We agree that {about.topic.phrase} has room to grow."
