"""An organisation that has just begun: three steps, each a link on; and the way about from any page."""

import re

import pytest
from sqlmodel import Session

from app.storage import organisations
from app.storage.tables import SEAT
from tests import cast
from tests.drafts import DATES, EVERYONE, HOME, LINE, begin
from tests.respondent import text_of


@pytest.fixture
def new_place(world):
    """Dele looks after one in which there is nobody."""
    with Session(world.engine) as session, session.begin():
        place = organisations.add_organisation(session, slug="new-place", name="New Place", staff=9)
        hers = SEAT.c.person_id == world.cast.dele.person_id
        session.execute(SEAT.update().where(hers).values(organisation_id=place))
    return place


def test_three_steps_are_ticked_as_they_are_done(world, new_place):
    dele, home = world.browser(world.cast.dele), "/org/new-place"
    page = dele.get(home).text
    assert states(page) == ["To do", "To do", "To do"]
    assert f'href="{home}/people/import">1. Add your people' in page
    assert f'href="{home}/set-up">2. Set up an assessment' in page
    assert ">3. Invite them</a>" not in page
    with Session(world.engine) as session, session.begin():
        cast.colleagues(session, new_place, 9, place="new")
    assert states(dele.get(home).text) == ["Done", "To do", "To do"]
    draft = begin(dele, home)
    page = dele.get(home).text
    assert states(page) == ["Done", "Begun", "To do"]
    assert f'href="{draft}/who">2. Set up' in page
    for step, fields in (("who", EVERYONE), ("line", LINE), ("messages", {})):
        dele.post(f"{draft}/{step}", data=fields)
    page = dele.get(home).text
    assert states(page) == ["Done", "Done", "To do"]
    assert f'href="{draft}/check">3. Invite them' in page
    opened = dele.post(f"{draft}/open", data={"when": "now"}).headers["location"]
    assert "Three steps" not in dele.get(home).text
    assert "Done: it is open" in text_of(dele.get(opened))


def states(page):
    start = page[page.index('id="start"') : page.index("</section>")]
    return re.findall(r'<span class="tag [^"]*">([^<]+)</span>', start)


def test_from_home_to_open_in_seven_clicks(world, dele):
    """One to begin, one into the name, four times on, and one to open: a page each but for the name."""
    page = dele.get(HOME).text
    assert f'<a href="{HOME}/set-up">Set up</a>' in page
    clicks, here = 2, f"{HOME}/set-up"
    draft = ""
    while not here.endswith("/check"):
        form = dele.get(here).text
        offered = dict(re.findall(r'<input [^>]*name="([\w-]+)" [^>]*value="([^"]*)" checked', form))
        offered |= dict(re.findall(r'type="date" name="([\w-]+)" id="[\w-]+" value="([\d-]*)"', form))
        if not draft:
            offered |= {"title": DATES["title"]}
        here = dele.post(here, data=offered).headers["location"]
        draft = here.rpartition("/")[0]
        clicks += 1
    assert dele.post(f"{draft}/open", data={"when": "now"}).status_code == 303
    assert clicks + 1 == 7


@pytest.mark.parametrize(
    ("address", "lit"),
    [
        ("", ["Home"]),
        ("/people", ["People"]),
        ("/people/import", ["People"]),
        ("/teams", ["People"]),
        ("/set-up", ["Set up"]),
        ("/results", ["Results"]),
        ("/actions", ["Actions"]),
        ("/supervision", ["Recruit"]),
    ],
)
def test_the_page_one_is_on_is_marked_and_no_other(dele, address, lit):
    assert re.findall(r'aria-current="page">([^<]+)<', dele.get(HOME + address).text) == lit


def test_what_has_results_is_listed_and_what_is_open_says_when(world, dele):
    page = text_of(dele.get(f"{HOME}/results"))
    assert "None yet." in page
    assert "open until 26 October 2026" in page
    world.close(world.northway_own, by=world.cast.dele)
    assert f'href="{HOME}/results/{world.northway_own.code}"' in dele.get(f"{HOME}/results").text
