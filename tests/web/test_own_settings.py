"""An organisation's settings: whom staff can ask, its name, and thresholds that rise and never sink."""

from sqlmodel import Session

from app.domain.assessments import Assessment
from app.domain.own_settings import Thresholds
from app.storage import assessments, own_settings
from tests.cast import AMIRA
from tests.reading import words_on
from tests.web.test_access import a_draft
from tests.world import World, open_assessment

AT = "/org/northway-homes/settings"


def thresholds(world: World) -> Thresholds:
    with Session(world.engine) as session:
        return own_settings.get_settings(session, world.cast.northway).thresholds


def raise_to(browser, shown: object, spread: object, *, sure: str = "yes"):
    typed = {"fewest_shown": str(shown), "fewest_in_distribution": str(spread), "sure": sure}
    return browser.post(f"{AT}/thresholds", data=typed)


def opened_by(world: World, seat) -> Assessment:
    with Session(world.engine) as session, session.begin():
        opened = open_assessment(session, world.app, seat, "Winter 2026")
        return assessments.get_assessment_by_id(session, opened.id)


def test_a_threshold_that_was_raised_is_the_least_from_then_on_and_for_joint_ones_too(world, dele):
    assert raise_to(dele, 8, 12).status_code == 303
    for seat in (world.cast.dele, world.cast.rhiannon):
        opened = opened_by(world, seat)
        assert (opened.fewest_shown, opened.fewest_in_distribution) == (8, 12)
    untouched = opened_by(world, world.cast.owen)
    assert (untouched.fewest_shown, untouched.fewest_in_distribution) == (5, 10)
    with Session(world.engine) as session:
        before = assessments.get_assessment_by_id(session, world.northway_own.id)
    assert before.fewest_shown == 5  # what is open stays as people were told


def test_nothing_lowers_a_threshold(world, dele):
    raise_to(dele, 8, 12)
    for typed in ((7, 12), (8, 11), (5, 10), (-1, 12), ("", 12), (101, 200), (9, "x")):
        answer = raise_to(dele, *typed)
        assert answer.status_code == 422, typed
        assert "<title>Error: Settings" in answer.text
    with Session(world.engine) as session, session.begin():
        lower = Thresholds(6, 12)
        assert not own_settings.raise_thresholds(session, world.cast.northway, lower)
    assert thresholds(world) == Thresholds(8, 12)


def test_a_rise_is_for_good_so_it_takes_a_tick(world, dele):
    assert "Tick the box if you are sure" in raise_to(dele, 8, 12, sure="").text
    assert thresholds(world) == Thresholds(5, 10)
    assert "Of your 2 teams, one has fewer than five people, one fewer than eight" in words_on(dele, AT)


def test_a_draft_may_ask_for_more_and_never_for_less(world, dele):
    draft = a_draft(dele, "northway-homes")
    raise_to(dele, 8, 12)
    at = f"/org/northway-homes/set-up/{draft}/check"
    assert 'value="8"' in dele.get(at).text
    assert "Your settings ask for 8 or more" in dele.post(at, data={"fewest_shown": "7"}).text
    assert dele.post(at, data={"fewest_shown": "9"}).status_code == 303
    assert 'value="9"' in dele.get(at).text


def test_staff_read_on_their_invitation_whom_they_can_ask(world, dele):
    invitation = world.path_in_mail_to(f"colleague-{world.cast.northway}-outreach-1@places.example")
    assert "Questions? Ask" not in words_on(world.browser(), invitation)
    contact = {"contact_name": "Priya in the people team", "contact_details": "priya@northway.example"}
    assert dele.post(f"{AT}/contact", data=contact).status_code == 303
    asked = "Questions? Ask Priya in the people team: priya@northway.example"
    assert asked in words_on(world.browser(), invitation)
    assert asked in words_on(dele, "/help")
    assert asked not in words_on(world.browser(), world.path_in_mail_to(AMIRA))  # she is at Lantern Trust
    half = dele.post(f"{AT}/contact", data={"contact_name": "Priya", "contact_details": ""})
    assert "Write an email address or a telephone number." in half.text


def test_a_new_name_and_number_are_read_everywhere(dele, rhiannon):
    assert dele.post(f"{AT}/place", data={"name": "Northway Living", "staff": "431"}).status_code == 303
    assert "<b>Northway Living</b>, 431 staff" in rhiannon.get("/p/millbrook").text
    assert "changed the name or the number of staff: Northway Living, 431 staff" in words_on(
        dele, "/org/northway-homes/activity"
    )
