"""How made-up people answer: leanings by theme, place, team, role level and time, and chance. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from app.demo.cast import (
    AMIRA,
    CANAL_SIDE,
    COUNCIL,
    FEN_VALLEY,
    FERRY_LANE,
    HARBOUR_ROW,
    LANTERN,
    MUDLARK,
    NORTHWAY,
    QUAYSIDE,
    ROPEWALK,
    SALTMARSH,
    TIDEWATER,
    WILLOW,
    WINDMILL,
)
from app.demo.occasions import Occasion
from app.demo.population import SEED, Resident
from app.domain.answers import Answer, Skipped, is_level
from app.domain.charter import Block, Charter, Statement
from app.domain.people import RoleLevel

# Where answers lie on the whole, out of 100, by theme and block.
MIDDLE = {
    "SP.practice": 60,
    "VA.practice": 69,
    "RP.practice": 47,
    "SA.practice": 65,
    "SP.organisation": 54,
    "VA.organisation": 48,
    "RP.organisation": 40,
    "SP.partnership": 52,
    "VA.partnership": 59,
    "RP.partnership": 45,
}
OF_PLACES = {COUNCIL.slug: -5, FEN_VALLEY.slug: 3, LANTERN.slug: 6, WILLOW.slug: 5, CANAL_SIDE.slug: 2}
OF_TEAMS = {
    (NORTHWAY.slug, "Outreach"): 14,  # the one team clearly above: something to ask them about
    (NORTHWAY.slug, "Independent living"): 3,
    (NORTHWAY.slug, "Customer contact"): -4,
    (NORTHWAY.slug, "Repairs"): -4,
    (COUNCIL.slug, "Hospital discharge"): 5,
    (COUNCIL.slug, "First contact"): -6,
    (FEN_VALLEY.slug, "Social prescribing"): 9,
}
SMALLER = frozenset({LANTERN.slug, WILLOW.slug, CANAL_SIDE.slug})
OF_SMALLER_PARTNERS = {"SP.partnership": -19, "VA.partnership": -8}
OF_LEADERS = 4
OF_LEADERS_AT_NORTHWAY = {"RP.practice": 18}  # the gap: leaders find the time, the front line does not
SINCE_THE_FIRST = {  # what has moved at Northway after half a year; what is left out has not
    "VA.organisation": 12,
    "RP.practice": 2,
}

PERSON_SPREAD, STATEMENT_SPREAD, ANSWER_SPREAD = 10.0, 6.0, 17.0

ABOUT_MONEY = frozenset({"VA1.2.organisation", "SP4.1.partnership"})
CANNOT_SAY_ABOUT_MONEY = {True: 0.08, False: 0.34}  # leaders, and everybody else
CANNOT_SAY = {Block.PRACTICE: 0.01, Block.ORGANISATION: 0.06, Block.PARTNERSHIP: 0.09}
DID_NOT_COME_UP = 0.05
LEFT_BLANK = 0.02
STOPS_AFTER_PRACTICE = 0.06
WANTS_HELP = 0.55
ASKED_FOR_MORE = {"SA4.1.practice": 8}  # being a critical friend
KEPT_THEIR_CODE = 0.45

# So many of these answer, whatever the occasion. What can be shown of small places hangs on it.
ALWAYS_SO_MANY = {
    (NORTHWAY.slug, "Night concierge"): 3,
    (WILLOW.slug, None): 4,
    (CANAL_SIDE.slug, None): 3,
    (HARBOUR_ROW.slug, "Repairs"): 8,
    (HARBOUR_ROW.slug, "Sheltered homes"): 6,
    (HARBOUR_ROW.slug, "Front desk"): 3,
    (ROPEWALK.slug, None): 9,
    (FERRY_LANE.slug, None): 4,
    (MUDLARK.slug, None): 4,
    (SALTMARSH.slug, None): 4,
    (WINDMILL.slug, None): 4,
    (QUAYSIDE.slug, None): 9,
    (TIDEWATER.slug, None): 10,
}


@dataclass(frozen=True)
class Sheet:
    """What somebody answers, and by theme the statement she would most like help with."""

    answers: dict[str, Answer]
    help_wanted: dict[str, str]
    day: int  # how many days after the opening she sends it


def who_answers(everybody: Sequence[Resident], occasion: Occasion, *, seed: str = SEED) -> list[Resident]:
    chance = Random(f"{seed}/{occasion.key}/who")
    groups: dict[tuple[str, str | None], list[Resident]] = {}
    for resident in everybody:
        groups.setdefault((resident.place, resident.team), []).append(resident)
    answering = []
    for group, members in groups.items():
        willing = [each for each in members if each.email != AMIRA]
        if group in ALWAYS_SO_MANY:
            answering += chance.sample(willing, min(ALWAYS_SO_MANY[group], len(willing)))
        else:
            answering += [each for each in willing if chance.random() < occasion.rates[each.place]]
    amira = [each for each in everybody if each.email == AMIRA and occasion.amira_answers]
    return answering + amira


def does_link(email: str, occasion: Occasion, *, seed: str = SEED) -> bool:
    """Whether somebody who answered the time before kept her return code, and gives it."""
    return email == AMIRA or Random(f"{seed}/{occasion.key}/{email}/links").random() < KEPT_THEIR_CODE


def sheet(resident: Resident, occasion: Occasion, charter: Charter, *, seed: str = SEED) -> Sheet:
    chance = Random(f"{seed}/{occasion.key}/{resident.email}")
    lean = Random(f"{seed}/{resident.email}").gauss(0, PERSON_SPREAD)  # the same on every occasion
    blocks = occasion.blocks
    if resident.email != AMIRA and chance.random() < STOPS_AFTER_PRACTICE:
        blocks = (Block.PRACTICE,)
    asked = [statement for statement in charter.statements if statement.block in blocks]
    answers = {}
    for statement in asked:
        middle = (
            leaning(resident, statement, occasion.half_years) + lean + _of_statement(statement.code, seed)
        )
        answer = _answer(resident, statement, middle, chance)
        if answer is not None:
            answers[statement.code] = answer
    return Sheet(answers, _help_wanted(charter, answers, chance), chance.randint(0, occasion.days))


def leaning(resident: Resident, statement: Statement, half_years: int) -> float:
    """Where people like this one lie on statements like this one."""
    measure = f"{statement.theme}.{statement.block}"
    at_northway = resident.place == NORTHWAY.slug
    leads = resident.role_level is RoleLevel.STRATEGIC
    return (
        MIDDLE[measure]
        + OF_PLACES.get(resident.place, 0)
        + OF_TEAMS.get((resident.place, resident.team or ""), 0)
        + (OF_SMALLER_PARTNERS.get(measure, 0) if resident.place in SMALLER else 0)
        + (OF_LEADERS if leads else 0)
        + (OF_LEADERS_AT_NORTHWAY.get(measure, 0) if leads and at_northway else 0)
        + (SINCE_THE_FIRST.get(measure, 0) if half_years and at_northway else 0)
    )


@lru_cache(maxsize=256)
def _of_statement(code: str, seed: str) -> float:
    return Random(f"{seed}/{code}").gauss(0, STATEMENT_SPREAD)


def _answer(resident: Resident, statement: Statement, middle: float, chance: Random) -> Answer | None:
    leads = resident.role_level is RoleLevel.STRATEGIC
    about_money = statement.code in ABOUT_MONEY
    cannot_say = CANNOT_SAY_ABOUT_MONEY[leads] if about_money else CANNOT_SAY[statement.block]
    drawn = chance.random()
    if drawn < LEFT_BLANK:
        return None
    if drawn < LEFT_BLANK + DID_NOT_COME_UP:
        return Skipped.DID_NOT_COME_UP
    if drawn < LEFT_BLANK + DID_NOT_COME_UP + cannot_say:
        return Skipped.CANNOT_SAY
    return max(0, min(4, round((middle + chance.gauss(0, ANSWER_SPREAD)) / 25)))


def _help_wanted(charter: Charter, answers: dict[str, Answer], chance: Random) -> dict[str, str]:
    """One statement of a theme: rather one that is answered low, or that many would like to be better at."""
    wanted = {}
    for theme in charter.themes:
        asked = [each.code for each in charter.statements_of(theme.code, Block.PRACTICE)]
        answered = [code for code in asked if is_level(answers.get(code))]
        if answered and chance.random() < WANTS_HELP:
            weights = [(5 - answers[code]) * ASKED_FOR_MORE.get(code, 1) for code in answered]
            [wanted[theme.code]] = chance.choices(answered, weights)
    return wanted
