"""Against a real mail server that refuses, stalls, dies and comes back: nobody is left out or asked twice."""

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, update
from sqlmodel import Session

from app.domain.assessments import Assessment
from app.domain.delivery import Undelivered
from app.domain.messages import Purpose
from app.mail_job import Sent, send_all
from app.storage import outbox, undelivered
from app.storage.post import Post, make_post
from app.storage.tables import OUTGOING_MESSAGE
from tests import cast, smtp
from tests.cast import Cast
from tests.services.test_setting_up import open_one
from tests.smtp import MailServer
from tests.world import SECRET

FROM = "Good Partners <hello@goodpartners.example>"
PATIENCE = 0.5
NORTHWAY_PEOPLE = 17


@pytest.fixture
def server() -> Iterator[MailServer]:
    with smtp.a_mail_server() as server:
        yield server


@pytest.fixture
def own(session: Session) -> Assessment:
    """Northway's, with a letter to everybody in the outbox."""
    everyone: Cast = cast.gather(session)
    own = open_one(session, everyone.dele)
    session.commit()
    return own


def post_to(server: MailServer) -> Post:
    return make_post(smtp_url=server.url, mail_folder=Path(), mail_from=FROM, seconds_to_wait=PATIENCE)


def send_for(engine: Engine, server: MailServer, hours: int) -> list[Sent]:
    """Every hour."""
    start = datetime.now(UTC)
    return [
        send_all(engine, post_to(server), clock=lambda at=start + timedelta(hours=hour): at)
        for hour in range(hours)
    ]


def addresses(session: Session) -> list[str]:
    found = sorted(each.message.to_address for each in outbox.waiting(session))
    session.rollback()
    return found


def counted(server: MailServer) -> Counter[str]:
    return Counter(str(each["To"]) for each in server.arrived)


def test_on_a_bad_day_nobody_is_left_out_and_nobody_is_asked_twice(
    session: Session, engine: Engine, own: Assessment, server: MailServer
) -> None:
    everybody = addresses(session)
    refused, stalled, later, cut_off, in_flight, grey = everybody[:6]
    server.recipients = {refused: smtp.REFUSED, stalled: smtp.STALL, later: smtp.NOT_NOW}
    server.messages = {
        cut_off: [smtp.DIE_IN_THE_MIDDLE],
        in_flight: [smtp.DIE_BEFORE_REPLYING],
        grey: [smtp.NOT_NOW],
    }
    send_for(engine, server, 1)
    assert {stalled, later} <= set(addresses(session))
    server.recipients = {refused: smtp.REFUSED}
    send_for(engine, server, 4)

    assert addresses(session) == []
    assert counted(server) == Counter(everybody) - Counter([refused]) + Counter([in_flight])
    first, second = server.to(in_flight)
    assert first["Message-ID"] == second["Message-ID"]
    assert first.get_body(("plain",)).get_content() == second.get_body(("plain",)).get_content()
    [missing] = undelivered.of_assessment(session, own.id)
    assert (missing.to_address, missing.why) == (refused, Undelivered.NO_MAILBOX)
    assert server.attempts.count(refused) == 1


def test_a_reminder_that_is_refused_is_told_to_nobody(
    session: Session, engine: Engine, own: Assessment, server: MailServer
) -> None:
    server.recipients = dict.fromkeys(addresses(session), smtp.REFUSED)
    session.execute(update(OUTGOING_MESSAGE).values(purpose=Purpose.REMINDER))
    session.commit()
    send_for(engine, server, 1)
    assert addresses(session) == []
    assert undelivered.of_assessment(session, own.id) == []


def test_a_server_that_is_down_uses_up_nobodys_tries(
    session: Session, engine: Engine, own: Assessment, server: MailServer
) -> None:
    server.stop()
    down = send_for(engine, server, 24)
    assert all(each.is_server_down and each.went == 0 for each in down)
    assert {each.tries for each in outbox.waiting(session)} == {0}
    session.rollback()
    server.start()
    assert send_for(engine, server, 1)[0].went == NORTHWAY_PEOPLE
    assert set(counted(server).values()) == {1}


def test_a_server_that_hangs_up_on_everybody_is_left_alone(
    session: Session, engine: Engine, own: Assessment, server: MailServer
) -> None:
    server.recipients = dict.fromkeys(addresses(session), smtp.DIE_IN_THE_MIDDLE)
    [sent] = send_for(engine, server, 1)
    assert sent.is_server_down
    assert len(server.attempts) == 3
    assert len(addresses(session)) == NORTHWAY_PEOPLE


def test_one_connection_takes_many_letters(engine: Engine, own: Assessment, server: MailServer) -> None:
    [sent] = send_for(engine, server, 1)
    assert (sent.went, server.connections) == (NORTHWAY_PEOPLE, 1)


def test_killed_in_the_middle_only_the_letter_in_flight_goes_once_more(
    session: Session, engine: Engine, own: Assessment, server: MailServer, database_url: str
) -> None:
    everybody = addresses(session)

    def kill_after_seven(_: str) -> None:
        if len(server.arrived) == 7:
            os.kill(sender.pid, signal.SIGKILL)

    server.on_message = kill_after_seven
    sender = start_sending(database_url, server)
    assert sender.wait(timeout=60) == -signal.SIGKILL
    assert len(server.arrived) == 7

    assert send_for(engine, server, 1)[0].went == 0  # those it had in hand wait until it must be dead
    send_for(engine, server, 2)
    assert addresses(session) == []
    [in_flight] = [address for address, times in counted(server).items() if times == 2]
    assert counted(server) == Counter(everybody) + Counter([in_flight])
    assert len({str(each["Message-ID"]) for each in server.arrived}) == NORTHWAY_PEOPLE


def start_sending(database_url: str, server: MailServer) -> subprocess.Popen[bytes]:
    settings = {
        "GOOD_PARTNERS_DATABASE_URL": database_url,
        "GOOD_PARTNERS_SMTP_URL": server.url,
        "GOOD_PARTNERS_SECRET": SECRET,
    }
    return subprocess.Popen([sys.executable, "-m", "app.cli", "send-outbox"], env=os.environ | settings)
