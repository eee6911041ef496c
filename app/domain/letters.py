"""The letters we send, in plain text: under ninety words of ours, one link shown in full, from a person."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.charter import Block
from app.domain.message_plan import Occasion, PlannedMessage, Words

MOST_WORDS = 90
MOST_LETTERS_IN_A_SUBJECT = 50  # more is cut off on a phone
MOST_LETTERS_IN_AN_OPENING = 300
LOOKS_LIKE_A_LINK = re.compile(r"://|\bwww\.", re.IGNORECASE)

MINUTES = {Block.PRACTICE: 5, Block.ORGANISATION: 3, Block.PARTNERSHIP: 4}
NUMBER_WORDS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


def minutes(blocks: Sequence[Block]) -> int:
    """About how long these blocks take, all together."""
    return sum(MINUTES[block] for block in blocks)


INVITATION_SUBJECT = "How do we work together? Tell us your view"
INVITATION_OPENING = "We’d like to know how working in partnership looks from where you stand."
INVITATION = """
It is open until {closes_on} and takes about {minutes} minutes.{gift}

Your link:
{link}

Stop whenever you like: the same link brings you back. It is for you only.

Would you rather not? Open it and say so: that’s fine.

Thank you,
{sender}{place}, via Good Partners
"""
GIFT = " {which} give you a profile of your own practice, for your eyes only."

REMINDER_SUBJECTS = {
    Occasion.FIRST_REMINDER: "A few minutes on how we work together?",
    Occasion.SECOND_REMINDER: "There is still time to have your say",
    Occasion.THIRD_REMINDER: "Your view still counts",
}
CLOSES_SOON_SUBJECT = "It closes soon: your view still counts"
DAYS_THAT_ARE_SOON = 7
REMINDER_OPENINGS = {
    Occasion.FIRST_REMINDER: "There is a lot on, so here is your link once more.",
    Occasion.SECOND_REMINDER: "Your view would help us see how we work together.",
    Occasion.THIRD_REMINDER: "This is the last time we write about it.",  # no fourth can be planned
}
REMINDER = """
It is open until {closes_on}, takes about {minutes} minutes, and a phone will do.

Your link:
{link}

If you have begun, you can go on from where you were. It is for you only.

Would you rather not? Open it, say so there, and no more reminders will come.

Thank you,
{sender}{place}, via Good Partners
"""


@dataclass(frozen=True)
class Pieces:
    """A letter: subject and opening are its owner’s to word, the rest is the same for all."""

    subject: str
    greeting: str
    opening: str
    rest: str

    @property
    def body(self) -> str:
        return f"{self.greeting}\n\n{self.opening}{self.rest}"


def pieces(
    message: PlannedMessage,
    *,
    name: str,
    link: str,
    blocks: Sequence[Block],
    sender: str,
    place: str,
    closes_on: date,
) -> Pieces:
    """Of an invitation or a reminder. Nothing in either says whether she has begun."""
    usual = usual_words(message.occasion, closes_soon=(closes_on - message.on).days <= DAYS_THAT_ARE_SOON)
    rest = INVITATION if message.occasion is Occasion.INVITATION else REMINDER
    return Pieces(
        subject=message.words.subject or usual.subject,
        greeting=f"Hello {_one_line(name)},",
        opening=message.words.opening or usual.opening,
        rest=rest.format(
            closes_on=f"{closes_on.day} {closes_on:%B}",
            minutes=NUMBER_WORDS[minutes(blocks)],
            gift=_gift(blocks),
            link=link,
            sender=f"{_one_line(sender)}\n" if sender else "",
            place=_one_line(place),
        ),
    )


def usual_words(occasion: Occasion, *, closes_soon: bool) -> Words:
    if occasion is Occasion.INVITATION:
        return Words(INVITATION_SUBJECT, INVITATION_OPENING)
    is_last = occasion is Occasion.THIRD_REMINDER
    subject = CLOSES_SOON_SUBJECT if is_last and closes_soon else REMINDER_SUBJECTS[occasion]
    return Words(subject, REMINDER_OPENINGS[occasion])


def as_kept(words: Words) -> Words:
    """On one line each, so that none passes for a paragraph, or a header, of ours."""
    return Words(_one_line(words.subject), _one_line(words.opening))


def faults_in_words(words: Words) -> dict[str, str]:
    """A sentence for each field at fault."""
    found = {
        "subject": _why_not_words(words.subject, most=MOST_LETTERS_IN_A_SUBJECT),
        "opening": _why_not_words(words.opening, most=MOST_LETTERS_IN_AN_OPENING),
    }
    return {field: sentence for field, sentence in found.items() if sentence is not None}


def _why_not_words(text: str, *, most: int) -> str | None:
    if len(text) > most:
        return f"Keep it to {most} letters: it has {len(text)}."
    if LOOKS_LIKE_A_LINK.search(text):
        return "Leave links out: the letter has one, each person’s own, and people would open the other."
    if "{" in text or "}" in text:
        return "Leave braces out: nothing is filled in here. The greeting has each person’s name already."
    return None


def from_name(sender: str, place: str) -> str:
    """Who a letter says it is from."""
    return _one_line(f"{sender}, {place}" if sender else place)


def _one_line(words: str) -> str:
    """Names come from staff lists: none may pass for a paragraph, or a header, of ours."""
    if not words.isprintable():
        words = "".join(each if each.isprintable() else " " for each in words)
    return " ".join(words.split())


def _gift(blocks: Sequence[Block]) -> str:
    which = "The first five" if minutes(blocks) > MINUTES[Block.PRACTICE] else "They"
    return GIFT.format(which=which) if Block.PRACTICE in blocks else ""


RESUME_SUBJECT = "Your code, in case you change phones"
RESUME_BODY = """Hello {name},

