"""From an empty database: a command, an admin, an organisation, its director; and partnerships, closing."""

import sys
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import Session

from app import cli
from app.domain.people import SeatKind
from app.services.platform import slug_of
from app.storage import organisations, partnerships, people, seats
from app.storage.tables import PERSON, SEAT, SIGN_IN
from tests.cast import OWEN
from tests.front_door import ask, leave_mail_waiting, sign_in_link
from tests.reading import words_on
from tests.world import BASE_URL, SECRET, Clock, World, browser_of, make_app

ADA, GRACE, ROWAN = "ada@admin.example", "grace@brook.example", "rowan@brook.example"
BROOK = {"name": "Brook End Care", "staff": "85", "director_name": "Grace Obi", "director_email": GRACE}


@pytest.fixture
def empty(database_url: str, tmp_path: Path, monkeypatch) -> World:
    """Only a database with its tables in it; the command and the site read the same settings."""
    for name, value in {"SECRET": SECRET, "DATABASE_URL": database_url, "BASE_URL": BASE_URL}.items():
        monkeypatch.setenv(f"GOOD_PARTNERS_{name}", value)
    monkeypatch.setenv("GOOD_PARTNERS_MAIL_FOLDER", str(tmp_path / "mail"))
    app = make_app(database_url, tmp_path)
    world = World.__new__(World)
    world.app, world.engine, world.clock = app, app.state.engine, Clock()
    app.state.now = world.clock
    leave_mail_waiting(world)
    yield world
    world.engine.dispose()


def good_partners(monkeypatch, *words: str) -> object:
    monkeypatch.setattr(sys, "argv", ["good-partners", *words])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return ended.value.code


def browser(world: World):
    return browser_of(world.app, world.engine, world.clock)


def test_from_nothing_to_a_directors_home(empty, monkeypatch):
    assert good_partners(monkeypatch, "invite-admin", ADA, "--name", "Ada Lund") == 0
    ada = browser(empty)
    ask(ada, ADA)
    assert ada.post(sign_in_link(empty, ADA)).headers["location"] == "/admin/organisations"
    assert "None yet." in words_on(ada, "/admin/organisations")
    added = ada.post("/admin/organisations", data=BROOK)
    assert added.headers["location"] == "/admin/organisations/brook-end-care?done=added"
    assert "Grace Obi" in words_on(ada, "/admin/organisations/brook-end-care")
    grace = browser(empty)
    assert grace.post(empty.path_in_mail_to(GRACE)).headers["location"] == "/org/brook-end-care"
    home = words_on(grace, "/org/brook-end-care")
    assert "Brook End Care" in home
    assert "Paste a list" in home
    for page in ("people", "teams", "set-up", "settings", "admins", "activity", "actions"):
        assert grace.get(f"/org/brook-end-care/{page}").status_code == 200, page
    assert "Ada Lund added an organisation: Brook End Care" in words_on(grace, "/org/brook-end-care/activity")


def test_a_command_adds_one_too_and_refuses_in_sentences(empty, monkeypatch, capsys):
    named = ("--director", "Grace Obi", "--email", GRACE)
    assert good_partners(monkeypatch, "add-organisation", "Brook End Care", "--staff", "85", *named) == 0
    assert f"Brook End Care is at {BASE_URL}/org/brook-end-care." in capsys.readouterr().out
    grace = browser(empty)
    assert grace.post(empty.path_in_mail_to(GRACE)).headers["location"] == "/org/brook-end-care"
    again = good_partners(monkeypatch, "add-organisation", "brook end  care", "--staff", "0", *named)
    assert "There is an organisation of this name." in str(again)
    assert "Give a whole number of people" in str(again)


def test_an_admin_reaches_no_page_of_a_place(world):
    admin = world.browser(world.admin)
    for address in ("/org/northway-homes", "/p/millbrook", "/org/northway-homes/activity"):
        assert admin.get(address).status_code == 403
    page = words_on(admin, "/admin/organisations/northway-homes")
    assert "420 staff, 17 on its staff list. Partner in Millbrook Prevention Partnership." in page


def test_what_is_wrong_is_said_by_each_field_and_nothing_is_kept(world):
    admin = world.browser(world.admin)
    wrong = {"name": "NORTHWAY homes", "staff": "many", "director_name": "", "director_email": "grace"}
    answer = admin.post("/admin/organisations", data=wrong)
    assert answer.status_code == 422
    for words in (
        "There is an organisation of this name",
        "such as 420",
        "Write who it is",
        "name@example.org",
    ):
        assert words in answer.text
    assert 'value="NORTHWAY homes"' in answer.text
    with Session(world.engine) as session:
        assert len(organisations.all_organisations(session)) == 3


