"""kill -9 in the middle of fifty sends: what anyone was told is kept is there afterwards, and there once."""

import asyncio
import random
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from sqlalchemy import select
from sqlmodel import Session

from app.domain import codes
from app.storage.tables import OPEN_RESPONSE, RECEIPT
from bench.connection import Connection
from bench.respondent import RECEIPT as RECEIPT_ON_PAGE
from bench.respondent import Respondent
from bench.servers import Server, free_port, serving
from bench.world import World, a_world

pytestmark = pytest.mark.live

PLATFORM = "app.main:application"
QUICK = {"GOOD_PARTNERS_HASH_COST": "4"}  # so that the kill falls among writes, and not among slow hashes
PEOPLE = 50
KILLED_AFTER = 20  # sends that were acknowledged
AT_ONCE = 8
GONE = (OSError, asyncio.IncompleteReadError)


async def ready_to_send(port: int, world: World) -> list[Respondent]:
    people = []
    for link in world.invitations:
        person = Respondent(Connection(port), link, random.Random(link))
        await person.connection.open()
        await person.start()
        await person.save_part()
        people.append(person)
    return people


async def send_until_killed(people: list[Respondent], server: Server) -> list[Respondent]:
    """Those whose sending was acknowledged."""
    acknowledged: list[Respondent] = []
    waiting = iter(people)

    async def send_in_turn() -> None:
        for person in waiting:
            await person.post(f"{person.link_home()}/send", [])
            acknowledged.append(person)
            if len(acknowledged) == KILLED_AFTER:
                server.kill()

    ended = await asyncio.gather(*(send_in_turn() for _ in range(AT_ONCE)), return_exceptions=True)
    assert all(isinstance(each, GONE) for each in ended), ended
    return acknowledged


async def reconnect(people: list[Respondent]) -> None:
    for person in people:
        await person.connection.close()
        await person.connection.open()


async def receipt_of(person: Respondent) -> str:
    page = await person.get(f"{person.link_home()}/sent")
    found = RECEIPT_ON_PAGE.search(page)
    assert found
    return found[1]


def says_kept(server: Server, receipt: str) -> bool:
    page = httpx.post(
        f"{server.base_url}/receipt", data={"receipt": receipt}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    return "Yes, this was kept" in page.raise_for_status().text


def in_the_database(world: World) -> tuple[int, list[str]]:
    """How many responses are sent, and the receipts."""
    with Session(world.engine) as session:
        sent = session.execute(select(OPEN_RESPONSE.c.id).where(OPEN_RESPONSE.c.sent_on.is_not(None))).all()
        return len(sent), list(session.execute(select(RECEIPT.c.code)).scalars())


async def send_through_a_kill(world: World) -> tuple[list[str], list[str]]:
    """The receipts of those who had one coming when the server was killed, and everybody's afterwards."""
    settings, port = {**world.settings, **QUICK}, free_port()
    with serving(PLATFORM, settings, port=port) as server:
        people = await ready_to_send(port, world)
        acknowledged = await send_until_killed(people, server)
        assert KILLED_AFTER <= len(acknowledged) < PEOPLE
    with serving(PLATFORM, settings, port=port) as server:
        await reconnect(people)
        shown = [await receipt_of(person) for person in acknowledged]
        everybodys = [await person.send() for person in people]
        assert all(says_kept(server, receipt) for receipt in everybodys)
        for person in people:
            await person.connection.close()
    return shown, everybodys


def test_nothing_acknowledged_is_lost_and_nothing_is_there_twice():
    # A browser's test that went before has an event loop in this thread, and goes on having it.
    with a_world(PEOPLE, announce=True) as world, ThreadPoolExecutor(1) as in_a_thread:
        shown, everybodys = in_a_thread.submit(asyncio.run, send_through_a_kill(world)).result()
        assert set(shown) <= set(everybodys)
        sent, receipts = in_the_database(world)
    assert sent == len(receipts) == len(set(everybodys)) == PEOPLE
    assert {codes.read_letters(receipt) for receipt in everybodys} == set(receipts)
