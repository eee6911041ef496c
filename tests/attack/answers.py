"""What people in a town answer, and who does: by chance, from a seed."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.demo import cast
from app.demo.cast import Place
from app.domain.answers import Answer, Skipped
from app.domain.assessments import Assessment
from app.domain.people import WhenSmall
from tests.attack.town import Town

Always = Mapping[tuple[str, str | None], int]  # place and team → so many answer, whatever chance says
Sheets = dict[int, dict[str, Answer]]  # by invitation

SHARE_WHO_ANSWER = 0.85
SHARE_WITH_GAPS = 0.2


def some_places(seed: str) -> tuple[list[Place], Always]:
    """Five to seven partners of many sizes, some too small to show, some with a team too small to show."""
    chance = random.Random(f"{seed}/places")
    places, always = [], {}
    for number in range(chance.randint(2, 3)):
        teams = {f"Team {letter}": chance.randint(5, 9) for letter in "ABC"[: chance.randint(2, 3)]}
        place = Place(f"large-{number}", f"Large {number}", "x.example", {**teams, "Night shift": 4})
        always[place.slug, "Night shift"] = chance.randint(1, 4)
        places.append(place)
    for number in range(chance.randint(3, 4)):
        place = Place(
            f"small-{number}",
            f"Small {number}",
            "x.example",
            {},
            without_team=chance.randint(3, 9),
            when_small=chance.choice(list(WhenSmall)),
            own_words="Come and eat with us.",
        )
        always[place.slug, None] = chance.randint(2, 6)
        places.append(place)
    return places, always


def millbrook() -> tuple[list[Place], Always]:
    """The demo's six partners with fewer people in them; two are too small to show, and so is a team."""
    teams = {
        cast.NORTHWAY.slug: {"Outreach": 9, "Repairs": 9, "Night concierge": 4},
        cast.COUNCIL.slug: {"Commissioning": 8, "Reablement": 7},
        cast.FEN_VALLEY.slug: {"District nursing": 12},
        cast.LANTERN.slug: {"Advice": 5, "Outreach": 5},
    }
    places = [
        replace(place, teams=teams[place.slug]) if place.teams else place for place in cast.MILLBROOK.places
    ]
    return places, {
        (cast.NORTHWAY.slug, "Night concierge"): 3,
        (cast.WILLOW.slug, None): 4,
        (cast.CANAL_SIDE.slug, None): 3,
    }


def some_answers(town: Town, assessment: Assessment, always: Always, *, seed: str) -> Sheets:
    """In a random order, as people come; most answer everything, some leave a little out."""
    chance = random.Random(f"{seed}/{'joint' if assessment.is_joint else 'own'}")
    left, asked, sheets = dict(always), town.asked(assessment), {}
    invited = town.invited(assessment)
    for each in chance.sample(invited, len(invited)):
        group = (town.slugs[each.organisation_id], each.team_name)
        left[group] = left.get(group, len(invited)) - 1
        if left[group] >= 0 and (group in always or chance.random() < SHARE_WHO_ANSWER):
            sheets[each.id] = a_sheet(asked, chance)
    return sheets


def a_sheet(asked: Sequence[str], chance: random.Random) -> dict[str, Answer]:
    sheet: dict[str, Answer] = {code: chance.choice((0, 1, 2, 2, 3, 3, 4)) for code in asked}
    if chance.random() < SHARE_WITH_GAPS:
        for code in chance.sample(asked, chance.randint(1, 6)):
            sheet[code] = chance.choice((Skipped.DID_NOT_COME_UP, Skipped.CANNOT_SAY))
    return sheet
