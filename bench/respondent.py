"""Somebody who answers as fast as the server lets her, sending what a browser without script would."""

import random
import re
from dataclasses import dataclass, field

from bench.connection import Connection, Reply

SEEN = re.compile(r'name="seen" value="([^"]*)"')
STATEMENT = re.compile(r'<input type="radio" name="([A-Z]{2}[\w.]+)"')
NEXT = re.compile(r'action="(/answer/\w+/part/(\d+))"')
RECEIPT = re.compile(r'<h2>Your receipt</h2>\s*<p class="[a-z-]+">([^<]+)</p>')
LEVELS = "01234"


class Refused(RuntimeError):
    """The server said something else than it should have."""


def expect(reply: Reply, status: int, doing: str) -> Reply:
    if reply.status != status:
        raise Refused(f"{doing}: {reply.status} instead of {status}\n{reply.text[:500]}")
    return reply


@dataclass
class Respondent:
    """`answers` is what she has been told is kept, by statement code."""

    connection: Connection
    link: str
    chance: random.Random
    answers: dict[str, str] = field(default_factory=dict)
    page: str = ""
    bytes_read: int = 0
    asked: dict[str, list[str]] = field(default_factory=dict)  # by address: reading a page once is enough

    async def get(self, path: str) -> str:
        reply = expect(await self.connection.get(path), 200, f"reading {path}")
        self.bytes_read += reply.wire_bytes
        self.page = reply.text
        return self.page

    async def post(self, path: str, fields: list[tuple[str, str]]) -> str:
        """Where it leads."""
        reply = expect(await self.connection.post(path, fields), 303, f"sending {path}")
        self.bytes_read += reply.wire_bytes
        return reply.location

    async def start(self) -> None:
        """From the link in her mail to the first part."""
        await self.get(self.link)
        about_you = await self.post(f"{self.link}/start", [("consent", "yes")])
        await self.get(about_you)
        await self.get(await self.post(about_you, [("correction", "")]))

    @property
    def part(self) -> str | None:
        """The address of the part she is looking at."""
        found = NEXT.search(self.page)
        return found[1] if found else None

    async def save_part(self) -> None:
        """Answer everything on the page, press Continue, and read what comes next."""
        address, seen = NEXT.search(self.page), SEEN.search(self.page)
        if address is None or seen is None:
            raise Refused("this is no part of the questionnaire")
        codes = self.asked.setdefault(address[1], list(dict.fromkeys(STATEMENT.findall(self.page))))
        chosen = [(code, self.chance.choice(LEVELS)) for code in codes]
        onward = await self.post(address[1], [("seen", seen[1]), *chosen, ("go", "on")])
        self.answers.update(chosen)
        await self.get(onward)

    async def save_for_ever(self) -> None:
        """As `save_part`, beginning again with the first part after the last."""
        await self.save_part()
        if self.part is None:
            home = self.link_home()
            await self.get(f"{home}/part/1")

    def link_home(self) -> str:
        return next(iter(self.asked)).rpartition("/part/")[0]

    async def send(self) -> str:
        """The receipt."""
        await self.get(await self.post(f"{self.link_home()}/send", []))
        found = RECEIPT.search(self.page)
        if found is None:
            raise Refused("there is no receipt on the page after sending")
        return found[1].strip()

    async def answer_all(self) -> str:
        await self.start()
        while self.part is not None:
            await self.save_part()
        return await self.send()
