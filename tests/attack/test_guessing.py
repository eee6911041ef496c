"""Whoever takes all there is after the seal guesses blindly; with a step left out she finds people."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from app import closing_job
from app.demo.cast import Place
from app.domain import sealing
from app.storage import seals
from tests.attack.guessing import guesses, most_by_chance
from tests.attack.loot import Loot, live
from tests.attack.town import build

ANSWERING, SILENT = 30, 5


@pytest.fixture
def take(database_url: str, tmp_path: Path) -> Iterator[Callable[[], Loot]]:
    """From one organisation, for which one it is says something, and is kept."""
    place = Place("place", "Place", "x.example", {}, without_team=ANSWERING + SILENT)
    town = build(database_url, tmp_path, [place], seed="guessing")
    yield lambda: live(town, tmp_path, town.directors["place"], answering=ANSWERING)
    town.engine.dispose()


def better_than_chance(loot: Loot) -> list[str]:
    made = guesses(loot)
    return [each.way for each in made if each.right > most_by_chance(len(loot.people), len(made))]


def test_no_way_to_guess_is_better_than_chance(take):
    assert better_than_chance(take()) == []


def without_shuffling(monkeypatch: pytest.MonkeyPatch) -> None:
    honest, numbers = sealing.seal, count()

    def in_order(sent, *, fewest, randomness):
        return honest(sent, fewest=fewest, randomness=lambda length: next(numbers).to_bytes(length))

    monkeypatch.setattr(sealing, "seal", in_order)


def without_wiping(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closing_job, "forget_erased", lambda *_: None)


def without_mixing_receipts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seals, "mix_receipts", lambda *_: None)


@pytest.mark.parametrize(
    "leave_out",
    [without_shuffling, without_wiping, without_mixing_receipts],
    ids=lambda each: each.__name__,
)
def test_with_one_step_left_out_people_are_found(leave_out, take, monkeypatch):
    leave_out(monkeypatch)
    assert better_than_chance(take())
