"""Mail that went out, to look at: only where people are made up, or where somebody builds the site."""

from pathlib import Path

from app.domain.errors import NotFound
from app.storage import mail_folder
from app.storage.mail_folder import KeptMail

MOST_SHOWN = 25


def latest(folder: Path, *, to: str = "") -> list[KeptMail]:
    return mail_folder.read_all(folder, to=to.strip(), most=MOST_SHOWN)


def one(folder: Path, mail_id: str) -> KeptMail:
    mail = mail_folder.read(folder, mail_id)
    if mail is None:
        raise NotFound("There is no such message.")
    return mail
