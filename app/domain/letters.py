"""The letters we send, in plain text: under ninety words, one link shown in full, from a person."""

from collections.abc import Sequence
from datetime import date

from app.domain.charter import Block
from app.domain.message_plan import Occasion

MOST_WORDS = 90
MOST_LETTERS_IN_A_SUBJECT = 50

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

INVITATION_SUBJECT = "How do we work together? Tell us your view"
INVITATION = """Hello {name},

We'd like to know how working in partnership looks from where you stand.
It takes about {minutes} minutes.{gift}

Your link:
{link}

Stop whenever you like: the same link brings you back to where you were. It is for you only.

Would you rather not? Open it, say so there, and we'll leave it at that.

Thank you,
{sender}{place}, via Good Partners
"""
GIFT = " {which} give you a profile of your own practice, for your eyes only."


def minutes(blocks: Sequence[Block]) -> int:
    """About how long these blocks take, all together."""
    return sum(MINUTES[block] for block in blocks)


REMINDER_SUBJECTS = {
    Occasion.FIRST_REMINDER: "A few minutes on how we work together?",
    Occasion.SECOND_REMINDER: "There is still time to have your say",
    Occasion.THIRD_REMINDER: "It closes soon: your view still counts",
}
REMINDER_OPENINGS = {
    Occasion.FIRST_REMINDER: "There is a lot on, so here is your link once more.",
    Occasion.SECOND_REMINDER: "Your view would help us see how we work together.",
    Occasion.THIRD_REMINDER: "This is the last time we write about it.",
}
REMINDER = """Hello {name},

{opening} It is open until {closes_on}, takes about {minutes} minutes, and a phone will do.

Your link:
{link}

If you have begun, you can go on from where you were. It is for you only.

Would you rather not? Open it, say so there, and no more reminders will come.

Thank you,
{sender}{place}, via Good Partners
"""


def letter(
    occasion: Occasion,
    *,
    name: str,
    link: str,
    blocks: Sequence[Block],
    sender: str,
    place: str,
    closes_on: date,
) -> tuple[str, str]:
    """Subject and body of an invitation or a reminder. Nothing in either says whether she has begun."""
    is_reminder = occasion in REMINDER_OPENINGS
    body = (REMINDER if is_reminder else INVITATION).format(
        name=_one_line(name),
        opening=REMINDER_OPENINGS.get(occasion),
        closes_on=f"{closes_on.day} {closes_on:%B}",
        minutes=NUMBER_WORDS[minutes(blocks)],
        gift=_gift(blocks),
        link=link,
        sender=f"{_one_line(sender)}\n" if sender else "",
        place=_one_line(place),
    )
    return REMINDER_SUBJECTS.get(occasion, INVITATION_SUBJECT), body


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
