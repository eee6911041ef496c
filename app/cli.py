"""The command good-partners: what an operator does from a terminal. One of the doors."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass

from app import charter_check
from app.settings import Settings
from app.storage import migrations


@dataclass(frozen=True)
class Command:
    """A word on the command line, what it is for, and what it does. Returns the exit status."""

    name: str
    about: str
    run: Callable[[argparse.Namespace], int]
    argument: str | None = None


def say(sentence: str) -> None:
    print(sentence, flush=True)


def check_charter(_: argparse.Namespace) -> int:
    return charter_check.run(Settings.model_fields["charter_folder"].default)


def migrate(_: argparse.Namespace) -> int:
    migrations.upgrade(Settings().database_url)
    say(f"The database is at migration {migrations.head()}.")
    return 0


COMMANDS = (
    Command("check-charter", "say what is wrong with the charter's files, and on which line", check_charter),
    Command("migrate", "bring the database's tables up to date", migrate),
)


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="good-partners", description="Look after a Good Partners site.")
    commands = made.add_subparsers(dest="command", required=True, metavar="command")
    for command in COMMANDS:
        added = commands.add_parser(command.name, help=command.about, description=command.about)
        added.set_defaults(run=command.run)
        if command.argument:
            added.add_argument(command.argument)
    return made


def main() -> None:
    words = parser().parse_args()
    sys.exit(words.run(words))


if __name__ == "__main__":
    main()
