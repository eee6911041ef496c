"""Who looks after an organisation: asking a colleague in, taking a seat back, the last one, a note."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlmodel import Session

from app.domain.people import SeatKind
from app.storage import drafts, outbox, seats, staff_lists
from tests.cast import DELE
from tests.front_door import leave_mail_waiting
from tests.reading import words_on
from tests.web.test_access import a_draft
from tests.world import Browser, World

AT = "/org/northway-homes/admins"
PRIYA = "priya@northway.example"


@pytest.fixture(autouse=True)
def keep_mail_waiting(world: World) -> None:
    leave_mail_waiting(world)


def directors(world: World) -> dict[str, int]:
    with Session(world.engine) as session:
        held = seats.holders(session, SeatKind.HR_DIRECTOR, organisation_id=world.cast.northway)
    return {each.person_name: each.id for each in held}


def ask_priya(world: World, by: Browser) -> Browser:
    """She follows the link in her letter."""
    assert by.post(AT, data={"name": "Priya Shah", "email": PRIYA}).status_code == 303
    priya = world.browser()
    came_in = priya.post(world.path_in_mail_to(PRIYA))
    assert came_in.headers["location"] == "/org/northway-homes"
    return priya


def test_a_colleague_comes_in_by_the_link_in_her_letter_once(world, dele):
    with Session(world.engine) as session:
        staff = staff_lists.count(session, world.cast.northway)
    priya = ask_priya(world, dele)
    assert priya.get(AT).status_code == 200
    assert world.browser().post(world.path_in_mail_to(PRIYA)).status_code == 404
    again = dele.post(AT, data={"name": "Priya", "email": PRIYA.upper()})
    assert "Priya Shah has this seat already." in again.text
    with Session(world.engine) as session:
        assert staff_lists.count(session, world.cast.northway) == staff  # a seat asks nobody to answer


def test_after_three_days_the_link_is_over(world, dele):
    dele.post(AT, data={"name": "Priya Shah", "email": PRIYA})
    link = world.path_in_mail_to(PRIYA)
    world.clock.forward(days=3)
    assert world.browser().get(link).status_code == 404


def test_somebody_on_the_staff_list_keeps_her_place_there(world, dele):
    with Session(world.engine) as session:
        address = f"colleague-{world.cast.northway}-outreach-1@places.example"
        person_id = staff_lists.has_address(session, world.cast.northway, address)
    dele.post(AT, data={"name": "Colleague", "email": address})
    with Session(world.engine) as session:
        held = seats.seats_of_address(session, address)
    assert [each.person_id for each in held] == [person_id]


def test_taking_a_seat_back_signs_her_out_at_once_and_tells_her(world, dele):
    priya = ask_priya(world, dele)
    at = f"{AT}/{directors(world)['Priya Shah']}/remove"
    assert "Take back the seat of Priya Shah?" in words_on(dele, at)
    assert dele.post(at).headers["location"] == f"{AT}?done=gone"
    assert priya.get("/me").headers["location"].startswith("/sign-in")
    with Session(world.engine) as session:
        told = [each.message for each in outbox.waiting(session, most=1_000)][-1]
    assert (told.to_address, told.subject) == (PRIYA, "Your seat at Good Partners has ended")
    assert "took back the seat of: Priya Shah" in words_on(dele, "/org/northway-homes/activity")


def test_the_last_one_neither_leaves_nor_is_removed(world, dele):
    own = f"{AT}/{directors(world)['Dele Okonjo']}/remove"
    assert "You are the only one" in words_on(dele, own)
    assert dele.post(own).status_code == 409
    ask_priya(world, dele)
    assert dele.post(own).headers["location"] == "/sign-out"
    assert dele.get(AT).status_code == 303
    assert list(directors(world)) == ["Priya Shah"]


def test_of_two_who_remove_each_other_at_once_one_stays(world, dele):
    priya = ask_priya(world, dele)
    seat_of, together = directors(world), Barrier(2)

    def remove(browser: Browser, whom: str) -> int:
        together.wait()
        status: int = browser.post(f"{AT}/{seat_of[whom]}/remove").status_code
        return status

    with ThreadPoolExecutor(2) as threads:
        replies = list(threads.map(remove, (dele, priya), ("Priya Shah", "Dele Okonjo")))
    assert len(directors(world)) == 1
    assert sorted(replies) in ([303, 404], [303, 409], [303, 419])  # taken back as it knocked, or before


def test_what_she_set_to_open_by_itself_opens_in_the_name_of_who_stays(world, dele):
    draft = a_draft(dele, "northway-homes")
    at = f"/org/northway-homes/set-up/{draft}"
    for step in ("who", "line", "messages"):
        form = re.findall(r'name="([\w-]+)"[^>]*value="([^"]*)"[^>]*', dele.get(f"{at}/{step}").text)
        kept = {name: value for name, value in form if name not in ("who", "nation")} | {"who": "everyone"}
        assert dele.post(f"{at}/{step}", data=kept).status_code == 303, step
    dele.post(f"{at}/open", data={"when": "day"})
    ask_priya(world, dele)
    dele.post(f"{AT}/{directors(world)['Dele Okonjo']}/remove")
    with Session(world.engine) as session:
        [kept_draft] = drafts.drafts_of(session, world.cast.northway)
        [heir] = seats.seats_of_address(session, PRIYA)
    assert kept_draft.scheduled_by == heir.person_id


def test_a_note_says_who_changed_it_and_two_who_write_at_once_lose_nothing(world, dele):
    priya = ask_priya(world, dele)
    assert dele.post(f"{AT}/note", data={"note": "Board paper in March.", "seen": "0"}).status_code == 303
    assert "Last changed by Dele Okonjo on 5 October 2026, 10:30." in words_on(priya, AT)
    late = priya.post(f"{AT}/note", data={"note": "Repairs comes next.", "seen": "0"})
    assert late.status_code == 422
    assert "A colleague changed this note meanwhile." in late.text
    assert "Board paper in March." in late.text
    assert "Repairs comes next." in late.text
    assert priya.post(f"{AT}/note", data={"note": "Both.", "seen": "1"}).status_code == 303
    assert "Last changed by Priya Shah" in words_on(dele, AT)


def test_the_other_tenants_people_are_nobody_here(world, dele):
    page = words_on(dele, AT)
    assert DELE in page
    assert "Owen" not in page
