"""The post: mail goes to a mail server, or, where there is none, into a folder to read."""

import smtplib
import ssl
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import formataddr, parseaddr
from itertools import count
from pathlib import Path
from urllib.parse import unquote, urlsplit

from app.domain.messages import Message

SECONDS_TO_WAIT = 10.0
SUBMISSION_PORT = 587

Deliver = Callable[[Message], None]  # raises OSError when the message could not be handed over


def make_post(*, smtp_url: str, mail_folder: Path, mail_from: str) -> Deliver:
    return to_server(smtp_url, mail_from) if smtp_url else to_folder(mail_folder, mail_from)


def sender_name(message: Message, platform: str) -> str:
    return f"{message.from_name} via {platform}" if message.from_name else platform


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


def to_server(smtp_url: str, mail_from: str) -> Deliver:
    """smtp:// is upgraded to TLS before anything is said; smtps:// begins with it.

    Without a user, as to a relay on the same machine, smtp:// stays plain where TLS is not offered.
    """
    url = urlsplit(smtp_url)

    def deliver(message: Message) -> None:
        connect = smtplib.SMTP_SSL if url.scheme == "smtps" else smtplib.SMTP
        with connect(url.hostname or "", url.port or SUBMISSION_PORT, timeout=SECONDS_TO_WAIT) as server:
            server.ehlo()
            if url.scheme != "smtps" and (url.username or server.has_extn("starttls")):
                server.starttls(context=ssl.create_default_context())
            if url.username:
                server.login(unquote(url.username), unquote(url.password or ""))
            server.send_message(as_mail(message, mail_from))

    return deliver


def as_mail(message: Message, mail_from: str) -> EmailMessage:
    platform, address = parseaddr(mail_from)
    mail = EmailMessage()
    mail["From"] = formataddr((sender_name(message, platform), address))
    mail["To"] = message.to_address
    mail["Subject"] = message.subject
    mail.set_content(message.body)
    return mail
