"""Somebody answering on her phone, from the letter to the receipt, through the front door."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from app.domain.assessments import Assessment
from app.storage import outbox
from tests.attack.town import Town
from tests.respondent import SEEN
from tests.world import LINK, Browser

RECEIPT = re.compile(r'Your receipt</h2>\s*<p class="big-code">([^<]+)<')
PARTS_OF_MY_PRACTICE = 5


@dataclass
class Phone:
    """`link` is what stands in her letter: the path of her invitation."""

    browser: Browser
    assessment: Assessment
    link: str

    @property
    def home(self) -> str:
        return f"/answer/{self.assessment.code}"

    def start(self) -> Any:
        return self.browser.post(f"{self.link}/start", data={"consent": "yes"})

    def seen(self, part: int) -> str:
        found = SEEN.search(self.browser.get(f"{self.home}/part/{part}").text)
        assert found
        return found[1]

    def save(self, part: int, answers: Mapping[str, object], *, seen: str = "") -> Any:
        given = {code: str(answer) for code, answer in answers.items()}
        return self.browser.post(
            f"{self.home}/part/{part}", data={"seen": seen or self.seen(part), "go": "on", **given}
        )

    def send(self) -> Any:
        return self.browser.post(f"{self.home}/send")

    def delete(self) -> Any:
        return self.browser.post(f"{self.home}/delete")

    def return_code(self) -> str:
        """As this browser carries it to the page that shows it."""
        return self.browser.cookies[f"return-code-{self.assessment.code}"]

    def receipt(self) -> str:
        found = RECEIPT.search(self.browser.get(f"{self.home}/sent").text)
        assert found
        return found[1]


def letters(town: Town) -> dict[str, str]:
    """The invitation links in the mail that waits, by address."""
    with Session(town.engine) as session:
        waiting = outbox.waiting(session, most=1_000)
    found = {each.message.to_address: LINK.search(each.message.body) for each in waiting}
    return {address: link[1] for address, link in found.items() if link and link[1].startswith("/i/")}


def phones(town: Town, assessment: Assessment) -> list[Phone]:
    """One for everybody with a letter."""
    return [Phone(town.browser(), assessment, link) for link in letters(town).values()]
