"""The command good-partners: what an operator does from a terminal. One of the doors."""

import argparse
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_bytes

from pydantic import ValidationError
from sqlalchemy import Engine, make_url
from sqlmodel import Session

from app import charter_check, serving
from app.asking_job import end_what_is_over
from app.closing_job import close_what_is_due
from app.demo.load import Site, load
from app.domain.errors import DomainError, Invalid
from app.domain.notebooks import Keys
from app.domain.seating import Somebody, WayIn
from app.mail_job import see_to_notebooks, send_all, write_due_letters
from app.main import create_app
from app.opening_job import open_what_is_due
from app.services import admins, closing, looks, platform
from app.settings import Settings
from app.storage import demo_codes, migrations
from app.storage.charter_files import load_library
from app.storage.engine import make_engine
from app.storage.post import Post, make_post
from app.storage.short_form_files import load_short_forms
from app.web import static_files
from app.web.static_files import MissingFile

APPLICATION = "app.main:application"
WATCHED = ["app", "charter", "templates"]
DEMO_SETTINGS = {
    "GOOD_PARTNERS_DEMO": "true",
    "GOOD_PARTNERS_DATABASE_URL": "sqlite:///data/demo.sqlite",
    "GOOD_PARTNERS_MAIL_FOLDER": "data/demo-mail",
}

INTERRUPTED = 130  # as shells have it: stopped with Ctrl-C

Words = argparse.Namespace


def say(sentence: str) -> None:
    print(sentence, flush=True)


@contextmanager
def an_engine(settings: Settings) -> Iterator[Engine]:
    engine = make_engine(settings.database_url)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def a_session(settings: Settings) -> Iterator[Session]:
    """One command, one transaction."""
    with an_engine(settings) as engine, Session(engine) as session, session.begin():
        yield session


def check_charter(_: Words) -> int:
    return charter_check.run(Settings.model_fields["charter_folder"].default)


def migrate(_: Words) -> int:
    settings = Settings()
    make_folder_for(settings.database_url)
    migrations.upgrade(settings.database_url)
    say(f"The database is at migration {migrations.head()}.")
    return 0


def make_folder_for(database_url: str) -> None:
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite" and url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)


def keep_a_log_beside(database_url: str) -> None:
    """The terminal shows one address; what was asked for goes into a file."""
    beside = Path(make_url(database_url).database or "").with_suffix(".log")
    logging.basicConfig(filename=beside, level=logging.INFO, format="%(asctime)s %(message)s")


def serve(words: Words) -> int:
    serving.serve_for_real(APPLICATION, host=words.host, port=words.port, workers=words.workers)
    return 0


def serve_demo(words: Words) -> int:
    static_files.files()  # before anything else: they may not have been fetched
    address = f"http://{serving.HOST}:{words.port}"
    for name, value in {**DEMO_SETTINGS, "GOOD_PARTNERS_BASE_URL": address}.items():
        os.environ.setdefault(name, value)
    try:
        listening = serving.listen(words.port)
    except OSError:
        say(f"Something else is using port {words.port}. Try another: make demo PORT={words.port + 1}")
        return 1
    settings = Settings()
    make_folder_for(settings.database_url)
    migrations.upgrade(settings.database_url)
    load_sample_data(settings)
    keep_a_log_beside(settings.database_url)
    if words.reload:
        listening.close()
        serving.serve_reloading(APPLICATION, port=words.port, folders=WATCHED)
    else:
        announce = f"Good Partners is at {address}/demo   (Ctrl-C stops it; what you enter is kept)"
        serving.serve(create_app(settings), listening, lambda: say(announce))
    return 0


def load_sample_data(settings: Settings) -> None:
    """Once: what has been entered since is kept."""
    with an_engine(settings) as engine:
        library = load_library(settings.charter_folder)
        site = Site(
            engine=engine,
            library=library,
            forms=load_short_forms(settings.charter_folder),
            base_url=settings.base_url,
            key=settings.key,
            post=post_of(settings),
            codes_file=demo_codes.beside(settings.database_url),
            say=say,
        )
        load(site, now=datetime.now(UTC))
        # Nobody else closes and opens what is due in a demo. The server finishes closings, as any does.
        with Session(engine) as session, session.begin():
            closing.close_due(session, now=datetime.now(UTC))
        open_what_is_due(engine, library.newest, base_url=settings.base_url, now=datetime.now(UTC), say=say)


def post_of(settings: Settings) -> Post:
    return make_post(
        smtp_url=settings.smtp_url, mail_folder=settings.mail_folder, mail_from=settings.mail_from
    )


def invite_admin(words: Words) -> int:
    settings = Settings()
    with a_session(settings) as session:
        is_new = admins.invite_admin(
            session,
            words.email,
            now=datetime.now(UTC),
            base_url=settings.base_url.rstrip("/"),
            name=words.name,
        )
    say(f"A letter to {words.email} waits to be sent." if is_new else f"{words.email} is one already.")
    return 0