Thank you for starting. In the browser you began in, your link simply carries on.

On another phone or computer it will ask for this code:

{code}

Your link:
{link}

Whoever has this code and the link can carry on for you until the assessment
closes, so keep this mail to yourself. No page shows anyone else your answers.

{place}, via Good Partners
"""


def resume_code(*, name: str, code: str, link: str, place: str) -> tuple[str, str]:
    """Subject and body."""
    return RESUME_SUBJECT, RESUME_BODY.format(name=name, code=code, link=link, place=place)


TOLD_SUBJECT = "What you told us, and what we’re doing"
CORRECTED_SUBJECT = "What you told us: a correction"
TOLD_BODY = """Hello {name},

We asked how working in partnership looks from where you stand. {lead}

{link}

Everyone who was invited gets this same link, whether or not they answered.
It needs no sign-in, and nobody sees who opens it.

Thank you,
{sender}
{place}, via Good Partners
"""
TOLD_LEAD = "Here is what came of it:"
CORRECTED_LEAD = "We have corrected what we told you about it:"


def what_you_told_us(
    *, name: str, link: str, sender: str, place: str, is_correction: bool
) -> tuple[str, str]:
    """Subject and body."""
    body = TOLD_BODY.format(
        name=name,
        lead=CORRECTED_LEAD if is_correction else TOLD_LEAD,
        link=link,
        sender=sender,
        place=place,
    )
    return CORRECTED_SUBJECT if is_correction else TOLD_SUBJECT, body


PULSE_SUBJECT = "Two questions: has it changed anything for you?"
PULSE_BODY = """Hello {name},

A while ago we set out to do this:

{what}

Has it changed anything for you? Two questions, one minute:

{link}

The link works once, until {closes_on}, without signing in. Answers are only
counted: nothing is kept of who gave which, and no reminder follows.

Thank you,
{sender}
{place}, via Good Partners
"""


def pulse(*, name: str, what: str, link: str, sender: str, place: str, closes_on: date) -> tuple[str, str]:
    """Subject and body."""
    body = PULSE_BODY.format(
        name=_one_line(name),
        what=_one_line(what),
        link=link,
        closes_on=f"{closes_on.day} {closes_on:%B}",
        sender=_one_line(sender),
        place=_one_line(place),
    )
    return PULSE_SUBJECT, body


LATE_SUBJECT = "“{title}” is open, with {fewer}"
LATE_BODY = """Hello {name},

“{title}” opened by itself today, later than planned. No reminder goes within
three days of the invitation, so {left_out} left out:

{days}

You can add a reminder here, once you are signed in:
{link}

Good Partners
"""


def opened_late(*, name: str, title: str, days: Sequence[date], link: str) -> tuple[str, str]:
    """Subject and body. `days` are of the reminders that it left out, one at least."""
    one = len(days) == 1
    subject = LATE_SUBJECT.format(
        title=_one_line(title), fewer="a reminder less" if one else "fewer reminders"
    )
    body = LATE_BODY.format(
        name=_one_line(name),
        title=_one_line(title),
        left_out="this one is" if one else "these are",
        days="\n".join(f"{each:%A} {each.day} {each:%B %Y}" for each in days),
        link=link,
    )
    return subject, body
