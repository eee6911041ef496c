"""Being signed in: how long it lasts, where it leads, which seat it is in, and how it ends."""

from contextlib import nullcontext

import pytest
from sqlmodel import Session

from app.domain.people import SeatKind
from app.storage import seats
from app.storage.tables import AUDIT, OUTGOING_MESSAGE, SIGN_IN
from tests.cast import AMIRA
from tests.front_door import ask, forget_mail, leave_mail_waiting, rows, sign_in_link
from tests.world import World


@pytest.fixture(autouse=True)
def keep_mail_waiting(world: World) -> None:
    leave_mail_waiting(world)


def test_a_sign_in_ends_after_half_an_hour_unused(world):
    browser = world.browser(world.cast.dele)
    world.clock.forward(minutes=29)
    assert browser.get("/me").status_code == 200
    world.clock.forward(minutes=29)
    assert browser.get("/me").status_code == 200
    world.clock.forward(minutes=31)
    assert browser.get("/me").headers["location"] == "/sign-in?next=/me"


def test_a_sign_in_ends_after_twelve_hours_in_any_case(world):
    browser = world.browser(world.cast.dele)
    for _ in range(24):
        world.clock.forward(minutes=29)
        assert browser.get("/me").status_code == 200
    world.clock.forward(minutes=29)
    assert browser.get("/me").status_code == 303


def test_looking_within_a_minute_writes_nothing(world, count_statements):
    browser = world.browser(world.cast.dele)
    world.clock.forward(seconds=59)
    with count_statements() as statements:
        browser.get("/me")
    assert [each for each in statements if each != "BEGIN" and not each.startswith("SELECT")] == []


def test_signing_in_again_gives_a_new_cookie_and_ends_the_old_one(world):
    browser = world.browser()
    ask(browser)
    browser.post(sign_in_link(world))
    before = browser.cookies["sign-in"]
    ask(browser)
    browser.post(sign_in_link(world))
    assert browser.cookies["sign-in"] != before
    other = world.browser()
    other.cookies.set("sign-in", before)
    assert other.get("/me").status_code == 303
    assert rows(world, SIGN_IN) == 1


def test_a_cookie_made_up_by_somebody_else_is_not_taken_on(world):
    browser = world.browser()
    browser.cookies.set("sign-in", "f" * 64)
    ask(browser)
    browser.post(sign_in_link(world))
    assert {cookie.value for cookie in browser.cookies.jar if cookie.name == "sign-in"} != {"f" * 64}
    assert rows(world, SIGN_IN) == 1


def test_signing_out_ends_it_in_the_database(world):
    browser = world.browser(world.cast.dele)
    cookie = browser.cookies["sign-in"]
    response = browser.post("/sign-out")
    assert response.headers["clear-site-data"] == '"cache"'
    assert "You are signed out" in browser.get(response.headers["location"]).text
    replayed = world.browser()
    replayed.cookies.set("sign-in", cookie)
    assert replayed.get("/me").status_code == 303
    assert rows(world, SIGN_IN) == 0


def test_looking_at_the_sign_out_page_signs_nobody_out(world):
    browser = world.browser(world.cast.dele)
    assert browser.get("/sign-out").status_code == 200
    assert browser.get("/me").status_code == 200


def test_whoever_signs_in_is_written_down_and_respondents_are_not(world):
    before = rows(world, AUDIT)
    world.browser(world.cast.dele)
    assert rows(world, AUDIT) == before + 1
    world.browser(world.cast.amira)
    assert rows(world, AUDIT) == before + 1


# Where to


def test_people_are_taken_on_to_where_they_were_going(world):
    browser = world.browser()
    door = browser.get("/p/millbrook")
    assert door.headers["location"] == "/sign-in?next=/p/millbrook"
    assert 'name="next" value="/p/millbrook"' in browser.get(door.headers["location"]).text
    ask(browser, next="/p/millbrook")
    assert browser.post(sign_in_link(world)).headers["location"] == "/p/millbrook"


@pytest.mark.parametrize("wanted", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_nobody_is_sent_to_another_site(world, wanted):
    browser = world.browser()
    ask(browser, next=wanted)
    assert browser.post(sign_in_link(world)).headers["location"] == "/org/northway-homes"


def test_a_planted_cookie_sends_nobody_to_another_site(world):
    browser = world.browser()
    ask(browser)
    browser.cookies.set("sign-in-next", "//evil.example")
    assert browser.post(sign_in_link(world)).headers["location"] == "/org/northway-homes"


# Seats


@pytest.fixture
def second_seat(world: World) -> int:
    """Dele, HR director at Northway, convenes Millbrook as well."""
    with Session(world.engine) as session, session.begin():
        return seats.add_seat(
            session,
            person_id=world.cast.dele.person_id,
            kind=SeatKind.CONVENOR,
            partnership_id=world.cast.millbrook,
        )


def test_somebody_with_two_seats_sits_in_one_at_a_time(world, second_seat):
    browser = world.browser(world.cast.dele)
    close = f"/p/millbrook/assessments/{world.joint.code}/close"
    assert browser.post(close).status_code == 403
    moved = browser.post("/me/seat", data={"seat": str(second_seat)})
    assert (moved.status_code, moved.headers["location"]) == (303, "/p/millbrook")
    assert browser.get("/org/northway-homes").status_code == 403
    assert "Close it for good" in browser.get(close).text


def test_changing_seats_changes_the_cookie(world, second_seat):
    browser = world.browser(world.cast.dele)
    old = browser.cookies["sign-in"]
    browser.post("/me/seat", data={"seat": str(second_seat)})
    other = world.browser()
    other.cookies.set("sign-in", old)
    assert other.get("/me").status_code == 303


@pytest.mark.parametrize(
    ("wanted", "status"),
    [("rhiannon", 404), ("0", 404), ("", 422), ("x", 422), ("-1", 422), ("9" * 40, 422), ("٣", 422)],
)
def test_nobody_sits_down_in_another_persons_seat(world, wanted, status):
    browser = world.browser(world.cast.dele)
    seat = str(world.cast.rhiannon.id) if wanted == "rhiannon" else wanted
    assert browser.post("/me/seat", data={"seat": seat}).status_code == status
    assert browser.get("/p/millbrook").status_code == 200  # still Dele's own: her organisation is a partner
    assert browser.get("/org/northway-homes").status_code == 200


def test_my_table_names_what_waits_and_never_whether_it_was_answered(world):
    page = world.browser(world.cast.amira).get("/me").text
    assert "Millbrook Prevention Partnership" in page
    assert AMIRA in page
    assert "Northway" not in page


def test_mail_to_sign_in_goes_out_after_the_reply(world):
    sent: list[object] = []
    world.app.state.post = lambda: nullcontext(sent.append)
    forget_mail(world)
    ask(world.browser())
    assert len(sent) == 1
    assert rows(world, OUTGOING_MESSAGE) == 0
