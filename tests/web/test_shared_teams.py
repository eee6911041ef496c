"""Teams that partners share: the convenor names them, directors put their own people in and see no others."""

import re

import pytest
from sqlmodel import Session

from app.storage import snapshots
from tests import cast
from tests.reading import rows_on, words_on
from tests.world import Browser, World, open_assessment

SHARED = "/p/millbrook/shared-teams"
OWN = "/org/northway-homes/shared-teams"
NAME = "Home from hospital"


@pytest.fixture
def team(rhiannon: Browser) -> str:
    """Its number, as addresses have it."""
    assert rhiannon.post(SHARED, data={"name": NAME}).status_code == 303
    return re.search(rf'{SHARED}/(\d+)"', rhiannon.get(SHARED).text)[1]


def boxes(browser: Browser, address: str) -> list[str]:
    """Of the people who could be ticked there, by name."""
    return re.findall(r'name="(person-\d+)"', browser.get(address).text)


def tick(browser: Browser, team: str, deed: str, *names: str) -> int:
    return browser.post(f"{OWN}/{team}/{deed}", data=dict.fromkeys(names, "yes")).status_code


def test_the_convenor_names_a_team_and_renames_it_and_takes_it_away(rhiannon, team):
    assert rhiannon.post(SHARED, data={"name": NAME.upper()}).status_code == 422
    assert "There is a shared team of this name." in rhiannon.post(SHARED, data={"name": NAME}).text
    assert "Write what the team is called." in rhiannon.post(SHARED, data={"name": " "}).text

    assert rhiannon.post(f"{SHARED}/{team}", data={"name": "Home first"}).status_code == 303
    assert "Home first" in words_on(rhiannon, SHARED)
    assert rhiannon.post(f"{SHARED}/{team}/retire").status_code == 303
    assert "No shared teams yet." in words_on(rhiannon, SHARED)
    assert rhiannon.get(f"{SHARED}/{team}").status_code == 404


def test_a_director_puts_her_people_in_and_the_convenor_learns_whether_they_are_five(rhiannon, dele, team):
    people = boxes(dele, f"{OWN}/{team}")
    assert tick(dele, team, "put-in", *people[:4]) == 303
    assert "Northway Homes: fewer than five" in words_on(rhiannon, SHARED)
    assert tick(dele, team, "put-in", *people[3:6]) == 303  # one of whom is in it

    assert "6 people of Northway Homes are in it." in words_on(dele, f"{OWN}/{team}")
    for page in (SHARED, f"{SHARED}/{team}"):
        words = words_on(rhiannon, page)
        assert "Northway Homes: five or more" in words
        assert "Colleague" not in words
        assert not re.search(r"\b6\b", words)
    assert tick(dele, team, "take-out", *people[:5]) == 303
    assert "Northway Homes: fewer than five" in words_on(rhiannon, SHARED)


def test_where_nobody_is_ticked_the_page_says_so(dele, team):
    for deed in ("put-in", "take-out"):
        reply = dele.post(f"{OWN}/{team}/{deed}", data={"q": "Colleague"})
        assert reply.status_code == 422
        assert "<title>Error: " in reply.text
        assert "Tick the people first." in reply.text
        assert 'value="Colleague"' in reply.text


def test_people_of_another_organisation_are_neither_seen_nor_touched(world: World, dele, team):
    with Session(world.engine) as session, session.begin():
        [stranger] = cast.colleagues(session, world.cast.lantern, 1, place="stranger")
    assert f"person-{stranger}" not in boxes(dele, f"{OWN}/{team}?q=stranger")
    assert tick(dele, team, "put-in", f"person-{stranger}") == 303
    assert "Nobody of Northway Homes is in it yet." in words_on(dele, f"{OWN}/{team}")
    assert "Lantern Trust: " not in words_on(world.browser(world.cast.rhiannon), SHARED)


def test_who_is_in_it_when_an_assessment_opens_is_in_it_for_good(world: World, rhiannon, dele, team):
    people = boxes(dele, f"{OWN}/{team}")
    tick(dele, team, "put-in", *people[:7])
    with Session(world.engine, expire_on_commit=False) as session, session.begin():
        opened = open_assessment(session, world.app, world.cast.rhiannon, "Winter 2026")
    tick(dele, team, "take-out", *people[:6])
    rhiannon.post(f"{SHARED}/{team}", data={"name": "Home first"})
    rhiannon.post(f"{SHARED}/{team}/retire")

    with Session(world.engine) as session:
        snapshot = snapshots.before_answers(session, opened)
    assert sum(each.shared_teams == (int(team),) for each in snapshot.invited) == 7
    assert [each.name for each in snapshot.shared_teams] == ["Home first"]
    [row] = rows_on(rhiannon, f"/p/millbrook/assessments/{opened.code}/forecast", "Home first")
    assert row.count("held back") == 3  # all of them are of one organisation
    reply = rhiannon.post(SHARED, data={"name": "Home first"})
    assert reply.status_code == 303  # it comes back, with nobody in it
    assert "Nobody yet" in words_on(rhiannon, SHARED)


def test_an_organisations_own_assessment_knows_of_no_shared_teams(world: World, dele, team):
    tick(dele, team, "put-in", *boxes(dele, f"{OWN}/{team}")[:7])
    with Session(world.engine, expire_on_commit=False) as session, session.begin():
        opened = open_assessment(session, world.app, world.cast.dele, "Winter 2026, our own")
        snapshot = snapshots.before_answers(session, opened)
    assert snapshot.shared_teams == ()


def test_whoever_is_taken_off_the_staff_list_is_in_no_shared_team(dele, team):
    [person, *_] = boxes(dele, f"{OWN}/{team}")
    tick(dele, team, "put-in", person)
    number = person.removeprefix("person-")
    assert dele.post(f"/org/northway-homes/people/{number}/remove").status_code == 303
    assert "Nobody of Northway Homes is in it yet." in words_on(dele, f"{OWN}/{team}")
