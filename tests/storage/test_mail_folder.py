"""Reading mail back from the folder it lands in."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.messages import Message
from app.storage import mail_folder
from app.storage.post import make_post

FROM = "Good Partners <hello@goodpartners.example>"


def deliver(folder: Path, to: str, subject: str, body: str) -> None:
    with make_post(smtp_url="", mail_folder=folder, mail_from=FROM)() as deliver:
        deliver(Message(to, subject, body, "Dele Okonjo"))


def test_mail_comes_back_as_it_was_sent(tmp_path: Path) -> None:
    deliver(tmp_path, "amira@lantern.example", "A subject: with a colon", "One.\n\nTwo – ŵ.\n")
    [mail] = mail_folder.read_all(tmp_path, most=10)
    assert (mail.to, mail.subject, mail.body) == (
        "amira@lantern.example",
        "A subject: with a colon",
        "One.\n\nTwo – ŵ.\n",
    )
    assert mail.from_line == "Dele Okonjo via Good Partners <hello@goodpartners.example>"
    assert abs(mail.at - datetime.now(UTC)).total_seconds() < 60
    assert mail_folder.read(tmp_path, mail.id) == mail


def test_the_newest_comes_first_and_no_more_than_asked_for(tmp_path: Path) -> None:
    for number in range(5):
        deliver(tmp_path, f"person-{number}@places.example", f"Number {number}", "…")
    assert [each.subject for each in mail_folder.read_all(tmp_path, most=2)] == ["Number 4", "Number 3"]
    [found] = mail_folder.read_all(tmp_path, to="PERSON-1@", most=2)
    assert found.subject == "Number 1"


def test_no_folder_is_no_mail(tmp_path: Path) -> None:
    assert mail_folder.read_all(tmp_path / "nowhere", most=10) == []


@pytest.mark.parametrize(
    "mail_id", ["../secret", "secret", "", "sub/secret", "2026-10-05-093000-000000-00001\n"]
)
def test_nothing_but_mail_is_read(tmp_path: Path, mail_id: str) -> None:
    folder = tmp_path / "mail"
    (folder / "sub").mkdir(parents=True)
    for path in (tmp_path / "secret.txt", folder / "secret.txt", folder / "sub" / "secret.txt"):
        path.write_text("From: a\nTo: b\nSubject: c\n\nsecret", encoding="utf-8")
    assert mail_folder.read(folder, mail_id) is None
    assert mail_folder.read_all(folder, most=10) == []
