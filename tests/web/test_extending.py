"""More time for an open assessment: never less, and people are told."""

import pytest
from sqlalchemy import select
from sqlmodel import Session

from app.storage.tables import ASSESSMENT, SUMMARY
from tests.cast import AMIRA
from tests.drafts import LINE, fill_in


def closes(world, assessment):
    with Session(world.engine) as session:
        found = select(ASSESSMENT.c.closes_at, ASSESSMENT.c.first_closes_at, SUMMARY.c.promised_on)
        found = found.outerjoin(SUMMARY, SUMMARY.c.assessment_id == ASSESSMENT.c.id)
        row = session.execute(found.where(ASSESSMENT.c.id == assessment.id)).one()
        return tuple(each and f"{each:%Y-%m-%d}" for each in row)


@pytest.fixture
def joint(world):
    return f"/p/millbrook/assessments/{world.joint.code}"


def test_a_week_more_is_one_press_and_people_read_of_it(world, rhiannon, joint):
    invitation = world.path_in_mail_to(AMIRA, "How do we work")
    assert "There is more time" not in world.browser().get(invitation).text
    assert "until Monday 2 November 2026" in rhiannon.get(f"{joint}/extend").text
    assert (
        rhiannon.post(f"{joint}/extend", data={"by": "week"}).headers["location"] == f"{joint}?done=extended"
    )
    assert closes(world, world.joint) == ("2026-11-02", "2026-10-26", None)
    assert "open until 2 November 2026; it was to close on 26 October 2026" in rhiannon.get(joint).text
    told = world.browser().get(invitation).text
    assert "it was to close on 26 October 2026, and is now open until 2 November 2026" in told


def test_what_was_said_first_is_remembered_however_often_it_is_extended(world, dele, own):
    for _ in range(2):
        dele.post(f"{own}/extend", data={"by": "week"})
    assert closes(world, world.northway_own) == ("2026-11-09", "2026-10-26", None)


def test_enter_takes_the_day_that_was_typed(dele, own):
    """Which presses the first button of the form."""
    page = dele.get(f"{own}/extend").text
    assert page.index("Open until that day") < page.index('value="week"')


@pytest.mark.parametrize(
    ("until", "sentence"),
    [
        ("2026-10-26", "never for shorter"),
        ("2026-10-12", "never for shorter"),
        ("2026-12-01", "Eight weeks"),
        ("tomorrow", "Give a date"),
    ],
)
def test_never_less_and_not_for_ever(world, dele, own, until, sentence):
    before = closes(world, world.northway_own)
    page = dele.post(f"{own}/extend", data={"until": until})
    assert page.status_code == 422
    assert sentence in page.text
    assert f'value="{until}"' in page.text
    assert closes(world, world.northway_own) == before


def test_the_day_can_be_chosen(world, dele, own):
    dele.post(f"{own}/extend", data={"until": "30/11/2026"})
    assert closes(world, world.northway_own)[0] == "2026-11-30"


def test_once_its_last_day_has_passed_more_time_takes_answers_again(world, joint):
    world.clock.forward(days=22)
    invitation = world.path_in_mail_to(AMIRA, "How do we work")
    assert "/start" not in world.browser().get(invitation).text
    world.browser(world.cast.rhiannon).post(f"{joint}/extend", data={"by": "week"})
    world.answering_browser(invitation)


def test_a_closed_one_is_not_extended(world, dele, own):
    dele.post(f"{own}/close")
    assert dele.post(f"{own}/extend", data={"by": "week"}).status_code == 409
    assert dele.get(f"{own}/extend").headers["location"] == own


def test_a_promise_stays_unless_it_would_still_be_open_then(world, dele):
    draft = fill_in(dele)
    dele.post(f"{draft}/line", data=LINE | {"promised_on": "2026-11-12"})
    own = dele.post(f"{draft}/open", data={"when": "now"}).headers["location"].partition("?")[0]
    with Session(world.engine) as session:
        new = session.execute(select(ASSESSMENT).where(ASSESSMENT.c.title == "Winter 2026")).one()
    dele.post(f"{own}/extend", data={"by": "week"})
    assert closes(world, new) == ("2026-11-09", "2026-11-02", "2026-11-12")
    dele.post(f"{own}/extend", data={"by": "week"})
    assert closes(world, new) == ("2026-11-16", "2026-11-02", "2026-11-23")
