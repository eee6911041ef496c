"""`make migration name="add notes"`: write what the schema has and the migrations lack; move the head."""

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config

from app.storage import migrations

VERSIONS = Path("migrations/versions")
CURRENT_HEAD = Path("migrations/.current-head")


def next_number() -> str:
    return f"{max((int(each.name[:4]) for each in VERSIONS.glob('[0-9]*.py')), default=0) + 1:04}"


def main(name: str) -> None:
    number = next_number()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/empty.db"
        if number != "0001":
            migrations.upgrade(url)
        config = Config("alembic.ini")
        config.attributes["database_url"] = url
        command.revision(config, message=name, autogenerate=True, rev_id=number)
    written = next(VERSIONS.glob(f"{number}_*.py"))
    CURRENT_HEAD.write_text(f"{written.stem}\n")
    print(f"Wrote {written}. Read it, edit it, and name what it is for before you commit it.")


if __name__ == "__main__":
    if len(sys.argv) < 2 or not sys.argv[1].strip():
        sys.exit('Say what it does: make migration name="add notes"')
    main(sys.argv[1].strip())
