"""The load, in a process of its own: so many people at once, each on one connection that stays open.

Reads what to do as JSON on standard input, and writes what happened as JSON on standard output.
"""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field

import uvloop

from bench.connection import Connection

Deed = Callable[[Connection, int], Awaitable[int]]  # connection, who → how many were done


@dataclass(frozen=True)
class Plan:
    """`deed` is one of bench.respondent's or the floor's; `links` are what each person holds."""

    deed: str
    port: int
    people: int
    seconds: float
    links: list[str] = field(default_factory=list)
    body_bytes: int = 0


@dataclass(frozen=True)
class Outcome:
    done: int
    seconds: float
    middle_ms: float  # half took no longer than this
    slow_ms: float  # 99 of 100 took no longer


async def repeat(deed: Callable[[], Awaitable[None]], until: float) -> list[float]:
    """How long each took, in milliseconds."""
    took = []
    while (began := time.perf_counter()) < until:
        await deed()
        took.append((time.perf_counter() - began) * 1000)
    return took


async def save_on_the_floor(connection: Connection, who: int, body: bytes) -> None:
    reply = await connection.ask("POST", f"/save/{who}", body)
    if reply.status != 200:
        raise RuntimeError(f"The floor said {reply.status}.")


def share(took: list[float], part: float) -> float:
    return sorted(took)[min(int(len(took) * part), len(took) - 1)]


async def carry_out(plan: Plan) -> Outcome:
    connections = [Connection(plan.port) for _ in range(plan.people)]
    for connection in connections:
        await connection.open()
    body = b"a" * plan.body_bytes
    began = time.perf_counter()

    def deed_of(who: int) -> Callable[[], Awaitable[None]]:
        return lambda: save_on_the_floor(connections[who], who, body)

    each = [repeat(deed_of(who), began + plan.seconds) for who in range(plan.people)]
    took = [one for person in await asyncio.gather(*each) for one in person]
    seconds = time.perf_counter() - began
    return Outcome(len(took), seconds, share(took, 0.5), share(took, 0.99))


def run(plan: Plan) -> Outcome:
    """From another process: start one for the load, and wait for it."""
    words = [sys.executable, "-m", "bench.load"]
    ended = subprocess.run(words, input=json.dumps(asdict(plan)), capture_output=True, text=True, check=False)
    if ended.returncode:
        raise RuntimeError(ended.stderr)
    return Outcome(**json.loads(ended.stdout))


if __name__ == "__main__":
    uvloop.install()
    print(json.dumps(asdict(asyncio.run(carry_out(Plan(**json.loads(sys.stdin.read())))))))
