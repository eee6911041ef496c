"""Settings: each is in .env.example with its default, and a real site does not start without a secret."""

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from app.settings import DEMO_SECRET, Settings

A_SECRET = "forty letters of the kind a machine makes"


@pytest.fixture(autouse=True)
def nothing_in_the_environment(monkeypatch):
    for name in Settings.model_fields:
        monkeypatch.delenv(f"GOOD_PARTNERS_{name.upper()}", raising=False)


def settings(**values):
    return Settings(_env_file=None, **values)


def in_the_example() -> dict[str, str]:
    return dict(re.findall(r"^GOOD_PARTNERS_(\w+)=(.*)$", Path(".env.example").read_text(), re.MULTILINE))


def test_the_example_lists_every_setting():
    assert set(in_the_example()) == {name.upper() for name in Settings.model_fields}


def test_the_example_shows_the_defaults():
    read = Settings(_env_file=".env.example", demo=True)
    assert read == settings(demo=True)


@pytest.mark.parametrize("secret", ["", "short", "x" * 31, DEMO_SECRET])
def test_a_real_site_does_not_start_without_a_secret(secret):
    with pytest.raises(ValidationError, match="GOOD_PARTNERS_SECRET must be set"):
        settings(secret=secret)


def test_a_real_site_starts_with_a_secret():
    assert settings(secret=A_SECRET).key == A_SECRET


def test_the_demo_needs_no_secret():
    assert settings(demo=True).key == DEMO_SECRET


def test_settings_cannot_be_changed_once_read():
    with pytest.raises(ValidationError):
        settings(demo=True).demo = False
