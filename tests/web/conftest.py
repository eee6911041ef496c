"""The world that web tests begin with, on each kind of database; and the demo's."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.world import World, make_world


@pytest.fixture
def world(database_url: str, tmp_path: Path) -> Iterator[World]:
    made = make_world(database_url, tmp_path)
    yield made
    made.engine.dispose()


@pytest.fixture
def demo(database_url: str, tmp_path: Path) -> Iterator[World]:
    made = make_world(database_url, tmp_path, demo=True)
    yield made
    made.engine.dispose()
