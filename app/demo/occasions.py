"""When the demo's assessments run: four that have closed, and three that are open."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.demo.cast import (
    COUNCIL,
    DELE,
    FEN_VALLEY,
    HARBOUR_ROW,
    LANTERN,
    MABEL,
    NORTHWAY,
    OWEN,
    RHIANNON,
    Place,
    Table,
    World,
)
from app.domain.assessments import BLOCKS_OF_A_PARTNERSHIP, BLOCKS_OF_AN_ORGANISATION
from app.domain.charter import Block

HALF_A_YEAR = timedelta(days=182)
OPEN_FOR = timedelta(days=21)
OPEN_SINCE = timedelta(days=12)
STILL_OPEN_FOR = timedelta(days=45)  # long enough for somebody who looks at the demo for weeks

SEASONS = {12: "Winter", 1: "Winter", 2: "Winter", 3: "Spring", 4: "Spring", 5: "Spring"} | {
    **dict.fromkeys((6, 7, 8), "Summer"),
    **dict.fromkeys((9, 10, 11), "Autumn"),
}


@dataclass(frozen=True)
class Occasion:
    """One assessment to be: whose, when, and which share of each place answers."""

    key: str
    title: str
    opened_by: str  # an address
    places: tuple[Place, ...]
    blocks: tuple[Block, ...]
    leaders_line: str
    opened_at: datetime
    closes_at: datetime
    days: int  # over how many days the answers come in
    half_years: int  # since the first
    closes: bool
    amira_answers: bool
    rates: Mapping[str, float]


def season(day: datetime) -> str:
    return f"{SEASONS[day.month]} {day.year}"


def occasions(now: datetime, world: World) -> tuple[Occasion, ...]:
    """In the order in which they open."""
    latest = (now - OPEN_SINCE).replace(hour=9, minute=30, second=0, microsecond=0)
    joint = _joint(world.millbrook, latest)
    return (
        replace(
            joint,
            key="joint 0",
            title=season(latest - 2 * HALF_A_YEAR),
            opened_at=latest - 2 * HALF_A_YEAR,
            closes_at=latest - 2 * HALF_A_YEAR + OPEN_FOR,
            half_years=0,
            rates=_rates(0.56, 0.47, 0.52, 0.41),
        ),
        replace(
            joint,
            key="joint 1",
            title=season(latest - HALF_A_YEAR),
            opened_at=latest - HALF_A_YEAR,
            closes_at=latest - HALF_A_YEAR + OPEN_FOR,
            half_years=1,
            rates=_rates(0.59, 0.50, 0.55, 0.43),
        ),
        _before(_eastquay(world.eastquay, latest - HALF_A_YEAR), "eastquay 0"),
        _before(_own_of_harbour_row(world.eastquay, latest - HALF_A_YEAR), "harbour row"),
        _left_open(_own_of_northway(world.millbrook, latest), now),
        _left_open(_eastquay(world.eastquay, latest), now),
        _left_open(joint, now),
    )


def _rates(northway: float, council: float, fen_valley: float, lantern: float) -> dict[str, float]:
    """The two small partners have numbers of their own, in habits.py."""
    return {
        NORTHWAY.slug: northway,
        COUNCIL.slug: council,
        FEN_VALLEY.slug: fen_valley,
        LANTERN.slug: lantern,
    }


def _before(occasion: Occasion, key: str) -> Occasion:
    return replace(occasion, key=key, half_years=1, closes=True)


def _left_open(occasion: Occasion, now: datetime) -> Occasion:
    """The last answers came in yesterday, so that today's counts show them."""
    yesterday = (now - occasion.opened_at).days - 1
    return replace(
        occasion, closes_at=now + STILL_OPEN_FOR, days=yesterday, closes=False, amira_answers=False
    )


def _joint(millbrook: Table, opened_at: datetime) -> Occasion:
    return Occasion(
        key="joint 2",
        title=season(opened_at),
        opened_by=RHIANNON,
        places=millbrook.places,
        blocks=BLOCKS_OF_A_PARTNERSHIP,
        leaders_line=(
            "People here still tell their story more than once. We would like to know how working together "
            "looks from where each of us stands, so that we talk about what matters."
        ),
        opened_at=opened_at,
        closes_at=opened_at + OPEN_FOR,
        days=OPEN_FOR.days - 1,
        half_years=2,
        closes=True,
        amira_answers=True,
        rates=_rates(0.36, 0.31, 0.33, 0.40),
    )


def _own_of_northway(millbrook: Table, opened_at: datetime) -> Occasion:
    return Occasion(
        key="northway",
        title=f"{season(opened_at)}, our own",
        opened_by=DELE,
        places=tuple(place for place in millbrook.places if place.slug == NORTHWAY.slug),
        blocks=BLOCKS_OF_AN_ORGANISATION,
        leaders_line=(
            "We ask a lot of our partners. Before we ask for more, I would like us to look at ourselves, "
            "and at what would make it easier for you."
        ),
        opened_at=opened_at,
        closes_at=opened_at + OPEN_FOR,
        days=OPEN_FOR.days - 1,
        half_years=2,
        closes=False,
        amira_answers=False,
        rates={NORTHWAY.slug: 0.54},
    )


def _eastquay(eastquay: Table, opened_at: datetime) -> Occasion:
    return Occasion(
        key="eastquay",
        title=season(opened_at),
        opened_by=MABEL,
        places=eastquay.places,
        blocks=BLOCKS_OF_A_PARTNERSHIP,
        leaders_line="Some of us are four people and a van. We would like to hear from all eight of us.",
        opened_at=opened_at,
        closes_at=opened_at + OPEN_FOR,
        days=OPEN_FOR.days - 1,
        half_years=2,
        closes=False,
        amira_answers=False,
        rates={place.slug: 0.5 for place in eastquay.places},
    )


def _own_of_harbour_row(eastquay: Table, opened_at: datetime) -> Occasion:
    return replace(
        _eastquay(eastquay, opened_at),
        title=f"{season(opened_at)}, our own",
        opened_by=OWEN,
        places=tuple(place for place in eastquay.places if place.slug == HARBOUR_ROW.slug),
        blocks=(Block.PRACTICE,),
        leaders_line="Three small teams, and we rarely ask each other how it goes. Let us begin with that.",
    )
