"""The demo with its sample data: loaded once, by whichever worker is first, and copied for each site."""

import fcntl
import shutil
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from fastapi import FastAPI
from sqlalchemy import Engine

from app.demo.load import Site, load
from app.domain.messages import Message
from app.services.demo import SEATS
from app.storage import migrations
from app.storage.charter_files import load_library
from app.storage.engine import make_engine
from app.storage.post import to_folder
from app.storage.short_form_files import load_short_forms
from tests import databases, world

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DATABASE, CODES, MAIL = "demo.sqlite", "codes.json", "mail"
WITH_A_SEAT = {seat.email for seat in SEATS}


@dataclass(frozen=True)
class Demo:
    """What a live site needs of a world."""

    app: FastAPI
    engine: Engine


def sample_data(shared: Path) -> Path:
    """The folder in `shared` that holds it."""
    folder = shared / "sample"
    with (shared / "sample.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "whole").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            _load(folder)
            (folder / "whole").touch()
    return folder


def _load(folder: Path) -> None:
    url = f"sqlite:///{folder / DATABASE}"
    migrations.upgrade(url)
    engine = make_engine(url)
    post = to_folder(folder / MAIL, "Good Partners <hello@goodpartners.example>")

    def deliver(message: Message) -> None:
        """Letters to those whose seats can be taken; nobody reads the others."""
        if message.to_address in WITH_A_SEAT:
            post(message)

    load(
        Site(
            engine=engine,
            library=load_library(Path("charter")),
            forms=load_short_forms(Path("charter")),
            base_url="http://127.0.0.1:8000",
            key=world.SECRET,
            post=lambda: nullcontext(deliver),
            codes_file=folder / CODES,
            say=lambda _: None,
        ),
        now=NOW,
    )
    engine.dispose()


def a_demo(sample: Path, folder: Path, base_url: str) -> Demo:
    """A copy of its own, at the hour at which the sample data was loaded."""
    url = databases.copy_sqlite(sample / DATABASE, folder)
    shutil.copytree(sample / MAIL, folder / MAIL)
    shutil.copyfile(sample / CODES, folder / CODES)
    app = world.make_app(url, folder, demo=True, base_url=base_url)
    app.state.now = lambda: NOW
    return Demo(app, app.state.engine)
