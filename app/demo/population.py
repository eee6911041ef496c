"""Making people up, from a seed: the same seed gives the same people. Pure: nothing is stored here."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from app.demo.cast import CAST, Place
from app.demo.names import FIRST_NAMES, LAST_NAMES
from app.domain.people import RoleLevel

SEED = "round the table"
SHARES_OF_LEVELS = {
    RoleLevel.OPERATIONAL: 79,
    RoleLevel.STRATEGIC: 13,
    RoleLevel.BOTH: 4,
    RoleLevel.UNDECLARED: 4,
}
# In a small place whoever leads works with people as well. A handful who did neither would keep other
# figures back too: the release would not let them be worked out.
SHARES_WHERE_FEW_WORK = {RoleLevel.OPERATIONAL: 65, RoleLevel.BOTH: 35}
FEW = 100


@dataclass(frozen=True)
class Resident:
    """A made-up person on a place's staff list."""

    name: str
    email: str
    place: str
    team: str | None
    role_level: RoleLevel


def everybody(place: Place, *, seed: str = SEED) -> list[Resident]:
    """All who are on a place's staff list, the cast among them."""
    return [*invented(place, seed=seed), *named(place)]


def named(place: Place) -> list[Resident]:
    return [
        Resident(each.name, each.email, place.slug, each.team, each.role_level)
        for each in CAST
        if each.place == place.slug
    ]


def invented(place: Place, *, seed: str = SEED) -> list[Resident]:
    """So many as are left when the cast have their posts."""
    chance = Random(f"{seed}/{place.slug}")
    posts = [team for team, people in place.teams.items() for _ in range(people)] + [
        None
    ] * place.without_team
    for each in named(place):
        posts.remove(each.team)
    taken = {each.email for each in named(place)}
    shares_here = SHARES_OF_LEVELS if place.people >= FEW else SHARES_WHERE_FEW_WORK
    levels, shares = zip(*shares_here.items(), strict=True)
    made = []
    for team, name in zip(posts, _names(chance), strict=False):
        [role_level] = chance.choices(levels, shares)
        email = _email(name, place.domain, taken)
        taken.add(email)
        made.append(Resident(name, email, place.slug, team, role_level))
    return made


def _names(chance: Random) -> Iterator[str]:
    first, last = FIRST_NAMES.split(), LAST_NAMES.split()
    while True:
        yield f"{chance.choice(first)} {chance.choice(last)}"


def _email(name: str, domain: str, taken: set[str]) -> str:
    local = name.lower().replace(" ", ".")
    number, email = 1, f"{local}@{domain}"
    while email in taken:
        number += 1
        email = f"{local}{number}@{domain}"
    return email
