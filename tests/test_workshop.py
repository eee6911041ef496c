"""The workshop keeps its promises: locks without addresses, targets with a word of help, true drawings."""

import re
from pathlib import Path

import pytest

from tools import states

LOCKS = {"requirements.in": "requirements.txt", "requirements-dev.in": "requirements-dev.txt"}


def pins(text: str) -> dict[str, str]:
    found = re.findall(r"^([a-z0-9-]+)(?:\[\w+\])?==([^\s;]+)", text.lower(), re.MULTILINE)
    return dict(found)


@pytest.mark.parametrize(("asked", "lock"), LOCKS.items())
def test_the_lock_has_what_was_asked_for(asked, lock):
    wanted, locked = pins(Path(asked).read_text()), pins(Path(lock).read_text())
    assert wanted
    assert wanted.items() <= locked.items()


@pytest.mark.parametrize("lock", LOCKS.values())
def test_everything_in_the_lock_has_a_hash(lock):
    packages = re.split(r"^(?=\S)", Path(lock).read_text(), flags=re.MULTILINE)[1:]
    assert packages
    assert all("--hash=sha256:" in package for package in packages)


def test_both_locks_agree():
    runtime, development = (pins(Path(lock).read_text()) for lock in LOCKS.values())
    shared = runtime.keys() & development.keys()
    assert shared
    assert all(runtime[name] == development[name] for name in shared)


@pytest.mark.parametrize("path", [*LOCKS, *LOCKS.values(), ".pre-commit-config.yaml", "Dockerfile"])
def test_no_package_host_is_named(path):
    addresses = re.findall(r"\w+://[\w.-]+", Path(path).read_text())
    assert [each for each in addresses if "127.0.0.1" not in each] == []


@pytest.mark.parametrize("asked", LOCKS)
def test_every_package_says_why_it_is_there(asked):
    lines = [line for line in Path(asked).read_text().splitlines() if "==" in line]
    assert [line for line in lines if not re.search(r"#\s*\S", line)] == []


def test_every_target_has_a_word_of_help():
    makefile = Path("Makefile").read_text()
    [declared] = re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    helped = re.findall(r"^([a-z-]+):.*## \S", makefile, re.MULTILINE)
    assert set(declared.split()) == set(helped)


def test_the_drawing_of_states_is_what_the_code_obeys():
    assert states.DRAWING.read_text() == states.drawn()


def test_every_decision_says_what_holds_it():
    decisions = sorted(Path("docs/decisions").glob("[0-9]*.md"))
    assert [path.name[:4] for path in decisions] == [
        f"{number:04}" for number in range(1, len(decisions) + 1)
    ]
    for path in decisions:
        for heading in (
            "**Context.**",
            "**Decision.**",
            "**Consequences.**",
            "**Instead of.**",
            "**Held by.**",
        ):
            assert heading in path.read_text(), f"{path} lacks {heading}"
