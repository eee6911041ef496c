"""What became of a message at the mail server, and when to try it again."""

import re
from datetime import datetime, timedelta
from enum import StrEnum


class Undelivered(StrEnum):
    """Why a message did not arrive, as people read it."""

    NO_MAILBOX = "There is no such mailbox."
    NO_SUCH_PLACE = "Nobody takes mail at the part after the @."
    MAILBOX_CLOSED = "The mailbox is closed."
    MAILBOX_FULL = "The mailbox is full."
    NOT_AN_ADDRESS = "This is not an address that mail can go to."
    LETTERS = "Our mail server cannot write to an address with these letters."
    WOULD_NOT_TAKE_IT = "Their mail server would not take it."
    GAVE_UP = "It was tried for four days, and their mail server never took it."


class Refused(Exception):
    """The mail server did not take this message. Unless it is final, it is to be tried again."""

    def __init__(self, why: Undelivered, *, is_final: bool) -> None:
        super().__init__(why)
        self.why = why
        self.is_final = is_final


class ConnectionLost(Refused):
    """In the middle of a message: perhaps it went, perhaps not."""

    def __init__(self) -> None:
        super().__init__(Undelivered.WOULD_NOT_TAKE_IT, is_final=False)


class ServerDown(OSError):
    """The mail server is not there, or takes nothing from us: it is not about this message."""


# Extended status codes (RFC 3463): 5.1 is about the address, 5.2 about the mailbox.
EXTENDED = re.compile(r"\b5\.(\d{1,3})\.(\d{1,3})\b")
BY_EXTENDED = {
    "1.1": Undelivered.NO_MAILBOX,
    "1.2": Undelivered.NO_SUCH_PLACE,
    "1.3": Undelivered.NOT_AN_ADDRESS,
    "1.6": Undelivered.MAILBOX_CLOSED,
    "1.10": Undelivered.NO_SUCH_PLACE,
    "2.1": Undelivered.MAILBOX_CLOSED,
    "2.2": Undelivered.MAILBOX_FULL,
}
BY_CODE = {
    550: Undelivered.NO_MAILBOX,
    551: Undelivered.NO_MAILBOX,
    552: Undelivered.MAILBOX_FULL,
    553: Undelivered.NOT_AN_ADDRESS,
}


def refusal(code: int, words: str) -> Refused:
    """From an SMTP reply to a recipient or a message. Final only where it is about the address or mailbox:

    of what is thought of the sender or the content, a server may think better.
    """
    if code < 500:
        return Refused(Undelivered.WOULD_NOT_TAKE_IT, is_final=False)
    extended = EXTENDED.search(words)
    if extended is None:
        why = BY_CODE.get(code)
        return Refused(why or Undelivered.WOULD_NOT_TAKE_IT, is_final=why is not None)
    subject, detail = extended.groups()
    why = BY_EXTENDED.get(f"{subject}.{detail}", Undelivered.WOULD_NOT_TAKE_IT)
    return Refused(why, is_final=subject in ("1", "2"))


MINUTES_BETWEEN_TRIES = (2, 5, 15, 30, 60, 120, 240, 480, *[720] * 7)  # four days in all


def next_try(tries: int, *, now: datetime) -> datetime | None:
    """When to try again what has been tried in vain so often; None when that was the last time."""
    if tries > len(MINUTES_BETWEEN_TRIES):
        return None
    return now + timedelta(minutes=MINUTES_BETWEEN_TRIES[tries - 1])
