"""How the made-up people answer: there is something to find, and it is found where it was put."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from statistics import fmean

from app.demo.cast import AMIRA, MILLBROOK, World
from app.demo.habits import ABOUT_MONEY, Sheet, sheet, who_answers
from app.demo.occasions import Occasion, occasions
from app.demo.population import Resident, everybody
from app.domain.answers import POINTS_PER_LEVEL, Skipped, is_level
from app.domain.charter import Block
from app.domain.people import RoleLevel
from app.storage.charter_files import load_library

CHARTER = load_library(Path("charter")).get("0.1")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
OCCASIONS = {occasion.key: occasion for occasion in occasions(NOW, World())}
FIRST, SECOND, THIRD, OWN = (OCCASIONS[key] for key in ("joint 0", "joint 1", "joint 2", "northway"))


def people(occasion: Occasion) -> list[Resident]:
    return [person for place in occasion.places for person in everybody(place)]


@cache
def answered(key: str) -> list[tuple[Resident, Sheet]]:
    occasion = OCCASIONS[key]
    return [(each, sheet(each, occasion, CHARTER)) for each in who_answers(people(occasion), occasion)]


def mean(key: str, measure: str, belongs: Callable[[Resident], bool]) -> float:
    theme, _, block = measure.partition(".")
    codes = [statement.code for statement in CHARTER.statements_of(theme, Block(block))]
    levels = [
        each.answers[code]
        for person, each in answered(key)
        if belongs(person)
        for code in codes
        if is_level(each.answers.get(code))
    ]
    return POINTS_PER_LEVEL * fmean(levels)


def at(place: str, level: RoleLevel | None = None, team: str | None = None) -> Callable[[Resident], bool]:
    return lambda person: (
        person.place == place and level in (None, person.role_level) and team in (None, person.team)
    )


def test_the_assessments_are_half_a_year_apart_and_named_for_their_seasons() -> None:
    assert [occasion.title for occasion in (FIRST, SECOND, THIRD)] == [
        "Autumn 2025",
        "Spring 2026",
        "Autumn 2026",
    ]
    assert OWN.title == "Autumn 2026, our own"
    assert [occasion.closes for occasion in (FIRST, SECOND, THIRD, OWN)] == [True, True, False, False]
    assert FIRST.closes_at < SECOND.opened_at < SECOND.closes_at < THIRD.opened_at < NOW < THIRD.closes_at


def test_between_45_and_70_in_a_hundred_answer_what_has_closed() -> None:
    for occasion in (FIRST, SECOND):
        for place in MILLBROOK.places:
            answers = sum(person.place == place.slug for person, _ in answered(occasion.key))
            assert 0.42 <= answers / place.people <= 0.76, place.name


def test_two_partners_and_a_team_are_too_small_to_show_every_time() -> None:
    for occasion in (FIRST, SECOND, THIRD):
        places = [person.place for person, _ in answered(occasion.key)]
        assert places.count("willow-street-kitchen") == 4
        assert places.count("canal-side-carers") == 3
    for occasion in (FIRST, SECOND, THIRD, OWN):
        teams = [person.team for person, _ in answered(occasion.key)]
        assert teams.count("Night concierge") == 3


def test_amira_has_answered_what_has_closed_and_not_what_is_open() -> None:
    def took_part(key: str) -> bool:
        return AMIRA in {person.email for person, _ in answered(key)}

    assert {key for key in OCCASIONS if took_part(key)} == {FIRST.key, SECOND.key}


def test_leaders_at_northway_find_time_to_reflect_and_the_front_line_does_not() -> None:
    for key in (SECOND.key, OWN.key):
        leaders = mean(key, "RP.practice", at("northway-homes", RoleLevel.STRATEGIC))
        front_line = mean(key, "RP.practice", at("northway-homes", RoleLevel.OPERATIONAL))
        assert leaders - front_line > 15


def test_one_thing_has_clearly_improved_at_northway_and_one_has_hardly_moved() -> None:
    northway = at("northway-homes")
    assert mean(SECOND.key, "VA.organisation", northway) - mean(FIRST.key, "VA.organisation", northway) > 10
    assert abs(mean(SECOND.key, "RP.practice", northway) - mean(FIRST.key, "RP.practice", northway)) < 5


def test_outreach_is_well_above_the_rest_of_northway() -> None:
    outreach = at("northway-homes", team="Outreach")
    for theme in CHARTER.themes:
        everyone = mean(OWN.key, f"{theme.code}.practice", at("northway-homes"))
        assert mean(OWN.key, f"{theme.code}.practice", outreach) - everyone > 7


def test_the_front_line_more_often_cannot_say_about_money() -> None:
    def share(level: RoleLevel) -> float:
        replies = [
            each.answers[code]
            for person, each in answered(SECOND.key)
            if person.role_level is level
            for code in ABOUT_MONEY
            if code in each.answers
        ]
        return replies.count(Skipped.CANNOT_SAY) / len(replies)

    assert set(CHARTER.asked) >= ABOUT_MONEY
    assert share(RoleLevel.OPERATIONAL) > 0.25
    assert share(RoleLevel.STRATEGIC) < 0.15


def test_some_leave_blanks_and_some_stop_after_their_own_practice() -> None:
    sheets = [each for _, each in answered(SECOND.key)]
    stopped = [each for each in sheets if not any(code.endswith(".partnership") for code in each.answers)]
    assert 0.03 < len(stopped) / len(sheets) < 0.10
    assert any(len(each.answers) < len(CHARTER.asked) for each in sheets if each not in stopped)


def test_the_same_seed_gives_the_same_answers() -> None:
    person = people(OWN)[7]
    assert sheet(person, OWN, CHARTER) == sheet(person, OWN, CHARTER)
    assert sheet(person, OWN, CHARTER) != sheet(person, OWN, CHARTER, seed="another")
