"""The world that web tests begin with, on each kind of database; and the demo's."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event

from tests.results_world import Closed, close_some
from tests.world import Browser, World, make_world


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


@pytest.fixture
def dele(world: World) -> Browser:
    return world.browser(world.cast.dele)


@pytest.fixture
def rhiannon(world: World) -> Browser:
    return world.browser(world.cast.rhiannon)


@pytest.fixture
def own(world: World) -> str:
    """Where Northway's own assessment is watched."""
    return f"/org/northway-homes/assessments/{world.northway_own.code}"


@pytest.fixture
def count_statements(world: World) -> Callable[[], AbstractContextManager[list[str]]]:
    """`with count_statements() as statements:` – afterwards it lists what the site sent to its database."""

    @contextmanager
    def counting() -> Iterator[list[str]]:
        statements: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
            statements.append(statement)

        state = world.app.state
        some = {state.engine, state.reading_engine, state.glancing_engine, state.saving_engine}
        engines = some - {None}  # PostgreSQL does without the last two
        for engine in engines:
            event.listen(engine, "before_cursor_execute", note)
        try:
            yield statements
        finally:
            for engine in engines:
                event.remove(engine, "before_cursor_execute", note)

    return counting


@pytest.fixture(scope="module")
def closed(module_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Closed]:
    """A world in which something has closed, for tests that only look: one for all in a module."""
    world = make_world(module_database, tmp_path_factory.mktemp("closed"))
    yield close_some(world)
    world.engine.dispose()
