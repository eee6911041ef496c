"""Starting a server for a measurement, one process of uvicorn, and reading what it has cost so far."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

SECONDS_TO_START = 30
SECONDS_TO_STOP = 20
SECONDS_TO_THINK = 60  # before a connection without a request is closed
LONGEST_TALE = 2_000  # letters of a log
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """One that runs. `base_url` has no slash at its end."""

    port: int
    process: subprocess.Popen[bytes]

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def cpu_seconds(self) -> float:
        """What its process has spent, in user and in system time."""
        after_name = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(after_name[11]) + int(after_name[12])) / TICKS_A_SECOND

    def most_memory_mb(self) -> float:
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
        return int(peak.split()[1]) / 1024

    def kill(self) -> None:
        """As a power cut would: no chance to say goodbye."""
        self.process.kill()
        self.process.wait()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def wait_until_ready(server: Server) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and server.process.poll() is None:
        try:
            with urllib.request.urlopen(f"{server.base_url}/healthz", timeout=1):  # noqa: S310 - our own server
                return
        except (URLError, OSError):
            time.sleep(0.05)
    raise RuntimeError("The server did not become ready.")


def stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def serving(application: str, settings: Mapping[str, str], *, port: int | None = None) -> Iterator[Server]:
    """A server of `application` (module:factory), stopped at the end if it still runs."""
    chosen = port or free_port()
    words = [sys.executable, "-m", "uvicorn", "--factory", application, "--host", "127.0.0.1"]
    quiet = ["--log-level", "warning", "--no-access-log"]
    patient = ["--timeout-keep-alive", str(SECONDS_TO_THINK)]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            [*words, "--port", str(chosen), *quiet, *patient],
            env={**os.environ, **settings},
            stdout=log,
            stderr=log,
        )
        server = Server(chosen, process)
        try:
            wait_until_ready(server)
            yield server
        except RuntimeError:
            log.seek(0)
            sys.stderr.write(f"The server said:\n{log.read().decode()[-LONGEST_TALE:]}\n")
            raise
        finally:
            stop(process)
