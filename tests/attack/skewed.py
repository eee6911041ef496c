"""Partnerships of many sizes from a seed: a large partner or two, some middling, several small ones."""

import random

from app.demo.cast import Place
from app.domain.people import WhenSmall
from tests.attack.answers import Always

FEWEST_STAFF, MOST_TEAMS = 3, 8
STAFF_WITH_TEAMS = 14


def skewed_places(seed: str, people: int) -> tuple[list[Place], Always]:
    """About so many people. Of each small partner enough answer, or too few, as chance has it."""
    chance = random.Random(f"{seed}/{people}")
    shares = sorted((chance.paretovariate(1.2) for _ in range(chance.randint(5, 9))), reverse=True)
    places, always = [], {}
    for number, share in enumerate(shares):
        staff = max(FEWEST_STAFF, round(people * share / sum(shares)))
        slug = f"place-{number}"
        teams = _teams(chance, staff) if staff >= STAFF_WITH_TEAMS else {}
        if not teams:
            always[slug, None] = chance.randint(1, staff)
        for team, size in teams.items():
            if size < 8:
                always[slug, team] = chance.randint(1, size)
        places.append(
            Place(
                slug,
                f"Place {number}",
                "x.example",
                teams,
                without_team=0 if teams else staff,
                when_small=chance.choice(list(WhenSmall)),
                own_words="Come and eat with us.",
            )
        )
    return places, always


def _teams(chance: random.Random, staff: int) -> dict[str, int]:
    shares = [chance.paretovariate(1.2) for _ in range(chance.randint(2, MOST_TEAMS))]
    return {
        f"Team {number}": max(2, round(staff * share / sum(shares))) for number, share in enumerate(shares)
    }
