"""Coming in by the front door: asking for a link, and reading the mail that it is in."""

import re
from contextlib import nullcontext
from typing import Any

from sqlalchemy import Table, func, select
from sqlmodel import Session

from app.storage import outbox
from app.storage.tables import OUTGOING_MESSAGE
from tests.cast import DELE
from tests.world import Browser, World

SIX_DIGITS = re.compile(r"\b(\d{3}) (\d{3})\b")


def leave_mail_waiting(world: World) -> None:
    """Mail stays in the outbox, where a test can read it."""

    def nowhere(_message: object) -> None:
        raise OSError

    world.app.state.post = lambda: nullcontext(nowhere)


def ask(browser: Browser, email: str = DELE, **fields: str) -> Any:
    return browser.post("/sign-in", data={"email": email, **fields})


def code_in_mail_to(world: World, address: str) -> str:
    with Session(world.engine) as session:
        mine = [each for each in outbox.waiting(session, most=1_000) if each.message.to_address == address]
    found = SIX_DIGITS.search(max(mine, key=lambda each: each.id).message.body)
    assert found
    return found[0]


def sign_in_link(world: World, address: str = DELE) -> str:
    return world.path_in_mail_to(address, "way in")


def rows(world: World, table: Table) -> int:
    with Session(world.engine) as session:
        return int(session.execute(select(func.count()).select_from(table)).scalar_one())


def forget_mail(world: World) -> None:
    with Session(world.engine) as session, session.begin():
        session.execute(OUTGOING_MESSAGE.delete())
