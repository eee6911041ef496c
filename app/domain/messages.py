"""Messages to people: what one is made of, and what a header may not hold."""

from dataclasses import dataclass

LINE_BREAKS = frozenset("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029\0")


@dataclass(frozen=True)
class Message:
    """Plain text. `from_name` is the person it comes from; empty when it comes from the platform."""

    to_address: str
    subject: str
    body: str
    from_name: str = ""

    def __post_init__(self) -> None:
        # A line break would let whoever chose a name or a title write headers of their own.
        for header in (self.to_address, self.subject, self.from_name):
            if not LINE_BREAKS.isdisjoint(header):
                raise ValueError("A message's address, subject and sender are one line each.")


@dataclass(frozen=True)
class WaitingMessage:
    id: int
    message: Message
    tries: int
