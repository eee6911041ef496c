"""All that there is to take after a seal, rows, files, log and mail, and who it is really about."""

import logging
import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text

from app.domain import codes
from app.domain.answers import Skipped
from app.domain.assessments import Assessment
from app.domain.people import Seat
from app.mail_job import send_all
from tests.attack.conftest import close
from tests.attack.journey import Phone, letters
from tests.attack.town import Town

RESUMING = 5
CANARY = "the heron stands on one leg"
RESUME_CODE = re.compile(r"^\s*((?:\w{4}-)\w{4})\s*$", re.MULTILINE)

EVERY_FILE = """
    SELECT pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class
    WHERE relkind IN ('r', 'i', 't') AND relnamespace = 'public'::regnamespace
"""


@dataclass
class Secret:
    """What one person was given, and what she gave."""

    address: str
    link: str
    sheet: bytes
    return_code: str
    receipt: str
    cookie: str


@dataclass
class Loot:
    """What is there after the seal; `people` in the order in which they sent."""

    town: Town
    assessment: Assessment
    people: list[Secret]
    log: str
    mail: list[str]
    resume_codes: list[str]
    silent: list[str] = field(default_factory=list)  # addresses of those who did not answer

    @property
    def engine(self) -> Engine:
        return self.town.engine

    def rows(self, *query: str) -> list[Any]:
        with self.engine.connect() as connection:
            return list(connection.execute(text(" ".join(query))).mappings())


class Log(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.getMessage()} {record.__dict__}")


@contextmanager
def listening() -> Iterator[Log]:
    """To everything that the platform's own log says."""
    log, logger = Log(), logging.getLogger("good_partners")
    logger.addHandler(log)
    before, _ = logger.level, logger.setLevel(logging.DEBUG)
    try:
        yield log
    finally:
        logger.removeHandler(log)
        logger.setLevel(before)


def live(town: Town, folder: Path, by: Seat, *, answering: int) -> Loot:
    """From the opening to the seal. So many answer, in an order by chance."""
    with listening() as log:
        assessment = town.open(by, announce=True)
        links = letters(town)
        send_all(town.engine, town.app.state.post)
        order = random.Random("order").sample(sorted(links), len(links))
        people = [
            answer(town, assessment, address, links[address], number)
            for number, address in enumerate(order[:answering])
        ]
        mail = [each.read_text() for each in sorted((folder / "mail").iterdir())]
        close(town, assessment)
    resume_codes = [found for letter in mail for found in RESUME_CODE.findall(letter)]
    return Loot(town, assessment, people, "\n".join(log.lines), mail, resume_codes, order[answering:])


def answer(town: Town, assessment: Assessment, address: str, link: str, number: int) -> Secret:
    chance = random.Random(address)
    phone = Phone(town.browser(), assessment, link)
    phone.start()
    asked = town.asked(assessment)
    sheet = {code: chance.choice((0, 1, 2, 3, 4, *Skipped)) for code in asked[:14]}
    seen = phone.browser.get(f"{phone.home}/about-you").text
    phone.browser.post(
        f"{phone.home}/about-you", data={"correction": f"{CANARY}, {number}", "seen": fingerprint(seen)}
    )
    for part in (1, 2):
        assert phone.save(part, sheet).status_code == 303
    if number < RESUMING:
        town.browser().post(f"{link}/code", data={"code": "wrong"})
    assert phone.send().status_code == 303
    cookies = phone.browser.cookies
    kept = bytes(int(sheet.get(code, 7)) for code in asked)
    return Secret(
        address,
        link,
        kept,
        cookies[f"return-code-{assessment.code}"],
        phone.receipt(),
        cookies[f"answering-{assessment.code}"],
    )


def fingerprint(page: str) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', page)
    assert found
    return found[1]


def selector_of(secret: Secret) -> str:
    return codes.read_return_code(secret.return_code).selector


def bytes_of(loot: Loot) -> bytes:
    """All that the database has in its files, but PostgreSQL's log of changes."""
    if loot.engine.dialect.name == "sqlite":
        file = Path(str(loot.engine.url.database))
        return b"".join(each.read_bytes() for each in file.parent.glob(f"{file.name}*"))
    with loot.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CHECKPOINT"))
        return b"".join(bytes(row[0]) for row in connection.execute(text(EVERY_FILE)))
