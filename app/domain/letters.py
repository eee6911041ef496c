"""The letters we send, in plain text: under ninety words, one link shown in full, from a person."""

from collections.abc import Sequence

from app.domain.charter import Block

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
{sender}
{place}, via Good Partners
"""
GIFT = " {which} give you a profile of your own practice, for your eyes only."


def minutes(blocks: Sequence[Block]) -> int:
    """About how long these blocks take, all together."""
    return sum(MINUTES[block] for block in blocks)


def invitation(*, name: str, link: str, blocks: Sequence[Block], sender: str, place: str) -> tuple[str, str]:
    """Subject and body."""
    which = "The first five" if minutes(blocks) > MINUTES[Block.PRACTICE] else "They"
    body = INVITATION.format(
        name=name,
        minutes=NUMBER_WORDS[minutes(blocks)],
        gift=GIFT.format(which=which) if Block.PRACTICE in blocks else "",
        link=link,
        sender=sender,
        place=place,
    )
    return INVITATION_SUBJECT, body


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
