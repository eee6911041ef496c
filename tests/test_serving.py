"""`make demo`, from the outside: one address, a clear word when the port is taken, and a quiet end."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
import uvicorn
from sqlmodel import Session

from app.demo import marks
from app.serving import WatchingAll
from app.storage import migrations
from app.storage.engine import make_engine
from bench.servers import free_port

pytestmark = pytest.mark.live


def say_it_is_loaded(database_url):
    """The sample data takes its time, and is looked at elsewhere."""
    migrations.upgrade(database_url)
    engine = make_engine(database_url)
    with Session(engine) as session, session.begin():
        marks.finish(session, now=datetime.now(UTC))
    engine.dispose()


@contextmanager
def a_demo(folder, port, *, loaded=True):
    """Its own folder, so that nothing of the real demo is touched."""
    database_url = f"sqlite:///{folder}/demo.sqlite"
    if loaded:
        say_it_is_loaded(database_url)
    settings = {
        "GOOD_PARTNERS_DATABASE_URL": database_url,
        "GOOD_PARTNERS_MAIL_FOLDER": f"{folder}/mail",
    }
    demo = subprocess.Popen(
        [sys.executable, "-m", "app.cli", "serve-demo", "--port", str(port)],
        env=os.environ | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield demo
    finally:
        demo.kill()
        demo.communicate()


def wait_for_address(demo):
    return next((line for line in demo.stdout if "http://" in line), "")


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_the_demo_says_where_it_is_and_stops_quietly(tmp_path, stop):
    port = free_port()
    with a_demo(tmp_path, port) as demo:
        assert f"http://127.0.0.1:{port}/demo" in wait_for_address(demo)
        demo.send_signal(stop)
        rest, complaints = demo.communicate(timeout=20)
    assert demo.returncode == 0
    assert "Traceback" not in rest + complaints


def test_stopped_while_it_loads_it_goes_quietly_and_can_begin_again(tmp_path):
    with a_demo(tmp_path, free_port(), loaded=False) as demo:
        assert "sample data" in demo.stdout.readline()
        demo.send_signal(signal.SIGINT)
        _, complaints = demo.communicate(timeout=90)
    assert demo.returncode == 130
    assert "Traceback" not in complaints
    with a_demo(tmp_path, free_port(), loaded=False) as demo:
        assert "beginning again" in demo.stdout.readline()


def test_a_port_that_is_taken_is_said_in_a_sentence(tmp_path):
    port = free_port()
    with a_demo(tmp_path, port) as first:
        wait_for_address(first)
        with a_demo(tmp_path, port, loaded=False) as second:
            said, _ = second.communicate(timeout=20)
        assert f"make demo PORT={port + 1}" in said
        assert second.returncode == 1


@pytest.mark.parametrize(
    "name", ["app/pages.py", "app/static/gp.css", "templates/base.html", "charter/SP.yaml"]
)
def test_while_developing_a_change_to_any_file_that_is_read_once_begins_again(tmp_path, name):
    file = tmp_path / name
    file.parent.mkdir(parents=True)
    file.touch()
    config = uvicorn.Config("none", reload=True, reload_dirs=[str(tmp_path)], reload_delay=0)
    watching = WatchingAll(config, target=lambda _: None, sockets=[])
    assert watching.should_restart() is None
    os.utime(file, (time.time() + 5, time.time() + 5))
    assert watching.should_restart() == [file]
