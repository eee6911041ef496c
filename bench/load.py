"""The load, in a process of its own: so many people at once, each on one connection that stays open.

Reads what to do as JSON on standard input, and writes what happened as JSON on standard output.
"""

import asyncio
import json
import random
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field

import uvloop

from bench.connection import Connection
from bench.respondent import Respondent

Deed = Callable[[], Awaitable[None]]


@dataclass(frozen=True)
class Plan:
    """`deed` is one of DEEDS; `links` are what the respondents hold, at least one each."""

    deed: str
    port: int
    people: int
    seconds: float = 0  # of doing it again and again; 0 answers each link once, and ends
    links: list[str] = field(default_factory=list)
    body_bytes: int = 0
    seed: int = 1


@dataclass(frozen=True)
class Outcome:
    """`kept` is what people were told is kept: by link, either their answers or their receipt."""

    done: int
    seconds: float
    middle_ms: float  # half took no longer than this
    slow_ms: float  # 99 of 100 took no longer
    bytes_each: float
    kept: dict[str, dict[str, str]]


@dataclass
class Crowd:
    """Everybody who takes part, and how long each thing they did took."""

    people: list[Respondent]
    took_ms: list[float] = field(default_factory=list)
    kept: dict[str, dict[str, str]] = field(default_factory=dict)

    async def time(self, deed: Deed) -> None:
        began = time.perf_counter()
        await deed()
        self.took_ms.append((time.perf_counter() - began) * 1000)


async def use_the_floor(crowd: Crowd, plan: Plan) -> None:
    until = time.perf_counter() + plan.seconds

    async def save(who: int, connection: Connection) -> None:
        # Something else each time, as people's answers are: SQLite writes nothing where nothing changes.
        reply = await connection.ask("POST", f"/save/{who}", random.randbytes(plan.body_bytes))
        crowd.people[who].bytes_read += reply.wire_bytes
        if reply.status != 200:
            raise RuntimeError(f"The floor said {reply.status}.")

    async def go_on(who: int, connection: Connection) -> None:
        while time.perf_counter() < until:
            await crowd.time(lambda: save(who, connection))

    await asyncio.gather(*(go_on(who, each.connection) for who, each in enumerate(crowd.people)))


async def save_parts(crowd: Crowd, plan: Plan) -> None:
    until = time.perf_counter() + plan.seconds

    async def go_on(person: Respondent) -> None:
        while time.perf_counter() < until:
            await crowd.time(person.save_for_ever)

    await asyncio.gather(*map(go_on, crowd.people))
    crowd.kept = {person.link: person.answers for person in crowd.people}


async def complete_responses(crowd: Crowd, plan: Plan) -> None:
    """Everybody takes the next link as soon as theirs is done."""
    waiting = iter(plan.links)

    async def go_on(who: int, connection: Connection) -> None:
        for link in waiting:
            connection.cookies.clear()
            person = Respondent(connection, link, random.Random(f"{plan.seed}/{link}"))

            async def answer(person: Respondent = person) -> None:
                crowd.kept[person.link] = {"receipt": await person.answer_all()}

            await crowd.time(answer)
            crowd.people[who].bytes_read += person.bytes_read

    await asyncio.gather(*(go_on(who, each.connection) for who, each in enumerate(crowd.people)))


DEEDS = {"floor": use_the_floor, "save": save_parts, "complete": complete_responses}


async def gather_crowd(plan: Plan) -> Crowd:
    crowd = Crowd([])
    for who in range(plan.people):
        link = plan.links[who] if plan.links else ""
        person = Respondent(Connection(plan.port), link, random.Random(f"{plan.seed}/{who}"))
        await person.connection.open()
        if plan.deed == "save":
            await person.start()
            person.bytes_read = 0
        crowd.people.append(person)
    return crowd


def share(took: list[float], part: float) -> float:
    return sorted(took)[min(int(len(took) * part), len(took) - 1)]


async def carry_out(plan: Plan) -> Outcome:
    crowd = await gather_crowd(plan)
    began = time.perf_counter()
    await DEEDS[plan.deed](crowd, plan)
    seconds = time.perf_counter() - began
    done = len(crowd.took_ms)
    bytes_each = sum(person.bytes_read for person in crowd.people) / done
    middle, slow = share(crowd.took_ms, 0.5), share(crowd.took_ms, 0.99)
    return Outcome(done, seconds, middle, slow, bytes_each, crowd.kept)


def run(plan: Plan) -> Outcome:
    """From another process: start one for the load, and wait for it."""
    words = [sys.executable, "-m", "bench.load"]
    ended = subprocess.run(words, input=json.dumps(asdict(plan)), capture_output=True, text=True, check=False)
    if ended.returncode:
        raise RuntimeError(ended.stderr)
    return Outcome(**json.loads(ended.stdout))


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        print(json.dumps(asdict(runner.run(carry_out(Plan(**json.loads(sys.stdin.read())))))))