def test_no_name_takes_a_link_into_a_letter_to_a_stranger(world):
    admin, dele = world.browser(world.admin), world.browser(world.cast.dele)
    leave_mail_waiting(world)
    evil = "Confirm at https://evil.example"
    stranger = {"name": evil, "email": "stranger@victim.example"}
    for browser, address, form in (
        (dele, "/org/northway-homes/admins", stranger),
        (dele, "/org/northway-homes/settings/place", {"name": evil, "staff": "420"}),
        (admin, "/admin/organisations", {**BROOK, "name": evil}),
        (admin, "/admin/organisations/northway-homes/name", {"name": evil, "staff": "420"}),
        (admin, "/admin/partnerships/millbrook/name", {"name": evil}),
        (admin, "/admin/partnerships/millbrook/convenors", {"person": evil, "email": ROWAN}),
    ):
        answer = browser.post(address, data=form)
        assert (answer.status_code, "Leave links out of a name" in answer.text) == (422, True), address


def test_a_name_that_is_nearly_taken_gets_an_address_of_its_own(world):
    admin = world.browser(world.admin)
    at = admin.post("/admin/organisations", data={**BROOK, "name": "Northway-Homes"}).headers["location"]
    assert at == "/admin/organisations/northway-homes-2?done=added"
    assert slug_of("Cŵn y De’s Café & Sons") == "cwn-y-des-cafe-sons"
    assert slug_of("東京") == ""


def test_a_partnership_begins_with_its_convenor_and_partners(world):
    admin = world.browser(world.admin)
    leave_mail_waiting(world)
    wanted = {"name": "Riverside", "convenor_name": "Rowan Pike", "convenor_email": ROWAN}
    one = {f"partner-{world.cast.northway}": "yes"}
    assert "Choose two organisations or more." in admin.post("/admin/partnerships", data=wanted | one).text
    two = one | {f"partner-{world.cast.harbour_row}": "yes"}
    at = admin.post("/admin/partnerships", data=wanted | two).headers["location"].partition("?")[0]
    rowan = world.browser()
    assert rowan.post(world.path_in_mail_to(ROWAN)).headers["location"] == "/p/riverside"
    assert "Harbour Row Housing" in words_on(rowan, "/p/riverside")
    assert admin.post(f"{at}/partners", data={"organisation": str(world.cast.lantern)}).status_code == 303
    assert admin.post(f"{at}/partners", data={"organisation": str(world.cast.lantern)}).status_code == 422
    assert "Ada Lund" in words_on(world.browser(world.cast.owen), "/p/riverside/activity")
    assert "added a partner: Lantern Trust" in words_on(rowan, "/p/riverside/activity")


def test_closing_waits_for_what_is_open_and_for_the_name(world):
    admin = world.browser(world.admin)
    at = "/admin/organisations/harbour-row-housing"
    assert "An assessment is going on there." in words_on(admin, f"{at}/close")
    assert admin.post(f"{at}/close", data={"name": "Harbour Row Housing"}).status_code == 409
    world.close(world.harbour_row_own, by=world.cast.owen)
    world.close(world.eastquay_joint, by=world.mabel)
    assert admin.post(f"{at}/close", data={"name": "Harbour"}).status_code == 422
    owen = world.browser(world.cast.owen)
    assert admin.post(f"{at}/close", data={"name": " harbour row HOUSING"}).status_code == 303
    assert owen.get("/me").status_code == 303
    assert "Closed" in words_on(admin, at)
    with Session(world.engine) as session:
        assert people.people_of(session, [world.cast.harbour_row]) == []
        assert seats.seats_of_address(session, OWEN) == []
        here = (
            select(SIGN_IN)
            .join(SEAT, SEAT.c.id == SIGN_IN.c.seat_id)
            .where(SEAT.c.organisation_id == world.cast.harbour_row)
        )
        assert session.execute(here).all() == []
        assert session.execute(select(PERSON).where(PERSON.c.email == OWEN)).all()  # the record names him
        joined = partnerships.partners(session, world.cast.eastquay)
    assert [each.organisation.name for each in joined] == ["Harbour Row Housing"]
    assert "harbour-row" not in admin.get("/admin/partnerships").text.partition("Add a partnership")[2]


def test_a_closed_place_opens_again_for_whoever_is_given_its_seat(world):
    admin, at = world.browser(world.admin), "/admin/organisations/harbour-row-housing"
    leave_mail_waiting(world)
    world.close(world.harbour_row_own, by=world.cast.owen)
    world.close(world.eastquay_joint, by=world.mabel)
    admin.post(f"{at}/close", data={"name": "Harbour Row Housing"})
    assert admin.post(f"{at}/directors", data={"person": "Grace Obi", "email": GRACE}).status_code == 303
    grace = world.browser()
    assert grace.post(world.path_in_mail_to(GRACE)).headers["location"] == "/org/harbour-row-housing"
    assert "No one yet." in words_on(grace, "/org/harbour-row-housing")
    with Session(world.engine) as session:
        held = seats.holders(session, SeatKind.HR_DIRECTOR, organisation_id=world.cast.harbour_row)
    assert [each.person_name for each in held] == ["Grace Obi"]
