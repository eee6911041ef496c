"""The post: mail goes to a mail server, or, where there is none, into a folder to read."""

import smtplib
import ssl
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import parseaddr
from itertools import count
from pathlib import Path
from typing import Self
from urllib.parse import unquote, urlsplit

from app.domain.delivery import ConnectionLost, Refused, ServerDown, Undelivered, refusal
from app.domain.messages import Message
from app.storage.mail_form import as_mail, sender_name

SECONDS_TO_WAIT = 10.0
SUBMISSION_PORT = 587
OK, WILL_FORWARD, CLOSING = 250, 251, 421

Deliver = Callable[[Message], None]  # raises Refused or ServerDown; any OSError counts as the latter
Post = Callable[[], AbstractContextManager[Deliver]]  # for many messages, one after the other


def make_post(
    *, smtp_url: str, mail_folder: Path, mail_from: str, seconds_to_wait: float = SECONDS_TO_WAIT
) -> Post:
    if smtp_url:
        return lambda: MailServer(smtp_url, mail_from, seconds_to_wait)
    deliver = to_folder(mail_folder, mail_from)
    return lambda: nullcontext(deliver)


def to_folder(folder: Path, mail_from: str) -> Deliver:
    """A text file a message, as it would be read; the names sort by time."""
    platform, address = parseaddr(mail_from)
    numbers = count()  # several may come within a microsecond

    def deliver(message: Message) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        at = datetime.now(UTC).strftime("%Y-%m-%d-%H%M%S-%f")
        lines = [
            f"From: {sender_name(message, platform)} <{address}>",
            f"To: {message.to_address}",
            f"Subject: {message.subject}",
            "",
            message.body,
        ]
        (folder / f"{at}-{next(numbers):05}.txt").write_text("\n".join(lines), encoding="utf-8")

    return deliver


class MailServer:
    """One connection for many messages; a new one where it was lost.

    smtp:// is upgraded to TLS before anything is said; smtps:// begins with it.
    Without a user, as to a relay on the same machine, smtp:// stays plain where TLS is not offered.
    """

    def __init__(self, smtp_url: str, mail_from: str, seconds_to_wait: float) -> None:
        self._url = urlsplit(smtp_url)
        self._mail_from = mail_from
        self._our_address = parseaddr(mail_from)[1]
        self._seconds_to_wait = seconds_to_wait
        self._connection: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._connection is not None:
            with suppress(OSError):
                self._connection.quit()
        self._let_go()

    def __call__(self, message: Message) -> None:
        mail = as_mail(message, self._mail_from)
        [to] = mail["To"].addresses
        connection = self._ready(needs_utf8=not to.addr_spec.isascii())
        try:
            _hand_over(connection, mail, to)
        except (smtplib.SMTPServerDisconnected, TimeoutError, ConnectionError, ssl.SSLError):
            self._let_go()
            raise ConnectionLost from None
        except Refused:
            with suppress(OSError):
                connection.rset()
            raise
        except OSError:
            self._let_go()
            raise

    def _ready(self, *, needs_utf8: bool) -> smtplib.SMTP:
        """Connected, and told that mail comes from us. One that is no longer there is replaced, once."""
        if self._connection is not None:
            with suppress(OSError):
                if self._is_told(self._connection, needs_utf8=needs_utf8):
                    return self._connection
            self._let_go()
        try:
            self._connection = self._connected()
            if self._is_told(self._connection, needs_utf8=needs_utf8):
                return self._connection
        except OSError as fault:  # those of smtplib are among them
            self._let_go()
            raise ServerDown(str(fault)) from None
        self._let_go()
        raise ServerDown("The mail server takes no mail from us.")

    def _connected(self) -> smtplib.SMTP:
        url = self._url
        connect = smtplib.SMTP_SSL if url.scheme == "smtps" else smtplib.SMTP
        server = connect(url.hostname or "", url.port or SUBMISSION_PORT, timeout=self._seconds_to_wait)
        server.ehlo()
        if url.scheme != "smtps" and (url.username or server.has_extn("starttls")):
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
        if url.username:
            server.login(unquote(url.username), unquote(url.password or ""))
        return server

    def _is_told(self, server: smtplib.SMTP, *, needs_utf8: bool) -> bool:
        if needs_utf8 and not server.has_extn("smtputf8"):
            raise Refused(Undelivered.LETTERS, is_final=True)
        options = ["SMTPUTF8", "BODY=8BITMIME"] if needs_utf8 else []
        server.command_encoding = "utf-8" if needs_utf8 else "ascii"
        return server.mail(self._our_address, options)[0] == OK

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None


def _hand_over(server: smtplib.SMTP, mail: EmailMessage, to: Address) -> None:
    code, words = server.rcpt(to.addr_spec)
    if code not in (OK, WILL_FORWARD):
        raise _refusal(code, words)
    policy = SMTP if to.addr_spec.isascii() else SMTPUTF8
    try:
        code, words = server.data(mail.as_bytes(policy=policy))
    except smtplib.SMTPDataError as refused:
        raise _refusal(refused.smtp_code, refused.smtp_error) from None
    if code != OK:
        raise _refusal(code, words)


def _refusal(code: int, words: bytes | str) -> Exception:
    if code == CLOSING:
        return ConnectionLost()
    return refusal(code, words if isinstance(words, str) else words.decode("utf-8", "replace"))
