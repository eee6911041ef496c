"""Reminders that people asked for, and what becomes of notebooks whose owners have left."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from secrets import token_bytes
from time import sleep

import pytest
from sqlmodel import Session

from app.domain.notebooks import Keys
from app.mail_job import see_to_notebooks
from app.services import notebooks
from app.storage import notebooks as storage
from app.storage import outbox, staff_lists
from app.storage.tables import NOTE, NOTEBOOK, OUTGOING_MESSAGE, SEAT
from tests.cast import AMIRA, NOW
from tests.front_door import forget_mail, rows
from tests.world import BASE_URL, Clock, World, make_world

KEYS = Keys(("a secret of the site",), token_bytes)


@pytest.fixture
def world(database_url, tmp_path):
    made = make_world(database_url, tmp_path)
    forget_mail(made)
    yield made
    made.engine.dispose()


def choose(world: World, remind: str = "2") -> None:
    with Session(world.engine) as session, session.begin():
        notebooks.choose_step(
            session,
            world.app.state.library.newest,
            "own",
            "Ask Zebedee",
            remind,
            by=world.cast.amira,
            keys=KEYS,
            today=NOW.date(),
        )


def see_to(world: World, **later: float) -> None:
    clock = Clock()
    clock.forward(**later)
    see_to_notebooks(world.engine, base_url=BASE_URL, clock=clock)


def take_off(world: World) -> None:
    with Session(world.engine) as session, session.begin():
        staff_lists.take_off(session, world.cast.lantern, [world.cast.amira.person_id])


def test_a_reminder_goes_on_its_day_once_and_says_nothing_of_the_step(world):
    choose(world)
    see_to(world, days=13)
    assert rows(world, OUTGOING_MESSAGE) == 0
    see_to(world, days=14)
    see_to(world, days=15)
    with Session(world.engine) as session:
        [waiting] = outbox.waiting(session)
    assert waiting.message.to_address == AMIRA
    assert f"{BASE_URL}/me/step" in waiting.message.body
    assert "Zebedee" not in waiting.message.subject + waiting.message.body


def test_two_workers_at_once_send_one_reminder(world):
    choose(world)
    today = (NOW + timedelta(days=14)).date()

    def take() -> list[str]:
        with Session(world.engine) as session, session.begin():
            return storage.take_due_reminders(session, today=today, most=9)

    with ThreadPoolExecutor(1) as other, Session(world.engine) as session:
        assert storage.take_due_reminders(session, today=today, most=9) == [AMIRA]
        second = other.submit(take)
        sleep(0.3)  # by then the other one has found it, too, or waits to look
        session.commit()
        assert second.result() == []


def test_whoever_wants_none_or_has_left_gets_no_reminder(world):
    choose(world, "never")
    see_to(world, days=400)
    assert rows(world, OUTGOING_MESSAGE) == 0
    choose(world)
    take_off(world)
    see_to(world, days=14)
    assert rows(world, OUTGOING_MESSAGE) == 0


def test_what_somebody_wrote_goes_35_days_after_she_left(world):
    choose(world, "never")
    take_off(world)
    see_to(world, days=1)
    see_to(world, days=36)
    assert (rows(world, NOTEBOOK), rows(world, NOTE)) == (1, 1)
    see_to(world, days=37)
    assert (rows(world, NOTEBOOK), rows(world, NOTE)) == (0, 0)


def test_whoever_is_back_in_time_keeps_it(world):
    choose(world, "never")
    take_off(world)
    see_to(world, days=1)
    with Session(world.engine) as session, session.begin():
        session.execute(
            SEAT.insert().values(
                person_id=world.cast.amira.person_id, kind="respondent", organisation_id=world.cast.lantern
            )
        )
    see_to(world, days=20)
    see_to(world, days=400)
    assert rows(world, NOTE) == 1
