"""Reading the folder in which mail lands where there is no mail server."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

NAME = re.compile(r"\d{4}-\d{2}-\d{2}-\d{6}-\d{6}-\d{5,}", re.ASCII)
WHEN_LETTERS = len("2026-01-31-235959-000000")


@dataclass(frozen=True)
class KeptMail:
    """`id` is the file's name, and says when it was written."""

    id: str
    at: datetime
    from_line: str
    to: str
    subject: str
    body: str


def read_all(folder: Path, *, to: str = "", most: int) -> list[KeptMail]:
    """The newest first; `to` is part of an address, in any case."""
    found: list[KeptMail] = []
    for path in sorted(folder.glob("*.txt"), reverse=True):
        mail = read(folder, path.stem)
        if mail is not None and to.casefold() in mail.to.casefold():
            found.append(mail)
        if len(found) == most:
            break
    return found


def read(folder: Path, mail_id: str) -> KeptMail | None:
    path = folder / f"{mail_id}.txt"
    if not NAME.fullmatch(mail_id) or not path.exists():
        return None
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    from_line, to, subject = (line.partition(": ")[2] for line in head.split("\n"))
    at = datetime.strptime(mail_id[:WHEN_LETTERS], "%Y-%m-%d-%H%M%S-%f").replace(tzinfo=UTC)
    return KeptMail(mail_id, at, from_line, to, subject, body)
