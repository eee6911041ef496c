"""The made-up people: how many, where, and the same each time."""

from pathlib import Path

import yaml

from app.demo.cast import CAST, MILLBROOK, NORTHWAY, World
from app.demo.names import FIRST_NAMES, LAST_NAMES
from app.demo.population import everybody
from app.domain.people import RoleLevel
from app.services import demo

AT_MILLBROOK = [person for place in MILLBROOK.places for person in everybody(place)]


def test_six_organisations_have_1058_people_between_them() -> None:
    assert {place.name: place.people for place in MILLBROOK.places} == {
        "Northway Homes": 420,
        "Millbrook Council adult services": 310,
        "Fen Valley NHS community team": 260,
        "Lantern Trust": 58,
        "Willow Street Kitchen": 6,
        "Canal Side Carers": 4,
    }
    assert len(AT_MILLBROOK) == 1_058


def test_no_two_people_share_an_address() -> None:
    people = [person for table in World().tables for place in table.places for person in everybody(place)]
    assert len({person.email for person in people}) == len(people)


def test_a_seed_makes_the_same_people_each_time_and_another_seed_others() -> None:
    assert everybody(NORTHWAY) == everybody(NORTHWAY)
    assert everybody(NORTHWAY, seed="another") != everybody(NORTHWAY)


def test_each_team_has_as_many_people_as_it_says() -> None:
    teams = [person.team for person in everybody(NORTHWAY)]
    assert {team: teams.count(team) for team in NORTHWAY.teams} == NORTHWAY.teams


def test_most_are_operational_and_some_lead_or_do_not_say() -> None:
    levels = [person.role_level for person in AT_MILLBROOK]
    shares = {level: levels.count(level) / len(levels) for level in RoleLevel}
    assert shares[RoleLevel.OPERATIONAL] > 0.7
    assert all(share > 0.02 for share in shares.values())


def test_every_address_leads_nowhere() -> None:
    assert all(person.email.endswith(".example") for person in AT_MILLBROOK)
    assert all(named.email.endswith(".example") for named in CAST)


def test_every_seat_on_offer_is_held_by_one_of_the_cast() -> None:
    cast = {named.email: named for named in CAST}
    for seat in demo.SEATS:
        assert cast[seat.email].name.startswith(seat.first_name)


def test_nobody_is_called_as_an_author_of_a_source() -> None:
    sources = yaml.safe_load(Path("charter/sources.yaml").read_text(encoding="utf-8"))["sources"]
    of_authors = {name.casefold() for source in sources for name in source["author"].split()}
    made_up = {name.casefold() for name in (FIRST_NAMES + LAST_NAMES).split()}
    made_up |= {name.casefold() for named in CAST for name in named.name.split()}
    assert made_up.isdisjoint(of_authors)
