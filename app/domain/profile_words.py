"""What a profile says about a habit that comes easily: what it does for the people round the table.

By competency code, which is for ever. A competency without a line here gets the last one.
"""

import re

WHAT_IT_DOES = {
    "SP1.1": "It keeps everybody’s eye on what you came together for.",
    "SP1.2": "It brings people into the room who would not be heard otherwise.",
    "SP2.3": "Without that, the people who could clear the way would not know it is blocked.",
    "SP3.1": "Partners hear the difference between being asked and being told.",
    "SP3.2": "A smaller partner rarely forgets who spoke up.",
    "SP3.3": "It saves everyone the meeting about who said what.",
    "SP4.3": "The work can outlast a change of job, and that is a gift to whoever comes next.",
    "VA2.1": "That is what trust between partners is made of.",
    "VA2.2": "Partners don’t have to guess what is behind what you say.",
    "VA2.3": "When something goes wrong, there is already somebody to ring.",
    "VA3.1": "People who hear that their work is seen bring more of it.",
    "VA4.1": "It tells partners that you are not counting who owes whom.",
    "VA4.2": "It leaves them time to change something, and not only to be told.",
    "VA4.3": "A thank you costs little, and people remember it for a long time.",
    "RP1.1": "It is how one busy week differs from the next.",
    "RP2.1": "Looking back together finds what no one of you can see alone.",
    "RP2.2": "You learn things that nobody inside would tell you.",
    "RP3.1": "Said to the right person, a worry stays small enough to mend.",
    "RP4.1": "What you found out doesn’t have to be found out again.",
    "RP4.2": "Each partnership starts a little further on than the last.",
    "SA1.1": "People know when to come to you, and when not to.",
    "SA1.2": "It makes everything else you offer believable.",
    "SA1.3": "What you agree to has a fair chance of happening.",
    "SA2.1": "It is hard to help somebody whose aim you don’t know.",
    "SA2.2": "Things get sorted while others are still looking for a number.",
    "SA2.3": "People bring what they are good at when somebody asks for it.",
    "SA3.1": "Others can tell when somebody is really there.",
    "SA3.2": "The quieter people get room, and the group gets their ideas.",
    "SA3.3": "Misunderstandings end in that sentence, and not in an email a month later.",
    "SA4.1": "A hard question is easier to hear from somebody who is also carrying something.",
    "SA4.2": "Looking back only counts when something is different afterwards, and for you it is.",
}
WHAT_ANY_DOES = "The people you work with can rely on it."

HOW_OFTEN = ("not yet", "some of the time", "about half the time", "most of the time", "nearly always")
OPENINGS = {4: "Nearly always, ", 3: "Most of the time, "}

_SECOND_PERSON = {
    **dict.fromkeys(("I", "we", "me", "us"), "you"),
    **dict.fromkeys(("my", "our"), "your"),
    **dict.fromkeys(("mine", "ours"), "yours"),
}
_FIRST_PERSON = re.compile(rf"\b({'|'.join(_SECOND_PERSON)})\b")


def what_it_does(competency: str) -> str:
    return WHAT_IT_DOES.get(competency, WHAT_ANY_DOES)


def to_you(statement: str) -> str:
    """What a statement says of her, to her: "I thank my partners." → "you thank your partners"."""
    return _FIRST_PERSON.sub(lambda found: _SECOND_PERSON[found[1]], statement).rstrip(".")


def capitalised(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
