"""Giving somebody a seat at a place, and taking it back: who it is, and what the letters say."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.codes import Randomness
from app.domain.errors import Invalid
from app.domain.own_settings import LOOK_AGAIN, why_not_link
from app.domain.staff_lists import Line, problems_of

LINK_LASTS = timedelta(days=3)

SUBJECT = "Your seat at Good Partners"
LETTER = """Hello {name},

{asked_by} has asked you to look after Good Partners at {place}, as {kind}.

This link lets you in. It works once, in the next three days:
{link}

Later, ask for a new one on the sign-in page with this address. If this means nothing to you, leave it be.

Good Partners
"""
GONE_SUBJECT = "Your seat at Good Partners has ended"
GONE_LETTER = """Hello {name},

{ended_by} has taken back your seat as {kind} at {place}. You no longer see its pages.

What you answered yourself stays yours, and your return codes work as before. If this is a mistake, ask them.

Good Partners
"""

LEFT_SUBJECT = "No longer partners at Good Partners"
LEFT_LETTER = """Hello {name},

{ended_by} has taken {organisation} out of {partnership}. You no longer see the partners’ pages,
and their next assessment does not ask your people.

Your own results so far stay where they are. If this is a mistake, ask them.

Good Partners
"""


@dataclass(frozen=True)
class WayIn:
    """What it takes to make a link."""

    base_url: str
    randomness: Randomness
    now: datetime


@dataclass(frozen=True)
class Somebody:
    name: str
    email: str


def require_somebody(somebody: Somebody, *, fields: tuple[str, str] = ("name", "email")) -> None:
    """Raises Invalid; `fields` are what the form calls her name and address."""
    found = problems_of(Line(0, somebody.name, somebody.email, "", ""))
    if not somebody.email or "email" in found:
        found["email"] = "Write an email address, like name@example.org."
    if not somebody.name:
        found["name"] = "Write who it is: first name and family name."
    if problem := why_not_link(somebody.name):
        found["name"] = problem
    named = dict(zip(("name", "email"), fields, strict=True))
    if found:
        raise Invalid(LOOK_AGAIN, {named.get(field, field): sentence for field, sentence in found.items()})
