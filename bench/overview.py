"""An organisation's overview, as its HR director opens it: how many queries, and how long."""

import secrets
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from unittest.mock import patch

from fastapi.testclient import TestClient
from sqlalchemy import event, select
from sqlmodel import Session

from app.main import create_app
from app.services import accounts
from app.settings import Settings
from app.storage.tables import SEAT
from bench.world import World

ROUNDS = 30
WARMING = 5


@dataclass(frozen=True)
class Overview:
    queries: int
    milliseconds: float  # the middle one of many


def sign_in(world: World) -> str:
    """The owner's cookie."""
    with Session(world.engine) as session, session.begin():
        owner = session.execute(select(SEAT.c.person_id)).scalar_one()
        signed_in = accounts.sit_down(session, owner, now=datetime.now(UTC), randomness=secrets.token_bytes)
    return signed_in.cookie


@contextmanager
def a_visitor(world: World) -> Iterator[TestClient]:
    with patch.dict("os.environ", world.settings):
        app = create_app(Settings())
    with TestClient(app, base_url="http://127.0.0.1:8000") as client:
        client.cookies.set("sign-in", sign_in(world))
        yield client


def measure(world: World) -> Overview:
    address = f"/org/place-0/results/{world.assessment.code}"
    statements: list[str] = []
    with a_visitor(world) as client:
        for _ in range(WARMING):
            client.get(address).raise_for_status()
        state = client.app.state  # type: ignore[attr-defined]  # a FastAPI has one
        for engine in (state.engine, state.reading_engine):
            event.listen(engine, "before_cursor_execute", lambda *about: statements.append(about[2]))
        took = []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            client.get(address).raise_for_status()
            took.append((time.perf_counter() - began) * 1000)
    return Overview(len(statements) // ROUNDS, statistics.median(took))
