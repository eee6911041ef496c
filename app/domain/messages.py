"""Messages to people: what one is made of, and what a header may not hold."""

from dataclasses import dataclass, field
from enum import StrEnum
from secrets import token_hex

LINE_BREAKS = frozenset("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029\0")


class Purpose(StrEnum):
    """What a message is for. What a deed has to say goes before what is written to everybody."""

    DEED = "deed"
    INVITATION = "invitation"
    REMINDER = "reminder"


def new_message_id() -> str:
    return token_hex(16)


@dataclass(frozen=True)
class Message:
    """Plain text. `from_name` is the person it comes from; empty when it comes from the platform.

    `message_id` is made when the message is written: should it go twice, it goes under the same.
    Whoever posts to `stop_link` gets no more reminders of this assessment.
    """

    to_address: str
    subject: str
    body: str
    from_name: str = ""
    purpose: Purpose = Purpose.DEED
    invitation_id: int | None = None
    stop_link: str = ""
    message_id: str = field(default_factory=new_message_id)

    def __post_init__(self) -> None:
        # A line break would let whoever chose a name or a title write headers of their own.
        for header in (self.to_address, self.subject, self.from_name, self.stop_link, self.message_id):
            if not LINE_BREAKS.isdisjoint(header):
                raise ValueError("A message's address, subject and sender are one line each.")


@dataclass(frozen=True)
class WaitingMessage:
    id: int
    message: Message
    tries: int
