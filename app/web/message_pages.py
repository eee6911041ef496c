"""The page of an assessment's messages, for organisations and partnerships alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.domain.letters import MOST_LETTERS_IN_A_SUBJECT, MOST_LETTERS_IN_AN_OPENING, Pieces
from app.domain.message_plan import USUAL_WORDS, Occasion, PlannedMessage, Words
from app.domain.people import Seat
from app.domain.timeline import is_left_out
from app.services import messaging
from app.services.messaging import Letter, Messages, field_of
from app.web.form_data import Fields
from app.web.mail import send_mail_later
from app.web.pages import render
from app.web.words import day

DONE = {
    "move": "The new day is kept.",
    "words": "Your words are kept.",
    "usual": "The usual words stand again.",
    "strike-off": "That reminder won’t go out.",
    "added": "The reminder is planned.",
    "test": "A test is on its way to you.",
    "again": "The invitation is on its way again.",
}


@dataclass(frozen=True)
class MessagesHere:
    """Found by somebody, at a time; `home` is the address of the place they belong to."""

    found: Messages
    home: str
    seat: Seat
    now: datetime

    @property
    def address(self) -> str:
        return f"{self.home}/assessments/{self.found.assessment.code}/messages"


def show_messages(
    request: Request,
    here: MessagesHere,
    *,
    done: str = "",
    problems: Mapping[str, str] | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response:
    found = here.found
    context = {
        "found": found,
        "assessment": found.assessment,
        "place": found.place,
        "home": here.home,
        "address": here.address,
        "rows": [(each, field_of(each.message.occasion), state(each, found)) for each in found.letters],
        "done": DONE.get(done),
        "problems": at_its_row(problems or {}, typed or {}, found),
        "typed": typed or {},
    }
    return render(request, "assessments/messages.html", context, status_code=422 if problems else 200)


def show_wording(
    request: Request,
    here: MessagesHere,
    occasion: Occasion,
    *,
    typed: Words | None = None,
    problems: Mapping[str, str] | None = None,
) -> Response:
    """The letter as it is, or as it was typed."""
    found = here.found
    letter = messaging.get_letter(found, occasion, words=typed)
    return render_wording(
        request,
        letter.message.as_planned,
        letter.pieces,
        {
            "assessment": found.assessment,
            "place": found.place,
            "why_not_change": letter.why_not_change,
            "back": here.address,
            "at": f"{here.address}/{address_of(occasion)}/words",
        },
        problems,
    )


def render_wording(
    request: Request,
    message: PlannedMessage,
    pieces: Pieces,
    about: Mapping[str, Any],
    problems: Mapping[str, str] | None,
) -> Response:
    context = {
        **about,
        "occasion": message.occasion,
        "pieces": pieces,
        "is_reworded": message.words != USUAL_WORDS,
        "most": (MOST_LETTERS_IN_A_SUBJECT, MOST_LETTERS_IN_AN_OPENING),
        "problems": dict(problems or {}),
    }
    return render(request, "assessments/words.html", context, status_code=422 if problems else 200)


def address_of(occasion: Occasion) -> str:
    """As a part of an address."""
    return occasion.replace(" ", "-")


def typed_words(form: Fields) -> tuple[Words, str]:
    """What was typed, and what is done with it: kept, or given up for the usual words."""
    if form.get("go") == "usual":
        return USUAL_WORDS, "usual"
    return Words(form.get("subject", ""), form.get("opening", "")), "words"


def at_its_row(problems: Mapping[str, str], typed: Mapping[str, str], found: Messages) -> dict[str, str]:
    """There is an address field for each letter that did not arrive."""
    rows = (
        number for number, each in enumerate(found.not_arrived, 1) if each.to_address == typed.get("failed")
    )
    return {f"email-{next(rows)}" if name == "email" else name: words for name, words in problems.items()}


def to_messages(request: Request, here: MessagesHere, *, done: str) -> Response:
    return RedirectResponse(f"{here.address}?done={done}", 303, background=send_mail_later(request))


def state(letter: Letter, found: Messages) -> str:
    """Whether it has gone, in a sentence."""
    message = letter.message
    if message.sent_on is not None:
        return f"Went out on {day(message.sent_on)}."
    if message.is_under_way:
        return "Is going out now."
    if is_left_out(message, [each.message for each in found.letters]):
        return "Left out: a later one went in its place."
    return f"Goes out on {day(message.on)}."
