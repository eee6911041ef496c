"""Inviting many at once: how long it takes, and how long somebody who saves meanwhile has to wait."""

import secrets
import time
from dataclasses import dataclass
from threading import Event, Thread

from sqlalchemy import text
from sqlmodel import Session

from app.mail_job import write_due_letters
from bench.world import World, open_announced

SECONDS_BETWEEN_SAVES = 0.02


@dataclass(frozen=True)
class Queued:
    """Seconds; `longest_wait` is that of one of the `saves` that others made meanwhile."""

    opening: float
    writing: float
    saves: int
    longest_wait: float


def measure(world: World) -> Queued:
    """Opens an assessment and writes all its letters, while somebody else keeps saving."""
    waits: list[float] = []
    done = Event()
    saver = Thread(target=_keep_saving, args=(world, waits, done))
    saver.start()
    began = time.perf_counter()
    open_announced(world)
    opened = time.perf_counter()
    write_due_letters(world.engine, base_url="http://127.0.0.1")
    written = time.perf_counter()
    done.set()
    saver.join()
    return Queued(opened - began, written - opened, len(waits), max(waits))


def _keep_saving(world: World, waits: list[float], done: Event) -> None:
    save = text("INSERT INTO receipt (code) VALUES (:code)")
    while not done.is_set():
        began = time.perf_counter()
        with Session(world.engine) as session, session.begin():
            session.execute(save, {"code": secrets.token_hex(8)})
        waits.append(time.perf_counter() - began)
        done.wait(SECONDS_BETWEEN_SAVES)
