"""What every test may ask for: an empty database of each kind, every table in place, and a query count."""

import atexit
import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path

import psycopg
import pytest
from anyio.from_thread import start_blocking_portal
from hypothesis import settings
from sqlalchemy import Engine, event
from sqlmodel import Session
from starlette.testclient import TestClient

from app import main
from app.storage import migrations
from app.storage.engine import make_engine
from tests import databases, memory, postgres
from tests.world import Browser

numbers = count(1)  # of databases for a whole module

settings.register_profile("ours", deadline=None)  # two cores at once make any deadline a coin toss
settings.load_profile("ours")


def pytest_configure(config: pytest.Config) -> None:
    """Whoever wants to look at what tests leave behind says where, with --basetemp."""
    if not hasattr(config, "workerinput") and not config.option.basetemp and (room := memory.make_room()):
        atexit.register(memory.give_back, room)  # after whatever else is cleared away at the end


def pytest_collection_finish() -> None:
    """What is there by now stays, so there is no use in looking through it for what is not needed."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def one_event_loop() -> Iterator[None]:
    """For every client, as in a server. By itself a client starts one for each request, and its threads."""
    with start_blocking_portal() as portal, pytest.MonkeyPatch.context() as patch:
        patch.setattr(TestClient, "portal", portal)
        patch.setattr(Browser, "portal", portal, raising=False)
        # Its client looks for this at each request, wherever a module may be. It is not there.
        patch.setitem(sys.modules, "sniffio", None)
        yield


@pytest.fixture(scope="session", autouse=True)
def charter_read_once() -> Iterator[None]:
    """Reading it takes as long as making a world does, and nothing changes it meanwhile."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(main, "load_library", cache(main.load_library))
        patch.setattr(main, "load_short_forms", cache(main.load_short_forms))
        yield


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return databases.make_sqlite_template(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    with postgres.a_server() as url:
        yield url


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: str) -> Iterator[str]:
    """Its name. Nobody may be connected to it while it is copied."""
    name = f"template_{os.getpid()}"
    migrations.upgrade(databases.make_postgresql(postgresql_server, name))
    yield name
    databases.drop_postgresql(postgresql_server, name)


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql_server: str, postgresql_template: str) -> Iterator[str]:
    name = f"tests_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}_{os.getpid()}"
    yield databases.make_postgresql(postgresql_server, name, template=postgresql_template)
    databases.drop_postgresql(postgresql_server, name)


@pytest.fixture(scope="session")
def cleaner(migrated_postgresql: str) -> Iterator[psycopg.Connection]:
    """Kept open, for connecting takes longer than wiping."""
    with psycopg.connect(migrated_postgresql, autocommit=True) as connection:
        yield connection


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database with every table in place. A test that asks for it runs once on each kind."""
    if request.param == "sqlite":
        yield databases.copy_sqlite(request.getfixturevalue("sqlite_template"), tmp_path)
        return
    cleaner = request.getfixturevalue("cleaner")
    yield request.getfixturevalue("migrated_postgresql")
    databases.wipe_postgresql(cleaner)


@pytest.fixture(scope="module")
def module_postgresql(postgresql_server: str, postgresql_template: str) -> Iterator[str]:
    name = f"module_{os.getpid()}_{next(numbers)}"
    yield databases.make_postgresql(postgresql_server, name, template=postgresql_template)
    databases.drop_postgresql(postgresql_server, name)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def module_database(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """For tests that only look: one database for all in a module."""
    if request.param == "sqlite":
        template = request.getfixturevalue("sqlite_template")
        yield databases.copy_sqlite(template, tmp_path_factory.mktemp("module"))
        return
    yield request.getfixturevalue("module_postgresql")


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """For arranging and for looking: commit what the front door is meant to see."""
    with Session(engine) as session:
        yield session


@pytest.fixture
def count_queries(engine: Engine) -> Callable[[], object]:
    """`with count_queries() as queries:` – afterwards `queries` lists the statements sent meanwhile."""

    @contextmanager
    def counting() -> Iterator[list[str]]:
        statements: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
            statements.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        try:
            yield statements
        finally:
            event.remove(engine, "before_cursor_execute", note)

    return counting
