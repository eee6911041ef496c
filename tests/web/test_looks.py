"""The record of looks: who looked at results and took them away, once a day, for those it concerns."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlmodel import Session

from app.domain.looks import PAGES
from app.domain.people import SeatKind
from app.services import looks
from app.storage import seats
from app.storage.tables import AUDIT, LOOK
from app.web.looks import PAGE_OF
from app.web.policy import LEADS, PARTNERS, POLICY
from tests.cast import AMIRA, DELE
from tests.front_door import ask, leave_mail_waiting, rows, sign_in_link
from tests.reading import words_on
from tests.respondent import amira_answers
from tests.results_world import Closed, close_some
from tests.world import World

NORTHWAY, MILLBROOK = "/org/northway-homes/activity", "/p/millbrook/activity"


@pytest.fixture
def results(world: World) -> Closed:
    return close_some(world)


def lines(world: World) -> list[str]:
    with Session(world.engine) as session:
        return sorted(session.execute(select(LOOK.c.page)).scalars())


def test_a_look_and_an_export_are_read_as_sentences_with_their_time(world, results):
    results.dele.get(f"{results.at}/teams")
    world.clock.forward(minutes=5)
    assert results.dele.get(f"{results.at}/cells.csv").status_code == 200
    page = words_on(results.dele, NORTHWAY)
    assert "Monday 5 October 2026" in page
    assert "10:35 Dele Okonjo downloaded the table of Spring 2026 (CSV)" in page
    assert "10:30 Dele Okonjo looked at the teams in Spring 2026" in page


def test_it_is_written_once_a_day_and_looking_again_costs_nothing(world, results, count_statements):
    for _ in range(3):
        results.dele.get(f"{results.at}/teams")
    assert lines(world) == ["teams"]
    with count_statements() as statements:
        results.dele.get(f"{results.at}/teams")
    assert not [each for each in statements if "look" in each]
    world.app.state.remembered_looks.__init__()  # as after a restart
    results.dele.get(f"{results.at}/teams")
    assert lines(world) == ["teams"]
    world.clock.forward(days=1)
    world.browser(world.cast.dele).get(f"{results.at}/teams")
    assert lines(world) == ["teams", "teams"]


def test_all_partners_read_who_looked_at_what_they_share_and_nothing_of_each_others_own(world, results):
    results.dele.get(results.together)
    results.rhiannon.get(f"{results.together}/cells.csv")
    results.dele.get(results.at)
    shared = words_on(results.rhiannon, MILLBROOK)
    assert "Dele Okonjo (Northway Homes) looked at the overview of Spring 2026" in shared
    assert "Rhiannon Vaughan (convenor) downloaded the table of Spring 2026 (CSV)" in shared
    assert words_on(results.dele, MILLBROOK).count("looked at the overview") == 1
    own = words_on(results.dele, NORTHWAY)
    assert own.count("looked at the overview") == 1
    assert "Rhiannon" not in own


def test_who_is_refused_and_what_is_not_there_yet_leave_no_look(world, results):
    world.browser(world.cast.owen).get(results.at)
    world.browser(world.cast.amira).get(results.at)
    results.dele.get(f"/org/northway-homes/results/{world.northway_own.code}")  # still open
    results.dele.get(f"{results.at}/themes/nothing")
    assert lines(world) == []


def test_nothing_a_respondent_does_is_on_record(world):
    before = rows(world, AUDIT)
    amira = amira_answers(world)
    assert amira.fill_in(1, {0: 3}).status_code == 303
    assert amira.get("/profile").status_code == 200
    assert amira.post("/send").status_code == 303
    assert rows(world, AUDIT) == before
    assert lines(world) == []


def test_coming_in_is_on_record_of_a_director_and_not_of_a_respondent(world):
    leave_mail_waiting(world)
    with Session(world.engine) as session, session.begin():
        dele, here = world.cast.dele, world.cast.northway
        as_staff = seats.add_seat(
            session, person_id=dele.person_id, kind=SeatKind.RESPONDENT, organisation_id=here
        )
    noted = []
    for email in (AMIRA, DELE):
        browser, before = world.browser(), rows(world, AUDIT)
        ask(browser, email)
        assert browser.post(sign_in_link(world, email)).status_code == 303
        noted.append(rows(world, AUDIT) - before)
    for seat in (as_staff, dele.id):
        before = rows(world, AUDIT)
        assert browser.post("/me/seat", data={"seat": str(seat)}).status_code == 303
        noted.append(rows(world, AUDIT) - before)
    assert noted == [0, 1, 0, 1]


def test_after_a_year_the_clock_forgets(world, results):
    results.dele.get(results.at)
    with Session(world.engine) as session, session.begin():
        looks.forget_old(session, now=world.clock.now + timedelta(days=364))
    assert lines(world) == ["overview"]
    with Session(world.engine) as session, session.begin():
        looks.forget_old(session, now=world.clock.now + timedelta(days=366))
    assert lines(world) == []
    assert "Nothing yet." in words_on(results.dele, NORTHWAY)


def test_every_page_of_results_is_on_record_and_has_its_words():
    subjects = ("results.", "reports.", "pictures.", "exports.", "api.cells")
    of_results = {
        each for each, rule in POLICY.items() if rule in (LEADS, PARTNERS) and each.startswith(subjects)
    }
    assert set(PAGE_OF) == of_results
    assert set(PAGES) == set(PAGE_OF.values())
