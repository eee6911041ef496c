"""An organisation's home and a partnership's; watching an assessment, and closing it."""

import pytest
from sqlalchemy import select
from sqlmodel import Session

from app.storage.tables import ASSESSMENT, AUDIT


def state_of(world, assessment):
    with Session(world.engine) as session:
        found = select(ASSESSMENT.c.state).where(ASSESSMENT.c.id == assessment.id)
        return session.execute(found).scalar_one()


def actions(world):
    with Session(world.engine) as session:
        return [row.action for row in session.execute(select(AUDIT.c.action).order_by(AUDIT.c.id))]


@pytest.fixture
def joint(world):
    return f"/p/millbrook/assessments/{world.joint.code}"


def test_dele_finds_what_is_open_and_the_way_to_her_partnership(world, dele, own):
    page = dele.get("/org/northway-homes").text
    assert "open until 26 October 2026" in page
    assert f'href="{own}"' in page
    assert "Autumn 2026, Millbrook Prevention Partnership" in page
    assert 'href="/p/millbrook"' in page
    assert "Harbour Row" not in page


def test_everyone_at_the_table_sees_the_same_partnership_home(dele, rhiannon):
    def contents(page: str) -> str:
        return page[page.index("<main") : page.index("</main>")]

    assert contents(dele.get("/p/millbrook").text) == contents(rhiannon.get("/p/millbrook").text)
    assert "Lantern Trust" in rhiannon.get("/p/millbrook").text


def test_a_partnership_reads_what_a_partner_too_small_to_show_can_do(rhiannon):
    page = rhiannon.get("/p/millbrook").text
    for way in ("Stand together.", "Widen its circle.", "Speak in its own words."):
        assert f"<b>{way}</b>" in page


def test_watching_shows_counts_and_no_names(world, dele, own):
    page = dele.get(own).text
    assert "0 of 17" in page
    assert "Colleague" not in page
    assert f'href="{own}/close"' in page


def test_of_a_joint_assessment_dele_watches_her_part_and_cannot_close_it(world, dele):
    watch = f"/org/northway-homes/assessments/{world.joint.code}"
    page = dele.get(watch).text
    assert "Only Millbrook Prevention Partnership can close this assessment." in page
    assert "Close it" not in page
    assert '<form method="post" action="/org' not in dele.get(f"{watch}/close").text
    assert dele.post(f"{watch}/close").status_code == 403
    assert state_of(world, world.joint) == "open"


def test_before_closing_the_page_says_what_will_happen_to_whom(dele, own):
    page = dele.get(f"{own}/close").text
    assert "This cannot be undone" in page
    assert "Who sees what" in page
    assert "Fewer than five had answered" in page


def test_looking_at_the_closing_page_closes_nothing(world, dele, own):
    for _ in range(3):
        dele.get(f"{own}/close")
    assert state_of(world, world.northway_own) == "open"


def test_dele_closes_her_own_and_reads_the_results(world, dele, own):
    response = dele.post(f"{own}/close")
    assert (response.status_code, response.headers["location"]) == (303, own)
    assert state_of(world, world.northway_own) == "sealed"
    results = f"/org/northway-homes/results/{world.northway_own.code}"
    assert f'href="{results}"' in dele.get(own).text
    assert f'href="{results}"' in dele.get("/org/northway-homes").text
    assert dele.get(results).status_code == 200
    assert "closed an assessment" in actions(world)


def test_rhiannon_closes_the_joint_one_for_everybody(world, dele, rhiannon, joint):
    assert rhiannon.post(f"{joint}/close").headers["location"] == joint
    assert state_of(world, world.joint) == "sealed"
    assert "Read the results" in dele.get("/p/millbrook").text
    assert dele.get(f"/org/northway-homes/results/{world.joint.code}").status_code == 200


def test_while_it_is_closing_the_page_says_so(world, dele, own):
    world.app.state.run_closing = lambda assessment_id: None  # as if it took longer
    dele.post(f"{own}/close")
    assert state_of(world, world.northway_own) == "closing"
    page = dele.get(own).text
    assert "No more answers are taken" in page
    assert "Look again" in page
    assert "is closing" in dele.get("/org/northway-homes").text
    assert dele.get(f"{own}/close").headers["location"] == own


def test_closing_twice_is_refused_and_changes_nothing(world, dele, own):
    dele.post(f"{own}/close")
    done = actions(world)
    response = dele.post(f"{own}/close")
    assert response.status_code == 409
    assert "already been closed" in response.text
    assert actions(world) == done


def test_refusals_change_nothing(world, own, joint):
    done = actions(world)
    for browser in (world.browser(), world.browser(world.cast.amira), world.browser(world.cast.owen)):
        assert browser.post(f"{own}/close").status_code in (403, 404, 419)
        assert browser.post(f"{joint}/close").status_code in (403, 404, 419)
    assert (state_of(world, world.northway_own), state_of(world, world.joint)) == ("open", "open")
    assert [each for each in actions(world) if each != "signed in"] == [
        each for each in done if each != "signed in"
    ]


def test_when_its_day_has_come_the_home_says_so(world, dele):
    world.clock.forward(days=21)
    dele = world.browser(world.cast.dele)
    assert "has reached its last day" in dele.get("/org/northway-homes").text


def test_a_home_takes_as_many_queries_however_much_there_is(world, dele, count_statements):
    with count_statements() as statements:
        dele.get("/org/northway-homes")
    assert len([each for each in statements if each.startswith("SELECT")]) <= 10
