"""The pages whose weight was promised: a part of the questionnaire, and the dashboards."""

import asyncio
import random
from dataclasses import dataclass

from bench import overview
from bench.connection import Connection
from bench.respondent import Respondent
from bench.servers import Server, serving
from bench.weights import PHONE, WIDE, Visit, a_browser, first_paint_seconds, weigh
from bench.world import World

PLATFORM = "app.main:application"
OF_AN_ORGANISATION = ("", "/themes/SP", "/competencies", "/teams", "/levels")
OF_A_PARTNERSHIP = ("", "/agreement", "/size", "/levels")


@dataclass(frozen=True)
class Weighed:
    """Kilobytes over the wire, cold, and seconds to the first paint on a slow line. Of the heaviest page."""

    phone_kb: float
    wide_kb: float
    first_paint_seconds: float


def weigh_all(addresses: list[str], cookies: dict[str, str]) -> Weighed:
    with a_browser() as browser:
        on_phone = [Visit(address, PHONE, cookies) for address in addresses]
        on_wide = [Visit(address, WIDE, cookies) for address in addresses]
        return Weighed(
            max(weigh(browser, visit).kilobytes for visit in on_phone),
            max(weigh(browser, visit).kilobytes for visit in on_wide),
            max(first_paint_seconds(browser, visit) for visit in on_phone),
        )


def weigh_questionnaire(world: World) -> Weighed:
    with serving(PLATFORM, world.settings) as server:
        # Before there is a browser, for Playwright has a loop of its own.
        cookies, parts = asyncio.run(start(server, world))
        return weigh_all([f"{server.base_url}{part}" for part in parts], cookies)


async def start(server: Server, world: World) -> tuple[dict[str, str], list[str]]:
    """A respondent's cookies, and the addresses of all her parts."""
    person = Respondent(Connection(server.port), world.invitations[0], random.Random("pages"))
    await person.connection.open()
    await person.start()
    parts = []
    while person.part is not None:
        parts.append(person.part)
        await person.save_part()
    await person.connection.close()
    return person.connection.cookies, parts


def weigh_dashboards(world: World) -> Weighed:
    """Of a world that has closed."""
    joint = world.assessment.is_joint
    home = "/p/bench" if joint else "/org/place-0"
    pages = OF_A_PARTNERSHIP if joint else OF_AN_ORGANISATION
    with serving(PLATFORM, world.settings) as server:
        results = f"{server.base_url}{home}/results/{world.assessment.code}"
        return weigh_all([results + page for page in pages], {"sign-in": overview.sign_in(world)})
