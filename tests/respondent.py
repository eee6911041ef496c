"""Amira at her phone, for web tests: she starts, fills in pages, and reads what comes back."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from sqlmodel import Session

from app.domain import walk
from app.domain.responses import OpenResponse
from app.domain.walk import Part
from app.storage import invitations, responses
from tests.cast import AMIRA
from tests.world import Browser, World

SEEN = re.compile(r'name="seen" value="([^"]*)"')


def text_of(response: Any) -> str:
    """What there is to read on a page, on one line."""
    body = re.sub(r"<(script|style|title).*?</\1>", " ", response.text, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


@dataclass
class Respondent:
    world: World
    browser: Browser
    link: str

    @property
    def home(self) -> str:
        return f"/answer/{self.world.joint.code}"

    @property
    def parts(self) -> tuple[Part, ...]:
        return walk.parts(self.world.app.state.library.newest, self.world.joint.blocks)

    def get(self, path: str = "") -> Any:
        return self.browser.get(self.home + path)

    def post(self, path: str, **fields: str) -> Any:
        return self.browser.post(self.home + path, data=fields)

    def seen(self, path: str) -> str:
        """What a page says that it showed."""
        found = SEEN.search(self.get(path).text)
        assert found
        return found[1]

    def fill_in(self, number: int = 1, answers: dict[int, object] | None = None, **fields: str) -> Any:
        """`answers` by the statement's place on the page. What was seen is what the page says."""
        part = self.parts[number - 1]
        given = {part.statements[place].code: str(answer) for place, answer in (answers or {}).items()}
        seen = fields.pop("seen", None) or self.seen(f"/part/{number}")
        return self.browser.post(f"{self.home}/part/{number}", data={"seen": seen, **given, **fields})

    def kept(self) -> OpenResponse:
        with Session(self.world.engine) as session:
            [mine] = [
                each
                for each in invitations.invitations_of_person(session, self.world.cast.amira.person_id)
                if each.assessment_id == self.world.joint.id
            ]
            found = responses.find_answering_of(session, mine.id)
        assert found
        return found.response


def amira_answers(world: World) -> Respondent:
    """She has started, and answered nothing yet."""
    link = world.path_in_mail_to(AMIRA)
    return Respondent(world, world.answering_browser(link), link)