@contextmanager
def each_fault_in_words() -> Iterator[None]:
    """What a page would say beside each field."""
    try:
        yield
    except Invalid as fault:
        raise Invalid("\n".join(fault.problems.values()), fault.problems) from None


def add_organisation(words: Words) -> int:
    settings = Settings()
    way_in = WayIn(settings.base_url.rstrip("/"), token_bytes, datetime.now(UTC))
    director = Somebody(words.director, words.email)
    with a_session(settings) as session, each_fault_in_words():
        slug = platform.add_organisation(session, words.name, words.staff, director, by=None, way_in=way_in)
    say(f"{words.name} is at {way_in.base_url}/org/{slug}. A letter to {words.email} waits to be sent.")
    return 0


def send_outbox(_: Words) -> int:
    settings = Settings()
    with an_engine(settings) as engine:
        write_due_letters(engine, base_url=settings.base_url)
        see_to_notebooks(engine, base_url=settings.base_url)
        sent = send_all(engine, post_of(settings))
    say(f"Messages sent: {sent.went}.")
    if sent.is_server_down:
        say("The mail server takes no mail now. What waits is kept.")
    return int(sent.is_server_down)


def open_due_assessments(_: Words) -> int:
    settings = Settings()
    with an_engine(settings) as engine:
        charter = load_library(settings.charter_folder).newest
        opened = open_what_is_due(engine, charter, base_url=settings.base_url, now=datetime.now(UTC), say=say)
    say(f"Assessments opened: {opened}.")
    return 0


def close_due_assessments(_: Words) -> int:
    settings = Settings()
    with an_engine(settings) as engine:
        library = load_library(settings.charter_folder)
        closed = close_what_is_due(engine, library, now=datetime.now(UTC), say=say)
        forms = load_short_forms(settings.charter_folder)
        keys = Keys(settings.notebook_secrets, token_bytes)
        ended = end_what_is_over(engine, forms, keys=keys, now=datetime.now(UTC))
        with Session(engine) as session, session.begin():
            looks.forget_old(session, now=datetime.now(UTC))
    say(f"Assessments closed: {closed}. Pulses and meeting forms ended: {ended}.")
    return 0


@dataclass(frozen=True)
class Command:
    """A word on the command line, what it is for, what it does and takes. `run` returns the exit status."""

    name: str
    about: str
    run: Callable[[Words], int]
    takes: dict[str, dict[str, object]] = field(default_factory=dict)


PORT: dict[str, dict[str, object]] = {"--port": {"type": int, "default": 8000}}
COMMANDS = (
    Command("check-charter", "say what is wrong with the charter's files, and on which line", check_charter),
    Command("migrate", "bring the database's tables up to date", migrate),
    Command(
        "serve",
        "serve the site; migrate first",
        serve,
        {"--host": {"default": serving.HOST}, **PORT, "--workers": {"type": int, "default": 1}},
    ),
    Command(
        "serve-demo",
        "serve the site with made-up people, on this machine only",
        serve_demo,
        {**PORT, "--reload": {"action": "store_true"}},
    ),
    Command(
        "invite-admin",
        "let somebody in as a platform admin",
        invite_admin,
        {"email": {}, "--name": {"default": ""}},
    ),
    Command(
        "add-organisation",
        "add an organisation and send its first HR director a letter with a link",
        add_organisation,
        {
            "name": {},
            "--staff": {"type": int, "required": True},
            "--director": {"required": True, "help": "her or his full name"},
            "--email": {"required": True, "help": "her or his address"},
        },
    ),
    Command("send-outbox", "write the letters whose day has come, and send the mail that waits", send_outbox),
    Command("open-due-assessments", "open what was set to open by itself", open_due_assessments),
    Command(
        "close-due-assessments",
        "close what is due, assessments, pulses and meeting forms; finish closings that were cut off; "
        "forget looks a year old",
        close_due_assessments,
    ),
)


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="good-partners", description="Look after a Good Partners site.")
    commands = made.add_subparsers(dest="command", required=True, metavar="command")
    for command in COMMANDS:
        added = commands.add_parser(command.name, help=command.about, description=command.about)
        added.set_defaults(run=command.run)
        for name, takes in command.takes.items():
            added.add_argument(name, **takes)  # type: ignore[arg-type]  # argparse's own types are looser
    return made


def main() -> None:
    words = parser().parse_args()
    try:
        sys.exit(words.run(words))
    except (DomainError, MissingFile) as refusal:
        sys.exit(str(refusal))
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except ValidationError as faults:
        sys.exit("\n".join(str(fault["msg"]).removeprefix("Value error, ") for fault in faults.errors()))


if __name__ == "__main__":
    main()
