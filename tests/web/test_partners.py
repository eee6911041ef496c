"""A partner is taken out, or closes: what stays with whom, and who is asked from then on."""

import re

import pytest
from sqlalchemy import select
from sqlmodel import Session

from app.domain.assessments import Assessment
from app.domain.own_settings import Thresholds
from app.domain.seating import LEFT_SUBJECT
from app.storage import outbox, own_settings, partnerships, people, shared_teams
from app.storage.tables import INVITATION
from tests import cast
from tests.cast import DELE
from tests.front_door import leave_mail_waiting
from tests.reading import words_on
from tests.results_world import Closed, close_some
from tests.world import World, open_assessment

OUT = "/p/millbrook/partners/northway-homes/remove"
BY_THE_PLATFORM = "/admin/partnerships/millbrook/partners/northway-homes/remove"


@pytest.fixture
def results(world: World) -> Closed:
    """Of three partners, with nothing open."""
    made = close_some(world)
    world.close(world.joint, by=world.cast.rhiannon)
    return made


def names(world: World) -> list[str]:
    with Session(world.engine) as session:
        return [each.organisation.name for each in partnerships.partners(session, world.cast.millbrook)]


def test_nobody_leaves_while_something_is_going_on_or_where_only_one_would_be_left(world):
    admin, mabel = world.browser(world.admin), world.browser(world.mabel)
    close_some(world)
    assert "A joint assessment is going on." in words_on(admin, BY_THE_PLATFORM)
    assert admin.post(BY_THE_PLATFORM).status_code == 409
    world.close(world.eastquay_joint, by=world.mabel)
    alone = "/p/eastquay/partners/harbour-row-housing/remove"
    assert "A partnership takes two organisations at least." in words_on(mabel, alone)
    assert mabel.post(alone).status_code == 409
    assert len(names(world)) == 3


def test_the_convenor_takes_one_out_and_it_reads_so_in_a_letter(world, results):
    leave_mail_waiting(world)
    page = words_on(results.rhiannon, OUT)
    assert "What was published stays" in page
    assert "Two partners are left. With two, results are about both together only." in page
    assert results.rhiannon.post(OUT).headers["location"] == "/p/millbrook?done=left"
    assert "Northway Homes" not in names(world)
    assert results.dele.get("/p/millbrook").status_code == 404
    assert results.dele.get(results.together).status_code == 404
    with Session(world.engine) as session:
        written = [each.message for each in outbox.waiting(session) if each.message.to_address == DELE]
    [letter] = [each for each in written if each.subject == LEFT_SUBJECT]
    assert "Rhiannon Vaughan has taken Northway Homes out of Millbrook Prevention Partnership." in letter.body
    took = "Rhiannon Vaughan (convenor) took a partner out: Northway Homes"
    assert took in words_on(results.rhiannon, "/p/millbrook/activity")
    assert "took a partner out: Northway Homes" in words_on(results.dele, "/org/northway-homes/activity")


def test_what_was_published_stays_with_each_of_them(world, results):
    own = f"/org/northway-homes/results/{results.joint.code}"
    shared = [results.together, f"{results.together}/size", f"{results.together}/cells.csv"]
    kept = [
        (results.dele, own),
        (results.dele, f"{own}/cells.csv"),
        *((results.rhiannon, at) for at in shared),
    ]
    before = [browser.get(address).text for browser, address in kept]
    assert "Northway Homes" in before[2]
    assert results.rhiannon.post(OUT).status_code == 303
    after = [browser.get(address).text for browser, address in kept]
    assert "sees together" in before[0]
    assert "from when it was a partner" in after[0]
    assert results.together not in after[0]
    assert after[1:] == before[1:]
    assert "Spring 2026" in words_on(results.dele, "/org/northway-homes/results")


def test_who_has_left_is_asked_no_more_and_reaches_nothing_that_comes_after(world, results):
    people = {f"person-{each}": "yes" for each in ids(world)}
    results.rhiannon.post("/p/millbrook/shared-teams", data={"name": "Home from hospital"})
    team = re.search(r"shared-teams/(\d+)", results.dele.get("/org/northway-homes/shared-teams").text)[1]
    assert (
        results.dele.post(f"/org/northway-homes/shared-teams/{team}/put-in", data=people).status_code == 303
    )
    assert results.rhiannon.post(OUT).status_code == 303
    assert results.dele.get(f"/org/northway-homes/shared-teams/{team}").status_code == 404
    autumn = ask_all(world)
    assert world.cast.northway not in asked(world, autumn)
    for address in (
        f"assessments/{autumn.code}",
        f"results/{autumn.code}",
        f"results/{autumn.code}/cells.csv",
    ):
        assert results.dele.get(f"/org/northway-homes/{address}").status_code == 404
    world.close(autumn, by=world.cast.rhiannon)
    joins = {"organisation": str(world.cast.northway)}
    admin = world.browser(world.admin)
    assert admin.post("/admin/partnerships/millbrook/partners", data=joins).status_code == 303
    with Session(world.engine) as session:
        assert shared_teams.people_in(session, world.cast.northway, int(team)) == ()


def test_a_partner_that_has_closed_is_asked_nothing_and_holds_nobody_back(world, results):
    with Session(world.engine) as session, session.begin():
        own_settings.raise_thresholds(session, world.cast.northway, Thresholds(12, 12))
    world.close(world.northway_own, by=world.cast.dele)
    admin = world.browser(world.admin)
    named = {"name": "Northway Homes"}
    assert admin.post("/admin/organisations/northway-homes/close", data=named).status_code == 303
    autumn = ask_all(world)
    assert world.cast.northway not in asked(world, autumn)
    assert autumn.fewest_shown == 5
    for address in (
        "",
        "/shared-teams",
        f"/assessments/{autumn.code}",
        f"/assessments/{autumn.code}/forecast",
    ):
        assert results.rhiannon.get(f"/p/millbrook{address}").status_code == 200, address
    assert "420 staff. Closed, so nobody there is asked." in words_on(results.rhiannon, "/p/millbrook")
    world.close(autumn, by=world.cast.rhiannon)
    for page in (
        "",
        "/size",
        "/conversations",
        "/agreement",
        "/trend",
        "/shared-teams",
        "/report",
        "/cells.csv",
    ):
        assert results.rhiannon.get(f"/p/millbrook/results/{autumn.code}{page}").status_code == 200, page
    assert "Northway Homes" in results.rhiannon.get(results.together).text
    out = words_on(admin, BY_THE_PLATFORM)
    assert "Two partners are left." in out
    assert admin.post(BY_THE_PLATFORM).headers["location"] == "/admin/partnerships/millbrook?done=left"
    assert "Northway Homes" not in names(world)


def ids(world: World) -> list[int]:
    with Session(world.engine) as session:
        return [each.id for each in people.people_of(session, [world.cast.northway])]


def ask_all(world: World) -> Assessment:
    with Session(world.engine, expire_on_commit=False) as session, session.begin():
        cast.colleagues(session, world.cast.lantern, 12, place="autumn")
        return open_assessment(session, world.app, world.cast.rhiannon, "Autumn 2027")


def asked(world: World, assessment: Assessment) -> set[int]:
    with Session(world.engine) as session:
        of = INVITATION.c.assessment_id == assessment.id
        return set(session.execute(select(INVITATION.c.organisation_id).where(of)).scalars())
