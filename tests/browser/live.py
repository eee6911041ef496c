"""A site that listens, for a real browser: it can be stopped, as without signal, and started again."""

import re
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from sqlmodel import Session

from app.serving import listen
from app.storage import outbox
from tests.browser.sample import Demo
from tests.world import World

SECONDS_TO_START = 10
LINK = re.compile(r"http://127\.0\.0\.1:\d+/\S+")
CODE = re.compile(r"^[2-9a-z]{4}-[2-9a-z]{4}$", re.MULTILINE)


@dataclass
class Live:
    world: World | Demo
    port: int
    server: uvicorn.Server | None = None
    thread: threading.Thread | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        config = uvicorn.Config(self.world.app, log_level="warning", access_log=False, lifespan="off")
        self.server = uvicorn.Server(config)
        sockets = [listen(self.port)]
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": sockets}, daemon=True)
        self.thread.start()
        until = time.monotonic() + SECONDS_TO_START
        while not self.server.started:
            assert time.monotonic() < until, "the site did not start"
            time.sleep(0.01)

    def stop(self) -> None:
        """At once, and whoever asks then gets no reply."""
        if self.server and self.thread:
            self.server.force_exit = True
            self.server.should_exit = True
            self.thread.join()
            self.server = self.thread = None

    def mail_to(self, address: str) -> list[str]:
        """What was sent to this address, the oldest first, and then what waits to be."""
        folder: Path = self.world.app.state.site.mail_folder
        sent = [each.read_text() for each in sorted(folder.glob("*.txt"))] if folder.exists() else []
        with Session(self.world.engine) as session:
            waiting = outbox.waiting(session, most=1_000)
        ours = [each.message.body for each in waiting if each.message.to_address == address]
        return [each for each in sent if f"To: {address}\n" in each] + ours

    def link_to(self, address: str) -> str:
        """The newest link that was mailed to this address."""
        return self._newest(LINK, address)

    def code_to(self, address: str) -> str:
        """The newest code for another browser."""
        return self._newest(CODE, address)

    def _newest(self, pattern: re.Pattern[str], address: str) -> str:
        return [found[0] for body in self.mail_to(address) if (found := pattern.search(body))][-1]
