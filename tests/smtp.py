"""A real mail server on loopback, that refuses, stalls and dies when it is told to."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

REFUSED = "550 5.1.1 No such user here"
NOT_NOW = "451 4.7.1 Greylisted, come back later"
DIE_IN_THE_MIDDLE = "die in the middle"
DIE_BEFORE_REPLYING = "die after DATA, before the reply"
STALL = "stall"
TAKE_IT = "250 OK"


@dataclass
class MailServer:
    """`recipients` and `messages` say how the next ones fare, by address; `arrived` is what was taken."""

    port: int
    recipients: dict[str, str] = field(default_factory=dict)
    messages: dict[str, list[str]] = field(default_factory=dict)
    on_message: Callable[[str], None] = lambda _: None
    arrived: list[EmailMessage] = field(default_factory=list)
    connections: int = 0
    attempts: list[str] = field(default_factory=list)
    running: Controller | None = None

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.running = _OurController(self)
        self.running.start()
        self.connections = 0  # its starter looks whether it is there

    def stop(self) -> None:
        if self.running:
            self.running.stop()
            self.running = None

    def to(self, address: str) -> list[EmailMessage]:
        return [each for each in self.arrived if each["To"] == address]

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.attempts.append(address)
        reply = self.recipients.get(address, TAKE_IT)
        if reply == STALL:
            await asyncio.sleep(60)
        if reply == DIE_IN_THE_MIDDLE:
            server.transport.abort()
        if reply == TAKE_IT:
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's
        [address] = envelope.rcpt_tos
        fates = self.messages.get(address, [])
        fate = fates.pop(0) if fates else TAKE_IT
        if fate in (TAKE_IT, DIE_BEFORE_REPLYING):
            self.arrived.append(message_from_bytes(envelope.content, policy=default))
            self.on_message(address)
        if fate in (DIE_IN_THE_MIDDLE, DIE_BEFORE_REPLYING):
            server.transport.abort()
        return fate


class _OurSMTP(SMTP):
    def connection_made(self, transport: Any) -> None:
        self.event_handler.connections += 1
        super().connection_made(transport)


class _OurController(Controller):
    def __init__(self, ours: MailServer) -> None:
        super().__init__(ours, hostname="127.0.0.1", port=ours.port, enable_SMTPUTF8=True)

    def factory(self) -> SMTP:
        return _OurSMTP(self.handler, **self.SMTP_kwargs)


@contextmanager
def a_mail_server() -> Iterator[MailServer]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        server = MailServer(free.getsockname()[1])
    server.start()
    try:
        yield server
    finally:
        server.stop()
