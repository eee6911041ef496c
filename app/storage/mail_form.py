"""The form of a mail on its way: plain text first, a light page beside it, and headers without surprises."""

from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import localtime, parseaddr
from html import escape

from app.domain.delivery import Refused, Undelivered
from app.domain.messages import Message

PAGE = '<!doctype html>\n<html lang="en-GB"><body>\n{}\n</body></html>\n'


def as_mail(message: Message, mail_from: str) -> EmailMessage:
    """Refuses, for good, what is not an address."""
    platform, our_address = parseaddr(mail_from)
    mail = EmailMessage(policy=SMTP)
    mail["From"] = Address(sender_name(message, platform), addr_spec=our_address)
    mail["To"] = recipient(message.to_address)
    mail["Subject"] = message.subject
    mail["Date"] = localtime()
    mail["Message-ID"] = f"<{message.message_id}@{our_address.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"  # so that nobody's holiday notice answers
    if message.stop_link:
        mail["List-Unsubscribe"] = f"<{message.stop_link}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    mail.set_content(message.body)
    mail.add_alternative(as_page(message.body), subtype="html")
    return mail


def sender_name(message: Message, platform: str) -> str:
    return f"{message.from_name} via {platform}" if message.from_name else platform


def recipient(address: str) -> Address:
    """Of one person: a comma or a second address in it is none."""
    name, at, domain = address.rpartition("@")
    try:
        ascii_domain = domain.encode("idna").decode("ascii")
        Address(addr_spec=f"{name.encode('ascii', 'replace').decode()}{at}{ascii_domain}")  # which checks it
    except (ValueError, HeaderParseError, IndexError):
        raise Refused(Undelivered.NOT_AN_ADDRESS, is_final=True) from None
    if not name or not domain or not name.isprintable():
        raise Refused(Undelivered.NOT_AN_ADDRESS, is_final=True)
    return Address(username=name, domain=ascii_domain)


def as_page(body: str) -> str:
    """The same words, line for line. No pictures, no styles, and links only where the words are one."""
    paragraphs = [each for each in body.strip().split("\n\n") if each.strip()]
    lines = [[_line(line) for line in each.strip().splitlines()] for each in paragraphs]
    return PAGE.format("\n".join(f"<p>{'<br>'.join(each)}</p>" for each in lines))


def _line(line: str) -> str:
    words = escape(line, quote=False)  # an apostrophe is one, whoever reads the source of it
    is_link = line.startswith(("https://", "http://")) and " " not in line
    return f'<a href="{escape(line)}">{words}</a>' if is_link else words
