"""Saving parts and whole responses under load, beside the floor. What was kept is looked at every time."""

import statistics
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session

from app.domain import codes, walk
from app.domain.answers import unpack
from app.storage.tables import INVITATION_LINK, OPEN_RESPONSE, RECEIPT
from bench import load
from bench.load import Outcome, Plan
from bench.servers import Server, serving
from bench.world import World, a_folder, a_world

PLATFORM = "app.main:application"
FLOOR = "bench.floor:application"
PEOPLE_AT_ONCE = 16
ROUNDS = 4
SECONDS_A_ROUND = 4
RESPONSES = 96
FORM_BYTES = 150  # about what a part's form comes to


@dataclass(frozen=True)
class Saving:
    """Saves a second; `ratio` is the platform's share of the floor's, round by round, the middle one."""

    platform: float
    floor: float
    ratio: float
    middle_ms: float
    slow_ms: float
    cpu_ms: float
    floor_cpu_ms: float


@dataclass(frozen=True)
class Completing:
    """Of one response, from the link to the receipt. `saves` is how often it writes."""

    cpu_ms: float
    saves: int
    a_second: float


@dataclass(frozen=True)
class Round:
    outcome: Outcome
    cpu_ms: float  # the server's, for each thing done

    @property
    def rate(self) -> float:
        return self.outcome.done / self.outcome.seconds


def a_round(server: Server, plan: Plan) -> Round:
    before = server.cpu_seconds()
    outcome = load.run(plan)
    return Round(outcome, (server.cpu_seconds() - before) / outcome.done * 1000)


def check_answers(world: World, kept: dict[str, dict[str, str]]) -> None:
    """What people were told is kept is what the database has."""
    asked = world.library.newest.asked
    with Session(world.engine) as session:
        for link, answers in kept.items():
            stored = session.execute(
                select(OPEN_RESPONSE.c.answers)
                .join(INVITATION_LINK, INVITATION_LINK.c.invitation_id == OPEN_RESPONSE.c.invitation_id)
                .where(INVITATION_LINK.c.token_hash == codes.token_hash(link.removeprefix("/i/")))
            ).scalar_one()
            if unpack(stored, asked) != {code: int(level) for code, level in answers.items()}:
                raise RuntimeError("The database does not have what a respondent was told is kept.")


def check_receipts(world: World, kept: dict[str, dict[str, str]]) -> None:
    shown = {codes.read_letters(each["receipt"]) for each in kept.values()}
    with Session(world.engine) as session:
        receipts = set(session.execute(select(RECEIPT.c.code)).scalars())
        sent = session.execute(select(OPEN_RESPONSE.c.sent_on)).scalars().all()
    if len(shown) != len(kept) or not shown <= receipts or sent.count(None) or len(sent) != len(receipts):
        raise RuntimeError("The database does not have the responses that respondents have receipts for.")


def measure_saving() -> Saving:
    with (
        a_world(PEOPLE_AT_ONCE * (ROUNDS + 1), announce=True) as world,
        serving(PLATFORM, world.settings) as ours,
    ):
        platform: list[Round] = []
        floor: list[Round] = []

        def save_parts(number: int, seconds: float) -> Round:
            links = list(world.invitations[number * PEOPLE_AT_ONCE : (number + 1) * PEOPLE_AT_ONCE])
            made = a_round(ours, Plan("save", ours.port, PEOPLE_AT_ONCE, seconds, links, seed=number))
            check_answers(world, made.outcome.kept)
            return made

        reply_bytes = round(save_parts(ROUNDS, 1).outcome.bytes_each)  # a warm-up, and how much is read
        with a_folder() as folder:
            settings = {"FLOOR_DATABASE": f"{folder}/floor.sqlite", "FLOOR_REPLY_BYTES": str(reply_bytes)}
            with serving(FLOOR, settings) as bare:
                plan = Plan("floor", bare.port, PEOPLE_AT_ONCE, SECONDS_A_ROUND, body_bytes=FORM_BYTES)
                for number in range(ROUNDS):
                    platform.append(save_parts(number, SECONDS_A_ROUND))
                    floor.append(a_round(bare, plan))
    return Saving(
        platform=statistics.median(each.rate for each in platform),
        floor=statistics.median(each.rate for each in floor),
        ratio=statistics.median(ours.rate / bare.rate for ours, bare in zip(platform, floor, strict=True)),
        middle_ms=statistics.median(each.outcome.middle_ms for each in platform),
        slow_ms=statistics.median(each.outcome.slow_ms for each in platform),
        cpu_ms=statistics.median(each.cpu_ms for each in platform),
        floor_cpu_ms=statistics.median(each.cpu_ms for each in floor),
    )


def measure_completing() -> Completing:
    """Whole responses, from the link in the mail to the receipt."""
    with a_world(RESPONSES, announce=True) as world, serving(PLATFORM, world.settings) as server:
        made = a_round(server, Plan("complete", server.port, PEOPLE_AT_ONCE, links=list(world.invitations)))
        check_receipts(world, made.outcome.kept)
    parts = walk.parts(world.library.newest, world.assessment.blocks)
    return Completing(made.cpu_ms, len(parts) + len(("start", "about you", "send")), made.rate)
