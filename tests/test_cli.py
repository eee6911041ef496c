"""The command good-partners, as an operator meets it: sentences, and an exit status."""

import shutil
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_bytes

import pytest
from sqlmodel import Session, select

from app import cli
from app.domain.assessments import BLOCKS_OF_AN_ORGANISATION
from app.domain.drafts import fresh_draft
from app.services import setting_up
from app.storage import drafts, migrations
from app.storage.charter_files import load_library
from app.storage.engine import make_engine
from app.storage.schema import AssessmentRow, SeatRow
from app.storage.schema.door import AuditRow
from app.storage.schema.mail import OutgoingMessageRow
from app.web import static_files
from tests import cast
from tests.cast import NOW

AN_ADDRESS = "gwen@goodpartners.example"


@pytest.fixture
def good_partners(monkeypatch, tmp_path, database_url):
    """Runs a command on an empty database and returns its exit status."""
    monkeypatch.setenv("GOOD_PARTNERS_SECRET", "forty letters of the kind a machine makes")
    monkeypatch.setenv("GOOD_PARTNERS_DATABASE_URL", database_url)
    monkeypatch.setenv("GOOD_PARTNERS_MAIL_FOLDER", str(tmp_path / "mail"))
    monkeypatch.setenv("GOOD_PARTNERS_BASE_URL", "https://goodpartners.example/")

    def run(*words: str) -> object:
        monkeypatch.setattr(sys, "argv", ["good-partners", *words])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        return ended.value.code

    return run


def rows(database_url, row_class):
    engine = make_engine(database_url)
    with Session(engine) as session:
        found = session.exec(select(row_class)).all()
    engine.dispose()
    return found


def test_migrating_twice_is_as_good_as_once(good_partners, capsys):
    assert good_partners("migrate") == 0
    assert good_partners("migrate") == 0
    assert f"at migration {migrations.head()}." in capsys.readouterr().out


def test_without_a_secret_it_says_how_to_make_one(good_partners, monkeypatch):
    monkeypatch.delenv("GOOD_PARTNERS_SECRET")
    assert "Make one with: python -c" in str(good_partners("migrate"))


def test_without_its_assets_the_demo_says_how_to_fetch_them(good_partners, monkeypatch, tmp_path):
    bare = tmp_path / "static"
    shutil.copytree(static_files.FOLDER, bare, ignore=shutil.ignore_patterns("vendor"))
    monkeypatch.setattr(static_files, "FOLDER", bare)
    static_files.files.cache_clear()
    try:
        assert "Run `make assets` to fetch it." in str(good_partners("serve-demo"))
    finally:
        static_files.files.cache_clear()


def test_an_invited_admin_gets_a_letter_and_a_seat(good_partners, database_url, tmp_path):
    assert good_partners("invite-admin", AN_ADDRESS) == 0
    assert [seat.kind for seat in rows(database_url, SeatRow)] == ["platform admin"]
    assert [audit.action for audit in rows(database_url, AuditRow)] == ["invited an admin"]
    assert good_partners("send-outbox") == 0
    [letter] = [each.read_text() for each in (tmp_path / "mail").iterdir()]
    assert AN_ADDRESS in letter
    assert "https://goodpartners.example/sign-in\n" in letter
    assert rows(database_url, OutgoingMessageRow) == []


def test_a_mail_server_that_is_down_is_said_and_what_waits_is_kept(
    good_partners, database_url, monkeypatch, capsys
):
    good_partners("invite-admin", AN_ADDRESS)
    monkeypatch.setenv("GOOD_PARTNERS_SMTP_URL", "smtp://127.0.0.1:9")
    assert good_partners("send-outbox") == 1
    assert "The mail server takes no mail now. What waits is kept." in capsys.readouterr().out
    assert [each.tries for each in rows(database_url, OutgoingMessageRow)] == [0]


def test_an_admin_is_invited_once(good_partners, database_url, capsys):
    good_partners("invite-admin", AN_ADDRESS)
    good_partners("invite-admin", AN_ADDRESS.upper())
    assert "is one already" in capsys.readouterr().out
    assert len(rows(database_url, OutgoingMessageRow)) == 1


def test_what_is_no_address_is_refused_in_a_sentence(good_partners, database_url):
    assert good_partners("invite-admin", "gwen") == "gwen is not an e-mail address."
    assert rows(database_url, SeatRow) == []


def test_the_charter_as_it_stands_is_sound(good_partners):
    assert good_partners("check-charter") == 0


def test_a_timer_opens_what_was_set_to_open(good_partners, database_url, capsys):
    engine = make_engine(database_url)
    today = datetime.now(UTC).date()
    with Session(engine) as session, session.begin():
        everyone = cast.gather(session)
        fresh = fresh_draft(
            code="mnpqrstv", organisation_id=everyone.northway, today=today - timedelta(days=9)
        )
        waiting = replace(fresh, title="Autumn", steps_done=4, scheduled_by=everyone.dele.person_id)
        drafts.add_draft(session, waiting)
    engine.dispose()
    assert good_partners("open-due-assessments") == 0
    assert "Assessments opened: 1." in capsys.readouterr().out
    assert [each.title for each in rows(database_url, AssessmentRow)] == ["Autumn"]
    assert good_partners("open-due-assessments") == 0
    assert "Assessments opened: 0." in capsys.readouterr().out


def test_a_timer_closes_what_is_due(good_partners, database_url, capsys):
    engine = make_engine(database_url)
    with Session(engine) as session, session.begin():
        everyone = cast.gather(session)
        due = setting_up.open_assessment(
            session,
            load_library(Path("charter")).newest,
            by=everyone.dele,
            title="Autumn 2025",
            blocks=BLOCKS_OF_AN_ORGANISATION,
            closes_at=NOW - timedelta(days=300),
            leaders_line="Tell us how it is.",
            now=NOW - timedelta(days=330),
            randomness=token_bytes,
        )
    engine.dispose()
    assert good_partners("close-due-assessments") == 0
    said = capsys.readouterr().out
    assert "Northway Homes, Autumn 2025:" in said
    assert "Assessments closed: 1." in said
    assert [each.state for each in rows(database_url, AssessmentRow)] == ["sealed"]
    assert [each.subject for each in rows(database_url, AuditRow)][-1] == due.code
    assert good_partners("close-due-assessments") == 0
    assert "Assessments closed: 0." in capsys.readouterr().out
