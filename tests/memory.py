"""Where the tests keep their files: in memory, if there is room, for they wait long for a disk."""

import os
import shutil
import tempfile
from pathlib import Path

IN_MEMORY = Path("/dev/shm")  # noqa: S108 - only the tests' own folder in it is used
ROOM = 3 * 2**30  # bytes; a whole run takes a third of it


def make_room() -> Path | None:
    """A folder that this process and those it starts take for the temporary one. None without room."""
    if not os.access(IN_MEMORY, os.W_OK) or shutil.disk_usage(IN_MEMORY).free < ROOM:
        return None
    folder = Path(tempfile.mkdtemp(prefix="tests-", dir=IN_MEMORY))
    folder.chmod(0o755)  # PostgreSQL may run as somebody else
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)
    return folder


def give_back(folder: Path) -> None:
    os.environ.pop("TMPDIR")
    tempfile.tempdir = None
    shutil.rmtree(folder, ignore_errors=True)
